"""How well the methods agree with coded texts: a table of measures with their intervals.

``evaluate targets FILE…``: NewsMTSC lines {sentence, start, end, label −1 | 0 | 1}.
``evaluate relations FILE…``: lines {sentence or marked_sentence, label −1 | 1}.
``evaluate relation-tone FILE…``: JSON, documents with coded paragraphs (or single coded paragraphs).
Every measure stands beside VADER's, each with a 95 % bootstrap interval: over sentences for
targets and relations, over documents for relation tone.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from components import metrics
from components.actors import load_roster
from components.analysis import analyse, has_encoder
from components.figures import Figure
from components.metrics import Array
from components.scoring import (
    BadRowError,
    RelationRow,
    read_lines,
    relation_methods,
    score_target,
    target_methods,
    target_row,
)
from components.text import Span
from components.tone import TargetTone

_CODED = {-1: "neg", 0: "neu", 1: "pos"}
_MARK = re.compile(r"</?[st]>")


Measure = Callable[[Array], float]  # of the items with these indices


def evaluate_targets(path: Path, method: str, draws: int = metrics.DRAWS) -> list[Figure]:
    """Figures of a targets method on one file. Raises :class:`BadRowError`, ``KeyError``."""
    rows, gold = [], []
    for number, row in _lines(path):
        if row.get("label") not in tuple(_CODED):
            raise BadRowError(f"line {number}: “label” must be −1, 0 or 1")
        try:
            rows.append(target_row(row))
        except ValueError as error:
            raise BadRowError(f"line {number}: {error}") from None
        gold.append(_CODED[row["label"]])
    if not rows:
        raise BadRowError(f"{path.name} holds no row")
    truth = np.array(gold)
    ours, theirs = (
        _target_measures(truth, [score_target(row, name) for row in rows])
        for name in (method, "vader")
    )
    groups = np.array([row.sentence for row in rows])
    return _figures(path, method, ours, theirs, groups, draws)


def _target_measures(gold: Array, scores: Sequence[TargetTone]) -> dict[str, tuple[int, Measure]]:
    said = np.array([score.label for score in scores])
    sure = np.array([score.confidence for score in scores])
    n = len(gold)
    return {
        "macro-F1": (n, lambda i: metrics.macro_f1(gold[i], said[i])),
        "accuracy": (n, lambda i: metrics.accuracy(gold[i], said[i])),
        "positive–negative flips": (n, lambda i: metrics.flips(gold[i], said[i])),
        "accuracy of the confident half": (
            n // 2,
            lambda i: metrics.confident_half(gold[i], said[i], sure[i]),
        ),
        "calibration error (ECE)": (
            n,
            lambda i: metrics.calibration_error(sure[i], gold[i] == said[i]),
        ),
    }


def evaluate_relations(path: Path, method: str, draws: int = metrics.DRAWS) -> list[Figure]:
    """Figures of a relations method on one file; rows labelled 0 are left out.

    A tone of 0 is called cooperative. Raises :class:`BadRowError`, ``KeyError``.
    """
    rows, gold = [], []
    for number, row in _lines(path):
        if row.get("label") not in (-1, 0, 1):
            raise BadRowError(f"line {number}: “label” must be −1, 0 or 1")
        marked = row.get("marked_sentence", row.get("sentence"))
        if not isinstance(marked, str):
            raise BadRowError(f"line {number}: “sentence” is missing: it must be a text")
        if row["label"]:
            rows.append(unmarked(marked, row.get("id")))
            gold.append(row["label"] > 0)
    if not rows:
        raise BadRowError(f"{path.name} holds no row with a label")
    positive = np.array(gold, dtype=bool)
    ours, theirs = (
        _relation_measures(positive, np.array([relation_methods()[name](row) for row in rows]))
        for name in (method, "vader")
    )
    groups = np.array([row.sentence for row in rows])
    return _figures(path, method, ours, theirs, groups, draws)


def _relation_measures(positive: Array, tones: Array) -> dict[str, tuple[int, Measure]]:
    return {
        "accuracy of the sign": (
            len(positive),
            lambda i: metrics.accuracy(positive[i], tones[i] >= 0),
        ),
        "AUC": (len(positive), lambda i: metrics.auc(positive[i], tones[i])),
    }


def unmarked(marked: str, id: Any = None) -> RelationRow:
    """A sentence with its source in ``<s>…</s>`` and its target in ``<t>…</t>`` as a plain one.

    An end whose marks are missing, crossed or empty is None.
    """
    plain, last = "", 0
    places: dict[str, int] = {}
    for mark in _MARK.finditer(marked):
        plain += marked[last : mark.start()]
        places.setdefault(mark.group(), len(plain))
        last = mark.end()
    plain += marked[last:]

    def end(name: str) -> Span | None:
        start, stop = places.get(f"<{name}>"), places.get(f"</{name}>")
        return (
            Span(start, stop) if start is not None and stop is not None and start < stop else None
        )

    return RelationRow(id, plain, end("s"), end("t"))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    document: str
    gold: float | None
    said: float | None
    vader: float


RELATION_TONE_METHODS = (*(("encoder",) if has_encoder() else ()), "rules")


def evaluate_relation_tone(path: Path, method: str, draws: int = metrics.DRAWS) -> list[Figure]:
    """Figures of the analysis' relation tone on one file, by the encoder or by the rules alone.

    In r and sign a paragraph that is coded and called null counts as 0. Raises
    :class:`BadRowError` for a file of another shape.
    """
    try:
        documents = _documents(json.loads(path.read_text(encoding="utf-8-sig")))
        found = [
            p for number, d in enumerate(documents) for p in _paragraphs(str(number), d, method)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRowError(
            f"{path.name}: no documents with coded paragraphs ({type(error).__name__}: {error})"
        ) from None
    if not found:
        raise BadRowError(f"{path.name} holds no coded paragraph")
    groups = np.array([p.document for p in found])
    ours = _tone_measures(found, groups, [p.said for p in found])
    theirs = _tone_measures(found, groups, [p.vader for p in found])
    return _figures(path, method, ours, theirs, groups, draws)


def _documents(data: Any) -> list[Mapping[str, Any]]:
    """Documents as they are, or single paragraphs gathered by document."""
    if not data or "paragraphs" in data[0]:
        return list(data)
    by_name: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for row in data:
        by_name.setdefault((row["doc"], row.get("date")), []).append(row)
    return [
        {"date": day, "paragraphs": sorted(rows, key=lambda row: row["index"])}
        for (_, day), rows in by_name.items()
    ]


def _paragraphs(name: str, document: Mapping[str, Any], method: str) -> list[_Paragraph]:
    rows = document["paragraphs"]
    text = "\n\n".join(" ".join(row["text"].split()) for row in rows)
    analysis = analyse(
        text,
        date=coded_day(document.get("date")),
        title=document.get("title"),
        source=document.get("source"),
        roster=load_roster(),
        method="context" if method == "rules" else "encoder",
    )
    if len(analysis.paragraphs) != len(rows):
        raise ValueError(f"document {name} is not cut into the paragraphs it was coded in")
    return [
        _Paragraph(
            name,
            row["relation_tone"],
            found.relation_tone,
            math.fsum(s.vader for s in found.sentences) / max(1, len(found.sentences)),
        )
        for row, found in zip(rows, analysis.paragraphs, strict=True)
        if row.get("relation_tone", "disputed") != "disputed"
    ]


def coded_day(text: str | None) -> date | None:
    """“2022”, “2022-04” or “2022-04-21”; the first day of what is given."""
    parts = [int(part) for part in (text or "").split("-") if part]
    return date(*[*parts, 1, 1][:3]) if parts else None


def _tone_measures(
    found: Sequence[_Paragraph], groups: Array, said: Sequence[float | None]
) -> dict[str, tuple[int, Measure]]:
    gold = np.array([math.nan if p.gold is None else p.gold for p in found])
    null, called = np.isnan(gold), np.array([tone is None for tone in said])
    tones = np.array([tone or 0.0 for tone in said])
    x, y = np.full(len(found), math.nan), np.full(len(found), math.nan)
    scored = ~null
    x[scored] = metrics.centred(tones[scored], groups[scored])
    y[scored] = metrics.centred(gold[scored], groups[scored])
    inside = ~np.isnan(y)
    signed = scored & (gold != 0)

    def of(kept: Array, measure: Callable[[Array, Array], float], a: Array, b: Array) -> Measure:
        return lambda i: measure(a[i[kept[i]]], b[i[kept[i]]])

    everything = np.ones(len(found), dtype=bool)
    return {
        "pooled r": (int(scored.sum()), of(scored, metrics.correlation, tones, gold)),
        "r within documents": (int(inside.sum()), of(inside, metrics.correlation, x, y)),
        "sign": (int(signed.sum()), of(signed, metrics.sign_accuracy, gold, tones)),
        "balanced accuracy of the null": (
            len(found),
            of(everything, metrics.balanced_accuracy, null, called),
        ),
    }


def _figures(
    path: Path,
    method: str,
    ours: Mapping[str, tuple[int, Measure]],
    theirs: Mapping[str, tuple[int, Measure]],
    groups: Array,
    draws: int,
) -> list[Figure]:
    everything = np.arange(len(groups))
    return [
        Figure(
            path.stem, name, method, n,
            measure(everything), metrics.interval(measure, groups, draws=draws),
            theirs[name][1](everything), metrics.interval(theirs[name][1], groups, draws=draws),
        )
        for name, (n, measure) in ours.items()
    ]  # fmt: skip


def _lines(path: Path) -> Iterable[tuple[int, Mapping[str, Any]]]:
    try:
        return read_lines(path.read_text(encoding="utf-8-sig").split("\n"))
    except UnicodeDecodeError:
        raise BadRowError(f"{path.name} is not UTF-8: save it as UTF-8 text") from None


def evaluate(
    what: str, paths: Sequence[Path], method: str | None = None, draws: int = metrics.DRAWS
) -> list[Figure]:
    """Figures for ``what`` (targets, relations, relation-tone) on all files.

    Raises ``ValueError`` (:class:`BadRowError` among them) or ``OSError``, said in words.
    """
    methods, measure = {
        "targets": (target_methods(), evaluate_targets),
        "relations": (tuple(relation_methods()), evaluate_relations),
        "relation-tone": (RELATION_TONE_METHODS, evaluate_relation_tone),
    }[what]
    chosen = method or methods[0]
    if chosen not in methods:
        raise ValueError(
            f"there is no method “{chosen}” for {what} here: take {', '.join(methods)}"
        )
    return [figure for path in paths for figure in measure(path, chosen, draws)]
