"""``analyze``: the app's own readers and scores, without a browser.

Articles are scored and written one by one; what became of every input goes to ``--report``.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from components.actors import load_roster
from components.analysis import METHODS, Analysis, Method, analyse
from components.analysis.explanations import explanations
from components.export import to_csv, write_csv, write_json
from components.ingest import ArticleDraft, Reading, each_reading

STDIN = "-"
REPORT_FIELDS = ("input", "part", "outcome", "reason", "article")
_WARNED, _ADDED = "added with a warning", "added"


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


@dataclass(slots=True)
class _Run:
    """What a run was asked for, and what has become of its inputs so far."""

    day: date | None
    method: Method | None
    explain: bool = False
    merge: bool = False
    report: list[dict[str, str]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def run(options: argparse.Namespace) -> int:
    """Run the command; 0, 1 if any input was refused, 2 if nothing could be written."""
    for path in (options.output, options.report):
        if path and not path.parent.is_dir():
            print(
                f"{path.parent} is no folder: make it first, or choose another path.",
                file=sys.stderr,
            )
            return 2
    if options.explain and options.format == "csv":
        print("--explain needs --format json.", file=sys.stderr)
        return 2
    asked = _Run(options.date, options.method, options.explain, options.merge_duplicates)
    with ExitStack() as stack:
        out = (
            stack.enter_context(options.output.open("w", encoding="utf-8", newline=""))
            if options.output
            else sys.stdout
        )
        articles = _analyses(options.files, asked)
        if options.format == "csv":
            write_csv(out, (analysis for analysis, _ in articles))
        else:
            write_json(out, articles, asked.errors)
    if options.report:
        options.report.write_text(to_csv(asked.report, REPORT_FIELDS), encoding="utf-8", newline="")
    for error in asked.errors:
        print(f"{error['input']}: {error['message']}", file=sys.stderr)
    return 1 if asked.errors else 0


def _analyses(
    paths: Sequence[str], asked: _Run
) -> Iterator[tuple[Analysis, dict[str, object] | None]]:
    for path in paths:
        for name, reading in _readings(path, asked):
            for refusal in reading.refusals:
                asked.errors.append({"input": name, "message": refusal.message})
                _note(asked, name, refusal.part, "refused", refusal.message)
            alone = len(reading.articles) == 1
            for number, draft in enumerate(reading.articles, 1):
                id = name if alone else f"{name}#{number}"
                if asked.merge and _is_known(asked, draft):
                    reason = "The same text, source and date were read before in this run."
                    _note(asked, name, draft.part, "merged as a duplicate", reason)
                    continue
                analysis = _analysis(draft, id, asked)
                _note(
                    asked,
                    name,
                    draft.part,
                    _WARNED if draft.warnings else _ADDED,
                    " ".join(draft.warnings),
                    id,
                )
                yield analysis, explanations(analysis, load_roster()) if asked.explain else None


def _readings(path: str, asked: _Run) -> Iterator[tuple[str, Reading]]:
    if path == STDIN:
        found = each_reading("standard input", sys.stdin.buffer.read())
    elif not Path(path).exists():
        message = "No such file or directory: check the path and its permissions"
        asked.errors.append({"input": path, "message": message})
        _note(asked, path, "", "refused", message)
        return
    else:
        found = each_reading(Path(path).name, Path(path))
    for name, _, reading in found:
        yield name, reading


def _is_known(asked: _Run, draft: ArticleDraft) -> bool:
    parts = (draft.text, draft.source.value or "", draft.date.value or "")
    key = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    known = key in asked.seen
    asked.seen.add(key)
    return known


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


def _note(asked: _Run, name: str, part: str, outcome: str, reason: str, article: str = "") -> None:
    row = (name, part, outcome, reason, article)
    asked.report.append(dict(zip(REPORT_FIELDS, row, strict=True)))
