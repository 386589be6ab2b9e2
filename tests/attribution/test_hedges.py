import pytest

from components.attribution import Hedge, certainty, hedges
from components.text import Span, words


def read(text: str) -> tuple[Hedge, ...]:
    return hedges(text, words(text, Span(0, len(text))))


def found(text: str) -> list[tuple[str, str]]:
    return [(h.text, h.cls) for h in read(text)]


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("Moscow might agree.", "modal"),
        ("Talks will resume if Washington agrees.", "conditional"),
        ("Should Russia attack again, talks will end.", "conditional"),
        ("They reportedly met.", "second_hand"),
        ("The reported losses are high.", "second_hand"),
        ("These claims lack substantiation.", "unsubstantiated"),
        ("Ties are considered poor.", "agentless"),
    ],
)
def test_a_hedge_of_each_class(text: str, cls: str) -> None:
    assert [each for _, each in found(text)] == [cls]


@pytest.mark.parametrize(
    "text",
    [
        "They met in May and in June.",
        "Will they meet?",
        "They met as soon as possible.",
        "They behaved as if nothing had happened, if you will.",
        "He expected that talks would be short.",
        "I would like to thank you.",
        "Would you say that?",
        "The agency reported that they met.",
        "The military might of Rome was great.",
        "Should they meet?",
        "Conflicts are perceived by Russia as threats.",
        "Russia is no rival per se.",
        "The plan, according to him, had been right.",
        "They moved so they could be closer to it.",
        "Nobody believes that they will leave.",
    ],
)
def test_words_that_hedge_nothing(text: str) -> None:
    assert found(text) == []


def test_the_lowest_certainty_applies() -> None:
    assert certainty(read("It may be true, though the claims lack substantiation.")) == 0.25
    assert certainty(()) == 1.0


def test_a_belief_that_nobody_holds_is_agentless_and_no_more() -> None:
    assert certainty(read("It is widely believed that they will leave.")) == 0.8


def test_a_hedge_covers_its_clause() -> None:
    text = "Germany may agree, but Russia refuses."
    [hedge] = read(text)
    assert text[hedge.scope_start : hedge.scope_end] == "Germany may agree"
    assert certainty([hedge], Span(text.index("Germany"), 7)) == 0.6
    assert certainty([hedge], Span(text.index("Russia"), len(text))) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "If Russia agrees, talks begin.",
        "These claims, though loud, lack substantiation.",
        "A guest, who spoke on condition of anonymity, said talks began.",
    ],
)
def test_conditions_and_doubts_cover_their_sentence(text: str) -> None:
    [hedge] = read(text)
    assert (hedge.scope_start, hedge.scope_end) == (0, len(text) - 1)


def test_a_relative_clause_keeps_its_hedge() -> None:
    text = "Russia, which may agree, sent a letter."
    [hedge] = read(text)
    assert text[hedge.scope_start : hedge.scope_end] == ", which may agree"


@pytest.mark.parametrize("opener", ["Although", "While", "Even as"])
def test_a_clause_that_leads_its_sentence_keeps_its_hedge(opener: str) -> None:
    text = f"{opener} Russia may agree, the other side refuses."
    [hedge] = read(text)
    assert text[hedge.scope_start : hedge.scope_end] == f"{opener} Russia may agree"


def test_hedges_know_their_place() -> None:
    text = "🕊️ Perhaps they will talk."
    assert [text[h.start : h.end] for h in read(text)] == ["Perhaps"]
