"""Turns of a transcript: who says what, from one label (“VLADIMIR PUTIN:”) to the next."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from components.actors.labels import Label, labels, person_in
from components.actors.records import Mention
from components.actors.roster import Roster, load_roster
from components.text import Span
from components.text.spans import HasSpan

_SECTION_END = re.compile(
    r"^[^\S\n]*(?:(?:[*#_=–—-][^\S\n]*){3,}|(?:END|###)[^a-z\n]{0,40})$", re.MULTILINE
)
_START, _LABEL_START = attrgetter("start"), attrgetter("label_start")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says: characters ``start`` … ``end``, over as many paragraphs as it takes.

    ``label`` is the speaker as printed, without the colon, at ``label_start``; ``speaker`` the
    roster id, or None for reporters, moderators and persons the roster lacks.
    """

    speaker: str | None
    label: str
    label_start: int
    start: int
    end: int


def turns(
    text: str,
    paragraphs: Sequence[Span],
    named: Sequence[Mention],
    roster: Roster | None = None,
) -> tuple[Turn, ...]:
    """The turns of ``text``, in order; none where it is no transcript.

    ``named`` are the text's mentions, by which labels name persons of the ``roster`` (the
    shipped one by default). A turn ends at the next label or at a line of asterisks or dashes.
    """
    roster = roster or load_roster()
    return turns_of(text, labels(text, paragraphs, named, roster), named, roster)


def turns_of(
    text: str, found: Sequence[Label], named: Sequence[Mention], roster: Roster
) -> tuple[Turn, ...]:
    """The turns that the labels ``found`` begin."""
    breaks = [each.start() for each in _SECTION_END.finditer(text)] if found else []
    ends = [label.start for label in found[1:]] + [len(text)]
    result = []
    for label, end in zip(found, ends, strict=False):
        cut = bisect_right(breaks, label.said)
        end = min(end, breaks[cut]) if cut < len(breaks) else end
        end = label.said + len(text[label.said : end].rstrip())
        person = None if label.is_nobody else person_in(label, named, roster)
        speaker = person.actor if person else None
        result.append(Turn(speaker, label.text, label.start, min(label.said, end), end))
    return tuple(result)


def turn_at(turns: Sequence[Turn], position: int) -> Turn | None:
    """The turn in which the character at ``position`` is said; None in a label or outside all."""
    index = index_at(turns, position)
    return None if index is None else turns[index]


def index_at(turns: Sequence[Turn], position: int) -> int | None:
    """The index of :func:`turn_at`."""
    index = bisect_right(turns, position, key=_START) - 1
    return index if index >= 0 and position < turns[index].end else None


def in_label(turns: Sequence[Turn], place: HasSpan) -> bool:
    """Whether ``place`` stands in a label, where somebody is named only as the speaker."""
    index = bisect_right(turns, place.start, key=_LABEL_START) - 1
    return index >= 0 and place.start < turns[index].start
