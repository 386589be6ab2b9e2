"""Noun phrases that name who speaks, walked word by word without a parser.

Marks, conjunctions and auxiliaries end a phrase. One whose head is no actor of the roster stays
open: its words are kept, no actor is made up.
"""

from dataclasses import dataclass

from components.attribution.reading import Reading
from components.attribution.word_lists import (
    BEING,
    COORDINATORS,
    DETERMINERS,
    DOCUMENTS,
    INDEFINITE,
    OFFICES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SPEAKERS,
    STOPS,
)

_LONGEST = 14  # words of a noun phrase
# “Volume I” is no speaker of ours.
_NUMBERED = frozenset("volume section part chapter article title phase type annex book act".split())
# Who hides his name or has left office speaks for nobody else.
_ALONE = frozenset("unnamed anonymous unidentified former retired one".split())


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is named at ``start``–``end``: roster actors, or none where the words stay open.

    ``sure`` is whether the words are of a kind that speaks (a name, a person, a document).
    """

    actors: tuple[str, ...]
    start: int
    end: int
    sure: bool


def subject_before(reading: Reading, last: int) -> Subject | None:
    """The noun phrase that ends with word ``last``; None where no subject ends there."""
    if last < 0:
        return None
    owner = reading.owner[last]
    if owner >= 0 and reading.named[owner].noun and ends_with(reading, last, owner):
        start = first_word(reading, last)
        governed = _governed(reading, start)
        if not governed:
            return named_subject(reading, start, last)
    return _noun_phrase(reading, last)


def ends_with(reading: Reading, word: int, owner: int) -> bool:
    """Whether the mention ends where the word does: “U.S.”, but not “U.S.-led”."""
    return reading.words[word].end <= reading.named[owner].end + 1


def first_word(reading: Reading, word: int) -> int:
    """The first word of the mention that ``word`` belongs to."""
    owner = reading.owner[word]
    while word and reading.owner[word - 1] == owner:
        word -= 1
    return word


def _governed(reading: Reading, start: int) -> bool:
    """Whether a preposition governs the phrase that begins with word ``start``."""
    at = start - 1
    while at >= 0 and not reading.marks[at + 1] and reading.keys[at] in DETERMINERS:
        at -= 1
    return at >= 0 and not reading.marks[at + 1] and reading.keys[at] in PREPOSITIONS


def named_subject(reading: Reading, start: int, last: int) -> Subject:
    """The actors named at words ``start`` … ``last``, with those joined by “and” before them."""
    actors = list(reading.named[reading.owner[last]].actors)
    begin = start
    at = before_determiner(reading, start) - 1
    joined = at >= 0 and reading.keys[at] == "and" and not reading.marks[at + 1]
    while at > 0 and (joined or reading.marks[at + 1] == ","):
        other = at - 1 if joined else at
        owner = reading.owner[other]
        if owner < 0 or not reading.named[owner].noun or reading.marks[other + 1] not in ("", ","):
            break
        first = first_word(reading, other)
        lead = before_determiner(reading, first)
        opens = lead == 0 or reading.marks[lead] or reading.keys[lead - 1] in ("both", "that")
        if not opens:
            break
        actors = [*reading.named[owner].actors, *actors]
        begin, at, joined = first, lead - 1, False
    return Subject(
        tuple(dict.fromkeys(actors)), reading.words[begin].start, end_of(reading, last), True
    )


def before_determiner(reading: Reading, start: int) -> int:
    """The first of the determiners that lead up to word ``start``, else ``start``."""
    while start and not reading.marks[start] and reading.keys[start - 1] in DETERMINERS:
        start -= 1
    return start


def end_of(reading: Reading, last: int) -> int:
    """Where a phrase that ends with word ``last`` ends, a possessive ’s left out."""
    owner = reading.owner[last]
    end = reading.words[last].end
    return min(end, reading.named[owner].end) if owner >= 0 else end


def _noun_phrase(reading: Reading, last: int) -> Subject | None:
    """A phrase whose head is no mention: “two officials in Washington”, “Kremlin critics”."""
    keys, marks = reading.keys, reading.marks
    if last and keys[last - 1] in BEING and reading.owner[last] < 0 and not marks[last]:
        return _hidden(reading, last)
    if keys[last].endswith(("'s", "s'")) and not _contracted(keys[last]):
        return None
    if keys[last] in PRONOUNS and not (last and keys[last] == "i" and keys[last - 1] in _NUMBERED):
        return pronoun(reading, last)
    if keys[last] in RELATIVES:
        return _antecedent(reading, last)
    at, start, head = last, last + 1, last
    while at >= 0 and last - at < _LONGEST:
        key = keys[at]
        if key in STOPS and reading.owner[at] < 0:
            break
        if key in PREPOSITIONS and reading.owner[at] < 0:
            if at == 0 or marks[at] or keys[at - 1] in STOPS:
                break
            head = at - 1
        start = at
        if marks[at]:
            break
        at -= 1
        if key in DETERMINERS and not (at >= 0 and keys[at] in PREPOSITIONS):
            break
    while start <= last and keys[start] in PREPOSITIONS:
        start += 1
    if start > last or start > head:
        # Only a governed phrase is left: “after talks in Moscow | said”.
        return None
    return headed(reading, start, head, last)


def _hidden(reading: Reading, last: int) -> Subject | None:
    """Who stands before “who asked not to be |named| said”."""
    at = last
    while at and not reading.marks[at] and last - at < _LONGEST:
        at -= 1
        if reading.keys[at] == "who":
            # One step back and no further: “who asked not to be named who asked …” would recur.
            again = at > 1 and reading.keys[at - 2] in BEING
            return None if again or reading.marks[at] else _antecedent(reading, at)
    return None


def _contracted(key: str) -> bool:
    """Whether the ’s is short for “has” or “is”: “he’s said”."""
    return key.partition("'")[0] in PRONOUNS | RELATIVES


def pronoun(reading: Reading, at: int) -> Subject | None:
    """A pronoun as a subject; a “you” or a “there” that nobody is known for names nobody."""
    owner = reading.owner[at]
    actors = reading.named[owner].actors if owner >= 0 else ()
    if reading.keys[at] in ("you", "there") and not actors:
        return None
    word = reading.words[at]
    return Subject(actors, word.start, word.end, True)


def _antecedent(reading: Reading, at: int) -> Subject | None:
    """Whom a “who”, “which” or “that” stands for: the phrase right before it."""
    if not at or reading.keys[at - 1] in STOPS:
        return None
    owner = reading.owner[at - 1]
    if owner >= 0 and reading.named[owner].noun and ends_with(reading, at - 1, owner):
        return named_subject(reading, first_word(reading, at - 1), at - 1)
    whole = subject_before(reading, at - 1)
    if whole and whole.sure:
        return whole
    start = at
    while start and at - start < _LONGEST and (start == at or not reading.marks[start]):
        if reading.keys[start - 1] in PREPOSITIONS or reading.keys[start - 1] in STOPS:
            break
        start -= 1
    return headed(reading, start, at - 1, at - 1) if start < at else None


def headed(reading: Reading, start: int, head: int, last: int) -> Subject | None:
    """The phrase of words ``start`` … ``last`` whose head is word ``head``; None if it names nobody."""
    keys = reading.keys
    while start < head and keys[start] in COORDINATORS:
        start += 1
    place = (reading.words[start].start, end_of(reading, last))
    owner = reading.owner[head]
    if owner >= 0 and reading.named[owner].noun and ends_with(reading, head, owner):
        return Subject(reading.named[owner].actors, *place, True)
    key = keys[head]
    if key in DETERMINERS and key not in INDEFINITE:
        return None
    if key in DOCUMENTS:
        return Subject(_author(reading, start, head, last), *place, True)
    if key in OFFICES:
        start = _shared_office(reading, start)
        place = (reading.words[start].start, place[1])
        return Subject(_served(reading, start, head), *place, True)
    joined = _joined_before(reading, start)
    if joined:
        actors, begin = joined
        return Subject(actors, begin, place[1], True)
    return Subject((), *place, _speaks(reading, start, head))


def _shared_office(reading: Reading, start: int) -> int:
    """The first word of “|Russian and Syrian| ministries”, from “Syrian” back."""
    if start < 2 or reading.keys[start - 1] != "and" or reading.marks[start]:
        return start
    owner = reading.owner[start - 2]
    if owner < 0 or reading.owner[start] < 0 or reading.marks[start - 1]:
        return start
    if reading.named[owner].noun or reading.named[owner].via == "pronoun":
        return start
    first = before_determiner(reading, first_word(reading, start - 2))
    opens = first == 0 or reading.marks[first] or reading.keys[first - 1] in STOPS
    return first if opens else start


def _joined_before(reading: Reading, start: int) -> tuple[tuple[str, ...], int] | None:
    """The actors joined by “and” before a phrase: “|Putin| and his allies”."""
    if start < 2 or reading.keys[start - 1] != "and" or reading.marks[start]:
        return None
    owner = reading.owner[start - 2]
    if owner < 0 or not reading.named[owner].noun or reading.marks[start - 1]:
        return None
    first = first_word(reading, start - 2)
    lead = before_determiner(reading, first)
    if lead and not reading.marks[lead] and reading.keys[lead - 1] not in ("both", "that"):
        return None
    return reading.named[owner].actors, reading.words[first].start


def _author(reading: Reading, start: int, head: int, last: int) -> tuple[str, ...]:
    """Whose document: “the Kremlin’s statement”, “a letter from Trump”."""
    for at in range(start, last + 1):
        owner = reading.owner[at]
        if owner < 0:
            continue
        named = reading.named[owner]
        if at < head and not named.noun and reading.text[named.end : named.end + 1] in ("'", "’"):
            return named.actors
        if at < head and named.via == "pronoun":
            return named.actors
        if at > head and named.noun and _by(reading, before_determiner(reading, at) - 1):
            return named.actors
    return ()


def _served(reading: Reading, start: int, head: int) -> tuple[str, ...]:
    """For whom an office speaks: “|U.S.| officials”, “the |Russian| and |Syrian| ministries”.

    Who hides his name or has left office speaks for nobody: “an unnamed EU official” stays open.
    """
    if not _ALONE.isdisjoint(reading.keys[start:head]):
        return ()
    owners = dict.fromkeys(o for o in reading.owner[start:head] if o >= 0)
    actors = [actor for owner in owners for actor in reading.named[owner].actors]
    return tuple(dict.fromkeys(actors))


def _by(reading: Reading, at: int) -> bool:
    return at >= 0 and reading.keys[at] in ("by", "from", "of")


def _speaks(reading: Reading, start: int, head: int) -> bool:
    """Whether the head is a word for somebody who speaks, or a name."""
    key = reading.keys[head]
    if key in SPEAKERS or key in INDEFINITE:
        return True
    if reading.keys[start] in INDEFINITE and head - start < 3:
        return True
    word = reading.words[head]
    if not reading.text[word.start].isupper():
        return False
    return head > start or (head > 0 and not reading.marks[head]) or key in reading.proper
