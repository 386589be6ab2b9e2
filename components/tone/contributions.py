"""The contribution: one word's share in a score."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_ALPHA = 15.0  # VADER's normalisation constant (Hutto & Gilbert 2014), kept per sentence


@dataclass(frozen=True, slots=True)
class Contribution:
    """``text`` at ``start``–``end`` added ``value`` (valence, before squashing) by ``rule``."""

    text: str
    start: int
    end: int
    value: float
    rule: str


def squash(total: float) -> float:
    """A sum of valences on −1 … 1: S / √(S² + 15)."""
    return total / math.sqrt(total * total + _ALPHA)


def tone_of(contributions: Iterable[Contribution]) -> float:
    """The squashed sum of contributions."""
    return squash(math.fsum(c.value for c in contributions))
