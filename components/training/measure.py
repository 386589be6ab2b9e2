"""Measure the encoder on the dev files, VADER and the rules beside it: ``main(["--data", PATH])``.

Intervals are 95 % percentile bootstraps: over sentences for targets, over documents for
relation tone. Targets use the shipped int8 model at batch 1, as at run time.
"""

import argparse
import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from components.actors import Mention, load_roster
from components.analysis import analyse
from components.attribution import attributions
from components.relations.model import NULL_AT, scores_of
from components.text import Span, quotations, words
from components.tone import compound, label, mention_tone
from components.tone.context import sentence_cues
from components.tone.encoder import target_probabilities, version
from components.training import data

LABELS = ("neg", "neu", "pos")
DRAWS = 1000


def macro_f1(rows: Sequence[dict], key: str) -> float:
    """Mean F1 of the three labels."""
    found = []
    for each in LABELS:
        hit = sum(r[key] == each == r["gold"] for r in rows)
        called = sum(r[key] == each for r in rows)
        there = sum(r["gold"] == each for r in rows)
        found.append(2 * hit / (called + there) if called + there else 0.0)
    return math.fsum(found) / 3


def interval(
    groups: Sequence[Sequence[dict]], measure: Callable[[list[dict]], float], seed: int = 1
) -> tuple[float, float, float]:
    """The measure on all rows, and its 2.5 % and 97.5 % quantiles over draws of groups."""
    chance = random.Random(seed)
    drawn = []
    for _ in range(DRAWS):
        value = measure([row for g in chance.choices(groups, k=len(groups)) for row in g])
        if not math.isnan(value):
            drawn.append(value)
    drawn.sort()
    whole = measure([row for g in groups for row in g])
    if not drawn:
        return whole, math.nan, math.nan
    return whole, drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]


def correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r; NaN where one side does not vary."""
    if len(pairs) < 3:
        return math.nan
    x, y = zip(*pairs, strict=True)
    mx, my = math.fsum(x) / len(x), math.fsum(y) / len(y)
    xx, yy = math.fsum((a - mx) ** 2 for a in x), math.fsum((b - my) ** 2 for b in y)
    if not xx or not yy:
        return math.nan
    return math.fsum((a - mx) * (b - my) for a, b in pairs) / math.sqrt(xx * yy)


def pooled(rows: Sequence[dict], key: str) -> float:
    """r over all paragraphs coded as about the relation (a missing score counts 0)."""
    return correlation([(r[key] or 0.0, r["gold"]) for r in rows if r["gold"] is not None])


def within(rows: Sequence[dict], key: str) -> float:
    """r inside documents with at least 4 scored paragraphs, each document's mean taken away."""
    documents: dict[object, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        if row["gold"] is not None:
            documents[row["doc"]].append((row[key] or 0.0, row["gold"]))
    pairs = []
    for each in documents.values():
        if len(each) >= 4:
            mx, my = (math.fsum(v) / len(each) for v in zip(*each, strict=True))
            pairs += [(a - mx, b - my) for a, b in each]
    return correlation(pairs)


def balanced(rows: Sequence[dict], key: str) -> float:
    """Mean of: nulls called null, scored called scored; ``key`` holds whether null was said."""
    parts = []
    for null in (True, False):
        said = [r[key] == null for r in rows if (r["gold"] is None) == null]
        parts.append(sum(said) / len(said) if said else math.nan)
    return math.fsum(parts) / 2


def target_rows(path: Path) -> list[dict]:
    """The dev sentences with what each method says of the target."""
    rows = []
    for row in data.read_lines(path):
        text, gold = row["sentence"], LABELS[row["label"] + 1]
        span, target = Span(0, len(text)), Span(row["start"], row["end"])
        probabilities = target_probabilities(text, span, target)
        mention = Mention(target.start, target.end, "target", row["mention"], "name", 1.0)
        tokens, quoted = words(text, span), quotations(text, span)
        said = attributions(text, span, tokens, [mention], quoted)
        rules = mention_tone(mention, tokens, sentence_cues(text, tokens, [mention]), said, quoted)
        vader = compound(text)
        rows.append(
            {
                "sentence": text,
                "gold": gold,
                "probabilities": probabilities,
                "encoder": LABELS[max(range(3), key=probabilities.__getitem__)],
                "rules": label(rules.tone),
                "vader": "neg" if vader <= -0.05 else "pos" if vader >= 0.05 else "neu",
            }
        )
    return rows


def relation_rows(path: Path) -> list[dict]:
    """The coded dev paragraphs with what the model, the rules and VADER say."""
    rows = []
    for each in json.loads(path.read_text("utf-8")):
        text = "\n\n".join(" ".join(p["text"].split()) for p in each["paragraphs"])
        day = data.day_of(each.get("date"))
        analysis = analyse(text, date=day, title=each.get("title"), roster=load_roster())
        made = {
            e.index: e
            for e in data.document(each["doc"], each.get("date"), each["paragraphs"], None)
        }
        for number, (row, paragraph) in enumerate(
            zip(each["paragraphs"], analysis.paragraphs, strict=True)
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
                    "model_null": scored.null >= NULL_AT,
                    "sentences": math.fsum(scored.sentences) / max(1, len(scored.sentences)),
                    "rules": paragraph.relation_tone,
                    "rules_null": paragraph.relation_tone is None,
                    "vader": math.fsum(vader) / len(vader),
                    "never_null": False,
                }
            )
    return rows


