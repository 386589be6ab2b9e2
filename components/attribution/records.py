"""The records of the reader: a hedge, an attribution, and what a sentence and a paragraph hold."""

from dataclasses import dataclass
from typing import Literal

Channel = Literal["public", "official", "alleged_private"]


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge at ``start``–``end``: its class, and the certainty (0 … 1) it leaves its clause.

    ``scope_start``–``scope_end`` is the clause it makes uncertain; the hedge lies inside it.
    """

    text: str
    cls: str
    certainty: float
    start: int
    end: int
    scope_start: int
    scope_end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """``cue`` hands characters ``start``–``end`` to ``speaker`` (a roster id, or None if open).

    ``channel`` is "public", "official", "alleged_private", or None where nothing tells.
    ``certainty`` (0 … 1) is the cue's own: “claimed” leaves less than “said”.
    ``speaker_start``–``speaker_end`` are the words that name who speaks, on the roster or not;
    both are None where nobody is named (“are considered”). The cue and those words may stand
    outside the scope: a quotation runs on, a turn has its label before it.
    """

    speaker: str | None
    cue: str
    channel: str | None
    start: int
    end: int
    certainty: float
    cue_start: int
    cue_end: int
    speaker_start: int | None
    speaker_end: int | None


@dataclass(frozen=True, slots=True)
class SentenceStatements:
    """A sentence's hedges, and the attributions that touch it, each scope clipped to it."""

    hedges: tuple[Hedge, ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class ParagraphStatements:
    """A paragraph's sentences in order, and its attributions: one for each cue and speaker."""

    sentences: tuple[SentenceStatements, ...]
    attributions: tuple[Attribution, ...]
