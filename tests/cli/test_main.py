"""The command line, end to end on files of our own."""

import csv
import json
import zipfile
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import main
from components.analysis import Analysis, analyse, has_encoder
from components.export import ROW_FIELDS

TEXT = (
    "Moscow and Washington agreed to resume talks, Sergey Lavrov said.\n\nThe weather was mild.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_on_standard_output(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", str(article), "--date", "2025-02-18"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["schema"] == 1
    assert printed["errors"] == []
    [found] = printed["articles"]
    assert found["date"] == "2025-02-18"
    assert found["paragraphs"][0]["relation_tone"] > 0
    assert found["paragraphs"][1]["relation_tone"] is None
    said = [a for a in found["paragraphs"][0]["attributions"] if a["cue"] == "said"]
    assert [a["speaker"] for a in said] == ["sergey-lavrov"]


def test_csv_has_a_row_for_each_paragraph_and_actor(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert main(["analyze", str(article), "--format", "csv", "--output", str(out)]) == 0
    rows = list(csv.DictReader(StringIO(out.read_text("utf-8"), newline="")))
    assert tuple(rows[0]) == ROW_FIELDS
    assert {row["actor"] for row in rows if row["paragraph"] == "0"} >= {"russia", "united-states"}
    [silent] = [row for row in rows if row["paragraph"] == "1"]
    assert (silent["actor"], silent["relation_tone"]) == ("", "")


def test_what_cannot_be_read_is_an_error_and_the_rest_is_analysed(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    missing = tmp_path / "missing.txt"
    assert main(["analyze", str(empty), str(article), str(missing)]) == 1
    output = capsys.readouterr()
    printed = json.loads(output.out)
    assert [each["id"] for each in printed["articles"]] == ["talks.txt"]
    assert [Path(each["input"]).name for each in printed["errors"]] == ["empty.txt", "missing.txt"]
    assert all(each["message"] for each in printed["errors"])
    assert "Traceback" not in output.err


def test_a_date_that_is_none_is_said_in_words(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["analyze", str(article), "--date", "tomorrow"])
    assert "YYYY-MM-DD" in capsys.readouterr().err


def test_an_output_folder_that_is_missing_is_said_before_any_work(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(article), "--output", str(tmp_path / "none" / "out.json")]) == 2
    assert "no folder" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_a_path_that_cannot_be_written_is_said_in_a_sentence(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["analyze", str(article), option, str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "cannot be written" in said.err and said.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_said_in_a_sentence(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(article), "--method", "context", "--output", "/dev/full"]) == 2
    said = capsys.readouterr().err
    assert "could not be written to their end" in said and said.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_said_in_a_sentence(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_MAX_CHARACTERS", "many")
    assert main(["analyze", str(article)]) == 2
    said = capsys.readouterr().err
    assert "DETENTE_MAX_CHARACTERS" in said and said.count("\n") == 1


def test_the_limits_of_the_settings_apply(
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DETENTE_MAX_CHARACTERS", "20")
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "1")
    monkeypatch.setenv("DETENTE_MAX_ZIP_FILES", "1")
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"x" * (2**20 + 1))))
    with zipfile.ZipFile(pack := tmp_path / "two.zip", "w") as two:
        two.writestr("a.txt", TEXT)
        two.writestr("b.txt", TEXT)
    assert main(["analyze", str(article), str(pack), "-"]) == 1
    long, many, large = json.loads(capsys.readouterr().out)["errors"]
    assert "limit is 20" in long["message"] and "limit is 1." in many["message"]
    assert large["input"] == "standard input" and "more than 1 MB" in large["message"]


def test_an_article_that_cannot_be_scored_is_refused_and_the_run_goes_on(
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(text: str, **given: Any) -> Analysis:
        if report.exists():
            reports.append(report.read_text("utf-8"))
        if text.startswith("Bad"):
            raise ZeroDivisionError("deep inside")
        return analyse(text, **given)

    monkeypatch.setattr("components.cli.analyze.analyse", fails)
    report, reports = tmp_path / "report.csv", list[str]()
    (bad := tmp_path / "=bad.txt").write_text("Bad luck for everybody here today.")
    command = ["analyze", str(bad), str(article), "--method", "context", "--report", str(report)]
    assert main(command) == 1
    said = capsys.readouterr()
    assert [each["id"] for each in json.loads(said.out)["articles"]] == ["talks.txt"]
    assert "Something went wrong" in said.err and "Traceback" not in said.err
    refused, added = report_of(report)
    assert (refused["input"], refused["outcome"]) == ("'=bad.txt", "refused")
    assert "deep inside" not in refused["reason"] and added["outcome"] == "added"
    assert "refused" in reports[1], "a row is written before the next article is scored"


def test_methods_without_an_encoder_explain_themselves(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(article), "--method", "context", "--explain"]) == 0
    said = capsys.readouterr()
    assert "“context”" in said.err and "contributions" in said.err and said.err.count("\n") == 1
    assert len(json.loads(said.out)["articles"]) == 1


def report_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text("utf-8"), newline="")))


def test_every_input_of_a_folder_has_a_line_in_the_report(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "same.txt").write_text(TEXT, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "more" / "pack.zip", "w") as pack:
        cut = "Moscow and Washington began … [+2310 chars]"
        pack.writestr("rows.csv", f'title,text\nOne,"{TEXT.strip()}"\nTwo,{cut}\n')
        pack.writestr("broken.pdf", b"%PDF-1.4 nonsense")
    report = tmp_path / "report.csv"
    command = ["analyze", str(article), str(tmp_path / "more"), "--report", str(report)]
    assert main([*command, "--merge-duplicates"]) == 1
    rows = report_of(report)
    said = json.loads(capsys.readouterr().out)
    assert {row["outcome"] for row in rows} == {
        "added", "added with a warning", "merged as a duplicate", "refused",
    }  # fmt: skip
    kept = [row["article"] for row in rows if row["outcome"].startswith("added")]
    assert kept == [each["id"] for each in said["articles"]]
    assert sum(row["outcome"] == "refused" for row in rows) == len(said["errors"])
    assert all(row["reason"] for row in rows if row["outcome"] != "added")


def test_without_being_asked_nothing_is_merged(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(article), str(article)]) == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 2


def test_standard_input_is_read_like_a_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(TEXT.encode())))
    assert main(["analyze", "-", "--method", "linear"]) == 0
    [found] = json.loads(capsys.readouterr().out)["articles"]
    assert found["method"] == "linear" and found["id"] == "standard input"
    assert len(found["paragraphs"]) == 2


@pytest.mark.skipif(not has_encoder(), reason="no encoder file")
def test_explanations_add_up_to_the_scores(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyze", str(article), "--method", "encoder", "--explain"]) == 0
    [found] = json.loads(capsys.readouterr().out)["articles"]
    said = found["explanations"]["mentions"] + found["explanations"]["paragraphs"]
    assert len(said) >= 4
    for each in said:
        total = each["baseline"] + each["linear"] + sum(word["value"] for word in each["words"])
        assert total == pytest.approx(each["score"], abs=0.02)
