"""Who says it: where the subject of a verb of saying stands, before it, after it, or further up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from components.attribution.noun_phrases import (
    Subject,
    end_of,
    ends_with,
    first_word,
    headed,
    named_subject,
    pronoun,
    subject_before,
)
from components.attribution.reading import Reading
from components.attribution.word_lists import (
    ADVERBS,
    AUXILIARIES,
    BEING,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    DOCUMENTS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SPEAKERS,
    STOPS,
)

_LONGEST = 14  # words of a noun phrase
_VOICES = frozenset("spokesman spokeswoman spokesperson secretary aide adviser advisor".split())
_COMMAS = 5  # appositions skipped between a name and its verb


@dataclass(frozen=True, slots=True)
class Before:
    """What leads up to a verb: where its subject ends (−1: none), and what was skipped."""

    last: int
    passive: bool
    negated: bool
    infinitive: bool
    modal: bool
    perfect: bool  # “had |agreed”


def leading(reading: Reading, verb: int) -> Before:
    """Skip back over auxiliaries and adverbs: “has repeatedly |said”."""
    at = verb - 1
    passive = negated = infinitive = modal = perfect = False
    while at >= 0 and not reading.marks[at + 1] and reading.owner[at] < 0:
        key = reading.keys[at]
        if key in AUXILIARIES or key in ADVERBS or key in DAYS or _is_manner(key):
            passive |= key in BEING
            modal |= key in MODALS
            perfect |= key == "had"
            negated |= key in ("not", "never") or key.endswith("n't")
        elif key == "to":
            infinitive = True
            break
        elif key == "on" and reading.keys[at + 1] in DAYS:
            pass
        else:
            break
        at -= 1
    return Before(at, passive, negated, infinitive, modal, perfect)


def _is_manner(key: str) -> bool:
    """Whether a word is an adverb by its ending: “visibly”, but neither “ally” nor “daily”."""
    return key.endswith("ly") and key not in SPEAKERS


def clause_subject(reading: Reading, verb: int) -> Subject | None:
    """The subject at the head of the sentence, for “…, saying” and “X met Y and said”."""
    at = introduction(reading, verb)
    while at < verb and reading.keys[at] in COORDINATORS | ADVERBS:
        at += 1
    start = at
    while at < verb and reading.keys[at] in DETERMINERS and reading.owner[at] < 0:
        at += 1
    if at >= verb:
        return None
    if reading.owner[at] >= 0:
        return _leading_name(reading, at, verb)
    if reading.keys[at] in PRONOUNS:
        return pronoun(reading, at)
    stop = at
    while stop < verb and stop - at < _LONGEST and not (stop > at and reading.marks[stop]):
        if reading.keys[stop] in SPEAKERS and reading.owner[stop] < 0:
            return headed(reading, start, stop, stop)
        if reading.keys[stop] in STOPS or reading.keys[stop] in PREPOSITIONS:
            return None
        if reading.owner[stop] >= 0 and reading.named[reading.owner[stop]].noun:
            return _leading_name(reading, stop, verb)
        stop += 1
    return None


def _leading_name(reading: Reading, at: int, verb: int) -> Subject | None:
    """The mention that begins at word ``at``, and those joined to it: “Putin and Bush met …”."""
    last = at
    while last + 1 < verb and reading.owner[last + 1] == reading.owner[at]:
        last += 1
    follows = reading.keys[last + 1] if last + 1 < len(reading.keys) else ""
    if not reading.named[reading.owner[at]].noun:
        head = last + 1
        while head < verb and not reading.marks[head] and head - last <= 3:
            if reading.keys[head] in SPEAKERS or reading.keys[head] in DOCUMENTS:
                return headed(reading, at, head, head)
            head += 1
        return None
    if follows == "and" and not reading.marks[last + 1]:
        other = last + 2
        while other < verb and reading.keys[other] in DETERMINERS:
            other += 1
        if other < verb and reading.owner[other] >= 0 and not reading.marks[other]:
            joined = _leading_name(reading, other, verb)
            if joined and joined.actors:
                actors = (*reading.named[reading.owner[at]].actors, *joined.actors)
                return Subject(
                    tuple(dict.fromkeys(actors)), reading.words[at].start, joined.end, True
                )
    if follows in SPEAKERS and not reading.marks[last + 1]:
        return headed(reading, at, last + 1, last + 1)
    return named_subject(reading, at, last)


def introduction(reading: Reading, verb: int) -> int:
    """Index of the word where the main clause begins, past “In Moscow on Friday,”."""
    at = 0
    for _ in range(2):
        key = reading.keys[at]
        if reading.owner[at] >= 0 or key in PRONOUNS:
            return at
        if not (key in PREPOSITIONS or key in STOPS or key.endswith(("ing", "ly")) or key in DAYS):
            return at
        after = next(
            (i for i in range(at + 1, min(verb, at + 30)) if reading.marks[i].startswith(",")), at
        )
        if after == at:
            return at
        at = after
    return at


def subject_past_commas(reading: Reading, last: int) -> Subject | None:
    """The subject of “Lamrani, an analyst at Stratfor, the firm, told”, from the comma back."""
    found: Subject | None = None
    at = last
    for _ in range(_COMMAS):
        begin = at
        while begin > 0 and not reading.marks[begin] and at - begin < 40:
            begin -= 1
        if begin <= 0 or reading.marks[begin] not in (",", "–", "—", "(", "-"):
            break
        candidate = _named_beside(reading, begin, at) or subject_before(reading, begin - 1)
        if candidate and (candidate.sure or _is_explained(reading, begin)):
            found = replace(candidate, sure=True)
            if candidate.actors:
                break
        elif not _aside(reading, begin):
            break
        at = begin - 1
    return found


def _named_beside(reading: Reading, begin: int, last: int) -> Subject | None:
    """The name of “Trump’s spokesman, |Karoline Leavitt|,”, who is not Trump; None if it is no such."""
    if last == begin or last - begin > 3 or begin < 2 or reading.keys[begin - 1] not in _VOICES:
        return None
    owner = reading.owner[begin]
    if owner >= 0 and owner == reading.owner[last] and reading.named[owner].noun:
        return named_subject(reading, begin, last)
    names = all(reading.text[word.start].isupper() for word in reading.words[begin : last + 1])
    possessed = reading.owner[begin - 2] >= 0 and reading.keys[begin - 2].endswith(("'s", "s'"))
    if not names or not possessed or any(each >= 0 for each in reading.owner[begin : last + 1]):
        return None
    return Subject((), reading.words[begin].start, end_of(reading, last), True)


def _is_explained(reading: Reading, begin: int) -> bool:
    """Whether the one word before is a name, as a description follows: “Lamrani, |an analyst”."""
    key = reading.keys[begin - 1]
    name = reading.text[reading.words[begin - 1].start].isupper() and key not in ADVERBS
    return name and reading.keys[begin] in ("a", "an", "the")


def _aside(reading: Reading, begin: int) -> bool:
    """Whether the words from ``begin`` on stand aside from the clause: “, an analyst at”."""
    key = reading.keys[begin]
    return (
        key in DETERMINERS
        or key in RELATIVES
        or key in PREPOSITIONS
        or key in STOPS
        or key.endswith("ing")
    )


def subject_after(reading: Reading, verb: int) -> tuple[Subject, int] | None:
    """The subject of “…, said Putin on Friday”, and its last word; None if nobody follows."""
    at = verb + 1
    start = at
    while at < len(reading.words) and at - start < _LONGEST:
        key = reading.keys[at]
        if (at > start and reading.marks[at]) or reading.marks[at] not in ("", "(", "[", "@"):
            break
        if reading.owner[at] < 0 and (
            key in STOPS or key in PREPOSITIONS or key in DAYS or key in AUXILIARIES
        ):
            break
        at += 1
    last = at - 1
    if last < start:
        return None
    if reading.owner[last] >= 0:
        if not reading.named[reading.owner[last]].noun:
            return None
        return named_subject(reading, first_word(reading, last), last), last
    subject = headed(reading, start, last, last)
    return (subject, last) if subject and subject.sure else None


def object_after(reading: Reading, cue: int) -> tuple[Subject, int] | None:
    """Whom “according to”, “citing” or “in the view of” names, and the last word of that phrase."""
    at = cue + 1
    start = at
    while at < len(reading.words) and at - start < _LONGEST:
        if reading.marks[at] and at > start and reading.marks[at] != "(":
            break
        if at > start and reading.owner[at] < 0 and _begins_anew(reading.keys, at):
            break
        at += 1
    last = at - 1
    if last < start:
        return None
    head = next(
        (
            i - 1
            for i in range(start + 1, last + 1)
            if reading.keys[i] in PREPOSITIONS and reading.owner[i] < 0
        ),
        last,
    )
    owner = reading.owner[head]
    if owner >= 0 and reading.named[owner].noun and ends_with(reading, head, owner):
        named = reading.named[owner]
        return Subject(named.actors, named.start, end_of(reading, head), True), head
    place = (reading.words[start].start, end_of(reading, head))
    subject = headed(reading, start, head, last)
    if subject is None:
        return Subject((), *place, True), head
    return Subject(subject.actors, subject.start, subject.end, True), last


def _begins_anew(keys: Sequence[str], at: int) -> bool:
    """Whether word ``at`` goes on with the sentence: “according to Smith |the property was”."""
    if keys[at] in STOPS:
        return True
    inside = keys[at - 1] in PREPOSITIONS or keys[at - 1] in DETERMINERS
    return keys[at] in DETERMINERS and not inside


def owner_word(reading: Reading, words: Iterable[int]) -> Subject | None:
    """The pronoun among ``words`` as a subject: “in |his| words”."""
    for at in words:
        owner = reading.owner[at]
        if owner >= 0:
            place = reading.words[at]
            return Subject(reading.named[owner].actors, place.start, place.end, True)
    return None
