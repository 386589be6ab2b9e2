"""Excel workbooks, the honest and the hostile."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest

from components.ingest.records import ReadOptions, Unreadable
from components.ingest.tables import columns_of, is_table, read_table
from components.ingest.tables import workbook as limits
from tests.ingest.inputs import with_part
from tests.ingest.tables.making import OTHER, TEXT, xlsx_bytes

HEADER = ["Date", "Source", "Headline", "Article text"]
DAY = datetime.datetime(2022, 2, 24)


def test_the_sheet_with_the_articles_below_two_rows_of_notes() -> None:
    data = xlsx_bytes(
        {
            "Notes": [["This workbook was exported by an analyst for her own use last week."]],
            "Articles": [["Export"], [], HEADER, [DAY, "Agency", "Talks end", TEXT]],
        }
    )
    assert is_table("anything", data)
    extracts = read_table(data, "export.xlsx")
    (article,) = extracts.articles
    assert (article.part, article.date.value) == ("row 4", "2022-02-24")
    assert article.paragraphs == tuple(TEXT.split("\n\n"))
    assert any("“Notes”" in warning for warning in extracts.warnings)


def test_every_sheet_with_articles_is_read_under_its_name() -> None:
    data = xlsx_bytes(
        {"2021": [HEADER, [DAY, "A", "One", TEXT]], "2022": [HEADER, [DAY, "A", "Two", OTHER]],
         "Codes": [["code", "meaning"], [1, "one"]]}
    )  # fmt: skip
    extracts = read_table(data, "years.xlsx")
    assert [article.part for article in extracts.articles] == [
        "sheet “2021”, row 2",
        "sheet “2022”, row 2",
    ]
    assert extracts.warnings == ("The sheet “Codes” holds no articles and was left out.",)
    assert columns_of("years.xlsx", data).headers == tuple(HEADER)


def test_numbers_of_days_times_and_numbers() -> None:
    data = xlsx_bytes(
        {"S": [["date", "title", "text"],
               [DAY.replace(hour=14), 2022, OTHER], [44616, True, OTHER], [44616.0, 1.5, OTHER]]}
    )  # fmt: skip
    articles = read_table(data, "s.xlsx").articles
    assert [article.date.value for article in articles] == ["2022-02-24"] * 3
    assert [article.date.origin for article in articles] == ["found", "guessed", "guessed"]
    assert [article.title.value for article in articles] == ["2022", "TRUE", "1.5"]


def test_formulas_without_a_result_are_named_and_never_computed() -> None:
    data = xlsx_bytes(
        {"S": [["date", "title", "text"],
               [DAY, "A", '=CONCATENATE("Putin ","met")'], [DAY, "=1+1", OTHER]]}
    )  # fmt: skip
    extracts = read_table(data, "s.xlsx")
    ((part, message),) = extracts.refusals
    assert part == "row 2" and "formula" in message
    (article,) = extracts.articles
    assert article.title.value is None
    assert "“title”" in article.warnings[0]


def test_a_text_as_long_as_a_cell_may_be_was_cut_there() -> None:
    data = xlsx_bytes({"S": [["title", "text"], ["A", ("A word. " * 5000)[:32_767]]]})
    (article,) = read_table(data, "s.xlsx").articles
    assert article.completeness == "truncated"
    assert "32,767" in article.warnings[0]


def test_a_wrong_size_and_a_row_far_below() -> None:
    data = xlsx_bytes({"S": [["title", "text"], ["A", OTHER]]})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    sheet = re.sub('<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', sheet)
    sheet = sheet.replace(
        "</sheetData>",
        '<row r="90000"><c r="B90000" t="inlineStr"><is><t>Far below.</t></is></c></row></sheetData>',
    )
    extracts = read_table(with_part(data, "xl/worksheets/sheet1.xml", sheet.encode()), "s.xlsx")
    assert [article.part for article in extracts.articles] == ["row 2", "row 90000"]


def test_an_empty_workbook_and_a_header_alone() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read_table(xlsx_bytes({"S": []}), "s.xlsx")
    with pytest.raises(Unreadable, match="no rows"):
        read_table(xlsx_bytes({"S": [HEADER]}), "s.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = with_part(xlsx_bytes({"S": [HEADER]}), "xl/media/zeros.bin", b"\0" * 2_000_000)
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1_000_000)
    with pytest.raises(Unreadable, match="too large"):
        read_table(data, "bomb.xlsx")
    monkeypatch.undo()
    data = with_part(data, "xl/media/zeros.bin", b"\0" * 20_000_000)
    with pytest.raises(Unreadable, match="100 times its size"):
        read_table(data, "bomb.xlsx")


@pytest.mark.parametrize(
    "cells", ['<row r="1"><c r="XFD1"><v>1</v></c></row>', '<row r="1000000000000000"><c/></row>']
)
def test_cells_far_from_all_others_are_not_walked_to(cells: str) -> None:
    data = xlsx_bytes({"S": [["title", "text"], ["A", OTHER]]})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    sheet = sheet.replace("</sheetData>", cells + "</sheetData>")
    with pytest.raises(Unreadable, match="far away"):
        read_table(with_part(data, "xl/worksheets/sheet1.xml", sheet.encode()), "s.xlsx")


def test_too_many_cells_and_entities_that_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx_bytes({"S": [HEADER, *[["2022-02-24", "A", "B", OTHER]] * 10]})
    shared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    with pytest.raises(Unreadable, match="damaged"):
        read_table(with_part(data, "xl/sharedStrings.xml", shared), "s.xlsx")
    monkeypatch.setattr(limits, "MAX_CELLS", 20)
    with pytest.raises(Unreadable, match="more than 20 cells"):
        read_table(data, "s.xlsx")


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_workbook(cut: float) -> None:
    data = xlsx_bytes({"S": [HEADER]})
    with pytest.raises(Unreadable):
        read_table(data[: int(len(data) * cut)], "s.xlsx")
    with pytest.raises(Unreadable, match="damaged"):
        read_table(with_part(data, "xl/workbook.xml", b"<workbook"), "s.xlsx")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PAR1" + b"\0" * 20 + b"PAR1", "Parquet"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"), ".xls"),
        (b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_what_is_not_read_says_what_to_do(data: bytes, word: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(word)):
        read_table(data, "table", ReadOptions())


def test_hidden_sheets_are_named() -> None:
    data = xlsx_bytes(
        {"Old": [HEADER, [DAY, "A", "One", TEXT]], "New": [HEADER, [DAY, "A", "B", OTHER]]}
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Old"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    extracts = read_table(out.getvalue(), "s.xlsx")
    assert [article.part for article in extracts.articles] == ["row 2"]
    assert extracts.warnings == ("The hidden sheet “Old” was left out.",)
