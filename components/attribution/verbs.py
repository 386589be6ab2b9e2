"""Verbs of saying: whether they say something here, and who is their subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.attribution.acts import is_act
from components.attribution.cue import NOBODY, Cue, Saying
from components.attribution.noun_phrases import Subject, subject_before
from components.attribution.reading import Reading
from components.attribution.subjects import (
    Before,
    clause_subject,
    leading,
    object_after,
    subject_after,
    subject_past_commas,
)
from components.attribution.word_lists import (
    ADVERBS,
    AMBIGUOUS,
    BEING,
    CATENATIVES,
    COORDINATORS,
    DETERMINERS,
    DOCUMENTS,
    INDEFINITE,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKERS,
)
from components.text.phrases import Hit

# Said of plans and sums too: they need “that”, a comma or a clause to be words somebody says.
_ADDS = frozenset("add adds added adding".split())
_CLAUSE = frozenset(
    "that he she it they we i the there his her its their this if when while in on at during".split()
)
_BELIEFS = frozenset(
    "believe believes believed believing think thinks thought thinking hope hoped hopes".split()
)
_HELD = _BELIEFS | frozenset("expect expects expected agree agrees deny denies dispute".split())
_NOBODY = frozenset(("nobody", "no", "none", "neither"))
_IN = frozenset("in of for about".split())
# Of these what is said is plain even where the subject's noun is not in our lists.
_PLAIN = frozenset(
    "said says say told tells wrote asked added warned insisted explained argued".split()
)
# Passive, they have a hearer for a subject: “he was told”.
_HEARD = frozenset("told asked informed advised assured notified urged briefed".split())
# Also verbs of other things than words: “she reported to him”, “we continued our talks”.
_CARRIES_ON = frozenset(("continued", "concluded"))
_TO_HEARERS = frozenset(("tell", "tells", "told"))  # whom they are followed by hears
_FAR = 120  # words over which a verb shares an earlier one's subject
_MEETS = frozenset("met spoke talked gathered convened visited travelled traveled".split())
_LEAVES = frozenset("declined declines refused refuses failed decline refuse able unable".split())


@dataclass(frozen=True, slots=True)
class Earlier:
    """The cue of the clause's main verb, and the last one, nested or not."""

    main: Cue | None
    last: Cue | None


def verb_cue(reading: Reading, hit: Hit[Saying], earlier: Earlier) -> Cue | None:
    keys, marks, verb = reading.keys, reading.marks, hit.first
    participle = keys[verb].endswith("ing")
    lead = leading(reading, verb)
    follows = keys[hit.last + 1] if hit.last + 1 < len(keys) else ""
    after_mark = reading.mark_after(hit.last)
    adjacent = lead.last >= 0 and lead.last == verb - 1 and not lead.infinitive
    if adjacent and not marks[verb] and _is_noun(keys, verb):
        return None
    if keys[verb] in _ADDS and not after_mark and follows and follows not in _CLAUSE | ADVERBS:
        return None
    if not after_mark and (
        (keys[hit.last] in _BELIEFS and follows in _IN)
        or (keys[hit.last] in _CARRIES_ON and follows and follows != "that")
        or (keys[hit.last] == "reported" and follows == "to")
    ):
        return (
            None  # “believed in peace”, “thought of war”, “continued our talks”, “reported to him”
        )
    if is_act(reading, hit, lead.perfect and earlier.last is not None):
        return None
    if lead.passive and not participle:
        return _passive(reading, hit)
    if follows == "by" and not after_mark and not participle:
        return agent_of(reading, hit)  # “the deal announced by”
    gap = marks[verb]
    if hit.value.kind == "say" and gap and not participle and keys[verb] not in _TO_HEARERS:
        after = subject_after(reading, hit.last)
        if after and _inverts(reading, verb, after[1]):
            return Cue(hit.value, hit.first, hit.last, after[1], after[0], "after")
    subject, side = _subject(reading, hit, lead, participle, earlier)
    if subject is None or not _speaks(reading, hit, subject, side, lead):
        return agent_of(reading, hit) if subject else None
    if not subject.sure and follows == "to" and keys[verb] == "said":
        return Cue(hit.value, hit.first, hit.last, hit.last, NOBODY, "none")
    return Cue(hit.value, hit.first, hit.last, hit.last, subject, side)


def _speaks(reading: Reading, hit: Hit[Saying], subject: Subject, side: str, lead: Before) -> bool:
    """Whether this subject says something with this verb."""
    key = reading.keys[hit.last]
    follows = reading.keys[hit.last + 1] if hit.last + 1 < len(reading.keys) else ""
    words = reading.text[subject.start : subject.end].lower()
    if lead.negated and key not in _HELD:
        return False  # “never praised”
    if not _NOBODY.isdisjoint(words.split()[:1]) or (
        lead.modal and not is_first_person(reading, subject)
    ):
        return False  # not said, or not yet: “the U.S. would announce”
    if key == "thank" and follows == "you" and not is_first_person(reading, subject):
        return False  # “Minister, thank you”
    if words == "you" and not (key.endswith("ed") or key in ("said", "told", "wrote")):
        return False  # “do you think”: a question
    if not subject.actors and key in AMBIGUOUS and follows != "that":
        return not (SPEAKERS | DOCUMENTS | PRONOUNS).isdisjoint(words.split())
    several = words.endswith(("s", "percent")) or words in PRONOUNS
    if key == "called" and not subject.actors and not several:
        return False  # “the group called”
    if key in ("read", "reads"):
        return not DOCUMENTS.isdisjoint(words.split())
    return subject.sure or (key in _PLAIN and side == "before")


