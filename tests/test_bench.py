"""The speed table: what is measured, on what, and that the methods take turns."""

from pathlib import Path

import pytest

from components.__main__ import main
from components.bench import BASELINE, NAIVE, Sample, measure, sample, table, tone_methods

TEXT = (
    "Moscow and Washington agreed to resume talks, Sergey Lavrov said.\n\nThe weather was mild.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def given(article: Path) -> Sample:
    return sample([article])


def test_the_sample_is_cut_into_sentences_with_their_mentions(given: Sample) -> None:
    assert [p.text[p.span.start : p.span.end] for p in given.places] == TEXT.strip().split("\n\n")
    assert [len(place.mentions) for place in given.places] == [3, 0]


def test_every_method_scores_the_whole_sample(given: Sample) -> None:
    for name, method in tone_methods(given).items():
        results = method()
        assert isinstance(results, list)
        for_each_mention = name == NAIVE or name.endswith("each mention")
        assert len(results) == (1 if name.startswith("whole") else 3 if for_each_mention else 2)


def test_the_methods_take_turns_and_the_order_moves_on(given: Sample) -> None:
    calls: list[str] = []
    methods = {name: lambda name=name: calls.append(name) for name in (BASELINE, NAIVE, "c")}
    speeds = measure(given, methods, 2)
    assert calls == [BASELINE, NAIVE, "c", NAIVE, "c", BASELINE, "c", BASELINE, NAIVE]
    assert [speed.method for speed in speeds] == [BASELINE, NAIVE, "c"]
    assert speeds[0].of_baseline == speeds[1].of_naive == 1
    assert speeds[0].sentences == pytest.approx(2 * speeds[0].articles)
    assert "1 articles of 14 words" in table(given, speeds, 2)


def test_the_command_prints_the_table(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "tone", str(article), "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert "2 sentences, 3 mentions" in printed
    assert all(f"\n{name} " in printed for name in (BASELINE, NAIVE, "our VADER, compound only"))


def test_what_cannot_be_measured_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert main(["bench", "tone", str(empty)]) == 1
    assert main(["bench", "tone", str(tmp_path / "missing.txt")]) == 1
    errors = capsys.readouterr().err
    assert "no article to measure on" in errors
    assert "missing.txt" in errors
    with pytest.raises(SystemExit):
        main(["bench", "tone", "--rounds", "0"])
