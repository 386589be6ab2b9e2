"""The shared collections and hostile tables, where a checkout has them beside it."""

import json
from pathlib import Path

import pytest

from components.ingest.records import Extracts, Unreadable
from components.ingest.tables import is_table, read_json, read_table
from tests.ingest.inputs import SHARED

COLLECTIONS = SHARED / "inputs" / "collections"
HOSTILE = SHARED / "hostile"
ENDINGS = (".csv", ".tsv", ".xlsx", ".json", ".jsonl")
EVENTS = "20220224140000.export.CSV"
HEADLINES = ("mediacloud_stories_no_text.csv", "gdelt_artlist.csv", "gdelt_artlist.json")
TRUNCATED = ("newsapi_org.json", "nyt_article_search.json")

pytestmark = pytest.mark.skipif(
    not COLLECTIONS.exists(), reason="needs the shared inputs beside the repository"
)


def collections() -> list[str]:
    if not COLLECTIONS.exists():
        return []
    return [
        path.name
        for path in sorted(COLLECTIONS.iterdir())
        if (path.suffix in ENDINGS or path.name == "excel_unicode_text.txt")
        and path.name != "expected_collection.json"
    ]


def read(path: Path) -> Extracts:
    reader = read_json if path.suffix in (".json", ".jsonl") else read_table
    return reader(path.read_bytes(), path.name)


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("name", collections())
def test_count_titles_dates_and_paragraphs(name: str) -> None:
    expected = json.loads((COLLECTIONS / "expected_collection.json").read_text("utf-8"))
    extracts = read(COLLECTIONS / name)
    assert not extracts.refusals
    assert [squeezed(article.title.value) for article in extracts.articles] == [
        squeezed(entry["title"]) for entry in expected
    ]
    assert [article.date.value for article in extracts.articles] == [
        entry["date"] for entry in expected
    ]
    kind = "headline" if name in HEADLINES else "truncated" if name in TRUNCATED else "full"
    assert {article.completeness for article in extracts.articles} == {kind}
    for article, entry in zip(extracts.articles, expected, strict=True):
        whole = squeezed(" ".join(entry["paragraphs"]))
        if kind == "full":
            assert squeezed(" ".join(article.paragraphs)) == whole
        if kind == "full" and name != "excel_unicode_text.txt":
            assert [*map(squeezed, article.paragraphs)] == [*map(squeezed, entry["paragraphs"])]
        if kind == "truncated":
            assert whole.startswith(squeezed(" ".join(article.paragraphs)).rstrip("…"))


def test_coded_events_hold_no_articles() -> None:
    path = COLLECTIONS / EVENTS
    assert is_table(path.name, path.read_bytes())
    with pytest.raises(Unreadable, match="GDELT events"):
        read_table(path.read_bytes(), path.name)


def test_dates_in_many_formats() -> None:
    (path,) = HOSTILE.glob("dates/dates_many_formats.csv")
    extracts = read(path)
    dates = [article.date.value for article in extracts.articles]
    day = "2022-02-24"
    assert dates == [
        "2024-02-01", None, "2024-02-25", "2024-02-25", *[day] * 8, None, None, day,
        "2031-05-05", None, None, day, day, day, None, None, None,
    ]  # fmt: skip
    assert "day or month first" in extracts.articles[1].warnings[0]
    assert extracts.articles[10].time.value == "2022-02-24T23:30:00-08:00"
    assert not extracts.refusals
    proven = read(HOSTILE / "dates" / "dmy_provable.csv").articles
    assert [article.date.value for article in proven] == ["2024-02-01", "2024-02-25", "2024-04-03"]


@pytest.mark.parametrize(
    ("name", "n_articles", "n_refusals", "word"),
    [
        ("27_csv_no_text_column.csv", 0, 1, "columns are: date, score, country"),
        ("29_csv_formula_injection.csv", 3, 0, ""),
        ("31_csv_header_only.csv", 0, 1, "no rows"),
        ("33_csv_duplicate_headers.csv", 1, 0, ""),
        ("35_csv_huge_field_1MB.csv", 1, 0, ""),
        ("37_xlsx_formulas_and_dates.xlsx", 2, 1, "formula"),
        ("39_broken.json", 0, 1, "not valid JSON, line 1 column"),
        ("41_json_deep_nesting.json", 0, 1, "nested too deeply"),
        ("43_json_number_only.json", 0, 1, "no articles"),
        ("45_json_duplicate_keys_and_proto.json", 1, 0, ""),
    ],
)
def test_hostile_tables_and_json(name: str, n_articles: int, n_refusals: int, word: str) -> None:
    try:
        extracts = read(HOSTILE / name)
    except Unreadable as refusal:
        extracts = Extracts(refusals=(("", str(refusal)),))
    assert (len(extracts.articles), len(extracts.refusals)) == (n_articles, n_refusals)
    assert all(word in message for _, message in extracts.refusals)


def test_only_tables_are_taken_for_tables() -> None:
    for path in sorted((SHARED / "inputs").rglob("*")):
        if path.suffix in (".txt", ".md", ".eml", ".rtf") and path.stat().st_size < 3_000_000:
            expected = path.name == "excel_unicode_text.txt"
            assert is_table(path.name, path.read_bytes()) == expected, path.name
