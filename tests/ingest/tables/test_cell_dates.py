"""What one cell of a date column says."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ingest.tables.cell_dates import is_nothing, written

DAY = datetime.date(2022, 2, 24)


@pytest.mark.parametrize(
    "value",
    ["2022-02-24", "2022/02/24", "2022.2.24", "2022-02-24 14:00:00", "2022-02-24T14:00:00.123",
     "20220224", "20220224140000", "24-Feb-2022", "24-Feb-22", "February 24, 2022 Thursday",
     "Feb. 24, 2022", "24th of February, 2022", "Thursday, 24 February 2022", "24. Februar 2022",
     "24 février 2022", "24 февраля 2022 г.", "24 de febrero de 2022", "24/02/2022", "02/24/2022",
     "24.02.2022", "24.02.22", "2/24/22", "24-02-2022", "Published Feb 24, 2022, 11:15 pm"],
)  # fmt: skip
def test_one_day_in_many_forms(value: str) -> None:
    cell = written(value)
    assert set(cell.days.values()) == {DAY}
    assert not cell.problem


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("20220224T140000Z", "14:00:00+00:00"),
        ("2022-02-24T23:30:00-08:00", "23:30:00-08:00"),
        ("2022-02-24 14:05:00+0000", "14:05:00+00:00"),
        ("Thu, 24 Feb 2022 09:15:00 -0500", "09:15:00-05:00"),
        ("Thu Feb 24 09:15:00 +0000 2022", "09:15:00+00:00"),
        ("Thu Feb 24 2022 09:15:00 GMT-0500 (EST)", "09:15:00-05:00"),
        ("2/24/22 4:15 PM EST", "16:15:00-05:00"),
        ("24 Feb 2022 12:05 a.m. MSK", "00:05:00+03:00"),
        ("1645704000", "12:00:00+00:00"),
        ("1645704000000", "12:00:00+00:00"),
        ("1645704000.0", "12:00:00+00:00"),
        ("2022-02-24T14:00:00", ""),
        ("Feb 24, 2022 9:15 a.m. ET", ""),
    ],
)
def test_the_time_and_its_zone_where_the_cell_states_one(value: str, time: str) -> None:
    cell = written(value)
    assert set(cell.days.values()) == {DAY}
    assert cell.time == time


def test_a_number_of_a_day_is_only_a_guess() -> None:
    cell = written("44616")
    assert set(cell.days.values()) == {DAY}
    assert not cell.sure
    assert "Excel" in cell.basis


def test_an_open_order_gives_every_day_it_can_mean() -> None:
    assert written("01/02/2024").days == {
        "dmy": datetime.date(2024, 2, 1),
        "mdy": datetime.date(2024, 1, 2),
    }
    assert set(written("22-02-24").days) == {"dmy", "ymd"}
    assert written("03/03/2024").days == {"": datetime.date(2024, 3, 3)}


@pytest.mark.parametrize(
    ("value", "word"),
    [("2022", "names no day"), ("March 2022", "names no day"), ("2022-03", "names no day"),
     ("202203", "names no day"), ("yesterday", "cannot be read"), ("not a date", "cannot be read"),
     ("2022-02-30", "not a possible"), ("31/02/2022", "not a possible"),
     ("0001-01-01", "not a possible"), ("0000-00-00", "not a possible"),
     ("12 March 2022 - 14 April 2022", "more than one"), ("March 1 - 3, 2022", "more than one")],
)  # fmt: skip
def test_what_is_no_day_says_why(value: str, word: str) -> None:
    cell = written(value)
    assert not cell.days
    assert word in cell.problem and value in cell.problem


@pytest.mark.parametrize("value", ["", "  ", "n/a", "NaN", "None", "NULL", "-", "#N/A", "undated"])
def test_nothing_is_nothing(value: str) -> None:
    assert is_nothing(value)
    assert written(value) == written("")


@given(st.text(max_size=60) | st.from_regex(r"[0-9/. :TZ+-]{1,30}", fullmatch=True))
def test_any_cell_is_answered(value: str) -> None:
    cell = written(value)
    assert bool(cell.days) + bool(cell.problem) + (not cell.text) == 1
    for day in cell.days.values():
        assert 1600 <= day.year <= 2286


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%b %d, %Y", "%A, %B %d, %Y"):
        assert set(
            written(day.strftime(form).replace(f"{day:%Y}", f"{day.year:04}")).days.values()
        ) == {day}
    assert written(f"{day:%d/%m}/{day.year}").days.get("dmy", day) == day
