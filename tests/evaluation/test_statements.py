"""What the figures of hedges and speakers count, on a file made here."""

import json
from pathlib import Path

import pytest

from components.evaluation.statements import evaluate_statements
from components.figures import Figure
from components.scoring import BadRowError


def written(folder: Path, *paragraphs: dict[str, object]) -> Path:
    path = folder / "coded.json"
    document = {"date": "2022-03-01", "title": "Made for a test", "paragraphs": list(paragraphs)}
    path.write_text(json.dumps([document]), encoding="utf-8")
    return path


def by_measure(path: Path) -> dict[str, Figure]:
    return {figure.measure: figure for figure in evaluate_statements(path, draws=20)}


def paragraph(text: str, **coded: object) -> dict[str, object]:
    return {"text": text, "relation_tone": -0.5, "hedged": [[], []], "attributions": []} | coded


def test_recall_counts_what_both_readers_marked_and_precision_either(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        paragraph(
            "Moscow may talk, and a quiet hint came. Perhaps they meet.",
            hedged=[["may", "quiet"], ["may talk", "quiet", "Perhaps"]],
        ),
        paragraph("Moscow might talk.", relation_tone=None),
    )
    found = by_measure(path)
    recall = found["hedges: recall of what all readers marked"]
    assert (recall.n, recall.value) == (2, 0.5)
    toned = found["hedges: precision where the relation has a tone"]
    assert toned.n == 3
    assert toned.value == pytest.approx(2 / 3)
    everywhere = found["hedges: precision everywhere"]
    assert (everywhere.n, everywhere.value) == (4, 0.5)


def test_speakers_are_compared_on_cues_that_meet(tmp_path: Path) -> None:
    coded = [
        [
            {"speaker": "Vladimir Putin", "cue": "said", "about": "talks"},
            {"speaker": "Joe Biden", "cue": "warned", "about": "talks"},
            {"speaker": None, "cue": "are believed to", "about": "talks"},
            {"speaker": "Joe Biden", "cue": "shrugged", "about": "talks"},
        ],
        [],
    ]
    text = (
        "Vladimir Putin said talks failed. Olaf Scholz warned of war. Talks are believed to be "
        "over. Joe Biden shrugged."
    )
    found = by_measure(written(tmp_path, paragraph(text, attributions=coded)))
    assert (found["speakers right"].n, found["speakers right"].value) == (2, 0.5)
    assert found["agentless claims left open"].value == 1.0
    assert (found["cues found"].n, found["cues found"].value) == (4, 0.75)


def test_a_turn_meets_a_turn(tmp_path: Path) -> None:
    coded = [[{"speaker": "Vladimir Putin", "cue": "turn", "about": "talks"}], []]
    texts = (
        "VLADIMIR PUTIN: Good afternoon. We met, and talks went well.",
        "QUESTION: Did they?",
        "VLADIMIR PUTIN: They did.",
    )
    path = written(tmp_path, *(paragraph(t, attributions=coded) for t in texts))
    assert by_measure(path)["speakers right"].value == pytest.approx(2 / 3)


@pytest.mark.parametrize("data", [[], {"a": 1}, [{"doc": "x"}], "x"])
def test_a_file_of_another_shape_is_refused_in_words(tmp_path: Path, data: object) -> None:
    path = tmp_path / "coded.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(BadRowError, match=r"coded\.json"):
        evaluate_statements(path)