def _line(name: str, n: int, value: tuple[float, float, float]) -> str:
    return f"| {name} | {n} | {value[0]:.3f} | {value[1]:.2f} … {value[2]:.2f} |"


def _grouped(rows: Sequence[dict], key: str) -> list[list[dict]]:
    groups: dict[object, list[dict]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return list(groups.values())


def targets_table(path: Path) -> list[str]:
    """Lines on one NewsMTSC dev file."""
    rows = target_rows(path)
    groups = _grouped(rows, "sentence")
    lines = [
        _line(f"{path.stem} macro-F1, {k}", len(rows), interval(groups, partial(macro_f1, key=k)))
        for k in ("encoder", "rules", "vader")
    ]
    sure = sorted(rows, key=lambda r: -max(r["probabilities"]))[: len(rows) // 2]
    right = sum(r["encoder"] == r["gold"] for r in sure) / len(sure)
    flips = sum({r["encoder"], r["gold"]} == {"neg", "pos"} for r in rows) / len(rows)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for r in rows:
        p = max(r["probabilities"])
        bins[min(9, int(p * 10))].append((p, r["encoder"] == r["gold"]))
    ece = sum(abs(sum(p - ok for p, ok in b)) for b in bins.values()) / len(rows)
    lines.append(
        f"| {path.stem} confident half / flips / ECE | {len(rows)} | {right:.3f} / {flips:.3f} / {ece:.3f} | |"
    )
    return lines


def relation_table(path: Path) -> list[str]:
    """Lines on one coded dev file."""
    rows = relation_rows(path)
    for row in rows:
        row["blend"] = 0.35 * (row["model"] + row["sentences"]) + 0.3 * (row["rules"] or 0.0)
    groups, lines = _grouped(rows, "doc"), []
    scored = sum(r["gold"] is not None for r in rows)
    for name, measure in (("pooled r", pooled), ("within documents r", within)):
        for k in ("model", "sentences", "blend", "rules", "vader"):
            value = interval(groups, partial(measure, key=k))
            lines.append(_line(f"{path.stem} {name}, {k}", scored, value))
    for k in ("model_null", "rules_null", "never_null"):
        value = interval(groups, partial(balanced, key=k))
        lines.append(_line(f"{path.stem} null, balanced accuracy, {k}", len(rows), value))
    return lines


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(argv)
    print(f"model {version()}\n| measure | n | value | 95 % interval |\n|---|---|---|---|")
    for name in ("newsmtsc_dev_rw", "newsmtsc_dev_mt"):
        print("\n".join(targets_table(options.data / f"{name}.jsonl")), flush=True)
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
