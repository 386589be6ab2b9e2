"""Subjects that point back: “They” for two who met, “the message” for its sender, “the ministry”.

Only what the text itself made plain a sentence or two before; all else stays open.
"""

from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from components.actors import Roster
from components.attribution.cue import Cue
from components.attribution.noun_phrases import Subject
from components.attribution.reading import Reading
from components.attribution.records import Attribution
from components.attribution.subjects import clause_subject, introduction
from components.attribution.word_lists import DOCUMENTS, OFFICES

Issued = Mapping[str, tuple[str, ...]]
_THAT = frozenset("the this that a an his her their its which".split())
_THOSE = frozenset("the this that these those".split())
_TOGETHER = frozenset(
    "met meet meets meeting talks talked spoke speak discussed discuss received hosted visited called phoned "
    "conversation telephone consultations summit together".split()
)
_ISSUING = frozenset(
    "issued issues issue sent sends sending released release releases published publishes wrote "
    "written posted adopted signed gave give made delivered read".split()
)


def pair_after(
    reading: Reading,
    roster: Roster,
    pair: tuple[str, ...],
    said: Sequence[Attribution],
) -> tuple[str, ...]:
    """The two persons that “They” means after this sentence, () once others may be meant."""
    persons: dict[str, None] = {}
    for named in reading.named:
        if len(named.actors) == 1 and (named.noun or named.via != "pronoun"):
            actor = roster.actors.get(named.actors[0])
            if actor and actor.is_person:
                persons[actor.id] = None
    if len(persons) == 2 and (_TOGETHER & set(reading.keys) or _joined(reading, persons)):
        return tuple(persons)
    others = any(
        each.speaker is None and each.speaker_end and reading.text[each.speaker_end - 1] == "s"
        for each in said
    )
    return () if others or len(persons) > 2 else pair


def _joined(reading: Reading, persons: Container[str]) -> bool:
    """Whether “and” joins two of the persons: “Putin and Bush”."""
    for one, other in pairwise(reading.named):
        between = reading.text[one.end : other.start].split()
        if between[:1] == ["and"] and len(between) <= 4 and one.actors[0] in persons:
            return True
    return False


def is_they(reading: Reading, subject: Subject) -> bool:
    """Whether the subject is a “They” at the head of its sentence."""
    if reading.text[subject.start : subject.end].lower() != "they":
        return False
    first = introduction(reading, len(reading.words) - 1)
    return reading.words[first].start == subject.start or (
        first + 1 < len(reading.words) and reading.words[first + 1].start == subject.start
    )


def issued_after(reading: Reading, found: Sequence[Cue], issued: Issued) -> Issued:
    """Who sent, issued or wrote which kind of document, with what this sentence adds."""
    keys = reading.keys
    added: dict[str, tuple[str, ...]] = {}
    for at in [i for i, key in enumerate(keys) if key in DOCUMENTS]:
        verb = next((i for i in range(at - 1, max(-1, at - 7), -1) if keys[i] in _ISSUING), -1)
        subject = clause_subject(reading, verb) if verb > 0 and reading.owner[at] < 0 else None
        if subject and subject.actors:
            added[keys[at]] = subject.actors
    for cue in found:
        if cue.subject.actors:
            # “Russia's foreign ministry said”: “the ministry” is Russia's from here on.
            *_, last = reading.text[cue.subject.start : cue.subject.end].lower().split() or [""]
            if last in OFFICES:
                added[last] = cue.subject.actors
            # “the Kremlin said in a statement”: the statement is the Kremlin's.
            for key in keys[cue.tail + 1 : cue.tail + 8]:
                if key in DOCUMENTS:
                    added[key] = cue.subject.actors
    return {**issued, **added} if added else issued


def issuer(reading: Reading, subject: Subject, issued: Issued) -> tuple[str, ...]:
    """Whose “the statement” or “which” is, if the text said who issued it."""
    words = reading.text[subject.start : subject.end].lower().split()
    head = next((word for word in words if word in DOCUMENTS or word in OFFICES), None)
    if head is None or words[0] not in (_THAT if head in DOCUMENTS else _THOSE):
        return ()
    return issued.get(head, ())
