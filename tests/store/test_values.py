import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.store.values import (
    MAX_LINE,
    analysis_key,
    identity,
    is_id,
    line,
    name_key,
    new_id,
    prose,
    storable,
)

ANYTHING = st.text(st.characters())  # surrogates too


@given(ANYTHING)
def test_a_line_is_storable_clean_and_stays_as_it_is(value: str) -> None:
    cleaned = line(value)
    if cleaned is not None:
        assert storable(cleaned)
        assert cleaned == " ".join(cleaned.split()) != ""
        assert line(cleaned) == cleaned


@given(ANYTHING)
def test_prose_is_storable_and_stays_as_it_is(value: str) -> None:
    assert storable(prose(value))
    assert prose(prose(value)) == prose(value)


@given(st.text())
def test_the_form_for_comparison_is_stable(value: str) -> None:
    assert name_key(name_key(value)) == name_key(value)


def test_a_line_without_an_end_is_cut_visibly() -> None:
    cut = line("word " * 1000)
    assert cut is not None and len(cut) <= MAX_LINE and cut.endswith("…")
    assert line(cut) == cut


@given(st.integers(1, 12))
def test_a_new_id_is_an_id(length: int) -> None:
    assert is_id(new_id(length)) and len(new_id(length)) == length


@pytest.mark.parametrize("value", ["", "abc\n", "ABC", "l", "0", "a" * 13, "é", "\0", None, 7])
def test_what_is_no_id(value: object) -> None:
    assert not is_id(value)


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_identities_differ_when_text_or_source_do(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert (identity(*one, None) == identity(*other, None)) == (one == other)


def test_every_part_of_the_key_counts() -> None:
    day = datetime.date(2024, 5, 17)
    parts: list[Any] = ["article", "hash", day, "roster", ("a", "b"), "method", "en"]
    others: list[Any] = ["x", "x", None, "x", ("b", "a"), "x", "ru"]
    keys = {analysis_key(*parts)}
    for at, other in enumerate(others):
        changed = [*parts]
        changed[at] = other
        keys.add(analysis_key(*changed))
    assert len(keys) == 8
