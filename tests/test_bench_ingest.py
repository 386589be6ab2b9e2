import csv
import json
import re
from pathlib import Path

import pytest

from components.bench_ingest import bench_ingest
from components.bench_ingest.answers import Answer
from components.bench_ingest.measures import date_verdict, measure_words, outcome_agrees
from components.bench_ingest.outcomes import agrees
from components.bench_ingest.rows import Row, load
from components.ingest import ArticleDraft, Reading, Refusal
from components.ingest.records import found, guessed
from tests.ingest.inputs import ARTICLE, SHARED

TEXT = "\n\n".join(ARTICLE)
DATED = f"Envoys Meet in Geneva\n\nMarch 3, 2021\n\n{TEXT}\n"


def index(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "index.csv"
    fields = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, fields, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def answer(row: dict[str, str], *drafts: ArticleDraft, data: bytes = b"") -> Answer:
    refusals = () if drafts else (Refusal("a.txt", "It cannot be read."),)
    return Answer(Row(row.get("path", "k/a.txt"), row), data, Reading(drafts, refusals), 0.01)


def line(table: str, name: str) -> list[str]:
    (found_line,) = [each for each in table.splitlines() if each.startswith(f"{name} ")]
    return found_line[len(name) :].split()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "sentences").mkdir()
    gold = [
        {"input": "Mr. Doe left. He was late.", "expected": ["Mr. Doe left.", "He was late."]},
        {"input": "The talks went on.", "expected": ["The talks", "went on."]},
        {"paragraphs": [["Talks resume."], ["They met.", "They left."]]},
    ]
    (tmp_path / "sentences" / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "expected").mkdir()
    (tmp_path / "expected" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "notes" / "a.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "notes" / "b.txt").write_text(DATED.replace(ARTICLE[1], ""), encoding="utf-8")
    common = {"expected_text": "expected/a.txt", "date": "2021-03-03", "expected_paragraphs": "3"}
    return index(
        tmp_path,
        [
            {"path": "notes/a.txt", "title": "Envoys Meet in Geneva", **common},
            {"path": "notes/b.txt", "title": "Envoys Meet in Geneva", **common},
            {"path": "sentences/gold.json", "kind": "gold sentence segmentation"},
        ],
    )


def test_a_table_by_kind(inputs: Path) -> None:
    table = bench_ingest(inputs)
    files, outcome, recall, lowest, precision, _, _, dates, *_ = line(table, "notes")
    assert (files, outcome, precision, dates) == ("2", "2/2", "1.000", "2/2")
    assert float(lowest) < float(recall) < 1
    assert "notes/b.txt: word recall 0." in table
    assert "notes/a.txt" not in table
    assert bench_ingest(inputs.parent).splitlines()[0] == table.splitlines()[0]


def test_containers_of_one_article(tmp_path: Path) -> None:
    folder = tmp_path / "matrix" / "m1"
    folder.mkdir(parents=True)
    (tmp_path / "expected.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.txt").write_text(DATED, encoding="utf-8")
    (folder / "b.md").write_text(DATED, encoding="utf-8")
    (folder / "c.html").write_text(
        "".join(f"<p>{text}</p>" for text in ARTICLE[:2]), encoding="utf-8"
    )
    rows = [
        {"path": f"matrix/m1/{name}", "expected_text": "expected.txt"}
        for name in ("a.txt", "b.md", "c.html")
    ]
    table = bench_ingest(index(tmp_path, rows))
    assert line(table, "m1") == ["3", "2", "2", "c.html"]
    assert line(table, "matrix a.txt")[:3] == ["1", "1/1", "1.000"]


def test_conventions_of_one_collection(tmp_path: Path) -> None:
    folder = tmp_path / "collections"
    folder.mkdir()
    truth = [
        {"n": 1, "title": "One", "date": "2021-03-03"},
        {"n": 2, "title": "Two", "date": "2021-03-04"},
    ]
    (folder / "expected_collection.json").write_text(json.dumps(truth), encoding="utf-8")
    item = "<item><title>{}</title><pubDate>{} Mar 2021 10:00:00 GMT</pubDate>"
    item += f"<description>{TEXT * 5}</description></item>"
    good = item.format("One", 3) + item.format("Two", 4)
    wrong = item.format("One", 3) + item.format("Three", 4)
    for name, items in (("good.rss", good), ("wrong.rss", wrong), ("codes.rss", "")):
        (folder / name).write_text(
            f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>", encoding="utf-8"
        )
    rows = [
        {"path": "collections/expected_collection.json", "kind": "THE RESULT, not an input"},
        {"path": "collections/good.rss", "notes": "2 articles expected"},
        {"path": "collections/wrong.rss", "notes": "2 articles expected"},
        {"path": "collections/codes.rss", "kind": "GDELT events", "notes": "2 articles expected"},
    ]
    table = bench_ingest(index(tmp_path, [{"expected_text": "", **row} for row in rows]))
    assert line(table, "good.rss") == ["2", "2", "2", "yes", "yes"]
    assert line(table, "wrong.rss") == ["2", "1", "1", "yes", "NO"]
    assert line(table, "codes.rss") == ["refused", "yes"]
    assert "2 of 3 as expected" in table


def test_verdicts(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "odd.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        {"path": "empty.txt", "verdict": "refuse", "expected": "refuse: empty"},
        {"path": "good.txt", "verdict": "accept", "expected": "accept"},
        {"path": "odd.txt", "verdict": "refuse", "expected": "refuse: odd"},
    ]
    table = bench_ingest(index(tmp_path, rows))
    assert line(table, "refuse")[:2] == ["2", "1"]
    assert line(table, "accept")[:2] == ["1", "1"]
    assert line(table, "all")[:2] == ["3", "2"]
    assert "odd.txt: 1 articles" in table and "good.txt" not in table


@pytest.mark.parametrize(
    ("verdict", "expected", "drafts", "good"),
    [
        ("refuse", "refuse: damaged", (), True),
        ("refuse", "refuse or accept empty", (ArticleDraft("x"),), True),
        ("refuse", "refuse: damaged", (ArticleDraft("x"),), False),
        ("accept", "accept", (), False),
        ("warn", "accept with a warning", (ArticleDraft("x"),), False),
        ("warn", "accept with a warning", (ArticleDraft("x", warnings=("w",)),), True),
        (
            "warn",
            "accept; the date is marked",
            (ArticleDraft("x", date=guessed("2021", "")),),
            True,
        ),
        ("warn", "accept or refuse", (ArticleDraft("x"),), True),
        ("warn", "accept or refuse", (), True),
        ("warn", "warn: Russian", (ArticleDraft("x", language="ru"),), True),
    ],
)
def test_agreement_with_a_verdict(
    verdict: str, expected: str, drafts: tuple[ArticleDraft, ...], good: bool
) -> None:
    assert agrees(answer({"verdict": verdict, "expected": expected}, *drafts)) is good


def test_dates_are_compared_at_the_precision_the_file_carries() -> None:
    def verdict(date: str, data: bytes, draft: ArticleDraft, notes: str = "") -> str:
        return date_verdict(answer({"date": date, "notes": notes}, draft, data=data))

    right, guess = found("2021-03-03", ""), guessed("2021-03-03", "")
    written = b"It was the 3 March 2021 edition."
    assert verdict("2021-03-03", written, ArticleDraft("x", date=right)) == "exact"
    assert (
        verdict("2021-03-03", written, ArticleDraft("x", date=found("2021-03-04", ""))) == "wrong"
    )
    assert verdict("2021-03-03", written, ArticleDraft("x")) == "missing"
    assert verdict("2021-03-03", b"none", ArticleDraft("x")) == "kept open"
    assert verdict("2021-03-03", b"none", ArticleDraft("x", date=guess)) == "kept open"
    assert verdict("2021-03-03", b"none", ArticleDraft("x", date=right)) == "invented"
    assert verdict("2021-03", b"2021", ArticleDraft("x", date=right)) == "exact"
    assert verdict("2021-03", b"2021", ArticleDraft("x")) == "kept open"
    assert verdict("2021-03-03", written, ArticleDraft("x"), "no date inside") == "kept open"
    assert verdict("2021-03-03..2021-04-01", written, ArticleDraft("x")) == ""
    assert verdict("", written, ArticleDraft("x", date=right)) == ""


def test_headlines_and_ligatures_are_excused_and_other_words_are_not(tmp_path: Path) -> None:
    (tmp_path / "e.txt").write_text("The Title\n\n3 March 2021\n\nThe misﬁts met.", "utf-8")
    row = {"expected_text": "e.txt", "title": "The Title"}
    given = answer(row, ArticleDraft("The misfits met.", title=found("The Title", "")))
    assert measure_words(given, tmp_path) is not None
    words = measure_words(given, tmp_path)
    assert words and (words.recall, words.precision) == (1.0, 1.0)
    words = measure_words(answer(row, ArticleDraft("The misfits met. Cookies help us.")), tmp_path)
    assert words and words.precision == pytest.approx(3 / 6)
    words = measure_words(answer(row, ArticleDraft("The misfits.")), tmp_path)
    assert words and words.recall < 1
    assert measure_words(answer({}, ArticleDraft("x")), tmp_path) is None


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("REAL SCAN: no text layer", "refuse"),
        ("a clear “save as .docx” message is acceptable", "either"),
        ("Expect: entries[0]['title'] == 'x'", "accept"),
        ("Expect: entries[0]['published'] == 'x'", "refuse"),
        ("Expect: not bozo and encoding == 'utf-8'", "refuse"),
        ("needs user password", "refuse"),
        ("", "accept"),
    ],
)
def test_outcomes_that_a_row_expects(notes: str, expected: str) -> None:
    assert Row("k/a.pdf", {"notes": notes}).expected == expected


