"""A cue of saying, and where its clause begins."""

from dataclasses import dataclass

from components.attribution.noun_phrases import Subject
from components.attribution.reading import Reading
from components.attribution.word_lists import PREPOSITIONS, STOPS

NOBODY = Subject((), 0, 0, False)
_SAYS = frozenset("said says added adds wrote writes".split())  # “said |the Kremlin, which”
_ADJECTIVES = 6  # words before a name that belong to it


@dataclass(frozen=True, slots=True)
class Saying:
    """A row of the table: the kind of the cue and the certainty it leaves what is said."""

    kind: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at words ``first`` … ``last`` and its subject; ``subject`` without words: agentless.

    ``side`` is where the subject stands ("before", "after", "shared" with an earlier verb);
    ``tail`` the last word of cue and subject together.
    """

    saying: Saying
    first: int
    last: int
    tail: int
    subject: Subject
    side: str

    @property
    def agentless(self) -> bool:
        return self.subject is NOBODY


def first_of(reading: Reading, cue: Cue) -> int:
    """Index of the first word of cue and subject together, “a visibly angry” included."""
    if cue.side != "before" or cue.agentless:
        return cue.first
    at = cue.first
    while at > 0 and reading.words[at].start > cue.subject.start:
        at -= 1
    for _ in range(_ADJECTIVES):
        if not at or reading.marks[at]:
            return at
        key = reading.keys[at - 1]
        if reading.owner[at - 1] < 0 and (key in STOPS or key in PREPOSITIONS or key in _SAYS):
            return at
        at -= 1
    return at


def clause_edge(reading: Reading, first: int) -> int | None:
    """Where the clause before word ``first`` ends, if “; ” or “, and ” parts the two."""
    if not first:
        return None
    if reading.marks[first].startswith(";"):
        return reading.words[first - 1].end
    joins = reading.keys[first - 1] in ("and", "but", "while", "whereas", "although", "though")
    if joins and first > 1 and reading.keys[first - 2] == "that":
        return None  # “that, although Trump praised him, …” goes on
    if joins and first > 1 and reading.marks[first - 1].startswith((",", ";")):
        return reading.words[first - 2].end
    return None
