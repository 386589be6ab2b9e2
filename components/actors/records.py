"""The mention: one place in a text where an actor is meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Via = Literal["name", "alias", "title", "group", "pronoun"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """``surface`` at characters ``start``–``end`` means ``actor`` (a roster id).

    ``via`` says how it was resolved, ``confidence`` (0 … 1) how sure that is.
    """

    start: int
    end: int
    actor: str
    surface: str
    via: Via
    confidence: float


def free_of(taken: Iterable[Mention], start: int, end: int) -> bool:
    """Whether characters ``start``–``end`` overlap none of the mentions ``taken``."""
    return not any(start < mention.end and mention.start < end for mention in taken)
