"""The room against the shared real and hostile inputs, where a checkout has them beside it."""

import re
import time
from collections import Counter, defaultdict

import pytest

from components.ingest import FORMATS, read
from components.ingest.decode import decode
from tests.ingest.inputs import SHARED, shared_rows, words

INPUTS = [row for row in shared_rows("inputs") if row["path"].rsplit(".", 1)[-1] in FORMATS]
HOSTILE = shared_rows("hostile")
# Kinds that are not read yet: tables, JSON and archives are refused with the right word.
LATER = ("csv", "xlsx", "json", "zip")

pytestmark = pytest.mark.skipif(not INPUTS, reason="needs the shared inputs beside the repository")


def rows(*folders: str) -> list[dict[str, str]]:
    return [row for row in INPUTS if row["path"].split("/")[0] in folders]


def blocks(text: str) -> list[str]:
    return [block for part in re.split(r"\n\s*\n", text) if (block := " ".join(words(part)))]


@pytest.mark.parametrize("row", rows("matrix"), ids=lambda row: str(row["path"]))
def test_one_article_in_every_container(row: dict[str, str]) -> None:
    (draft,) = read(row["path"], (SHARED / "inputs" / row["path"]).read_bytes()).articles
    expected = (SHARED / "inputs" / row["expected_text"]).read_text(encoding="utf-8")
    wanted, got = Counter(words(expected)), Counter(words(draft.text))
    assert (wanted & got).total() >= 0.99 * wanted.total()
    assert (wanted & got).total() >= 0.99 * got.total()
    assert len(blocks(draft.text)) in range(len(blocks(expected)) - 1, len(blocks(expected)) + 1)
    assert draft.language == "en"
    if not row["path"].endswith("cp1252_meta.html"):
        assert draft.date.value == row["date"]


@pytest.mark.parametrize(
    ("folders", "recall", "precision", "dates"),
    [
        (("state_html",), 0.99, 0.99, 1.0),
        (("kremlin_html",), 0.99, 0.99, 1.0),
        (("news_html",), 0.98, 0.97, 0.0),
        (("state_txt",), 0.99, 0.99, 1.0),
        (("whitehouse_md", "long"), 0.99, 0.99, 1.0),
    ],
)
def test_recall_precision_and_dates(
    folders: tuple[str, ...], recall: float, precision: float, dates: float
) -> None:
    kept, exact, dated = 0, 0, 0
    sums: defaultdict[str, float] = defaultdict(float)
    for row in rows(*folders):
        (draft,) = read(row["path"], (SHARED / "inputs" / row["path"]).read_bytes()).articles
        if len(row["date"]) == 10:
            dated += 1
            exact += draft.date.value == row["date"]
        if row["expected_text"]:
            expected = (SHARED / "inputs" / row["expected_text"]).read_text(encoding="utf-8")
            wanted, got = Counter(words(expected)), Counter(words(draft.text))
            shared = (wanted & got).total()
            sums["recall"] += shared / wanted.total()
            sums["precision"] += shared / got.total()
            kept += 1
    assert sums["recall"] >= recall * kept
    assert sums["precision"] >= precision * kept
    assert exact >= dates * dated


def test_encodings_decode_as_their_codec() -> None:
    for row in shared_rows("inputs"):
        if row["path"].startswith("encodings/"):
            data = (SHARED / "inputs" / row["path"]).read_bytes()
            assert decode(data).text.lstrip("\ufeff") == data.decode(row["encoding"]).lstrip(
                "\ufeff"
            )


@pytest.mark.parametrize("row", HOSTILE, ids=lambda row: str(row["path"]))
def test_hostile_files(row: dict[str, str]) -> None:
    path = SHARED / "hostile" / row["path"]
    started = time.monotonic()
    reading = read(path.name, path.read_bytes())
    assert time.monotonic() - started < 10
    assert len(reading.articles) + len(reading.refusals) == 1
    later = path.suffix.lower().lstrip(".") in LATER
    text_in_a_word_name = path.name == "75_docx_really_txt.docx"
    if row["verdict"] == "refuse" and not text_in_a_word_name:
        assert reading.refusals
    elif row["verdict"] == "accept" and not later:
        assert reading.articles
    for draft in reading.articles:
        for forbidden in ("root:", "alert(", "%PDF", "endobj", "is terrible"):
            assert forbidden not in draft.text


def test_the_seed_article() -> None:
    path = SHARED / "cases" / "seed_article.txt"
    (draft,) = read(path.name, path.read_bytes()).articles
    assert len(draft.text.split("\n\n")) == 6
    assert (draft.title.value, draft.date.value, draft.source.value) == (None, None, None)
    assert draft.language == "en" and not draft.warnings
