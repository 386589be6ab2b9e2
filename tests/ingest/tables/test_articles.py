"""Rows to articles: each ends in one, or in a refusal that names it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ingest.records import ReadOptions, Unreadable
from components.ingest.tables import read_table
from tests.ingest.tables.making import OTHER, TEXT, csv_bytes


def test_everything_that_a_row_says() -> None:
    data = csv_bytes(
        [["Headline", "Author", "Published", "Outlet", "Link", "Section", "Content"],
         [" Talks &amp; more\n", "By J. Doe", "Feb 24, 2022 9:15 AM GMT", "https://www.example.org/",
          " https://example.org/a", "World", TEXT]]
    )  # fmt: skip
    (article,) = read_table(data, "export.csv").articles
    assert (article.title.value, article.title.origin) == ("Talks & more", "found")
    assert article.title.reason == "the column “Headline”"
    assert article.author.value == "J. Doe"
    assert article.date.value == "2022-02-24"
    assert article.time.value == "2022-02-24T09:15:00+00:00"
    assert article.source.value == "example.org"
    assert article.url.value == "https://example.org/a"
    assert article.section.value == "World"
    assert (article.part, article.completeness, article.headed) == ("row 2", "full", True)


def test_rows_without_any_cell_are_none_and_all_others_are_counted() -> None:
    data = b"date,title,text\n\n2022-02-24,A,A text is here.\n,,\n2022-02-25,,\n,Only a title,\n"
    extracts = read_table(data, "gaps.csv")
    assert [article.part for article in extracts.articles] == ["row 3", "row 6"]
    assert [part for part, _ in extracts.refusals] == ["row 5"]
    assert extracts.articles[1].completeness == "headline"
    assert extracts.articles[1].paragraphs == ("Only a title",)


def test_pages_in_cells_lose_their_markup_and_scripts() -> None:
    page = (
        "<div><p>One &amp; two.</p><script>alert(1)</script><p>Three<br>four [+12 chars]</p></div>"
    )
    (article,) = read_table(csv_bytes([["title", "body"], ["A", page]]), "cms.csv").articles
    assert article.paragraphs == ("One & two.", "Three four")
    assert article.completeness == "truncated"


def test_line_breaks_written_out_and_entities() -> None:
    data = csv_bytes([["title", "body"], ["A", r"One day.\n\nThe R&amp;D minister&#8217;s day."]])
    (article,) = read_table(data, "dump.csv").articles
    assert article.paragraphs == ("One day.", "The R&D minister’s day.")


def test_a_text_far_shorter_than_the_file_says_is_cut_off() -> None:
    data = csv_bytes([["title", "text", "word_count"], ["A", OTHER, "900"], ["B", OTHER, "15"]])
    cut, whole = read_table(data, "counts.csv").articles
    assert (cut.completeness, whole.completeness) == ("truncated", "full")
    assert "900 words" in cut.warnings[0]


def test_formulas_in_cells_are_text() -> None:
    data = csv_bytes([["title", "text"], ['=HYPERLINK("http://a.example","x")', "=1+1 is two."]])
    (article,) = read_table(data, "formulas.csv").articles
    assert article.title.value == '=HYPERLINK("http://a.example","x")'
    assert article.paragraphs == ("=1+1 is two.",)


def test_numbered_lines_of_one_text_are_one_article_unless_somebody_chose() -> None:
    rows: list[list[object]] = [
        ["page", "line", "text"],
        *[[1, n, f"of the report line {n} says"] for n in range(40)],
    ]
    extracts = read_table(csv_bytes(rows), "lines.csv")
    (article,) = extracts.articles
    assert "joined" in article.warnings[0]
    assert " ".join(article.paragraphs).count("says") == 40
    chosen = read_table(csv_bytes(rows), "lines.csv", ReadOptions(columns={"text": "text"}))
    assert len(chosen.articles) == 40
    assert any("very short" in warning for warning in chosen.warnings)


def test_a_table_of_headlines_says_so() -> None:
    data = csv_bytes(
        [["url", "MobileURL", "Date", "Title"],
         ["https://www.example.org/a", "", "2022-02-24 14:00:00", "Talks end"]]
    )  # fmt: skip
    extracts = read_table(data, "list.csv")
    (article,) = extracts.articles
    assert (article.completeness, article.date.value) == ("headline", "2022-02-24")
    assert (article.source.value, article.source.origin) == ("example.org", "guessed")
    assert extracts.warnings == ("There is no article text in this file, only headlines.",)


def test_a_header_alone() -> None:
    with pytest.raises(Unreadable, match="no rows"):
        read_table(b"date,source,title,text\n", "empty.csv")


EVENT = ["1030000000", "20220224", "202202", "2022", *[""] * 40, "1", "112", *[""] * 15]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (EVENT, "GDELT events"),
        (["1030000000", "20220224140000", "20220224140000", *["1"] * 13], "GDELT mentions"),
        (["20220224140000-0", "20220224140000", *["1"] * 25], "knowledge graph"),
    ],
)
def test_codes_of_events_are_no_articles(row: list[str], word: str) -> None:
    with pytest.raises(Unreadable, match=f"no article text here.*{word}"):
        read_table(csv_bytes([row] * 5, "\t"), "20220224140000.export.CSV")


def test_columns_beyond_all_measure() -> None:
    with pytest.raises(Unreadable, match="columns"):
        read_table(b"text,title\n" + b"," * 200_000, "wide.csv")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2022-02-24", "01/02/2022", "", "n/a", "soon"]),
            st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=20),
            st.text(
                st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Cc")), max_size=40
            ),
        ),
        max_size=12,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_the_outcomes_are_as_many_as_the_rows(
    rows: list[tuple[str, str, str]], delimiter: str
) -> None:
    # A zero byte is no character of a text file, and a row of it alone is an empty one.
    rows = [row for row in rows if any(cell.replace("\x00", "").strip() for cell in row)]
    rows.append(("2022-02-24", "A", OTHER))
    extracts = read_table(csv_bytes([("date", "title", "text"), *rows], delimiter), "any.csv")
    assert len(extracts.articles) + len(extracts.refusals) == len(rows)
    parts = [article.part for article in extracts.articles]
    assert len({*parts, *(part for part, _ in extracts.refusals)}) == len(rows)


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data: bytes) -> None:
    try:
        extracts = read_table(data, "any.csv")
    except Unreadable:
        return
    assert extracts.articles or extracts.refusals


def test_commas_in_most_texts_without_quotation_marks() -> None:
    lines = [
        f"2022-02-{day},First, second{', and more' * (day % 3)} were said." for day in range(10, 20)
    ]
    extracts = read_table("\n".join(["date,text", *lines]).encode(), "sloppy.csv")
    assert [article.paragraphs[0] for article in extracts.articles] == [
        line.split(",", 1)[1] for line in lines
    ]


def test_rows_numbered_by_a_program_that_names_no_column_for_it() -> None:
    data = (
        f'"date" "title" "text"\n"1" "2022-02-24" "A" "{OTHER}"\n"2" "2022-02-25" "B" "{OTHER}"\n'
    )
    extracts = read_table(data.replace('" "', '","').encode(), "r.csv")
    assert [article.title.value for article in extracts.articles] == ["A", "B"]
    assert [article.date.value for article in extracts.articles] == ["2022-02-24", "2022-02-25"]
