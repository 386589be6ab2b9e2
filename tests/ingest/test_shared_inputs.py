"""The room against the shared real and hostile inputs, where a checkout has them beside it."""

import re
import time
from collections import Counter, defaultdict
from importlib.util import find_spec

import pytest

from components.ingest import FORMATS, read
from components.ingest.decode import decode
from tests.ingest.inputs import SHARED, shared_rows, words

INPUTS = [row for row in shared_rows("inputs") if row["path"].rsplit(".", 1)[-1] in FORMATS]
NO_READER = find_spec("kreuzberg") is None
HOSTILE = shared_rows("hostile")
# Where the index leaves the choice, what is done here: a limit is stated, content decides.
CHOSEN = {
    "55_5MB_single_paragraph.txt": "refuse",
    "57_one_huge_word.txt": "refuse",
    "71_docx_zip_bomb.docx": "refuse",
    "75_docx_really_txt.docx": "warn",
}
# Accepted with nothing to warn of: the date in a file's name is marked as a guess, and near copies
# are found where articles meet each other, in the store.
CALM = (
    "65_html_unclosed_tags_100k.html",
    "81_no_extension",
    "dups/wire_local_paper.txt",
    "dates/filenames/20220225_biden.txt",
)
NEVER = ("root:", "alert(", "%PDF", "endobj", "is terrible", "/etc/passwd")

pytestmark = pytest.mark.skipif(not INPUTS, reason="needs the shared inputs beside the repository")


def rows(*folders: str) -> list[dict[str, str]]:
    return [row for row in INPUTS if row["path"].split("/")[0] in folders]


def blocks(text: str) -> list[str]:
    return [block for part in re.split(r"\n\s*\n", text) if (block := " ".join(words(part)))]


@pytest.mark.parametrize("row", rows("matrix"), ids=lambda row: str(row["path"]))
def test_one_article_in_every_container(row: dict[str, str]) -> None:
    if row["path"].endswith(".doc") and NO_READER:
        reading = read(row["path"], (SHARED / "inputs" / row["path"]).read_bytes())
        assert ".docx" in reading.refusals[0].message
        return
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
        (("news_html",), 0.99, 0.97, 0.0),
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
        if row["path"].endswith(".json"):
            continue
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
    warned = reading.warnings or any(draft.warnings for draft in reading.articles)
    outcome = "refuse"
    if reading.articles:
        outcome = "warn" if warned or reading.refusals else "accept"
    wanted = CHOSEN.get(row["path"], row["verdict"])
    if row["path"] not in CALM and not (wanted == "accept" and outcome == "warn"):
        assert outcome == wanted
    assert reading.articles or reading.refusals
    shown = [draft.text for draft in reading.articles] + [r.message for r in reading.refusals]
    assert not [word for word in NEVER for text in shown if word in text]
    assert not [text for text in shown if "Traceback" in text]


def test_the_seed_article() -> None:
    path = SHARED / "cases" / "seed_article.txt"
    (draft,) = read(path.name, path.read_bytes()).articles
    assert len(draft.text.split("\n\n")) == 6
    assert (draft.title.value, draft.date.value, draft.source.value) == (None, None, None)
    assert draft.language == "en" and not draft.warnings
