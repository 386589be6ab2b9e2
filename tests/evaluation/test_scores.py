"""Figures from coded files: shapes, bad rows, and floors on the dev data where they are at hand."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from components.__main__ import main
from components.analysis import has_encoder
from components.evaluation.scores import evaluate, unmarked
from components.figures import Figure, table
from components.scoring import BadRowError

DATA = Path(__file__).parents[3] / "shared" / "data"
with_encoder = pytest.mark.skipif(not has_encoder(), reason="no encoder file")
with_data = pytest.mark.skipif(not DATA.is_dir(), reason="the coded texts are not here")


def write(path: Path, rows: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def values(figures: Sequence[Figure]) -> dict[str, float]:
    return {figure.measure: figure.value for figure in figures}


@pytest.fixture
def targets(tmp_path: Path) -> Path:
    rows = [
        {"sentence": "Critics accused Smith of a lie.", "start": 16, "end": 21, "label": -1},
        {"sentence": "Everyone praised Smith.", "start": 17, "end": 22, "label": 1},
        {"sentence": "Smith arrived on Monday.", "start": 0, "end": 5, "label": 0},
        {"sentence": "A great, happy, lovely day for Smith.", "start": 31, "end": 36, "label": -1},
    ]
    return write(tmp_path / "targets.jsonl", rows)


def test_targets_with_vader_beside(targets: Path) -> None:
    figures = evaluate("targets", [targets], "context", draws=50)
    found = values(figures)
    assert found["accuracy"] == 0.75
    assert found["positive–negative flips"] == 0.25
    for figure in figures:
        assert figure.method == "context" and 0 <= figure.vader <= 1
        assert figure.interval[0] <= figure.value <= figure.interval[1]
    assert figures == evaluate("targets", [targets], "context", draws=50)


def test_relations_leave_unlabelled_signs_out(tmp_path: Path) -> None:
    rows = [
        {"marked_sentence": "<s>Arnor</s> praised <t>Gondor</t>.", "label": 1},
        {"marked_sentence": "<s>Arnor</s> invaded <t>Gondor</t>.", "label": -1},
        {"sentence": "Nothing happened.", "label": 0},
    ]
    found = evaluate("relations", [write(tmp_path / "r.jsonl", rows)], "context", draws=20)
    assert values(found) == {"accuracy of the sign": 1.0, "AUC": 1.0}
    assert {figure.n for figure in found} == {2}


def test_marks_become_places() -> None:
    row = unmarked("In May <t>the U.S.</t> met <s>Russia</s>.")
    assert row.sentence == "In May the U.S. met Russia."
    assert row.source and row.sentence[row.source.start : row.source.end] == "Russia"
    assert row.target and row.sentence[row.target.start : row.target.end] == "the U.S."
    crossed = unmarked("</s>Only <s>half marked<t></t>.")
    assert (crossed.sentence, crossed.source, crossed.target) == ("Only half marked.", None, None)


def test_relation_tone_of_documents_leaves_disputed_and_uncoded_out(tmp_path: Path) -> None:
    good, bad = (
        "Russia and the United States praised their cooperation.",
        "Russia attacked the U.S.",
    )
    paragraphs = [
        {"index": 0, "text": good, "relation_tone": 0.8},
        {"index": 1, "text": bad, "relation_tone": -0.9},
        {"index": 2, "text": "It rained on the fields all day.", "relation_tone": None},
        {"index": 3, "text": good, "relation_tone": "disputed"},
        {"index": 4, "text": bad},
        {"index": 5, "text": good, "relation_tone": 0.7},
        {"index": 6, "text": bad, "relation_tone": -0.8},
    ]
    path = tmp_path / "tone.json"
    path.write_text(
        json.dumps([{"doc": "a", "date": "2022-05", "paragraphs": paragraphs}]), "utf-8"
    )
    figures = evaluate("relation-tone", [path], "rules", draws=20)
    found = {figure.measure: (figure.n, figure.value) for figure in figures}
    assert found["sign"] == (4, 1.0)
    assert found["balanced accuracy of the null"] == (5, 1.0)
    assert found["r within documents"][0] == 4 and found["r within documents"][1] > 0.9
    assert "–" in table(figures), "one document has no interval"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("targets", '{"sentence": "A b.", "start": 0, "end": 1}'),
        ("targets", '{"sentence": "A b.", "start": 0, "end": 1, "label": 7}'),
        ("targets", '{"sentence": "A b.", "start": 0, "end": 1, "label": []}'),
        ("relations", '{"sentence": "A b."}'),
        ("relations", '{"label": 1}'),
        ("relations", "{"),
    ],
)
def test_bad_rows_are_named_by_their_line(tmp_path: Path, what: str, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(BadRowError, match="line 2: "):
        evaluate(what, [path], "vader")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"doc": "a"}]', "null"])
@pytest.mark.parametrize("what", ["targets", "relations", "relation-tone"])
def test_files_of_another_kind_get_a_plain_error(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRowError):
        evaluate(what, [path])


def test_the_command_prints_a_table_or_json(
    targets: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["evaluate", "targets", str(targets), "--method", "vader"]
    assert main(command) == 0
    assert "| targets | macro-F1 | 4 | vader |" in capsys.readouterr().out
    assert main([*command, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["value"] for row in rows] == [row["vader"] for row in rows]
    assert main(["evaluate", "targets", str(targets.with_name("none"))]) == 1
    assert "Traceback" not in capsys.readouterr().err


@with_data
@pytest.mark.parametrize(
    ("file", "macro_f1", "confident"),
    [("newsmtsc_dev_rw", 0.66, 0.85), ("newsmtsc_dev_mt", 0.62, 0.74)],
)
def test_the_linear_model_keeps_its_figures(file: str, macro_f1: float, confident: float) -> None:
    found = evaluate("targets", [DATA / f"{file}.jsonl"], "linear", draws=10)
    assert values(found)["macro-F1"] >= macro_f1
    assert values(found)["macro-F1"] >= found[0].vader + 0.08
    assert values(found)["accuracy of the confident half"] >= confident


@with_data
def test_the_sign_of_a_relation_keeps_its_figures() -> None:
    found = values(evaluate("relations", [DATA / "relations_plover_train.jsonl"], "context", 10))
    assert found["accuracy of the sign"] >= 0.86
    assert found["AUC"] >= 0.92


@with_data
@with_encoder
@pytest.mark.parametrize(
    ("file", "macro_f1", "confident"),
    [("newsmtsc_dev_rw", 0.77, 0.9), ("newsmtsc_dev_mt", 0.67, 0.85)],
)
def test_the_encoder_keeps_its_figures(file: str, macro_f1: float, confident: float) -> None:
    found = values(evaluate("targets", [DATA / f"{file}.jsonl"], "encoder", draws=10))
    assert found["macro-F1"] >= macro_f1
    assert found["accuracy of the confident half"] >= confident
    assert found["positive–negative flips"] <= 0.055
    assert found["calibration error (ECE)"] <= 0.07


@with_data
@with_encoder
@pytest.mark.parametrize(
    ("file", "within", "null"),
    [("relation_tone_dev", 0.55, 0.84), ("relation_tone_news_dev", 0.45, 0.76)],
)
def test_relation_tone_keeps_its_figures(file: str, within: float, null: float) -> None:
    figures = evaluate("relation-tone", [DATA / f"{file}.json"], "encoder", draws=10)
    found = values(figures)
    assert found["r within documents"] >= within > figures[1].vader
    assert found["balanced accuracy of the null"] >= null


@with_data
def test_the_rules_follow_official_documents() -> None:
    found = values(evaluate("relation-tone", [DATA / "relation_tone_dev.json"], "rules", 10))
    assert found["r within documents"] >= 0.5
    assert found["balanced accuracy of the null"] >= 0.85
