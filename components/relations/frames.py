"""The directed frame A→B. Version 1 of the method finds none; the shape is fixed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """``source`` acts on or speaks of ``target`` by ``predicate``, as ``holder`` has it."""

    source: str
    predicate: str
    target: str
    value: float
    holder: str | None
    start: int
    end: int
