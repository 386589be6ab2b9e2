"""One article as tidy DataFrames for its charts. NaN is “nothing said”, which is never 0."""

from collections.abc import Mapping, Sequence

import pandas as pd

from components.analysis import Analysis, Document, Paragraph
from components.charts.look import signed

MOST_ACTORS = 15
_HALF = 0.42  # half the width of a paragraph's column, of 1
_SNIPPET = 70  # characters of a paragraph in a tooltip

_PARAGRAPH = {
    "paragraph": "int64",
    "left": "float64",
    "right": "float64",
    "tone": "float64",
    "shown": "str",
    "about": "bool",
    "relevance": "str",
    "n": "int64",
    "weight": "float64",
    "hedged": "str",
    "begins": "str",
    "selected": "bool",
}
_SENTENCE = {
    "paragraph": "int64",
    "sentence": "int64",
    "x": "float64",
    "tone": "float64",
    "shown": "str",
    "weight": "float64",
    "certainty": "float64",
    "hedged": "bool",
}
_CELL = {
    "actor": "str",
    "row": "str",
    "paragraph": "int64",
    "state": "str",
    "scored": "bool",
    "tone": "float64",
    "number": "str",
    "sign": "str",
    "n": "int64",
    "weight": "float64",
    "vader": "str",
    "selected": "bool",
}


def paragraph_frame(analysis: Analysis, selected: int | None = None) -> pd.DataFrame:
    """One row per paragraph, numbered from 1; tone is NaN where it is not about the relation.

    ``left`` and ``right`` bound its column on the axis; ``selected`` is the index (from 0) of
    the paragraph that is open.
    """
    rows = [
        {
            "paragraph": part.index + 1,
            "left": part.index + 1 - _HALF,
            "right": part.index + 1 + _HALF,
            "tone": part.relation_tone,
            "shown": "not about the relation"
            if part.relation_tone is None
            else signed(part.relation_tone),
            "about": part.relation_tone is not None,
            "relevance": part.relevance,
            "n": sum(each.relation_tone is not None for each in part.sentences),
            "weight": part.weight,
            "hedged": share(part.uncertainty),
            "begins": snippet(part.text),
            "selected": part.index == selected,
        }
        for part in analysis.paragraphs
    ]
    return _typed(rows, _PARAGRAPH)


def sentence_frame(analysis: Analysis) -> pd.DataFrame:
    """One row per sentence about the relation; ``sentence`` counts all of the article's, from 1.

    ``x`` is its place on the paragraph axis, ``weight`` (0 … 1) how surely it is about the
    relation.
    """
    places = _places(analysis.paragraphs)
    numbered = enumerate((part, each) for part in analysis.paragraphs for each in part.sentences)
    rows = [
        {
            "paragraph": part.index + 1,
            "sentence": number + 1,
            "x": places[number],
            "tone": each.relation_tone,
            "shown": signed(each.relation_tone),
            "weight": each.weight,
            "certainty": each.certainty,
            "hedged": each.certainty < 1,
        }
        for number, (part, each) in numbered
        if each.relation_tone is not None
    ]
    return _typed(rows, _SENTENCE)


def cell_frame(
    analysis: Analysis, *, most: int | None = MOST_ACTORS, selected: tuple[str, int] | None = None
) -> pd.DataFrame:
    """One row per actor and paragraph that names it; an absent actor has no row.

    Actors by total weight, heaviest first, at most ``most`` of them (None: all). Tone is NaN
    in the state "no_cues", so that nothing draws it as a score. ``selected`` is the open
    (actor, paragraph's index).
    """
    rows = []
    for part in analysis.paragraphs:
        for each in part.actors:
            scored = each.state == "scored"
            rows.append(
                {
                    "actor": each.actor,
                    "row": f"{each.name} · {each.side}" if each.side else each.name,
                    "paragraph": part.index + 1,
                    "state": "scored" if scored else "no counting words",
                    "scored": scored,
                    "tone": each.tone if scored else None,
                    "number": signed(each.tone) if scored else "•",
                    "sign": sign(each.tone) if scored else "•",
                    "n": each.n,
                    "weight": each.weight,
                    "vader": signed(each.vader),
                    "selected": (each.actor, part.index) == selected,
                }
            )
    frame = _typed(rows, _CELL)
    totals = frame.groupby("actor", sort=False)["weight"].sum()
    order = list(totals.sort_values(ascending=False, kind="stable").index[:most])
    # Two actors of one name and side stay two rows.
    namesakes = frame.groupby("row")["actor"].nunique()
    same = frame["row"].isin(namesakes[namesakes > 1].index)
    frame.loc[same, "row"] += " (" + frame.loc[same, "actor"] + ")"
    ranks = {actor: rank for rank, actor in enumerate(order)}
    kept = frame[frame["actor"].isin(order)]
    return kept.sort_values("actor", key=lambda ids: ids.map(ranks), kind="stable").reset_index(
        drop=True
    )


