"""What a cue is said of where that stands before it: “a plan |Russia rejected|, a charge |he denies|”."""

from collections.abc import Sequence

from components.attribution.cue import Cue, first_of
from components.attribution.reading import Reading
from components.attribution.word_lists import (
    ADVERBS,
    AUXILIARIES,
    BEING,
    DETERMINERS,
    DOCUMENTS,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
)
from components.text import Span

RELATIVE = RELATIVES | {"whom", "whose", "where"}
_IRREGULAR = frozenset(
    "said told went came took made gave held saw met sent left began fell rose found kept lost won "
    "brought became hit cut put set led stood broke drew fought grew knew sought spoke thought "
    "threw wrote says tells".split()
)
_SIGNS = DOCUMENTS | frozenset("fact sign signs hope fear news proof time day way".split())
_NO_VERBS = frozenset(
    "greed need speed indeed seed feed breed creed hundred sacred red bed shed".split()
)
_CHARGES = frozenset(
    "charge charges claim claims accusation accusations allegation allegations assertion "
    "suggestion idea notion view move decision report characterization characterisation "
    "position demand proposal".split()
)
PARTS = (",", "–", "—", "(", ")")  # marks around what explains a noun
_NOUN = 8  # words of a phrase that a participle explains


def finite(reading: Reading, at: int) -> bool:
    """Whether a word looks like a verb that goes with a subject."""
    key = reading.keys[at]
    if reading.owner[at] >= 0 or key in _NO_VERBS:
        return False
    noun = at and not reading.marks[at] and reading.keys[at - 1] in DETERMINERS
    return not noun and (key in AUXILIARIES or key in _IRREGULAR or key.endswith("ed"))


def antecedent(reading: Reading, cue: Cue, end: int) -> Span | None:
    """What “|the plan|, which Russia rejected, …” is said of; None where words of the cue's follow.

    ``end`` is where the cue's clause ends.
    """
    after = cue.tail + 1
    follows = after < len(reading.words) and reading.words[after].start < end
    if follows and cue.saying.kind != "say":
        follows = not reading.marks[after].startswith(PARTS)
    if cue.side != "before" or cue.agentless or follows:
        return None
    first = first_of(reading, cue)
    relative = first - 1
    if (
        relative < 1
        or reading.marks[first]
        or reading.keys[relative] not in ("which", "that", "whom")
    ):
        return None
    if reading.keys[relative] == "that" and reading.keys[relative - 1] in _CHARGES | _SIGNS:
        return None  # “evidence that voters agreed”
    start = reading.words[noun_start(reading, relative - 1)].start
    return Span(start, reading.words[relative - 1].end)


def apposed(reading: Reading, cue: Cue) -> int | None:
    """The first word of “, a charge |the White House rejects|”, which takes up what stands before."""
    if cue.side != "before" or cue.agentless or reading.quoted[cue.first] >= 0:
        return None
    first = first_of(reading, cue)
    if not first or reading.marks[first] != "," or reading.keys[first] not in ("a", "an"):
        return None
    for at in range(first + 1, min(first + 4, cue.first)):
        if reading.keys[at] in _CHARGES:
            return first if reading.words[at].end < cue.subject.start else None
    return None


def explained(reading: Reading, first: int, tail: int) -> Span:
    """What a participle before its agent is said of: “|conflicts| seen by Russia |as a threat|”.

    ``first`` … ``tail`` are the words of participle and agent.
    """
    told = tail + 1 < len(reading.words) and reading.keys[tail + 1] in ("as", "to", "for")
    end = reading.words[tail].end
    after = Span(end, aside_end(reading, tail) if told else end)
    if reading.marks[first].startswith(","):
        if after.start < after.end:
            return after
        return Span(
            reading.words[noun_start(reading, first - 1)].start, reading.words[first - 1].end
        )
    start = reading.words[noun_start(reading, first - 1)].start
    return Span(start, after.end if after.start < after.end else reading.words[first].start)


def aside_end(reading: Reading, tail: int) -> int:
    """Where a participle's phrase ends that goes on after word ``tail``."""
    end = tail + 1
    while (
        end < len(reading.words)
        and not reading.marks[end].strip("“”\"‘’'")
        and not finite(reading, end)
    ):
        end += 1
    return reading.words[end - 1].end


def undergone(reading: Reading, clause: Span, verb: int) -> Span:
    """What a passive is said of: its clause up to the verb, or whom a “which” there stands for."""
    start = reading.words[verb].start
    at = verb
    while at and reading.words[at - 1].start >= clause.start:
        at -= 1
        key = reading.keys[at]
        if key in RELATIVE and at:
            first = noun_start(reading, at - 1)
            return Span(reading.words[first].start, reading.words[at - 1].end)
        if key not in AUXILIARIES and key not in ADVERBS and not key.endswith("ly"):
            return Span(min(clause.start, start), start)
        if reading.marks[at].startswith(PARTS):  # what explains the subject closes here
            break
    return Span(reading.span.start, start)


def is_passive(reading: Reading, verb: int) -> bool:
    """Whether a form of “be” leads up to the participle: “is well |regarded|”."""
    at = verb
    while at and not reading.marks[at]:
        at -= 1
        key = reading.keys[at]
        if key in BEING:
            return True
        if not (key in ADVERBS or key in ("well", "both") or key.endswith("ly")):
            return False
    return False


def noun_start(reading: Reading, last: int) -> int:
    """The first word of the noun phrase that ends with word ``last``."""
    at = last
    for _ in range(_NOUN):
        if not at or reading.marks[at] or reading.keys[at] in DETERMINERS:
            return at
        key = reading.keys[at - 1]
        if key in STOPS or key in PREPOSITIONS or finite(reading, at - 1):
            return at
        at -= 1
    return at


def cut_before_apposed(reading: Reading, found: Sequence[Cue], spans: list[Span]) -> None:
    """End earlier scopes where an apposition with a speaker of its own begins."""
    for number, cue in enumerate(found):
        first = apposed(reading, cue)
        if first is None:
            continue
        edge = reading.words[first - 1].end
        for i in range(max(0, number - 4), number):
            if spans[i].start < edge < spans[i].end:
                spans[i] = Span(spans[i].start, edge)
