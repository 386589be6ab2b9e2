"""Cues as acts between two sides: demands, what ended, what is stopped, phrases with a gap, questions."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import Mention
from components.relations import gaps, relation_cues
from components.relations.gaps import find_gapped
from components.text import Span, words
from components.tone.contributions import squash

GAPS = Path(gaps.__file__).with_name("gaps.csv")


def tone(text: str, *names: str) -> float:
    places = [
        Mention(text.index(name), text.index(name) + len(name), name, name, "name", 1.0)
        for name in names
    ]
    found = relation_cues(text, words(text, Span(0, len(text))), sorted(places))
    return squash(sum(cue.value for cue in found))


@pytest.mark.parametrize(
    "text",
    [
        "We urge Moscow to withdraw troops from the region.",
        "Washington called on Russia to release the prisoners.",
        "They demanded that the Kremlin respect the ceasefire.",
        "Nothing will change until Moscow ends the war.",
        "It is imperative that Russia abide by its commitments.",
    ],
)
def test_what_is_demanded_is_mildly_cold(text: str) -> None:
    assert -0.5 < tone(text) < 0


def test_what_a_side_must_do_is_a_demand_and_what_we_must_do_is_none() -> None:
    assert tone("Russia must cooperate.", "Russia") < 0 < tone("We must cooperate.", "We")


def test_a_demand_ends_with_its_clause() -> None:
    assert tone("He urged calm; the two sides signed a treaty.") > 0


@pytest.mark.parametrize(
    "text",
    ["The talks have failed.", "The truce collapsed.", "The ceasefire could end."],
)
def test_what_ended_by_itself_is_turned(text: str) -> None:
    assert tone(text) < 0


def test_a_stopped_war_is_a_little_good() -> None:
    assert 0 < tone("They stopped the attacks.") < tone("They signed a treaty.")
    assert tone("They attacked.") < tone("They did not attack.") < 0.3


def test_a_negator_reaches_over_what_only_leads_on() -> None:
    assert tone("The parties had not yet come to a compromise.") < 0
    assert tone("They not only cooperate but trade.") > 0


def test_what_is_stopped_along_is_stopped_too() -> None:
    assert tone("He wants to stop the death and destruction.") > 0


def test_to_ask_is_milder_than_to_say() -> None:
    assert tone("They imposed new sanctions.") < tone("They imposed new sanctions?") < 0


@pytest.mark.parametrize(
    "text",
    [
        "They will hold Russia accountable.",
        "The law would cut off Moscow's access to credit.",
        "They voted to kick Russia out of the club.",
        "Allies agree to make the Kremlin pay.",
    ],
)
def test_phrases_around_a_name(text: str) -> None:
    name = next(n for n in ("Russia", "Moscow", "Kremlin") if n in text)
    assert tone(text, name) < 0


def test_a_gap_does_not_reach_over_a_clause() -> None:
    keys = "they held talks he is accountable".split()
    assert find_gapped(keys, lambda index: index == 2) == []
    assert [(h.first, h.last) for h in find_gapped(keys, lambda index: False)] == [(1, 5)]


def test_the_table_of_gaps() -> None:
    with GAPS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = [(form, row["ends"]) for row in rows for form in row["forms"].split("|")]
    assert len(forms) == len(set(forms)) > 80
    for row in rows:
        assert -4 <= float(row["value"]) <= 4 and float(row["value"])
    for form, ends in forms:
        assert form == form.lower() and form.count(gaps.GAP) == (not ends)
        head, _, tail = form.partition(gaps.GAP)
        assert head.strip() and (tail.strip() or all(ends.split("|")))


@pytest.mark.parametrize(
    "text",
    [
        "They broke the treaty.",
        "They were accused of having broken the shaky truce.",
        "They tore up the old missile agreement.",
        "They walked away from the arms treaty.",
        "They violated the ceasefire.",
        "They withdrew from the accord.",
        "The treaty was broken.",
        "A violation of the treaty came to light.",
        "They violated the truce and attacked the port.",
        "Their withdrawal from the grain deal angered the farmers.",
    ],
)
def test_what_was_agreed_and_is_broken_is_cold(text: str) -> None:
    assert tone(text) < -0.25


@pytest.mark.parametrize(
    "text",
    [
        "They broke bread and signed a treaty.",
        "They broke the ice with a treaty.",
        "They opened nuclear arms talks.",
        "An arms treaty is in force.",
        "They discussed a treaty on strategic arms.",
        "They praised the settlement of the dispute.",
    ],
)
def test_what_is_agreed_is_warm(text: str) -> None:
    assert tone(text) > 0.2


@pytest.mark.parametrize(
    "text",
    [
        "They sat in the same row.",
        "The settlements grew.",
        "The settlers won three games in a row.",
    ],
)
def test_what_only_sounds_like_an_act(text: str) -> None:
    assert tone(text) == 0


def test_a_quarrel_is_cold() -> None:
    assert tone("They are in a row over visas.") < -0.3
    assert tone("The diplomatic row grew.") < -0.3


def test_what_nobody_denies_stands() -> None:
    stated = tone("Sanctions hurt the country.")
    assert tone("No one denies that sanctions hurt the country.") == pytest.approx(stated, abs=0.02)
    assert tone("Nobody can deny that sanctions hurt the country.") < 0


@pytest.mark.parametrize(
    "opening",
    ["It is not true that", "It’s a myth that", "It is false to say that", "Nobody says that"],
)
def test_what_is_said_not_to_be_so_is_turned(opening: str) -> None:
    assert (
        tone(f"{opening} the two are enemies.") > 0 > tone("It is true that the two are enemies.")
    )


@given(st.text(max_size=80) | st.lists(st.sampled_from(
    "urge hold … Russia accountable must stop the war ; , ? talks failed not cut off access until".split()
), max_size=14).map(" ".join))  # fmt: skip
@settings(max_examples=120, deadline=None)
def test_any_text_gives_cues_within_it(text: str) -> None:
    tokens = words(text, Span(0, len(text)))
    found = relation_cues(text, tokens, ())
    assert all(text[cue.start : cue.end] == cue.text for cue in found)
    assert [cue.start for cue in found] == sorted(cue.start for cue in found)
