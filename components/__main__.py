"""Détente without a browser: ``python -m components analyze FILE…``, and measuring it."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from components.actors import load_roster
from components.analysis import Analysis, analyse
from components.bench import bench_tone
from components.export import analyses_csv, analyses_json
from components.ingest import read


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD") from None


def _rounds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    analyze = commands.add_parser("analyze", help="analyse files and print JSON or CSV")
    analyze.add_argument("files", nargs="+", type=Path, metavar="FILE")
    analyze.add_argument("--format", choices=("json", "csv"), default="json")
    analyze.add_argument(
        "--output", type=Path, metavar="PATH", help="write here, not to the screen"
    )
    analyze.add_argument(
        "--date", type=_day, metavar="YYYY-MM-DD", help="date of articles that do not carry one"
    )
    bench = commands.add_parser("bench", help="measure how fast the methods are on this machine")
    bench.add_argument("what", choices=("tone",))
    bench.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: the samples")
    bench.add_argument("--rounds", type=_rounds, default=5, metavar="N", help="default: 5")
    score = commands.add_parser("score", help="score single sentences, JSON lines in and out")
    score.add_argument("what", choices=("targets", "relations"))
    score.add_argument("--input", type=Path, required=True, metavar="FILE")
    score.add_argument("--output", type=Path, required=True, metavar="FILE")
    score.add_argument("--method", metavar="NAME", help="encoder, linear, context or vader")
    evaluate = commands.add_parser("evaluate", help="measure the methods on coded texts")
    evaluate.add_argument("what", choices=("targets", "relations", "relation-tone"))
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    evaluate.add_argument("--method", metavar="NAME", help="encoder, linear, context or vader")
    evaluate.add_argument("--format", choices=("table", "json"), default="table")
    train = commands.add_parser("train", help="train a model again (see components/training)")
    train.add_argument("model", choices=("encoder", "linear"))
    train.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…")
    return parser


def analyse_files(
    files: Sequence[Path], day: date | None
) -> tuple[list[Analysis], list[dict[str, str]]]:
    """The analyses of all readable files, and ``{"input", "message"}`` for each that is not."""
    analyses: list[Analysis] = []
    errors: list[dict[str, str]] = []
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or "cannot be read"
            errors.append(
                {"input": str(path), "message": f"{reason}: check the path and its permissions"}
            )
            continue
        reading = read(path.name, data)
        errors += [{"input": str(path), "message": each.message} for each in reading.refusals]
        for number, article in enumerate(reading.articles):
            found = date.fromisoformat(article.date.value) if article.date.value else day
            analyses.append(
                analyse(
                    article.text,
                    date=found,
                    roster=load_roster(),
                    title=article.title.value,
                    source=article.source.value,
                    id=path.name if len(reading.articles) == 1 else f"{path.name}#{number + 1}",
                    language=article.language,
                    warnings=article.warnings,
                )
            )
    return analyses, errors


def _bench(files: Sequence[Path], rounds: int) -> int:
    try:
        sys.stdout.write(bench_tone(files, rounds))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _score(options: argparse.Namespace) -> int:
    from components.scoring import score_file

    try:
        score_file(options.what, options.input, options.output, options.method)
    except (OSError, ValueError) as error:
        print(f"{options.input}: {error}", file=sys.stderr)
        return 1
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from components.evaluation.scores import evaluate
    from components.figures import as_rows, table

    try:
        figures = evaluate(options.what, options.files, options.method)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    as_json = options.format == "json"
    sys.stdout.write(json.dumps(as_rows(figures), indent=1) + "\n" if as_json else table(figures))
    return 0


def _train(model: str, arguments: Sequence[str]) -> int:
    try:
        trainer = import_module(f"components.training.{model}")
    except ModuleNotFoundError as error:
        print(
            f"{error.name} is missing: see components/training/requirements*.txt", file=sys.stderr
        )
        return 1
    return int(trainer.main(arguments))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code: 0, or 1 if any input could not be read."""
    options = _parser().parse_args(arguments)
    if options.command == "bench":
        return _bench(options.files, options.rounds)
    if options.command == "score":
        return _score(options)
    if options.command == "evaluate":
        return _evaluate(options)
    if options.command == "train":
        return _train(options.model, options.arguments)
    if options.output and not options.output.parent.is_dir():
        print(
            f"{options.output.parent} is no folder: make it first, or choose another path.",
            file=sys.stderr,
        )
        return 2
    analyses, errors = analyse_files(options.files, options.date)
    text = analyses_csv(analyses) if options.format == "csv" else analyses_json(analyses, errors)
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    for error in errors:
        print(f"{error['input']}: {error['message']}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
