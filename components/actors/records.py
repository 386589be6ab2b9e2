"""The mention: one place in a text where an actor is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.text.spans import starting_in

_LONGEST = 200  # characters that no mention is longer than
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


def free_of(taken: Sequence[Mention], start: int, end: int) -> bool:
    """Whether characters ``start``–``end`` overlap none of the mentions ``taken``, in order."""
    near = starting_in(taken, start - _LONGEST, end)
    return not any(start < mention.end for mention in near)
