"""Groups of two, counterparts, bodies and pronouns: what only the text around them explains."""

import itertools
from datetime import date

import pytest

from components.actors import Mention, load_roster, mentions
from components.text import paragraphs, sentences

ROSTER = load_roster()
Y2002, Y2018, Y2023 = date(2002, 5, 24), date(2018, 7, 16), date(2023, 3, 1)


def found(text: str, day: date | None = Y2023, title: str | None = None) -> list[Mention]:
    spans = paragraphs(text)
    split = [s for span in spans for s in sentences(text, span)]
    return list(mentions(text, split, ROSTER, day, spans, title=title))


def meant(text: str, surface: str, day: date | None = Y2023, title: str | None = None) -> list[str]:
    return [m.actor for m in found(text, day, title) if m.surface == surface]


PUTIN_BUSH = ["george-w-bush", "vladimir-putin"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Russian and U.S. presidents shook hands.", "presidents"),
        ("The presidents of Russia and the United States shook hands.", "presidents"),
        ("The leaders of Russia and the US shook hands.", "leaders"),
        ("Vladimir Putin met George W. Bush. The two leaders shook hands.", "The two leaders"),
        ("Vladimir Putin met George W. Bush. Then the presidents left.", "the presidents"),
        (
            "Vladimir Putin met George W. Bush. The two heads of state left.",
            "The two heads of state",
        ),
    ],
)
def test_two_leaders(text: str, surface: str) -> None:
    assert sorted(meant(text, surface, Y2002)) == PUTIN_BUSH


def test_foreign_ministers_are_no_presidents() -> None:
    text = (
        "Sergey Lavrov wrote to Antony Blinken. Vladimir Putin and Joe Biden were told. "
        "The two foreign ministers will meet."
    )
    assert sorted(meant(text, "The two foreign ministers")) == ["antony-blinken", "sergey-lavrov"]


def test_the_title_names_the_two_whom_the_text_begins_with() -> None:
    text = "The two leaders began with a stroll."
    title = "Vladimir Putin and George W. Bush held talks"
    assert sorted(meant(text, "The two leaders", Y2002, title)) == PUTIN_BUSH
    assert meant(text, "The two leaders", Y2002) == []


def test_a_pair_named_side_by_side_is_the_two_countries() -> None:
    text = (
        "Russia and the United States hold most warheads. Ukraine gave up its own; Ukraine signed "
        "in Budapest, and Ukraine kept its word. The two countries still talk."
    )
    assert sorted(meant(text, "The two countries")) == ["russia", "united-states"]


def test_two_described_countries_are_the_pair_before() -> None:
    text = "Sweden and Finland applied. Russia warned the two Nordic countries."
    assert meant(text, "the two Nordic countries") == ["finland", "sweden"]


def test_sides_stay_open_between_three() -> None:
    text = "China spoke. Russia spoke. Ukraine spoke. The two sides differ."
    assert meant(text, "The two sides") == []


def test_his_counterpart_holds_the_same_office() -> None:
    text = "Sergey Lavrov called. He told his American counterpart that it was late."
    assert meant(text, "counterpart") == ["antony-blinken"]
    text = "Vladimir Putin wrote to his Ukrainian counterpart Volodymyr Zelenskyy."
    assert meant(text, "counterpart") == []


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("NATO met. The alliance will grow.", "alliance", ["nato"]),
        ("The European Union met. The bloc will act.", "bloc", ["european-union"]),
        ("Washington waited. The administration will act.", "administration", ["white-house"]),
        ("The New York Times asked. The Times wrote.", "Times", ["new-york-times"]),
        ("An oil firm grew. The alliance will last.", "alliance", []),
    ],
)
def test_a_body_by_its_description(text: str, surface: str, actor: list[str]) -> None:
    assert meant(text, surface) == actor


def test_who_argues_is_the_speaker_and_not_who_is_named_before() -> None:
    text = (
        "Vladimir Putin said the case was closed. “Alexei Navalny,” he argued, “broke the law.” "
        "Alexei Navalny, he added, would stay where he was."
    )
    assert meant(text, "he")[:2] == ["vladimir-putin", "vladimir-putin"]


def test_a_pronoun_outside_a_quotation_does_not_mean_a_name_inside() -> None:
    text = "“Joe Biden is welcome here,” the note read, and he smiled."
    assert meant(text, "he") == []


def test_him_is_not_the_one_who_acts() -> None:
    text = "Joe Biden praised Volodymyr Zelenskyy and thanked him."
    assert meant(text, "him") == ["volodymyr-zelenskyy"]


def test_a_stranger_keeps_a_pronoun_open_in_the_next_sentence_too() -> None:
    text = "Ulf Quist met Vladimir Putin. He was late. He left early."
    assert not [m for m in found(text) if m.via == "pronoun"]


def test_a_pronoun_carries_over_to_the_next_sentence() -> None:
    text = "Sergey Lavrov spoke. He blamed Antony Blinken. He left early."
    assert meant(text, "He") == ["sergey-lavrov", "sergey-lavrov"]


def test_a_source_is_seldom_who_he_is() -> None:
    text = "According to Dmitry Peskov, Vladimir Putin was ill and he stayed home."
    assert meant(text, "he") == ["vladimir-putin"]


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("Ex-aide Dmitry Peskov praised Vladimir Putin and his allies.", "his", "vladimir-putin"),
        ("Joe Biden said that Vladimir Putin himself knew.", "himself", "vladimir-putin"),
        (
            "Alexander Lukashenko listened when Vladimir Putin said he would help.",
            "he",
            "vladimir-putin",
        ),
        ("Vladimir Putin’s advisers misled him.", "him", "vladimir-putin"),
    ],
)
def test_who_stands_just_before_a_pronoun(text: str, surface: str, actor: str) -> None:
    assert meant(text, surface) == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Russia saw a firm and its chief.",
        "Russia’s delegate began his speech.",
        "Russia fined Quist Yachts and its chief.",
    ],
)
def test_something_or_somebody_else_in_between_keeps_a_pronoun_open(text: str) -> None:
    assert not [m for m in found(text) if m.via == "pronoun"]


def test_mentions_of_a_served_title_and_a_name_do_not_overlap() -> None:
    text = "The U.S. President’s National Security Advisor Condoleezza Rice came."
    spans = [(m.start, m.end) for m in found(text, Y2002)]
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
