"""Delimited text to cells, whatever the mark, the quotes and the encoding."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ingest.tables import is_table, read_table
from components.ingest.tables.delimited import Dialect, cells_of, sniffed
from tests.ingest.tables.making import OTHER, TEXT, csv_bytes

ROWS = [
    ["date", "source", "title", "text"],
    ["2022-02-24", "Agency, Inc.", "Talks; no result", TEXT],
    ["2022-02-25", "Agency", 'A "frank" talk', OTHER],
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_in_any_encoding(delimiter: str, encoding: str) -> None:
    extracts = read_table(csv_bytes(ROWS, delimiter, encoding), "export.csv")
    assert [article.title.value for article in extracts.articles] == [
        "Talks; no result",
        'A "frank" talk',
    ]
    assert extracts.articles[0].paragraphs == tuple(TEXT.split("\n\n"))
    assert extracts.articles[0].source.value == "Agency, Inc."
    assert not extracts.refusals


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    extracts = read_table(b"sep=;\r\n" + csv_bytes(ROWS, ";"), "export.csv")
    assert [article.part for article in extracts.articles] == ["row 2", "row 3"]


def test_cells_beyond_the_librarys_limit_and_zero_bytes() -> None:
    long = "A word of peace. " * 20_000
    data = csv_bytes([["title", "text"], ["Long\x00 one", long]])
    (article,) = read_table(data, "long.csv").articles
    assert article.title.value == "Long one"
    assert sum(map(len, article.paragraphs)) >= 300_000


def test_text_without_quotation_marks_keeps_its_commas() -> None:
    data = b"date,text\n2022-02-24,First, second, and third were said.\n2022-02-25,Nothing more.\n"
    first, second = read_table(data, "sloppy.csv").articles
    assert first.paragraphs == ("First, second, and third were said.",)
    assert first.warnings and not second.warnings


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    data = 'date\ttitle\ttext\n2022-02-24\t"Unclosed\tOne text.\n2022-02-25\tNext\tTwo texts.\n'
    extracts = read_table(data.encode(), "export.tsv")
    assert [article.paragraphs for article in extracts.articles] == [
        ("One text.",),
        ("Two texts.",),
    ]
    assert "quotation mark" in extracts.articles[0].warnings[0]


def test_a_file_cut_off_in_its_last_cell_keeps_what_is_there() -> None:
    data = b'title,text\nOne,"First words.\n\nSecond words.\n\nThird wo'
    (article,) = read_table(data, "cut.csv").articles
    assert article.paragraphs == ("First words.", "Second words.", "Third wo")
    assert "cut off" in article.warnings[0]


def test_backslashes_before_quotation_marks() -> None:
    data = (
        b'title,text\nA,"He said \\"no\\" and, then, left the room."\nB,"One, two, three talks."\n'
    )
    first, second = read_table(data, "dump.csv").articles
    assert first.paragraphs == ('He said "no" and, then, left the room.',)
    assert second.paragraphs == ("One, two, three talks.",)


def test_only_tables_are_tables() -> None:
    prose = f"Biden, Putin meet in Geneva\n\n{TEXT}\n\nText, title, date, and source, all here.\n"
    assert not is_table("speech.txt", prose.encode())
    assert not is_table("list.txt", b"one\ttwo\nthree\tfour\n")
    assert is_table("export.txt", csv_bytes(ROWS, "\t", "utf-16"))
    assert is_table("export.dat", csv_bytes(ROWS, ";"))


def test_prose_that_is_called_a_table_is_read_as_text() -> None:
    extracts = read_table(TEXT.encode(), "speech.csv")
    assert extracts.articles[0].paragraphs == tuple(TEXT.split("\n\n"))
    assert "no table" in extracts.warnings[0]


def test_a_column_alone_is_a_table() -> None:
    data = csv_bytes([["text"], [TEXT], [OTHER]])
    assert [article.part for article in read_table(data, "one.csv").articles] == ["row 2", "row 3"]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=3, max_size=3
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    read = [cells for cells, _ in cells_of(out.getvalue(), Dialect(","))]
    assert read == [tuple(row) for row in rows]


@given(st.text(max_size=300))
def test_any_text_is_cut_or_not(text: str) -> None:
    hit = sniffed(text)
    if hit is not None:
        assert 0 < hit.evenness <= 1
        assert (
            sum(1 for _ in cells_of(text, hit.dialect)) <= text.count("\n") + text.count("\r") + 1
        )


def test_a_space_in_front_of_a_quotation_mark() -> None:
    data = b'date, title, text\n2022-02-24, "One, two", "Three, four, five words."\n'
    (article,) = read_table(data, "spaced.csv").articles
    assert article.title.value == "One, two"
    assert article.paragraphs == ("Three, four, five words.",)
