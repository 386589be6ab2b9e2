"""The half-open character span everything else is measured in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar


class HasSpan(Protocol):
    """Anything with a place in the text: a mention, a hedge, a contribution."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of the stored text."""

    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at either end; empty at ``start`` if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def inside(inner: HasSpan, outer: HasSpan) -> bool:
    """Whether ``inner`` lies wholly within ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlaps(one: HasSpan, other: HasSpan) -> bool:
    """Whether the two share at least one character."""
    return one.start < other.end and other.start < one.end


def covered(span: HasSpan, spans: Iterable[HasSpan]) -> bool:
    """Whether any of ``spans`` shares a character with ``span``."""
    return any(overlaps(span, other) for other in spans)


Placed = TypeVar("Placed", bound=HasSpan)
_START, _END = attrgetter("start"), attrgetter("end")


def starting_in(spans: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Those of ``spans``, ordered by start, that begin in characters ``start`` … ``end``."""
    return spans[bisect_left(spans, start, key=_START) : bisect_left(spans, end, key=_START)]


def indexes_in(spans: Sequence[HasSpan], place: HasSpan) -> range:
    """Indexes of those of ``spans``, ordered and not overlapping each other, that touch ``place``."""
    first = bisect_right(spans, place.start, key=_END)
    return range(first, max(first, bisect_left(spans, place.end, key=_START)))
