"""The hedge table and the speech-cue table, checked as data."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "components" / "attribution"
FORM = re.compile(r"[a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*(?: [a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*)*")
CERTAINTY = {
    "agentless": 0.8,
    "modal": 0.6,
    "conditional": 0.6,
    "second_hand": 0.5,
    "unsubstantiated": 0.25,
}


def read(name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (ROOM / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def column(name: str, key: str) -> dict[str, str]:
    return {form: row[key] for row in read(name)[1] for form in row["forms"].split("|")}


@pytest.mark.parametrize(
    ("name", "header"),
    [
        (
            "hedges.csv",
            ["forms", "class", "certainty", "not_after", "not_before", "only_after"],
        ),
        ("saying.csv", ["forms", "certainty", "kind"]),
        ("channels.csv", ["forms", "channel"]),
    ],
)
def test_header(name: str, header: list[str]) -> None:
    assert read(name)[0] == header


@pytest.mark.parametrize("name", ["hedges.csv", "saying.csv", "channels.csv"])
def test_forms_are_lower_case_and_appear_once(name: str) -> None:
    # Nouns of saying share forms with the verbs, and are looked up apart.
    rows = [row for row in read(name)[1] if row.get("kind") != "noun"]
    forms = [form for row in rows for form in row["forms"].split("|")]
    for form in forms:
        assert form == form.lower()
        assert FORM.fullmatch(form), form
    counted = Counter(form.replace("-", " ") for form in forms)
    assert not [form for form, n in counted.items() if n > 1]


def test_at_least_120_hedges() -> None:
    assert len(column("hedges.csv", "class")) >= 120


def test_certainty_follows_the_class() -> None:
    rows = read("hedges.csv")[1]
    assert {row["class"] for row in rows} == set(CERTAINTY)
    for row in rows:
        assert float(row["certainty"]) == CERTAINTY[row["class"]], row


@pytest.mark.parametrize(
    ("form", "cls"),
    [
        ("may", "modal"),
        ("tentative", "modal"),
        ("unless", "conditional"),
        ("reportedly", "second_hand"),
        ("insinuations", "second_hand"),
        ("lack substantiation", "unsubstantiated"),
        ("unconfirmed", "unsubstantiated"),
        ("are considered", "agentless"),
        ("perceived", "agentless"),
    ],
)
def test_hedges_by_example(form: str, cls: str) -> None:
    assert column("hedges.csv", "class").get(form) == cls


def test_neighbours_are_words_as_they_are_looked_up() -> None:
    for row in read("hedges.csv")[1]:
        for side in ("not_after", "not_before", "only_after"):
            for words in filter(None, row[side].split("|")):
                assert words == words.lower()
                assert len(words.split()) <= 2, words


def test_kinds_and_certainties_of_saying() -> None:
    rows = read("saying.csv")[1]
    assert {row["kind"] for row in rows} == {
        "say", "verb", "stance", "of", "citing", "own", "quoted", "agentless", "noun",
    }  # fmt: skip
    for row in rows:
        assert 0.5 <= float(row["certainty"]) <= 1, row
    assert sum(row["kind"] in ("say", "verb") for row in rows) >= 90


@pytest.mark.parametrize(
    ("form", "kind", "certainty"),
    [
        ("said", "say", 1),
        ("told", "say", 1),
        ("claimed", "say", 0.5),
        ("suggested", "verb", 0.6),
        ("argued", "say", 0.8),
        ("according to", "of", 1),
        ("citing", "citing", 0.5),
        ("in his words", "own", 1),
        ("was quoted as saying", "quoted", 1),
        ("are considered", "agentless", 0.8),
        ("condemned", "stance", 1),
        ("accused", "stance", 1),
    ],
)
def test_saying_by_example(form: str, kind: str, certainty: float) -> None:
    assert column("saying.csv", "kind").get(form) == kind
    assert float(column("saying.csv", "certainty")[form]) == certainty


def test_channels_are_known() -> None:
    rows = read("channels.csv")[1]
    assert {row["channel"] for row in rows} == {"public", "official", "alleged_private"}