def _is_noun(keys: Sequence[str], verb: int) -> bool:
    """Whether the word before makes a noun of the verb: “the reports”, “for saying”; not “some say”."""
    before = keys[verb - 1]
    if before in INDEFINITE and not keys[verb].endswith(("ing", "ed", "s")):
        return False
    if before == "which" or (before == "that" and keys[verb].endswith(("s", "ed", "said"))):
        return False
    return before in DETERMINERS or before in PREPOSITIONS


def _subject(
    reading: Reading,
    hit: Hit[Saying],
    lead: Before,
    participle: bool,
    earlier: Earlier,
) -> tuple[Subject | None, str]:
    keys, marks, verb, last = reading.keys, reading.marks, hit.first, lead.last
    if lead.infinitive:
        return _of_infinitive(reading, hit, last, participle, earlier)
    if last < 0:
        return None, ""
    gap = marks[last + 1]
    if participle and (gap or verb == 0 or keys[verb - 1] not in BEING):
        if not gap and keys[last] not in COORDINATORS:
            return _absolute(reading, last), "before"
        return _shared(reading, earlier.main, verb), "shared"
    if not gap:
        if keys[last] in COORDINATORS:
            if (
                lead.perfect
                and earlier.last
                and "had" not in keys[max(0, earlier.last.first - 4) : earlier.last.first]
            ):
                return None, ""  # “said that X had agreed |and had promised|”
            comma = bool(marks[last]) and last > 0
            return _shared(reading, earlier.main if comma else earlier.last, verb), "shared"
        return subject_before(reading, last), "before"
    if gap in (",", "–", "—", "-", ")", "),"):
        subject = subject_past_commas(reading, last)
        if subject is None and earlier.main and gap == ",":
            return _shared(reading, earlier.main, verb), "shared"
        return subject, "before"
    return None, ""


def _of_infinitive(
    reading: Reading, hit: Hit[Saying], to: int, participle: bool, earlier: Earlier
) -> tuple[Subject | None, str]:
    """“wants |to thank”, “met |to underscore”, but not “declined |to say”."""
    before = reading.keys[to - 1] if to else ""
    if not before or before in _LEAVES or participle:
        return None, ""
    if before in CATENATIVES and not reading.marks[to]:
        return subject_before(reading, leading(reading, to - 1).last), "before"
    meets = not _MEETS.isdisjoint(reading.keys[max(0, to - _FAR) : to])
    if hit.value.kind == "say" or earlier.last or not meets:
        return None, ""
    return clause_subject(reading, hit.first), "shared"


def _shared(reading: Reading, cue: Cue | None, verb: int) -> Subject | None:
    """The subject of an earlier verb, or of the sentence: for “…, adding” and “and said”."""
    if cue and verb - cue.last < _FAR and reading.quoted[cue.first] == reading.quoted[verb]:
        return cue.subject
    return clause_subject(reading, verb)


def _absolute(reading: Reading, last: int) -> Subject | None:
    """“with the Foreign Minister |warning of”: a participle with a subject of its own."""
    owner = reading.owner[last]
    if owner < 0 or not reading.named[owner].noun:
        return None
    first = last
    while first and reading.owner[first - 1] == owner:
        first -= 1
    opens = first == 0 or reading.marks[first] or reading.keys[first - 1] == "with"
    named = reading.named[owner]
    return Subject(named.actors, named.start, named.end, True) if opens else None


def _quote_between(gap: str) -> bool:
    return any(mark in gap for mark in '”"»“')


def _inverts(reading: Reading, verb: int, last: int) -> bool:
    """Whether “said X” stands after what was said: a mark before it, and the clause over after X."""
    before = reading.marks[verb]
    if not before or not (before[0] in ",\"”»'’?!—–" or _quote_between(before)):
        return False
    after = reading.mark_after(last)
    if after:
        return True
    if last + 1 >= len(reading.words):
        return True
    key = reading.keys[last + 1]
    return (
        key in PREPOSITIONS
        or key in ("and", "who", "late", "early", "yesterday", "today")
        or (key.endswith("day"))
    )


def _passive(reading: Reading, hit: Hit[Saying]) -> Cue | None:
    """“was described |by Putin as”: the agent if it is named, else nobody."""
    if "by" in reading.keys[hit.last + 1 : hit.last + 5]:
        return agent_of(reading, hit)
    if hit.value.kind == "stance" or reading.keys[hit.last] in _HEARD:
        return None
    return Cue(hit.value, hit.first, hit.last, hit.last, NOBODY, "none")


def agent_of(reading: Reading, hit: Hit[Saying]) -> Cue | None:
    """Who did it, named with “by” soon after the cue."""
    for at in range(hit.last + 1, min(hit.last + 5, len(reading.keys))):
        if reading.marks[at].strip("“”\"'‘’"):
            return None
        if reading.keys[at] == "by":
            named = object_after(reading, at)
            if named and named[0].actors:
                return Cue(hit.value, hit.first, hit.last, named[1], named[0], "agent")
            return None
    return None


def is_first_person(reading: Reading, subject: Subject) -> bool:
    """Whether the subject is “I” or “we”, “I’d” and “we’ve” included."""
    words = reading.text[subject.start : subject.end].lower()
    return words.replace("’", "'").partition("'")[0] in ("i", "we")
