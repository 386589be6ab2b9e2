"""JSON lines in and out, and plain words for bad rows."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.__main__ import main
from components.scoring import (
    BadRowError,
    read_lines,
    relation_methods,
    score_relations,
    score_targets,
    target_methods,
)

TARGETS = [
    {"id": "a", "sentence": "Critics accused Smith of a shameful lie.", "start": 16, "end": 21},
    {"id": 2, "sentence": "Everyone praised Smith’s brilliant work.", "start": 17, "end": 22},
    {"id": None, "sentence": "Smith arrived on Monday.", "start": 0, "end": 5},
]
FAST = [name for name in target_methods() if name != "encoder"]


def lines(rows: Sequence[object]) -> list[str]:
    return [json.dumps(row) for row in rows]


@pytest.mark.parametrize("method", FAST)
def test_each_target_gets_its_row_in_order(method: str) -> None:
    found = [json.loads(line) for line in score_targets(lines(TARGETS), method)]
    assert [row["id"] for row in found] == ["a", 2, None]
    for row in found:
        assert set(row) == {"id", "tone", "label", "probabilities", "confidence"}
        assert sum(row["probabilities"].values()) == pytest.approx(1, abs=0.001)
        assert row["confidence"] == row["probabilities"][row["label"]]
        assert -1 <= row["tone"] <= 1
    assert [row["label"] for row in found] == ["neg", "pos", "neu"]


@pytest.mark.parametrize("method", list(relation_methods()))
def test_relations_with_and_without_ends(method: str) -> None:
    sentence = "Moscow sharply condemned the attack and threatened Kyiv."
    rows = [
        {"id": 1, "sentence": sentence, "source": [0, 6], "target": [51, 55]},
        {"id": 2, "sentence": sentence, "source": None},
        {"id": 3, "sentence": "Moscow and Kyiv agreed on friendly cooperation."},
    ]
    found = [json.loads(line) for line in score_relations(lines(rows), method)]
    assert [row["id"] for row in found] == [1, 2, 3]
    assert found[0]["tone"] < 0 and found[1]["tone"] < 0 < found[2]["tone"]


def test_words_between_source_and_target_weigh_more() -> None:
    sentence = "Amid war, Arnor praised Gondor."
    ends = {"sentence": sentence, "source": [10, 15], "target": [24, 30]}
    directed, plain = (
        json.loads(next(score_relations([json.dumps(row)], "context")))["tone"]
        for row in (ends, {"sentence": sentence})
    )
    assert directed > plain


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nonsense", "not JSON"),
        ("[1, 2]", "no object"),
        ('{"start": 0, "end": 1}', "“sentence” is missing"),
        ('{"sentence": "  ", "start": 0, "end": 1}', "“sentence” is missing"),
        ('{"sentence": "A b.", "start": 0}', "start and end"),
        ('{"sentence": "A b.", "start": true, "end": 1}', "start and end"),
        ('{"sentence": "A b.", "start": 3, "end": 3}', "no place"),
        ('{"sentence": "A b.", "start": 0, "end": 99}', "4 characters"),
        ('{"sentence": "A b.", "start": -1, "end": 2}', "no place"),
    ],
)
def test_a_bad_row_is_named_by_its_line(line: str, said: str) -> None:
    good = lines(TARGETS)[0]
    with pytest.raises(BadRowError, match=r"^line 3: ") as caught:
        list(score_targets([good, "", line], "vader"))
    assert said in str(caught.value)


@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text()), max_size=5))
def test_json_lines_round_trip(rows: list[dict[str, object]]) -> None:
    assert [row for _, row in read_lines(lines(rows))] == rows


@given(st.text(min_size=1).filter(str.strip), st.data())
def test_any_text_and_place_can_be_scored(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    row = json.dumps({"id": sentence, "sentence": sentence, "start": start, "end": end})
    for method in FAST:
        found = json.loads(next(score_targets([row], method)))
        assert found["id"] == sentence
        assert found["label"] in ("neg", "neu", "pos")
    ends = {"source": [start, end], "target": [start, end]}
    tone = json.loads(next(score_relations([json.dumps({"sentence": sentence} | ends)], "context")))
    assert -1 <= tone["tone"] <= 1


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\ufeff" + "\r\n".join(lines(TARGETS)) + "\n", encoding="utf-8")
    command = ["score", "targets", "--input", str(source), "--output", str(output)]
    assert main([*command, "--method", "linear"]) == 0
    assert len(output.read_text("utf-8").splitlines()) == 3

    assert main([*command, "--method", "guess"]) == 1
    assert "no method “guess”" in capsys.readouterr().err

    source.write_bytes(b"\xff\xfe{")
    assert main(command) == 1
    assert "UTF-8" in capsys.readouterr().err

    source.write_text('{"id": 1}\n', encoding="utf-8")
    assert main(command) == 1
    assert "line 1" in capsys.readouterr().err
    assert len(output.read_text("utf-8").splitlines()) == 3, "a failed run leaves the file alone"
