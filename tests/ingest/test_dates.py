import datetime

import pytest

from components.ingest.dates import (
    ambiguous_date,
    file_name_date,
    first_date,
    only_date,
    stated_date,
)

DAY = datetime.date(2022, 3, 3)


@pytest.mark.parametrize(
    "text",
    ["March 3, 2022", "Mar. 3, 2022", "3 March 2022", "3rd of March, 2022", "2022-03-03",
     "2022/03/03", "2022.03.03", "03-Mar-2022", "MARCH 3, 2022", "03.03.2022"],
)  # fmt: skip
def test_complete_dates(text: str) -> None:
    hit = first_date(f"on {text} in Geneva")
    assert hit is not None and hit.date == DAY
    assert f"on {text} in Geneva"[hit.start : hit.end].startswith(text[:4])


@pytest.mark.parametrize(
    "text",
    ["January 2025", "March 3", "2022", "4/5/2022", "30 February 2022", "Section 3.3.2022.1"],
)
def test_incomplete_ambiguous_and_impossible_dates_are_none(text: str) -> None:
    assert first_date(text) is None


def test_numeric_order_is_taken_only_where_proved() -> None:
    assert first_date("25/02/2022") is not None
    assert first_date("02/25/2022") is not None
    assert first_date("04/05/2022") is None
    assert ambiguous_date("filed 04/05/2022") == "04/05/2022"
    assert ambiguous_date("25/02/2022") is None


@pytest.mark.parametrize(
    "line",
    ["March 3, 2022", "Thursday, March 3, 2022", "Published: March 3, 2022 at 14:05 GMT",
     "March 3, 2022. Updated March 4, 2022", "3 March 2022, 09:30 a.m. EST"],
)  # fmt: skip
def test_lines_that_are_only_a_date(line: str) -> None:
    assert only_date(line) == DAY


@pytest.mark.parametrize("line", ["On March 3, 2022 the talks failed", "Talks of March 3, 2022"])
def test_lines_that_say_more_than_a_date(line: str) -> None:
    assert only_date(line) is None


@pytest.mark.parametrize(
    "value",
    [
        "2022-03-03T23:30:00-05:00",
        "2022-03-03 19:08:31-05:00",
        "20220303",
        "Thu, 03 Mar 2022 10:00:00 GMT",
    ],
)
def test_metadata_dates_keep_the_day_as_written(value: str) -> None:
    assert stated_date(value) == DAY


@pytest.mark.parametrize("value", ["", "soon", "0", "x" * 500, "99999999"])
def test_metadata_without_a_date(value: str) -> None:
    assert stated_date(value) is None


def test_file_names() -> None:
    assert file_name_date("20220303_biden") == DAY
    assert file_name_date("2022-03-03 21.00.00 (spoken) Debate") == DAY
    assert file_name_date("talks_2022_03_03_final") == DAY
    assert file_name_date("24-02-22 talks") is None
    assert file_name_date("article 123456789") is None