def shift_place(analysis: Analysis) -> tuple[float, int] | None:
    """(place on the paragraph axis, paragraph's number) of the shift; None where none is claimed."""
    after = analysis.document.shift.after_sentence
    if after is None:
        return None
    places = _places(analysis.paragraphs)
    return (places[after] + places[min(after + 1, len(places) - 1)]) / 2, paragraph_of(
        analysis.paragraphs, after
    )


def paragraph_of(parts: Sequence[Paragraph], sentence: int) -> int:
    """The number (from 1) of the paragraph that holds the article's sentence ``sentence`` (from 0)."""
    for part in parts:
        if sentence < len(part.sentences):
            return part.index + 1
        sentence -= len(part.sentences)
    raise IndexError("the article has fewer sentences")


def _places(parts: Sequence[Paragraph]) -> list[float]:
    """Where each sentence stands on the paragraph axis: spread evenly over its paragraph's column."""
    return [
        part.index + 1 + _HALF * ((2 * i + 1) / len(part.sentences) - 1)
        for part in parts
        for i in range(len(part.sentences))
    ]


def _typed(rows: Sequence[Mapping[str, object]], columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def sign(value: float) -> str:
    """“+”, “−” or “0”, as two decimals show the value."""
    return {"+": "+", "−": "−"}.get(signed(value)[0], "0")


def share(value: float | None) -> str:
    """A share as a percentage; “–” where there is none."""
    return "–" if value is None else f"{value:.0%}"


def snippet(text: str, most: int = _SNIPPET) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def paragraph_words(analysis: Analysis) -> str:
    """What the relation chart shows, in a sentence: its text for those who do not see it."""
    about = [part for part in analysis.paragraphs if part.relation_tone is not None]
    total = len(analysis.paragraphs)
    if not about:
        return f"Relation tone by paragraph: none of {total} is about the relation."
    coldest = min(about, key=lambda part: part.relation_tone or 0.0)
    warmest = max(about, key=lambda part: part.relation_tone or 0.0)
    return (
        f"Relation tone by paragraph: coldest in paragraph {coldest.index + 1} at "
        f"{signed(coldest.relation_tone)}, warmest in paragraph {warmest.index + 1} at "
        f"{signed(warmest.relation_tone)}; {total - len(about)} of {total} paragraphs are not "
        f"about the relation. {shift_words(analysis.document, analysis.paragraphs)}"
    )


def actor_words(analysis: Analysis) -> str:
    """What the heat map shows, in a sentence."""
    cells = [each for part in analysis.paragraphs for each in part.actors]
    actors = len({each.actor for each in cells})
    scored = [each for each in cells if each.state == "scored"]
    negative = sum(each.label == "neg" for each in scored)
    positive = sum(each.label == "pos" for each in scored)
    return (
        f"Tone toward {actors} actors in {len(analysis.paragraphs)} paragraphs: "
        f"{negative} cells negative, {positive} positive, "
        f"{len(scored) - negative - positive} near zero, "
        f"{len(cells) - len(scored)} without counting words."
    )


def shift_words(document: Document, parts: Sequence[Paragraph]) -> str:
    """The article's shift in a sentence, or why none is claimed."""
    shift = document.shift
    if shift.after_sentence is None:
        return f"No shift claimed: {shift.reason.removeprefix('no shift: ')}."
    where = paragraph_of(parts, shift.after_sentence)
    return (
        f"{shift.reason.capitalize()} sentence {shift.after_sentence + 1} (paragraph {where}): "
        f"{signed(shift.delta)}, {p_words(shift.p)}."
    )


def p_words(p: float | None) -> str:
    """A p value in words; empty for none."""
    return "" if p is None else "p\u00a0<\u00a00.001" if p < 0.001 else f"p\u00a0=\u00a0{p:.3f}"
