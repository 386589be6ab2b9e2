import pytest

from components.attribution import certainty, hedges
from components.text import Span, words


def found(text: str) -> list[tuple[str, str]]:
    return [(h.text, h.cls) for h in hedges(text, words(text, Span(0, len(text))))]


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("Moscow might agree.", "modal"),
        ("Talks will resume if Washington agrees.", "conditional"),
        ("They reportedly met.", "second_hand"),
        ("These claims lack substantiation.", "unsubstantiated"),
        ("Ties are considered poor.", "agentless"),
    ],
)
def test_a_hedge_of_each_class(text: str, cls: str) -> None:
    assert cls in [each for _, each in found(text)]


def test_the_month_of_may_is_no_hedge() -> None:
    assert found("They met in May and in June.") == []


def test_the_lowest_certainty_applies() -> None:
    text = "It may be true, though the claims lack substantiation."
    assert certainty(hedges(text, words(text, Span(0, len(text))))) == 0.25
    assert certainty(()) == 1.0


def test_hedges_know_their_place() -> None:
    text = "🕊️ Perhaps they will talk."
    for hedge in hedges(text, words(text, Span(0, len(text)))):
        assert text[hedge.start : hedge.end] == hedge.text
