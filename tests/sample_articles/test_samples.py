"""The sample collection: enough of it, dated, by invented sources, with bands and turns to show."""

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from components import jobs
from components.actors import load_roster
from components.analysis import analyse

FOLDER = Path(__file__).parents[2] / "sample_articles"
ROWS = list(csv.DictReader((FOLDER / "manifest.csv").open(encoding="utf-8", newline="")))
RUN = [(2024, 11), (2024, 12), *((2025, month) for month in range(1, 7))]


def words_of(name: str) -> int:
    return len((FOLDER / name).read_text("utf-8").split())


def test_manifest_and_folder_agree() -> None:
    assert {row["file"] for row in ROWS} == {path.name for path in FOLDER.glob("*.txt")}
    assert len(ROWS) >= 44
    assert all(row["title"] and row["source"] for row in ROWS)
    assert all(date.fromisoformat(row["date"]).year in range(2001, 2027) for row in ROWS)
    assert {row["register"] for row in ROWS} == {"warm", "cold", "mixed", "turn"}


def test_one_run_of_eight_months_can_show_bands() -> None:
    articles: Counter[tuple[int, int]] = Counter()
    sources = defaultdict(set)
    for row in ROWS:
        day = date.fromisoformat(row["date"])
        articles[day.year, day.month] += 1
        sources[day.year, day.month].add(row["source"])
    assert all(articles[month] >= 5 and len(sources[month]) >= 3 for month in RUN)


def test_six_long_pieces_three_of_them_with_a_turn() -> None:
    long = [row for row in ROWS if 700 <= words_of(row["file"]) <= 900]
    assert len(long) >= 6
    turning = [row["file"] for row in long if row["register"] == "turn"]
    assert len(turning) >= 3
    drafts = dict(jobs.sample_drafts())
    for name in turning:
        draft = drafts[name]
        day = date.fromisoformat(str(draft.date.value))
        shift = analyse(draft.text, date=day, roster=load_roster()).document.shift
        assert shift.after_sentence is not None, name


def test_the_run_turns() -> None:
    tones = defaultdict(list)
    for _, draft in jobs.sample_drafts():
        day = date.fromisoformat(str(draft.date.value))
        if (day.year, day.month) in RUN:
            tone = analyse(draft.text, date=day, roster=load_roster()).document.relation_tone
            if tone is not None:
                tones[day < date(2025, 2, 11)].append(tone)
    before, after = (sum(tones[key]) / len(tones[key]) for key in (True, False))
    assert after - before > 0.2
