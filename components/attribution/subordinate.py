"""Clauses inside a sentence: where what a cue covers ends, so that it leaves the main clause alone."""

from collections.abc import Sequence

from components.attribution.antecedents import PARTS, RELATIVE, finite
from components.attribution.cue import Cue, first_of
from components.attribution.reading import Reading
from components.attribution.word_lists import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
)

_OPENERS = frozenset(
    "although though while whereas after before when as if since because once until unless "
    "whether".split()
)
_LEADS = frozenset("even just but and that ever so asked".split())  # “even |as”, “that |while”
_JOINS = COORDINATORS | {"that"}
_REACH = 60  # words over which a clause's end is sought


def clause_end(reading: Reading, cue: Cue) -> int | None:
    """Where the subordinate clause, relative clause or participle that holds the cue ends.

    None where the cue stands in the main clause, or where its clause closes the sentence.
    """
    if cue.agentless:
        return None
    if _explains(reading, cue):
        return _before_verb(reading, cue.tail + 1)
    if _subordinate(reading, cue):
        first = first_of(reading, cue) if cue.side == "before" else cue.first
        leads = first < 3 or reading.keys[first - 2] == "that"
        return _before_subject(reading, cue.tail + 1, leads)
    return None


def _subordinate(reading: Reading, cue: Cue) -> bool:
    """Whether “Although”, “While” or a participle opens the cue's clause before the main one."""
    first = first_of(reading, cue) if cue.side == "before" else cue.first
    if cue.side == "shared":
        return not first and reading.keys[first].endswith("ing")
    at = first - 1
    if cue.side != "before" or at < 0 or reading.keys[at] not in _OPENERS or reading.marks[first]:
        return False
    if at and not reading.marks[at] and reading.keys[at - 1] not in _LEADS:
        return False
    # “As Biden said on Monday, …”: what he said follows.
    after = cue.tail + 1
    told = after >= len(reading.keys) or reading.marks[after] or _adverbial(reading.keys[after])
    return not (reading.keys[at] == "as" and told)


def _adverbial(key: str) -> bool:
    return key in DAYS or key in ADVERBS or key in ("on", "in", "at", "last", "during")


def _explains(reading: Reading, cue: Cue) -> bool:
    """Whether the cue explains a subject that still waits for its verb: “Russia, which said, …”."""
    if cue.subject.start >= reading.words[cue.first].start:
        return False
    at = cue.first - 1
    if cue.side == "shared":
        if reading.marks[cue.first] != "," or not reading.keys[cue.first].endswith("ing"):
            return False
        opens = cue.first
        if reading.words[at].end < cue.subject.end or cue.subject.end < reading.words[at].start:
            return False
    else:
        while at > 0 and reading.keys[at] not in RELATIVE and cue.first - at < 8:
            if reading.marks[at]:
                return False
            at -= 1
        if reading.keys[at] not in RELATIVE or not reading.marks[at].startswith(PARTS):
            return False
        opens = at
    begin = opens
    while begin and reading.words[begin].start > cue.subject.start:
        begin -= 1
    while begin and reading.keys[begin - 1] not in _JOINS and opens - begin < _REACH:
        begin -= 1
    return not any(finite(reading, i) for i in range(begin, opens))


def _comma(reading: Reading, at: int) -> bool:
    """Whether a comma and a blank, or a dash, stand before a word: not “1,000”."""
    gap = reading.text[reading.words[at - 1].end : reading.words[at].start] if at else ""
    parts = gap.lstrip("”’\"' ").startswith(PARTS)
    return parts and (gap[-1:].isspace() or not gap.startswith(","))


def _before_verb(reading: Reading, start: int) -> int | None:
    """The end of the clause before a comma that a finite verb follows."""
    for at in range(start, min(len(reading.words), start + _REACH)):
        if not _comma(reading, at):
            continue
        verb = at
        while verb + 1 < len(reading.words) and _skipped(reading, verb):
            verb += 1
        if finite(reading, verb):
            return _edge(reading, at)
    return None


def _skipped(reading: Reading, at: int) -> bool:
    key = reading.keys[at]
    return key not in AUXILIARIES and (
        key == "on" or key in ADVERBS or key.endswith("ly") or key in DAYS
    )


def _before_subject(reading: Reading, start: int, leads: bool) -> int | None:
    """The end of the clause before a comma that a subject and its verb follow.

    Where the clause ``leads`` its sentence, a main clause must follow, verb known or not.
    """
    commas = [
        at
        for at in range(start + 1, min(len(reading.words), start + _REACH))
        if _comma(reading, at)
    ]
    opens = [at for at in commas if _may_be_subject(reading, at)]
    for at in opens:
        stop = next((i for i in commas if i > at), len(reading.words))
        if any(finite(reading, i) for i in range(at, stop)):
            return _edge(reading, _list_start(reading, commas, at))
    return _edge(reading, opens[0]) if opens and leads else None


def _list_start(reading: Reading, commas: Sequence[int], at: int) -> int:
    """The comma before the first of the names that a subject is listed by: “, |Putin, Xi and Modi met”."""
    for comma in reversed([each for each in commas if each < at]):
        if any(owner < 0 for owner in reading.owner[comma:at]):
            return at
        at = comma
    return at


def _edge(reading: Reading, at: int) -> int:
    """Where the clause before word ``at`` ends, with the quotation that closes there."""
    end = reading.words[at - 1].end
    quoted = reading.quoted[at - 1]
    if quoted < 0 or quoted == reading.quoted[at]:
        return end
    return min(max(end, reading.quotations[quoted].end), reading.words[at].start)


def _may_be_subject(reading: Reading, at: int) -> bool:
    key = reading.keys[at]
    if reading.owner[at] >= 0 or key in PRONOUNS or key in DETERMINERS:
        return True
    opener = key in STOPS or key in PREPOSITIONS or key in RELATIVE or key in _OPENERS
    return not opener and not key.endswith(("ing", "ed"))
