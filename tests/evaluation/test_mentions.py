"""The measures of the mentions, on coded paragraphs of our own."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from components.actors import load_roster
from components.evaluation.mentions import canonical, evaluate_mentions, read_marked
from components.figures import Figure
from components.scoring import BadRowError
from components.text.phrases import read_rows

ROSTER = load_roster()
TEXTS = (
    "Vladimir Putin met Joe Biden. Putin smiled.",
    "He thanked him, and the guest left.",
    "The Atlantis envoy kept silent.",
)
CODED: tuple[dict[str, Any], ...] = (
    {"Vladimir Putin": ["Vladimir Putin", "Putin"], "Joe Biden": ["Joe Biden"]},
    {"Vladimir Putin": ["the guest"]},
    {"Atlantis": ["Atlantis"]},
)


def write(path: Path, coded: tuple[dict[str, Any], ...] = CODED) -> Path:
    paragraphs = [
        {
            "text": text,
            "actors": {name: {"mentions": surfaces} for name, surfaces in actors.items()},
        }
        for text, actors in zip(TEXTS, coded, strict=True)
    ]
    path.write_text(json.dumps([{"date": "2022-06-01", "paragraphs": paragraphs}] * 2), "utf-8")
    return path


def figures(path: Path) -> dict[str, Figure]:
    return {figure.measure: figure for figure in evaluate_mentions(path, draws=20)}


def test_recall_counts_what_was_marked_and_the_roster_knows(tmp_path: Path) -> None:
    found = figures(write(tmp_path / "coded.json"))
    assert found["recall"].n == 2 * 4
    assert found["recall"].value == pytest.approx(3 / 4)
    assert found["recall of names"].value == 1
    assert found["recall of descriptions"].value == 0
    assert math.isnan(found["recall of pronouns"].value)
    assert found["recall"].interval == (0.75, 0.75)


def test_precision_counts_only_places_that_a_reader_marked(tmp_path: Path) -> None:
    assert figures(write(tmp_path / "coded.json"))["precision"].n == 2 * 3
    wrong: tuple[dict[str, list[str]], ...] = (
        {"Joe Biden": ["Vladimir Putin", "Putin"], "Vladimir Putin": ["Joe Biden"]},
        {},
        {},
    )
    found = figures(write(tmp_path / "wrong.json", wrong))
    assert found["precision"].value == 0
    assert found["recall"].value == 0


def test_a_file_of_another_shape_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"sentence": "x"}]', "utf-8")
    with pytest.raises(BadRowError, match=r"other\.json: no documents with marked actors"):
        evaluate_mentions(path)


def test_a_file_that_marks_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRowError, match="marks no actor"):
        evaluate_mentions(write(tmp_path / "empty.json", ({}, {}, {})))


def test_the_names_file_names_actors_of_the_roster_and_each_name_once() -> None:
    table = Path(canonical.__code__.co_filename).with_name("names.csv")
    rows = read_rows(table)
    assert len({row["name"] for row in rows}) == len(rows)
    assert {row["actor"] for row in rows} - {""} <= set(ROSTER.actors)


def test_the_rosters_own_names_are_known_without_a_row() -> None:
    names = canonical()
    assert names["Valentina Matviyenko"] == "valentina-matviyenko"
    assert names["European countries"] is None
    assert "Atlantis" not in names


def test_actors_named_without_places_are_counted_by_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "train.json"
    rows = [
        {
            "doc": "d",
            "date": "2022-06-01",
            "index": i,
            "text": text,
            "actors": dict.fromkeys(actors, "neu"),
        }
        for i, (text, actors) in enumerate(zip(TEXTS, CODED, strict=True))
    ]
    path.write_text(json.dumps(rows), "utf-8")
    found = figures(path)
    assert set(found) == {"recall of actors in paragraphs"}
    assert (
        found["recall of actors in paragraphs"].n,
        found["recall of actors in paragraphs"].value,
    ) == (
        3,
        1,
    )


def test_read_marked_says_how_each_was_found(tmp_path: Path) -> None:
    marked, judged = read_marked(write(tmp_path / "coded.json"), canonical(), ROSTER)
    assert [each.via for each in marked[:4]] == ["name", "name", "name", None]
    assert all(each.right and 0 < each.confidence <= 1 for each in judged)
