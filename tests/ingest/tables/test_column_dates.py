"""A column's plain dates decide what its open ones mean."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from components.ingest.tables.column_dates import column_dates, dated


def read(values: list[str], chosen=None, weak: bool = False) -> list[tuple[str | None, str]]:
    column = column_dates("the column “date”", values, chosen, weak)
    proposals = [dated(column, value)[0] for value in values]
    return [(date.value, date.origin) for date in proposals]


def test_one_row_proves_the_day_first_for_all() -> None:
    values = ["01/02/2024", "25/02/2024", "03/04/2024"]
    assert read(values) == [
        ("2024-02-01", "found"),
        ("2024-02-25", "found"),
        ("2024-04-03", "found"),
    ]
    column = column_dates("the column “date”", values)
    assert "25/02/2024" in dated(column, values[0])[0].reason


def test_one_row_proves_the_month_first_for_all() -> None:
    assert read(["1/2/24", "2/24/24"])[0] == ("2024-01-02", "found")


def test_without_proof_the_day_is_asked_for() -> None:
    values = ["01/02/2024", "03/04/2024"]
    column = column_dates("the column “date”", values)
    date, time, notes = dated(column, values[0])
    assert (date.value, time.value) == (None, None)
    assert "1 February 2024 or 2 January 2024" in date.reason
    assert "Choose the order" in date.reason and notes
    assert column.open == tuple(values)


def test_rows_that_prove_the_opposite_keep_what_they_prove_and_the_rest_is_asked() -> None:
    values = ["25/02/2024", "02/25/2024", "01/02/2024", "2024-05-06"]
    assert read(values) == [
        ("2024-02-25", "found"),
        ("2024-02-25", "found"),
        (None, "none"),
        ("2024-05-06", "found"),
    ]
    assert column_dates("the column “date”", values).open == ("01/02/2024",)


def test_a_chosen_order_settles_what_is_open_and_nothing_else() -> None:
    values = ["01/02/2024", "25/02/2024", "02/25/2024"]
    assert [day for day, _ in read(values, chosen="mdy")] == [
        "2024-01-02",
        "2024-02-25",
        "2024-02-25",
    ]
    assert column_dates("the column “date”", values, chosen="mdy").open == ()
    assert read(["22-02-24"], chosen="ymd") == [("2022-02-24", "found")]


def test_dates_with_dots_are_taken_day_first_and_marked() -> None:
    assert read(["01.02.2024"]) == [("2024-02-01", "guessed")]
    assert read(["01.02.2024", "25.02.2024"])[0] == ("2024-02-01", "found")
    assert read(["01.02.2024", "01/02/2024"])[1] == (None, "none")


def test_the_date_is_that_of_the_sources_own_offset() -> None:
    column = column_dates("the column “date”", [])
    date, time, notes = dated(column, "2022-02-24T23:30:00-08:00")
    assert (date.value, time.value) == ("2022-02-24", "2022-02-24T23:30:00-08:00")
    assert not notes


def test_a_day_that_only_a_crawler_knows_is_a_guess() -> None:
    assert read(["20220224T140000Z"], weak=True) == [("2022-02-24", "guessed")]


def test_empty_cells_are_no_problem_but_words_are() -> None:
    column = column_dates("the column “date”", [])
    assert dated(column, "")[2] == ()
    assert "empty" in dated(column, "n/a")[0].reason
    assert "yesterday" in dated(column, "yesterday")[2][0]


@given(
    st.lists(st.dates(datetime.date(1990, 1, 1), datetime.date(2024, 12, 31)), min_size=1),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]),
)
def test_a_column_written_in_one_order_is_never_read_in_the_other(
    days: list[datetime.date], form: str
) -> None:
    values = [day.strftime(form) for day in days]
    proven = any(day.day > 12 for day in days)
    for (value, _), day in zip(read(values), days, strict=True):
        assert value == day.isoformat() or (value is None and not proven and day.day != day.month)
