"""How well hedges and speakers agree with what two readers marked.

Files: JSON, documents with coded paragraphs {text, relation_tone, hedged: one list for each
reader, attributions: one list for each reader of {speaker, cue}}; single coded paragraphs
{doc, text, relation_tone, hedged: one list} give the hedges only. A hedge or cue is matched by
overlap. Intervals are bootstraps over documents.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from components import metrics
from components.actors import Roster, load_roster, mentions, turns
from components.attribution import Attribution, ParagraphStatements, read_statements, signer
from components.evaluation.mentions import canonical
from components.figures import Figure
from components.metrics import Array
from components.scoring import BadRowError
from components.text import Span, paragraphs, quotations, sentences, words
from components.text.spans import covered, overlaps

_TURN = "turn"


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that was judged, in a document: ``kind`` of figure, and whether it was right."""

    document: str
    kind: str
    right: bool


def evaluate_statements(path: Path, draws: int = metrics.DRAWS) -> list[Figure]:
    """Figures of hedges and speakers on one file. Raises :class:`BadRowError` for another shape.

    Precision of hedges has two readings: readers marked only what makes a statement about the
    relation uncertain, so that only paragraphs with a relation tone judge our hedges fairly; the
    figure on all paragraphs stands beside it.
    """
    try:
        judged = read_judged(path, canonical(), load_roster())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRowError(
            f"{path.name}: no documents with marked hedges ({type(error).__name__}: {error})"
        ) from None
    if not judged:
        raise BadRowError(f"{path.name} marks no hedge and no speaker")
    return [
        _figure(path, kind, [each for each in judged if each.kind == kind], draws)
        for kind in dict.fromkeys(each.kind for each in judged)
    ]


def read_judged(path: Path, names: Mapping[str, str | None], roster: Roster) -> list[Judged]:
    """Every hedge and cue of one file that can be judged, in order of the figures."""
    found: list[Judged] = []
    for number, document in enumerate(_documents(json.loads(path.read_text("utf-8-sig")))):
        rows = document["paragraphs"]
        text = "\n\n".join(" ".join(row["text"].split()) for row in rows)
        spans, said = _read(text, document, roster)
        if len(spans) != len(rows):
            raise ValueError(f"document {number} is not cut into the paragraphs it was coded in")
        for row, span, statements in zip(rows, spans, said, strict=True):
            if "hedged" in row:
                found += _hedges(str(number), text, span, row, statements)
            if row.get("attributions"):
                found += _speakers(str(number), text, span, row, statements, names)
    order = {kind: at for at, kind in enumerate(_KINDS)}
    return sorted(found, key=lambda each: order[each.kind])


_KINDS = (
    "hedges: recall of what all readers marked",
    "hedges: precision where the relation has a tone",
    "hedges: precision everywhere",
    "speakers right",
    "agentless claims left open",
    "cues found",
)


def _documents(data: Any) -> Iterator[Mapping[str, Any]]:
    """Documents as they are; single paragraphs each as a document's only one."""
    for row in data:
        if "paragraphs" in row:
            yield row
        else:
            yield {**row, "paragraphs": [{**row, "hedged": [row["hedged"]]}]}


def _read(
    text: str, document: Mapping[str, Any], roster: Roster
) -> tuple[Sequence[Span], Sequence[ParagraphStatements]]:
    spans = paragraphs(text)
    split = [sentences(text, span) for span in spans]
    tokens = [[words(text, each) for each in part] for part in split]
    day, title = _day(document.get("date")), document.get("title")
    whole = [each for part in split for each in part]
    named = mentions(text, whole, roster, day, spans, title=title, source=document.get("source"))
    voice = signer(text, spans, named, title=title, roster=roster, day=day)
    quoted = [quotations(text, span) for span in spans]
    spoken = turns(text, spans, named)
    return spans, read_statements(
        text, spans, split, tokens, named, quoted, spoken, roster=roster, voice=voice
    )


def _day(text: str | None) -> date | None:
    """“2022”, “2022-04” or “2022-04-21”; the first day of what is given."""
    parts = [int(part) for part in (text or "").split("-") if part]
    return date(*[*parts, 1, 1][:3]) if parts else None


def _places(text: str, span: Span, surfaces: Iterable[str]) -> list[Span]:
    """Where the surfaces stand in a paragraph as whole words."""
    return [
        Span(found.start(), found.end())
        for surface in surfaces
        for found in re.finditer(
            rf"(?<!\w){re.escape(' '.join(surface.split()))}(?!\w)", text[: span.end]
        )
        if found.start() >= span.start
    ]


def _hedges(
    document: str,
    text: str,
    span: Span,
    row: Mapping[str, Any],
    statements: ParagraphStatements,
) -> Iterator[Judged]:
    ours = [hedge for sentence in statements.sentences for hedge in sentence.hedges]
    readers = [_places(text, span, reader) for reader in row["hedged"]]
    first, *others = readers or [[]]
    for surface in dict.fromkeys(row["hedged"][0] if row["hedged"] else ()):
        agreed = [
            place
            for place in _places(text, span, [surface])
            if all(covered(place, other) for other in others)
        ]
        if agreed:
            yield Judged(document, _KINDS[0], any(covered(place, ours) for place in agreed))
    either = [place for reader in (first, *others) for place in reader]
    toned = isinstance(row.get("relation_tone"), int | float)
    for hedge in ours:
        right = covered(hedge, either)
        if toned:
            yield Judged(document, _KINDS[1], right)
        yield Judged(document, _KINDS[2], right)


def _speakers(
    document: str,
    text: str,
    span: Span,
    row: Mapping[str, Any],
    statements: ParagraphStatements,
    names: Mapping[str, str | None],
) -> Iterator[Judged]:
    """Our cues that overlap a reader's, with the speakers of both; and the readers' cues we found.

    A speaker that the roster lacks is right when left open. Two speakers of one cue are right
    when one of them is the reader's.
    """
    by_cue: dict[tuple[int, int, bool], list[Attribution]] = {}
    for each in statements.attributions:
        key = (each.cue_start, each.cue_end, each.cue == _TURN)
        by_cue.setdefault(key, []).append(each)
    marked = [
        (coded, None if coded["cue"] == _TURN else _places(text, span, [coded["cue"]]))
        for reader in row["attributions"]
        for coded in reader
    ]
    for (start, end, is_turn), ours in by_cue.items():
        cue = Span(start, end)
        met = [
            coded["speaker"]
            for coded, places in marked
            if (is_turn if places is None else not is_turn and covered(cue, places))
        ]
        if not met:
            continue
        said = {each.speaker for each in ours}
        if all(speaker is None for speaker in met):
            yield Judged(document, _KINDS[4], said == {None})
        else:
            yield Judged(
                document, _KINDS[3], bool(said & {names.get(name) for name in met if name})
            )
    for _, places in marked:
        found = any(
            is_turn
            if places is None
            else not is_turn and any(overlaps(Span(s, e), p) for p in places)
            for s, e, is_turn in by_cue
        )
        yield Judged(document, _KINDS[5], found)


def _figure(path: Path, measure: str, items: Sequence[Judged], draws: int) -> Figure:
    hits = np.array([item.right for item in items], dtype=float)
    groups = np.array([item.document for item in items])
    share: Callable[[Array], float] = lambda i: float(hits[i].mean()) if len(i) else math.nan  # noqa: E731
    return Figure(
        path.stem, measure, "analysis", len(items),
        share(np.arange(len(items))), metrics.interval(share, groups, draws=draws),
        math.nan, (math.nan, math.nan),
    )  # fmt: skip
