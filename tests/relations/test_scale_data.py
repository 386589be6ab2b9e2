"""The cooperation–conflict table, checked as data."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

SCALE = Path(__file__).parents[2] / "components" / "relations" / "scale.csv"
KINDS = {
    "force",
    "threat",
    "coercion",
    "accusation",
    "breach",
    "distance",
    "strain",
    "talk",
    "goodwill",
    "agreement",
    "cooperation",
    "relief",
}
HOSTILE_KINDS = {"force", "threat", "coercion", "accusation", "breach", "distance", "strain"}
FORM = re.compile(r"[a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*(?: [a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*)*")


def read() -> tuple[list[str], list[dict[str, str]]]:
    with SCALE.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def values() -> dict[str, float]:
    return {form: float(row["value"]) for row in read()[1] for form in row["forms"].split("|")}


def test_header() -> None:
    assert read()[0] == ["forms", "value", "kind"]


def test_covers_at_least_420_entries() -> None:
    assert len(read()[1]) >= 420


def test_values_are_in_range_in_steps_of_a_tenth() -> None:
    for row in read()[1]:
        assert re.fullmatch(r"-?\d(\.\d)?", row["value"]), row
        assert -4 <= float(row["value"]) <= 4, row


def test_kinds_are_known_and_agree_with_the_sign() -> None:
    found = {row["kind"] for row in read()[1]}
    assert found == KINDS
    for row in read()[1]:
        value = float(row["value"])
        # Zero rows shield a phrase whose parts are cue words ("world war ii", "deal with").
        assert value == 0 or (value < 0) == (row["kind"] in HOSTILE_KINDS), row


def test_forms_are_lower_case_words_with_straight_apostrophes() -> None:
    for form in values():
        assert form == form.lower()
        assert FORM.fullmatch(form), form


def test_no_form_appears_twice() -> None:
    # A hyphenated word also matches its spaced form, so the two are the same entry.
    forms = [f.replace("-", " ") for row in read()[1] for f in row["forms"].split("|")]
    repeated = {f for f, n in Counter(forms).items() if n > 1}
    spellings = Counter(f for row in read()[1] for f in row["forms"].split("|"))
    assert not repeated
    assert max(spellings.values()) == 1


@pytest.mark.parametrize(
    "form",
    [
        "sanctions",
        "adversarial",
        "unfriendly",
        "historic low",
        "deterioration",
        "arms race",
        "trade war",
        "no-fly zone",
        "ceasefire violation",
        "cut ties",
        "broke off talks",
        "persona non grata",
        "expelled diplomats",
        "invaded",
        "war crimes",
    ],
)
def test_conflict_is_negative(form: str) -> None:
    assert values()[form] < 0


@pytest.mark.parametrize(
    "form",
    [
        "dialogue",
        "détente",
        "detente",
        "thaw",
        "reset",
        "prisoner swap",
        "peace talks",
        "security guarantees",
        "lifted sanctions",
        "common ground",
        "mutual respect",
        "congratulated",
        "hotline",
        "deconfliction",
        "new start",
        "disarmament",
        "normalize relations",
    ],
)
def test_cooperation_is_positive(form: str) -> None:
    assert values()[form] > 0


def test_graver_acts_weigh_more() -> None:
    weight = values()
    assert weight["invaded"] < weight["sanctions"] < weight["accused"] < weight["warned"] < 0
    assert 0 < weight["express hope"] < weight["dialogue"] < weight["agreed"] < weight["treaty"]
    assert weight["treaty"] < weight["full cooperation"]