def test_counts_and_encodings_belong_to_the_outcome() -> None:
    row = {"notes": "2 articles; real"}
    assert outcome_agrees(answer(row, ArticleDraft("x"), ArticleDraft("y")))
    assert not outcome_agrees(answer(row, ArticleDraft("x")))
    row = {"kind": "real bytes in a known encoding", "encoding": "cp1251"}
    text = "Послы встретились в Женеве и говорили три часа.".encode("cp1251")
    assert outcome_agrees(answer(row, ArticleDraft("x"), data=text))
    row["encoding"] = "cp1252"
    assert not outcome_agrees(answer(row, ArticleDraft("x"), data=text))


def test_an_index_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no index of inputs"):
        bench_ingest(index(tmp_path, [{"file": "a.txt"}]))
    with pytest.raises(OSError, match=r"index\.csv"):
        bench_ingest(tmp_path / "nowhere" / "index.csv")
    with pytest.raises(OSError, match=r"gone\.txt"):
        bench_ingest(index(tmp_path, [{"path": "gone.txt", "expected_text": ""}]))


@pytest.mark.skipif(not (SHARED / "inputs" / "index.csv").exists(), reason="needs shared inputs")
def test_the_shared_collections_and_feeds_agree(tmp_path: Path) -> None:
    folder = SHARED / "inputs"
    rows = [
        row.fields
        for row in load(folder).rows
        if row.folder in ("collections", "feeds_real", "feeds_small", "news_databases")
    ]
    copy = tmp_path / "inputs"
    copy.symlink_to(folder, target_is_directory=True)
    path = index(tmp_path, [{**row, "path": f"inputs/{row['path']}"} for row in rows])
    table = bench_ingest(path)
    files, outcome, *_ = line(table, "inputs")
    assert outcome == f"{files}/{files}"
    assert re.search(r"^(\d+) of \1 as expected$", table, re.MULTILINE)


def test_what_is_missing_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"^There is no folder or file .*nowhere\. Give"):
        bench_ingest(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match=r"^There is no index\.csv in the folder"):
        bench_ingest(tmp_path)
    path = index(tmp_path, [{"path": "notes/a.txt", "expected_text": "expected/a.txt"}])
    with pytest.raises(FileNotFoundError, match=r"^The index names notes/a\.txt, which is not in"):
        bench_ingest(path)


def test_sentence_splitting_is_counted(inputs: Path) -> None:
    assert line(bench_ingest(inputs), "gold.json") == ["3/4", "5/7"]
