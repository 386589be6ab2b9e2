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
        ("hedges.csv", ["forms", "class", "certainty"]),
        ("speech.csv", ["forms", "certainty", "kind"]),
    ],
)
def test_header(name: str, header: list[str]) -> None:
    assert read(name)[0] == header


@pytest.mark.parametrize("name", ["hedges.csv", "speech.csv"])
def test_forms_are_lower_case_and_appear_once(name: str) -> None:
    forms = [form for row in read(name)[1] for form in row["forms"].split("|")]
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


def test_speech_kinds_and_certainties() -> None:
    rows = read("speech.csv")[1]
    assert {row["kind"] for row in rows} == {"verb", "phrase", "stance"}
    for row in rows:
        assert 0.5 <= float(row["certainty"]) <= 1, row
    assert sum(row["kind"] == "verb" for row in rows) >= 90


@pytest.mark.parametrize(
    ("form", "kind", "certainty"),
    [
        ("said", "verb", 1),
        ("told", "verb", 1),
        ("claimed", "verb", 0.5),
        ("suggested", "verb", 0.6),
        ("argued", "verb", 0.8),
        ("according to", "phrase", 1),
        ("was quoted as saying", "phrase", 1),
        ("condemned", "stance", 1),
        ("accused", "stance", 1),
    ],
)
def test_speech_by_example(form: str, kind: str, certainty: float) -> None:
    assert column("speech.csv", "kind").get(form) == kind
    assert float(column("speech.csv", "certainty")[form]) == certainty
