"""``analyze``: the app's own readers and scores, without a browser.

Articles are scored and written one by one; what became of every input goes to ``--report``.
"""

import argparse
import csv
import hashlib
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TextIO

from components.actors import load_roster
from components.analysis import METHODS, Analysis, Method, analyse, default_method
from components.analysis.explanations import explanations
from components.export import neutralised, write_csv, write_json
from components.ingest import ArticleDraft, Reading, each_reading
from components.settings import Settings, SettingsError, load_settings

STDIN = "-"
REPORT_FIELDS = ("input", "part", "outcome", "reason", "article")
_WARNED, _ADDED = "added with a warning", "added"
_NOT_SCORED = (
    "Something went wrong while this article was scored, so it was left out. The others are not "
    "affected."
)
_TOO_LONG = (
    "Standard input holds more than {:,} MB, which is the limit. Save it as a file and give its "
    "path, or split it."
)
_EXPLAINED_ALREADY = (
    "--explain adds nothing to the method “{}”: it explains itself by its contributions."
)
_MB = 2**20
_log = logging.getLogger(__name__)


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's arguments."""
    parser = commands.add_parser("analyze", help="analyse files and print JSON or CSV")
    parser.add_argument(
        "files", nargs="+", metavar="PATH", help="files, folders, zips, or - for standard input"
    )
    parser.add_argument("--format", choices=("json", "csv"), default="json")
    parser.add_argument("--output", type=Path, metavar="PATH", help="write here, not to the screen")
    parser.add_argument(
        "--report", type=Path, metavar="CSV", help="write here what became of every input"
    )
    parser.add_argument(
        "--date", type=_day, metavar="YYYY-MM-DD", help="date of articles that do not carry one"
    )
    parser.add_argument("--method", choices=METHODS, help="default: the encoder")
    parser.add_argument(
        "--merge-duplicates",
        action="store_true",
        help="score the same text with the same source and date once, as a collection does",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="add which words made each of the encoder's scores (JSON only; takes much longer)",
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD") from None


class _Unwritable(Exception):
    """A path that cannot be written; its message is the sentence that says so."""


@dataclass(slots=True)
class _Run:
    """What a run was asked for, and what has become of its inputs so far.

    report: takes a row as soon as it is known, so that a run that is stopped leaves them behind.
    """

    settings: Settings
    day: date | None
    method: Method
    explain: bool
    merge: bool
    report: "csv.DictWriter[str] | None"
    errors: list[dict[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    @property
    def max_bytes(self) -> int:
        """Largest file that is read, in bytes."""
        return self.settings.max_upload_mb * _MB


def run(options: argparse.Namespace) -> int:
    """Run the command; 0, 1 if any input was refused, 2 if nothing could be written."""
    if options.explain and options.format == "csv":
        return _stopped("--explain needs --format json.")
    try:
        settings = load_settings()
        errors = _written(options, settings)
    except (SettingsError, _Unwritable) as error:
        return _stopped(str(error))
    except OSError as error:
        return _stopped(f"The results could not be written to their end: {_why(error)}.")
    for each in errors:
        print(f"{each['input']}: {each['message']}", file=sys.stderr)
    return 1 if errors else 0


def _written(options: argparse.Namespace, settings: Settings) -> list[dict[str, str]]:
    """Score and write everything; the refusals. Raises _Unwritable before any work, or OSError."""
    with ExitStack() as stack:
        out = _opened(options.output, stack) if options.output else sys.stdout
        report = None
        if options.report:
            report = csv.DictWriter(_opened(options.report, stack), REPORT_FIELDS)
            report.writeheader()
        asked = _Run(
            settings,
            options.date,
            options.method or default_method(),
            options.explain,
            options.merge_duplicates,
            report,
        )
        if asked.explain and asked.method != "encoder":
            print(_EXPLAINED_ALREADY.format(asked.method), file=sys.stderr)
        articles = _analyses(options.files, asked)
        if options.format == "csv":
            write_csv(out, (analysis for analysis, _ in articles))
        else:
            write_json(out, articles, asked.errors)
        out.flush()
    return asked.errors


def _opened(path: Path, stack: ExitStack) -> TextIO:
    if not path.parent.is_dir():
        raise _Unwritable(f"{path.parent} is no folder: make it first, or choose another path.")
    try:
        # A file's name may hold bytes that are no text; they are written as escapes.
        opened = path.open("w", 1, encoding="utf-8", errors="backslashreplace", newline="")
        return stack.enter_context(opened)
    except OSError as error:
        raise _Unwritable(
            f"{path} cannot be written: {_why(error)}. Choose another path."
        ) from error


def _stopped(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _why(error: OSError) -> str:
    return (error.strerror or "it cannot be opened").lower()


def _analyses(
    paths: Sequence[str], asked: _Run
) -> Iterator[tuple[Analysis, dict[str, object] | None]]:
    for path in paths:
        for name, reading in _readings(path, asked):
            for refusal in reading.refusals:
                _refuse(asked, name, refusal.message, refusal.part)
            alone = len(reading.articles) == 1
            for number, draft in enumerate(reading.articles, 1):
                scored = _scored(draft, name, name if alone else f"{name}#{number}", asked)
                if scored is not None:
                    yield scored


def _scored(
    draft: ArticleDraft, name: str, id: str, asked: _Run
) -> tuple[Analysis, dict[str, object] | None] | None:
    """An article's analysis with its explanations; None where it has none, which is noted."""
    key = _key(draft)
    if asked.merge and key in asked.seen:
        reason = "The same text, source and date were read before in this run."
        _note(asked, name, draft.part, "merged as a duplicate", reason)
        return None
    try:
        analysis = _analysis(draft, id, asked)
        explained = explanations(analysis, load_roster()) if asked.explain else None
    except Exception as error:
        # One line, because the log goes to the screen here; the rest is there for who asks.
        _log.error("%s could not be scored: %s: %s", id, type(error).__name__, error)
        _log.debug("%s could not be scored", id, exc_info=True)
        _refuse(asked, name, _NOT_SCORED, draft.part)
        return None
    asked.seen.add(key)
    outcome = _WARNED if draft.warnings else _ADDED
    _note(asked, name, draft.part, outcome, " ".join(draft.warnings), id)
    return analysis, explained


def _readings(path: str, asked: _Run) -> Iterator[tuple[str, Reading]]:
    source: bytes | Path
    if path == STDIN:
        name, source = "standard input", sys.stdin.buffer.read(asked.max_bytes + 1)
        if len(source) > asked.max_bytes:
            _refuse(asked, name, _TOO_LONG.format(asked.settings.max_upload_mb))
            return
    elif not os.path.exists(path):  # Path.exists raises for a name that is too long
        _refuse(asked, path, "No such file or directory: check the path and its permissions")
        return
    else:
        name, source = Path(path).name, Path(path)
    found = each_reading(
        name,
        source,
        max_characters=asked.settings.max_characters,
        max_bytes=asked.max_bytes,
        max_files=asked.settings.max_zip_files,
    )
    for shown, _, reading in found:
        yield shown, reading


def _key(draft: ArticleDraft) -> str:
    parts = (draft.text, draft.source.value or "", draft.date.value or "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _analysis(draft: ArticleDraft, id: str, asked: _Run) -> Analysis:
    return analyse(
        draft.text,
        date=date.fromisoformat(draft.date.value) if draft.date.value else asked.day,
        roster=load_roster(),
        title=draft.title.value,
        source=draft.source.value,
        id=id,
        language=draft.language,
        paragraph_languages=draft.paragraph_languages,
        warnings=draft.warnings,
        method=asked.method,
    )


def _refuse(asked: _Run, name: str, message: str, part: str = "") -> None:
    asked.errors.append({"input": name, "message": message})
    _note(asked, name, part, "refused", message)


def _note(asked: _Run, name: str, part: str, outcome: str, reason: str, article: str = "") -> None:
    if asked.report is not None:
        row = map(neutralised, (name, part, outcome, reason, article))
        asked.report.writerow(dict(zip(REPORT_FIELDS, row, strict=True)))
