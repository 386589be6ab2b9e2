"""The political word table and the operator table, checked as data."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOM = Path(__file__).parents[2] / "components" / "tone"
FORM = re.compile(r"[a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*(?: [a-z0-9à-ÿ]+(?:['-][a-z0-9à-ÿ]+)*)*")
FACTOR_KINDS = {"booster", "damper"}
PLAIN_KINDS = {"negator", "reversal", "relief", "refusal", "preference", "demand"}


def read(name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (ROOM / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def column(name: str, key: str) -> dict[str, str]:
    return {form: row[key] for row in read(name)[1] for form in row["forms"].split("|")}


@pytest.mark.parametrize(
    ("name", "header", "least"),
    [
        ("political.csv", ["forms", "value"], 340),
        ("operators.csv", ["forms", "kind", "factor"], 150),
    ],
)
def test_header_and_size(name: str, header: list[str], least: int) -> None:
    found, rows = read(name)
    assert found == header
    assert len(rows) >= least


@pytest.mark.parametrize("name", ["political.csv", "operators.csv"])
def test_forms_are_lower_case_and_appear_once(name: str) -> None:
    forms = [form for row in read(name)[1] for form in row["forms"].split("|")]
    for form in forms:
        assert form == form.lower()
        assert FORM.fullmatch(form), form
    counted = Counter(form.replace("-", " ") for form in forms)
    assert not [form for form, n in counted.items() if n > 1]


def test_political_values_are_in_range() -> None:
    for row in read("political.csv")[1]:
        assert re.fullmatch(r"-?\d(\.\d)?", row["value"]), row
        assert -4 <= float(row["value"]) <= 4, row


@pytest.mark.parametrize(
    "form",
    "accused|indicted|probe|scandal|slammed|embezzle|impeach|ousted|resign|backlash|gaffe|misleading"
    "|lies|crackdown|jailed|rebuke|lambaste|condemn|decry|falsely|baseless|unlawful|autocrat|dictator"
    "|strongman|war criminal|propaganda|disinformation".split("|"),
)
def test_blame_is_negative(form: str) -> None:
    assert float(column("political.csv", "value")[form]) < 0


@pytest.mark.parametrize(
    "form",
    "landslide|endorse|praised|bipartisan|pioneer|landmark|championed|pledged|hailed".split("|"),
)
def test_praise_is_positive(form: str) -> None:
    assert float(column("political.csv", "value")[form]) > 0


@pytest.mark.parametrize(
    "form", "united|party|security|intelligence|justice|special|interests|like|pretty".split("|")
)
def test_words_of_names_and_offices_are_neutral(form: str) -> None:
    assert float(column("political.csv", "value")[form]) == 0


def test_operator_kinds_and_factors() -> None:
    rows = read("operators.csv")[1]
    assert {row["kind"] for row in rows} == FACTOR_KINDS | PLAIN_KINDS
    for row in rows:
        if row["kind"] in PLAIN_KINDS:
            assert row["factor"] == "", row
        elif row["kind"] == "booster":
            assert 1 < float(row["factor"]) <= 1.5, row
        else:
            assert 0.4 <= float(row["factor"]) < 1, row


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("not", "negator"),
        ("n't", "negator"),
        ("failed to", "negator"),
        ("lifted", "relief"),
        ("suspended", "reversal"),
        ("broke off", "reversal"),
        ("opted not to", "refusal"),
        ("ruled out", "refusal"),
        ("over", "preference"),
        ("rather than", "preference"),
        ("deeply", "booster"),
        ("tentative", "damper"),
        ("limited", "damper"),
    ],
)
def test_operators_by_example(form: str, kind: str) -> None:
    assert column("operators.csv", "kind").get(form) == kind
