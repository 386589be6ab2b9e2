"""Measure the encoder's relation head, VADER and the rules beside it: ``main(["--data", PATH])``.

Its target head is measured by ``python -m components evaluate targets --method encoder``.
Intervals are 95 % percentile bootstraps over documents.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from components import metrics
from components.actors import load_roster
from components.analysis import analyse
from components.analysis.methods import Method
from components.metrics import Array
from components.relations.model import scores_of
from components.text import Span
from components.tone.encoder import target_probabilities, version
from components.training import data

METHODS: tuple[Method, Method] = ("encoder", "context")  # what is shown, and the rules alone


def relation_rows(path: Path) -> list[dict]:
    """The coded dev paragraphs with what the analysis shows, its parts and VADER say."""
    rows = []
    for each in json.loads(path.read_text("utf-8")):
        text = "\n\n".join(" ".join(p["text"].split()) for p in each["paragraphs"])
        day = data.day_of(each.get("date"))
        shown, ruled = (
            analyse(text, date=day, title=each.get("title"), roster=load_roster(), method=method)
            for method in METHODS
        )
        made = {
            e.index: e for e in data.document(each["doc"], each.get("date"), each["paragraphs"])
        }
        for number, (row, paragraph, rules) in enumerate(
            zip(each["paragraphs"], shown.paragraphs, ruled.paragraphs, strict=True)
        ):
            if number not in made:
                continue
            scored = scores_of(made[number].passage)
            vader = [s.vader for s in paragraph.sentences]
            rows.append(
                {
                    "doc": each["doc"],
                    "gold": row["relation_tone"],
                    "model": scored.tone,
                    "null": scored.null,
                    "model_null": scored.null >= 0.5,
                    "shown": paragraph.relation_tone,
                    "shown_null": paragraph.relation_tone is None,
                    "sentences": math.fsum(scored.sentences) / max(1, len(scored.sentences)),
                    "rules": rules.relation_tone,
                    "rules_null": rules.relation_tone is None,
                    "vader": math.fsum(vader) / len(vader),
                    "never_null": False,
                }
            )
    return rows


def relation_table(path: Path) -> list[str]:
    """Lines on one coded dev file; a score that is missing counts 0 in r."""
    rows = relation_rows(path)
    scored = [row for row in rows if row["gold"] is not None]
    gold = np.array([row["gold"] for row in scored], float)
    documents = np.array([row["doc"] for row in scored])
    lines = []
    for name in ("pooled r", "within documents r"):
        for key in ("shown", "model", "sentences", "rules", "vader"):
            said = np.array([row[key] or 0.0 for row in scored], float)

            def measure(i: Array, said: Array = said, pooled: bool = name == "pooled r") -> float:
                if pooled:
                    return metrics.correlation(said[i], gold[i])
                return metrics.within_documents(said[i], gold[i], documents[i])

            lines.append(_line(f"{path.stem} {name}, {key}", measure, documents))
    null = np.array([row["gold"] is None for row in rows])
    everywhere = np.array([row["doc"] for row in rows])
    for key in ("shown_null", "model_null", "rules_null", "never_null"):
        called = np.array([row[key] for row in rows])

        def found(i: Array, called: Array = called) -> float:
            return metrics.balanced_accuracy(null[i], called[i])

        lines.append(_line(f"{path.stem} null, balanced accuracy, {key}", found, everywhere))
    return lines


def _line(name: str, measure: Callable[[Array], float], documents: Array) -> str:
    low, high = metrics.interval(measure, documents)
    value = measure(np.arange(len(documents)))
    return f"| {name} | {len(documents)} | {value:.3f} | {low:.2f} … {high:.2f} |"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(argv)
    print(f"model {version()}\n| measure | n | value | 95 % interval |\n|---|---|---|---|")
    for name in ("relation_tone_dev", "relation_tone_news_dev"):
        print("\n".join(relation_table(options.data / f"{name}.json")), flush=True)
    rows = data.read_lines(options.data / "newsmtsc_dev_rw.jsonl")
    started = time.process_time()
    for row in rows:
        text = row["sentence"]
        target_probabilities(text, Span(0, len(text)), Span(row["start"], row["end"]))
    print(f"mentions per second of one core: {len(rows) / (time.process_time() - started):.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
