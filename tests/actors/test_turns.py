"""Transcripts: whose turn it is, and what only looks like a label."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import Turn, in_label, load_roster, mentions, turn_at, turns
from components.text import Span, paragraphs, sentences

ROSTER = load_roster()
DAY = date(2022, 2, 1)


def read(text: str, day: date | None = DAY) -> tuple[Turn, ...]:
    spans = paragraphs(text)
    split = [s for span in spans for s in sentences(text, span)]
    found = mentions(text, split, ROSTER, day, spans)
    return turns(text, spans, found, ROSTER)


def who(text: str, day: date | None = DAY) -> list[tuple[str, str | None]]:
    return [(turn.label, turn.speaker) for turn in read(text, day)]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("VLADIMIR PUTIN", "vladimir-putin"),
        ("PRESIDENT PUTIN", "vladimir-putin"),
        ("President of Russia Vladimir Putin", "vladimir-putin"),
        ("Vladimir Putin", "vladimir-putin"),
        ("V.Putin", "vladimir-putin"),
        ("V. Putin", "vladimir-putin"),
        ("Dmitry Peskov", "dmitry-peskov"),
        ("SECRETARY BLINKEN", "antony-blinken"),
        ("MS. PSAKI", "jen-psaki"),
        ("QUESTION", None),
        ("Question", None),
        ("MODERATOR", None),
        ("SENIOR ADMINISTRATION OFFICIAL", None),
        ("Q", None),
    ],
)
def test_a_label_begins_a_turn_and_says_who_speaks(label: str, speaker: str | None) -> None:
    text = f"{label}: It is a good day.\n\nQUESTION: Is it?\n\n{label}: It is."
    found = read(text)
    assert [(t.label, t.speaker) for t in found][::2] == [(label, speaker)] * 2
    assert text[found[0].start : found[0].end] == "It is a good day."
    assert text[found[0].label_start :].startswith(label)


def test_the_president_is_the_one_of_the_day_and_the_country() -> None:
    text = (
        "THE PRESIDENT: The United States is ready.\n\nQ    Ready for Putin?\n\nTHE PRESIDENT: Yes."
    )
    assert who(text) == [
        ("THE PRESIDENT", "joe-biden"),
        ("Q", None),
        ("THE PRESIDENT", "joe-biden"),
    ]
    assert who(text, date(2018, 7, 16))[0][1] == "donald-trump"


def test_a_courtesy_title_means_the_one_bearer_in_office_or_named() -> None:
    text = "MR. PRICE: Good afternoon.\n\nQUESTION: Hello.\n\nMR. PRICE: Go ahead."
    assert who(text)[0] == ("MR. PRICE", "ned-price")


def test_a_turn_runs_over_paragraphs_to_the_next_label() -> None:
    text = "VLADIMIR PUTIN: One.\n\nTwo.\n\nThree.\n\nQUESTION: Four?"
    first, second = read(text)
    assert text[first.start : first.end] == "One.\n\nTwo.\n\nThree."
    assert text[second.start : second.end] == "Four?"


def test_a_label_alone_on_its_line_begins_a_turn() -> None:
    text = "VLADIMIR PUTIN:\n\nGood day.\n\nQUESTION:\n\nWhy?"
    assert [text[t.start : t.end] for t in read(text)] == ["Good day.", "Why?"]


def test_an_aside_is_no_part_of_the_label() -> None:
    text = "Question (retranslated): Why?\n\nVladimir Putin: Because.\n\nVladimir Putin: So."
    assert who(text)[0] == ("Question", None)


def test_a_line_of_asterisks_ends_a_turn() -> None:
    text = "VLADIMIR PUTIN: Thank you.\n\n* * *\n\nThe talks went on.\n\nQUESTION: Why?"
    assert text[read(text)[0].start : read(text)[0].end] == "Thank you."


@pytest.mark.parametrize(
    "text",
    [
        "Note: prices rose.\n\nNote: they fell again.",
        "WASHINGTON: The talks began.\n\nMOSCOW: They ended.",
        "Putin: U.S. must change course\n\nThe Russian president spoke at length on Monday.",
        "He said one thing:\n\nthat he would go.",
        "To be clear: this is new.\n\nTo be clear: it is not.",
        "Germany: 5 tanks.\n\nGermany: 6 guns.",
        "Read more: Putin met Biden.\n\nA Russian envoy left.",
        "“Peace: a dream”, he wrote.",
    ],
)
def test_what_ends_in_a_colon_is_not_yet_a_label(text: str) -> None:
    assert read(text) == ()


def test_a_person_the_roster_lacks_is_a_speaker_without_an_id() -> None:
    text = "Ulla Quist: Why?\n\nVladimir Putin: Because.\n\nUlla Quist: Really?\n\nVladimir Putin: Yes."
    assert who(text)[0] == ("Ulla Quist", None)


def test_turns_can_be_asked_by_place() -> None:
    text = "VLADIMIR PUTIN: Good day.\n\nQUESTION: Why?"
    found = read(text)
    day = text.index("day")
    assert turn_at(found, day) is found[0]
    assert turn_at(found, 3) is None
    assert in_label(found, Span(0, 14))
    assert not in_label(found, Span(day, day + 3))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "VLADIMIR PUTIN: ",
                "Q: ",
                "QUESTION:",
                "Hello. ",
                "\n\n",
                "* * *",
                "A: x",
                "Mr: ",
                "\n",
                "Q  Why ",
            ]
        ),
        max_size=25,
    )
)
def test_turns_are_ordered_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read(text)
    edges = [edge for turn in found for edge in (turn.label_start, turn.start, turn.end)]
    assert edges == sorted(edges)
    assert all(text[t.label_start :].startswith(t.label) for t in found)
    assert all(0 <= t.label_start < t.start <= t.end <= len(text) for t in found)
