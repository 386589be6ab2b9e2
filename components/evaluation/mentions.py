"""How many of the actors that readers marked are found, and how often a mention is right.

Files: JSON, documents with coded paragraphs {text, actors: {canonical name → {mentions: [surface]}}}.
``names.csv`` says which roster actor a coder's canonical name means (blank: none); names that
it lacks are left out. Intervals are bootstraps over documents.
"""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from components import metrics
from components.actors import Mention, Roster, load_roster, mentions
from components.figures import Figure
from components.metrics import Array
from components.scoring import BadRowError
from components.text import Span, paragraphs, sentences
from components.text.phrases import read_rows
from components.text.spans import inside, overlaps, starting_in

_NAMES = Path(__file__).with_name("names.csv")
_PRONOUN = re.compile(
    r"(?:I|me|my|mine|myself|we|us|our|ours|ourselves|he|him|his|himself|she|her|hers|herself|"
    r"it|its|itself|they|them|their|theirs|themselves|you|your)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class Marked:
    """An actor a reader marked in a paragraph: the surface, whom it means, how it is worded.

    ``via`` of the mention that found it; None while it was missed.
    """

    document: str
    paragraph: int
    actor: str
    surface: str  # "" where only the actor was coded
    wording: str  # "name" | "description" | "pronoun"
    via: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention at a place that a reader marked too, and whether both mean the same actor."""

    document: str
    via: str
    confidence: float
    right: bool


def canonical(path: Path = _NAMES, roster: Roster | None = None) -> dict[str, str | None]:
    """Roster id by coder's canonical name; None for those who are not on the roster.

    The roster's own names and aliases mean its actors where the table does not say otherwise.
    """
    actors = (roster or load_roster()).actors.values()
    known: dict[str, str | None] = {form: a.id for a in actors for form in a.aliases}
    known |= {actor.name: actor.id for actor in actors}
    return known | {row["name"]: row["actor"] or None for row in read_rows(path)}


def evaluate_mentions(path: Path, names: Path = _NAMES, draws: int = metrics.DRAWS) -> list[Figure]:
    """Figures of the mentions on one file. Raises :class:`BadRowError` for a file of another shape."""
    try:
        marked, judged = read_marked(path, canonical(names), load_roster())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadRowError(
            f"{path.name}: no documents with marked actors ({type(error).__name__}: {error})"
        ) from None
    if not marked:
        raise BadRowError(f"{path.name} marks no actor that the roster knows")

    def recall(measure: str, items: Sequence[Marked]) -> Figure:
        return _share(path, measure, items, [each.via is not None for each in items], draws)

    def precision(measure: str, items: Sequence[Judged]) -> Figure:
        return _share(path, measure, items, [each.right for each in items], draws)

    placed = [each for each in marked if each.surface]
    found = [recall("recall of actors in paragraphs", _in_paragraphs(marked))]
    if not placed:
        return found
    found.insert(0, recall("recall", placed))
    for wording in ("name", "description", "pronoun"):
        found.append(recall(f"recall of {wording}s", [m for m in placed if m.wording == wording]))
    found.append(precision("precision", judged))
    for via in sorted({each.via for each in judged}):
        found.append(precision(f"precision by {via}", [each for each in judged if each.via == via]))
    sure = np.array([each.confidence for each in judged])
    right = np.array([each.right for each in judged])

    def miscalibrated(i: Array) -> float:
        return metrics.calibration_error(sure[i], right[i])

    return [*found, _figure(path, "calibration error (ECE)", judged, miscalibrated, draws)]


def _in_paragraphs(marked: Sequence[Marked]) -> list[Marked]:
    """Each actor once a paragraph, found where any of the surfaces was."""
    once: dict[tuple[str, int, str], Marked] = {}
    for each in marked:
        key = (each.document, each.paragraph, each.actor)
        if key not in once or once[key].via is None:
            once[key] = each
    return list(once.values())


def read_marked(
    path: Path, names: Mapping[str, str | None], roster: Roster
) -> tuple[list[Marked], list[Judged]]:
    """What the readers of one file marked, and the mentions that can be judged by it."""
    marked: list[Marked] = []
    judged: list[Judged] = []
    for document in coded_documents(json.loads(path.read_text(encoding="utf-8-sig"))):
        rows = document["paragraphs"]
        text = "\n\n".join(" ".join(row["text"].split()) for row in rows)
        spans = paragraphs(text)
        name = document["doc"]
        if len(spans) != len(rows):
            raise ValueError(f"document {name} is not cut into the paragraphs it was coded in")
        split = [s for span in spans for s in sentences(text, span)]
        title, source = document.get("title"), document.get("source")
        day = _day(document.get("date"))
        found = mentions(text, split, roster, day, spans, title=title, source=source)
        for number, (row, span) in enumerate(zip(rows, spans, strict=True)):
            here = starting_in(found, span.start, span.end)
            listed = list(dict.fromkeys(_listed(row.get("actors") or {}, names)))
            for actor, surface in listed:
                places = list(_places(text, span, surface)) if surface else [span]
                if actor in roster.actors and places:
                    via = _via(str(actor), places, here)
                    wording = _wording(surface, str(actor), roster)
                    marked.append(Marked(name, number, str(actor), surface, wording, via))
            judged += _judged(name, text, span, [each for each in listed if each[1]], here)
    return marked, judged


def coded_documents(data: Any) -> list[dict[str, Any]]:
    """Documents with coded paragraphs; single coded paragraphs are gathered by document."""
    if "paragraphs" in data[0]:
        return [{**each, "doc": str(number)} for number, each in enumerate(data)]
    gathered: dict[tuple[str, str | None], list[Any]] = {}
    for row in data:
        gathered.setdefault((row["doc"], row.get("date")), []).append(row)
    return [
        {**rows[0], "paragraphs": sorted(rows, key=lambda row: int(row["index"]))}
        for rows in gathered.values()
    ]


def _day(text: str | None) -> date | None:
    """“2022”, “2022-04” or “2022-04-21”; the first day of what is given."""
    parts = [int(part) for part in (text or "").split("-") if part]
    return date(*[*parts, 1, 1][:3]) if parts else None


def _listed(
    actors: Mapping[str, Any], names: Mapping[str, str | None]
) -> Iterator[tuple[str | None, str]]:
    """(roster id or None, surface) of those whom the names file knows; surface "" if none is given."""
    for name, coded in actors.items():
        surfaces = coded["mentions"] if isinstance(coded, Mapping) else [""]
        for surface in surfaces if name in names else ():
            yield names[name], " ".join(surface.split())


def _places(text: str, span: Span, surface: str) -> Iterator[Span]:
    """Where the surface stands in the paragraph as whole words."""
    pattern = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w)")
    for place in pattern.finditer(text, span.start, span.end):
        yield Span(place.start(), place.end())


def _via(actor: str, places: Sequence[Span], here: Sequence[Mention]) -> str | None:
    """How the first mention of the actor at one of the places was resolved."""
    return next(
        (m.via for place in places for m in here if m.actor == actor and overlaps(m, place)), None
    )


def _wording(surface: str, actor: str, roster: Roster) -> str:
    if _PRONOUN.fullmatch(surface):
        return "pronoun"
    known = roster.actors[actor]
    forms = (known.name, known.surname, *known.aliases, *known.adjectives)
    plain = surface.replace("’", "'").lower()
    named = any(form and form.replace("’", "'").lower() in plain for form in forms)
    return "name" if named else "description"


def _judged(
    document: str,
    text: str,
    span: Span,
    listed: Sequence[tuple[str | None, str]],
    here: Sequence[Mention],
) -> Iterator[Judged]:
    """The mentions that end where a marked surface ends: these the reader has judged.

    “the White House” and “White House” end alike; a place that only contains the mention
    (“Ukrainian territory”) does not say whom the mention means.
    """
    by_end: dict[int, list[tuple[Span, str | None]]] = {}
    for actor, surface in dict.fromkeys(listed):
        for place in _places(text, span, surface):
            by_end.setdefault(_end(text, place), []).append((place, actor))
    for mention in here:
        meant = by_end.get(_end(text, mention))
        if not meant:
            continue
        right = any(actor == mention.actor for _, actor in meant)
        if right or any(inside(place, mention) or inside(mention, place) for place, _ in meant):
            yield Judged(document, mention.via, mention.confidence, right)


def _end(text: str, place: Span | Mention) -> int:
    """Where the place ends without a possessive ’s."""
    possessive = _POSSESSIVE.search(text[place.start : place.end])
    return place.start + possessive.start() if possessive else place.end


def _share(
    path: Path,
    measure: str,
    items: Sequence[Marked | Judged],
    right: Sequence[bool],
    draws: int,
) -> Figure:
    hits = np.array(right, dtype=float)
    return _figure(
        path, measure, items, lambda i: float(hits[i].mean()) if len(i) else math.nan, draws
    )


def _figure(
    path: Path,
    measure: str,
    items: Sequence[Marked | Judged],
    value: Callable[[Array], float],
    draws: int,
) -> Figure:
    groups = np.array([item.document for item in items])
    return Figure(
        path.stem, measure, "analysis", len(items),
        value(np.arange(len(items))), metrics.interval(value, groups, draws=draws),
        math.nan, (math.nan, math.nan),
    )  # fmt: skip
