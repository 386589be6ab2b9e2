"""A paragraph as marked text: segments whose texts, joined, are the paragraph's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from components.analysis import Paragraph, ScoredMention
from components.attribution import Attribution
from components.charts.look import signed
from components.text import Span, quotations
from components.text.spans import HasSpan
from components.tone import Contribution

Kind = Literal["actor", "word", "hedge", "cue"]

_VIA = {
    "name": "by name",
    "alias": "by another name",
    "title": "by office",
    "group": "as one of a group",
    "pronoun": "by a pronoun",
}
_MOST_VALUES = 3  # values of one word shown beside it


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a piece of text: a short ``label`` beside it, ``detail`` when it is pointed at.

    ``tone`` is "+", "−" or "" and ``side`` an actor's side code; both are said in words too.
    """

    kind: Kind
    label: str
    detail: str
    tone: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the paragraph. ``sentence`` is its sentence's index, None between sentences.

    ``voices`` are the indices of the paragraph's attributions that cover it.
    """

    text: str
    sentence: int | None
    quoted: bool
    voices: tuple[int, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(
    paragraph: Paragraph, *, actor: str | None = None, names: Mapping[str, str] | None = None
) -> tuple[Segment, ...]:
    """``paragraph`` cut at its marks, in order.

    The words marked are those that count for the relation, or for ``actor`` (a roster id).
    ``names`` gives the names of speakers that the paragraph has no record of.
    """
    known = {**(names or {}), **{each.actor: each.name for each in paragraph.actors}}
    sides = {each.actor: each.side for each in paragraph.actors}
    placed = _merged(
        [
            *_words(_counted(paragraph, actor)),
            *_mentions((m for each in paragraph.actors for m in each.mentions), known, sides),
            *(
                _Placed(hedge.start, hedge.end, (_hedge(hedge.cls, hedge.certainty),))
                for hedge in paragraph.hedges
            ),
            *(_cue(each, known) for each in paragraph.attributions if each.cue != "turn"),
        ],
        paragraph,
    )
    whole = Span(0, len(paragraph.text))
    quoted = [
        Span(q.start + paragraph.start, q.end + paragraph.start)
        for q in quotations(paragraph.text, whole)
    ]
    edges = {paragraph.start, paragraph.end}
    spans: list[HasSpan] = [*paragraph.sentences, *quoted, *paragraph.attributions]
    for span in spans:
        edges |= {span.start, span.end}
    # A mark is never cut: one place to point at, one stop for the keyboard.
    edges = {e for e in edges if paragraph.start <= e <= paragraph.end}
    edges = {e for e in edges if not any(p.start < e < p.end for p in placed)}
    for each in placed:
        edges |= {each.start, each.end}
    marks = {each.start: each.marks for each in placed}
    found = []
    for start, end in pairwise(sorted(edges)):
        found.append(
            Segment(
                text=paragraph.text[start - paragraph.start : end - paragraph.start],
                sentence=next(
                    (i for i, s in enumerate(paragraph.sentences) if s.start <= start < s.end),
                    None,
                ),
                quoted=any(q.start <= start < q.end for q in quoted),
                voices=tuple(
                    i for i, a in enumerate(paragraph.attributions) if a.start <= start < a.end
                ),
                marks=marks.get(start, ()),
            )
        )
    return tuple(found)


def speaker_name(attribution: Attribution, names: Mapping[str, str]) -> str:
    """Who speaks, or “open” where nobody of the roster is named."""
    if attribution.speaker is None:
        return "open"
    return names.get(attribution.speaker, attribution.speaker)


def _counted(paragraph: Paragraph, actor: str | None) -> tuple[Contribution, ...]:
    if actor is None:
        return tuple(c for sentence in paragraph.sentences for c in sentence.contributions)
    return tuple(c for each in paragraph.actors if each.actor == actor for c in each.contributions)


def _words(counted: Iterable[Contribution]) -> list[_Placed]:
    """One mark per place; a word that counts toward several mentions keeps every value."""
    places: dict[tuple[int, int], list[Contribution]] = {}
    for each in counted:
        places.setdefault((each.start, each.end), []).append(each)
    return [_Placed(start, end, (_word(found),)) for (start, end), found in places.items()]


def _word(found: list[Contribution]) -> Mark:
    values = [each.value for each in found]
    label = ", ".join(signed(value) for value in values[:_MOST_VALUES])
    if len(values) > _MOST_VALUES:
        label = f"{signed(min(values))} … {signed(max(values))}"
    total = signed(sum(values))
    detail = "; ".join(f"{signed(each.value)}: {each.rule}" for each in found)
    return Mark("word", label, detail, tone=total[0] if total[0] in "+−" else "")


def _mentions(
    found: Iterable[ScoredMention], names: Mapping[str, str], sides: Mapping[str, str]
) -> list[_Placed]:
    """One mark per place; a group means all of its members."""
    places: dict[tuple[int, int], list[ScoredMention]] = {}
    for each in sorted(found, key=lambda mention: (mention.start, mention.end)):
        places.setdefault((each.start, each.end), []).append(each)
    return [
        _Placed(start, end, (_actor(here, names, sides),)) for (start, end), here in places.items()
    ]


def _actor(here: list[ScoredMention], names: Mapping[str, str], sides: Mapping[str, str]) -> Mark:
    own = list(dict.fromkeys(names.get(each.actor, each.actor) for each in here))
    codes = list(dict.fromkeys(sides.get(each.actor, "") for each in here))
    surface = here[0].surface.casefold()
    plain = len(own) == 1 and (surface in own[0].casefold() or own[0].casefold() in surface)
    side = codes[0] if len(codes) == 1 else ""
    label = side if plain else ", ".join(own)
    detail = "; ".join(
        f"{names.get(m.actor, m.actor)}"
        f"{' (' + sides[m.actor] + ')' if sides.get(m.actor) else ' (speaks for no side)'}, "
        f"{_VIA[m.via]}, confidence {m.confidence:.2f}"
        for m in here
    )
    return Mark("actor", label, detail, side=side)


def hedge_class(cls: str) -> str:
    """A hedge's class in words."""
    return cls.replace("_", "-")


def via_words(via: str) -> str:
    """How a mention was resolved, in words."""
    return _VIA.get(via, via)


def _hedge(cls: str, certainty: float) -> Mark:
    return Mark(
        "hedge",
        hedge_class(cls),
        f"Hedge, {hedge_class(cls)}: the sentence's certainty is at most {certainty:.2f}",
    )


def _cue(attribution: Attribution, names: Mapping[str, str]) -> _Placed:
    name = speaker_name(attribution, names)
    detail = (
        "Somebody speaks here whom the roster does not know"
        if attribution.speaker is None
        else f"{name} speaks here"
    )
    mark = Mark("cue", f"speaker: {name}", detail)
    return _Placed(attribution.cue_start, attribution.cue_end, (mark,))


def _merged(placed: Iterable[_Placed], paragraph: Paragraph) -> list[_Placed]:
    """Marks inside the paragraph, in order; those that overlap become one place with all of them."""
    merged: list[_Placed] = []
    for each in sorted(placed, key=lambda p: (p.start, p.end)):
        if not paragraph.start <= each.start < each.end <= paragraph.end:
            continue
        if merged and each.start < merged[-1].end:
            last = merged.pop()
            each = _Placed(last.start, max(last.end, each.end), last.marks + each.marks)
        merged.append(each)
    return merged
