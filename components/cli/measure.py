"""``bench``, ``score``, ``evaluate`` and ``train``: how fast and how right the methods are."""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from components.figures import Figure, as_rows, table

EVALUATED = ("targets", "relations", "relation-tone", "statements", "mentions", "everything")


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands' arguments."""
    bench = commands.add_parser("bench", help="measure speed (tone) or what readers keep (ingest)")
    bench.add_argument("what", choices=("tone", "ingest"))
    bench.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="tone: articles (default: the samples); ingest: a folder with an index.csv",
    )
    bench.add_argument("--rounds", type=_rounds, default=5, metavar="N", help="default: 5")
    score = commands.add_parser("score", help="score single sentences, JSON lines in and out")
    score.add_argument("what", choices=("targets", "relations"))
    score.add_argument("--input", type=Path, required=True, metavar="FILE")
    score.add_argument("--output", type=Path, required=True, metavar="FILE")
    score.add_argument("--method", metavar="NAME", help="encoder, linear, context or vader")
    evaluate = commands.add_parser("evaluate", help="measure the methods on coded texts")
    evaluate.add_argument("what", choices=EVALUATED)
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    evaluate.add_argument("--method", metavar="NAME", help="encoder, linear, context, rules, vader")
    evaluate.add_argument("--format", choices=("table", "json"), default="table")
    train = commands.add_parser("train", help="train a model again (see components/training)")
    train.add_argument("model", choices=("encoder", "linear"))
    train.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…")


def _rounds(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 1000")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Run one of the commands; 0, or 1 with a word on what was wrong."""
    runs = {"bench": _bench, "score": _score, "evaluate": _evaluate, "train": _train}
    return runs[options.command](options)


def _bench(options: argparse.Namespace) -> int:
    try:
        if options.what == "tone":
            from components.bench import bench_tone

            sys.stdout.write(bench_tone(options.files, options.rounds))
            return 0
        from components.bench_ingest import bench_ingest

        if not options.files:
            raise ValueError("bench ingest needs a folder with an index.csv")
        for path in options.files:
            sys.stdout.write(bench_ingest(path))
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


def _figures(what: str, paths: Sequence[Path], method: str | None) -> list[Figure]:
    if what in ("statements", "mentions", "everything"):
        if method is not None:
            raise ValueError(f"{what} has no methods to choose from; leave --method out")
        measure = getattr(import_module(f"components.evaluation.{what}"), f"evaluate_{what}")
        return [figure for path in paths for figure in measure(path)]
    from components.evaluation.scores import evaluate

    return evaluate(what, paths, method)


def _evaluate(options: argparse.Namespace) -> int:
    try:
        figures = _figures(options.what, options.files, options.method)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    as_json = options.format == "json"
    sys.stdout.write(json.dumps(as_rows(figures), indent=1) + "\n" if as_json else table(figures))
    return 0


def _train(options: argparse.Namespace) -> int:
    try:
        trainer = import_module(f"components.training.{options.model}")
    except ModuleNotFoundError as error:
        print(
            f"{error.name} is missing: see components/training/requirements*.txt", file=sys.stderr
        )
        return 1
    return int(trainer.main(options.arguments))
