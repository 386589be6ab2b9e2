"""Small articles and analyses, made by hand, for the tests of the store."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.analysis import (
    DEFAULT_DYAD,
    ActorTone,
    Analysis,
    Document,
    Dyad,
    Paragraph,
    ScoredMention,
    Sentence,
    Shift,
)
from components.attribution import Attribution, Hedge
from components.relations import Frame
from components.tone import Contribution

ROSTER, METHOD = "roster-1", "1.0-method"
TEXT = "Moscow froze the talks.\nWashington hopes that they resume.\nIt rained in Geneva."
DAY = datetime.date(2024, 5, 17)


@dataclass(frozen=True)
class Proposed:
    value: str | None
    origin: str = "found"
    reason: str = "said so at the top"


@dataclass(frozen=True)
class Draft:
    text: str
    title: Proposed
    date: Proposed
    source: Proposed
    language: str = "en"
    warnings: Sequence[str] = ()


def draft(
    text: str = TEXT,
    *,
    title: str | None = "Talks frozen",
    date: datetime.date | str | None = DAY,
    source: str | None = "The Northern Courier",
    warnings: Sequence[str] = (),
) -> Draft:
    stated = date.isoformat() if isinstance(date, datetime.date) else date
    return Draft(text, Proposed(title), Proposed(stated), Proposed(source), warnings=warnings)


@dataclass(frozen=True)
class Tone:
    """The tone toward an actor in one paragraph."""

    tone: float
    weight: float = 1.0
    n: int = 1
    state: str = "scored"
    side: str = "RU"


def analysis(
    text: str = TEXT,
    *,
    date: datetime.date | None = DAY,
    tones: Sequence[float | None] = (-0.5, 0.25, None),
    weights: Sequence[float] = (2.0, 1.0, 0.0),
    actors: Mapping[str, Mapping[int, Tone]] | None = None,
    band: tuple[float, float] | None = None,
    shift: Shift | None = None,
    roster_version: str = ROSTER,
    method_version: str = METHOD,
    dyad: Dyad = DEFAULT_DYAD,
) -> Analysis:
    """An analysis of `text`, a paragraph a line; `tones` and `weights` go by paragraph."""
    if actors is None:
        actors = {"russia": {0: Tone(-0.4)}, "united-states": {1: Tone(0.3, side="US")}}
    paragraphs, start = [], 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        tone = tones[index] if index < len(tones) else None
        weight = weights[index] if index < len(weights) else 0.0
        here = {name: by[index] for name, by in actors.items() if index in by}
        paragraphs.append(_paragraph(text, index, (start, end), (tone, weight), here))
        start = end + 1
    relevant = [p for p in paragraphs if p.relation_tone is not None]
    total = sum(p.weight for p in relevant)
    mean = sum(p.weight * (p.relation_tone or 0) for p in relevant) / total if total else None
    nothing = Shift(None, None, None, "too few sentences to test")
    document = Document(mean, band, len(relevant), 0.5 if relevant else None, shift or nothing)
    return Analysis(
        "", None, date, None, "en", dyad, method_version, roster_version, (), document,
        tuple(paragraphs),
    )  # fmt: skip


def _paragraph(
    text: str,
    index: int,
    span: tuple[int, int],
    relation: tuple[float | None, float],
    actors: Mapping[str, Tone],
) -> Paragraph:
    start, end = span
    tone, weight = relation
    cue = (Contribution(text[start : start + 1], start, min(start + 1, end), -1.5, "table"),)
    return Paragraph(
        index=index,
        start=start,
        end=end,
        text=text[start:end],
        relation_tone=tone,
        weight=weight,
        relevance="none" if tone is None else "direct",
        uncertainty=None if tone is None else 0.5,
        sentences=(Sentence(start, end, tone, weight, 0.6, 0.1, cue),),
        hedges=(Hedge("hopes", "modal", 0.6, start, end, start, end),),
        attributions=(Attribution(None, "said", None, start, end, 1.0, start, end, None, None),),
        frames=(Frame("russia", "freeze", "united-states", -0.5, None, start, end),),
        actors=tuple(_actor(name, each, start, end) for name, each in actors.items()),
    )


def _actor(name: str, given: Tone, start: int, end: int) -> ActorTone:
    return ActorTone(
        actor=name,
        name=name.replace("-", " ").title(),
        side=given.side,
        tone=given.tone,
        label="neg" if given.tone < -0.05 else "pos" if given.tone > 0.05 else "neu",
        state=given.state,
        n=given.n,
        weight=given.weight,
        vader=given.tone / 2,
        mentions=(ScoredMention(start, end, name, "it", "pronoun", 0.7),),
        contributions=(),
    )
