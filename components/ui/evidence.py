"""The marked text of a paragraph, drawn by a component that sets text and never markup."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from components.analysis import Paragraph
from components.charts.look import OTHER_SIDE, SIDE_COLOURS, signed
from components.ui.marked_text import Segment, segments

_HERE = Path(__file__)
_COMPONENT = st.components.v2.component(
    "detente_evidence",
    html='<div class="evidence"></div>',
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)
_LEGEND = (
    ("actor", "Name", "RU", "an actor and its side, or who is meant"),
    ("word positive", "word", "+1.50", "counts as friendly"),
    ("word negative", "word", "−1.50", "counts as hostile"),
    ("word", "word", "0.00", "counts, but its values cancel out"),
    ("hedge", "word", "modal", "a hedge and its class"),
    ("cue", "word", "speaker: …", "who speaks"),
    ("quoted", "words", "", "inside quotation marks"),
)


def show(
    paragraph: Paragraph,
    *,
    key: str,
    actor: str | None = None,
    names: Mapping[str, str] | None = None,
    language: str = "en",
    click: int = 0,
) -> None:
    """Draw ``paragraph`` with the words marked that count for the relation, or for ``actor``.

    ``click`` numbers the clicks that lead here from a chart: with each new one the page is
    scrolled to the text.
    """
    pieces = segments(paragraph, actor=actor, names=names)
    _COMPONENT(
        key=key,
        data={
            "language": language,
            "click": click,
            "segments": [_json(each) for each in pieces],
            "sentences": _sentences(paragraph, actor),
            "legend": [
                {"classes": classes, "sample": sample, "label": label, "meaning": meaning}
                for classes, sample, label, meaning in _LEGEND
                if classes in _used(pieces)
            ],
        },
    )


def _used(pieces: Sequence[Segment]) -> set[str]:
    """The legend's entries that this text needs."""
    tones = {"+": "word positive", "−": "word negative", "": "word"}
    used = {
        tones[mark.tone] if mark.kind == "word" else mark.kind
        for each in pieces
        for mark in each.marks
    }
    return used | {"quoted" for each in pieces if each.quoted}


def _json(segment: Segment) -> dict[str, object]:
    marks = [
        {
            **asdict(mark),
            "colour": SIDE_COLOURS.get(mark.side, OTHER_SIDE) if mark.kind == "actor" else "",
        }
        for mark in segment.marks
    ]
    return {**asdict(segment), "marks": marks}


def _sentences(paragraph: Paragraph, actor: str | None) -> list[dict[str, object]]:
    """What stands before each sentence: its number, and for the relation its tone."""
    tags: list[dict[str, object]] = []
    for number, each in enumerate(paragraph.sentences, 1):
        counted = each.relation_tone is not None
        label, detail = f"{number}", f"Sentence {number}. Its certainty is {each.certainty:.2f}."
        if actor is None and counted:
            label = f"{number}: {signed(each.relation_tone)}"
            detail = (
                f"Sentence {number}: relation tone {signed(each.relation_tone)}, weight "
                f"{each.weight:.2f}, certainty {each.certainty:.2f}. Plain VADER says "
                f"{signed(each.vader)}."
            )
        elif actor is None:
            detail = f"Sentence {number} is not about the relation and does not count."
        tags.append({"label": label, "detail": detail, "counted": actor is None and counted})
    return tags
