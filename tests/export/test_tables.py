import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.export import to_csv


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_live_formula(start: str) -> None:
    [row] = csv.DictReader(StringIO(to_csv([{"a": f"{start}1+1"}], ["a"]), newline=""))
    assert row["a"] == f"'{start}1+1"


def test_numbers_stay_numbers_and_none_is_empty() -> None:
    assert to_csv([{"a": -0.5, "b": None}], ["a", "b"]) == "a,b\r\n-0.5,\r\n"


@given(
    st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
)
def test_every_row_comes_out_again(cells: list[str]) -> None:
    text = to_csv([{"a": cell, "b": "x"} for cell in cells], ["a", "b"])
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [row["a"].removeprefix("'") for row in rows] == [c.removeprefix("'") for c in cells]
