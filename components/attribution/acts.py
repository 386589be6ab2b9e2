"""Acts that share their verb with words somebody says: a telephone call, a deal agreed to."""

from components.attribution.cue import Saying
from components.attribution.reading import Reading
from components.attribution.word_lists import (
    ADVERBS,
    COORDINATORS,
    DAYS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from components.text.phrases import Hit

_CALLS = frozenset("call calls called calling".split())
_AGREES = frozenset("agree agrees agreed agreeing".split())
_WHOM = frozenset("who whom which what that".split())
_ONE = frozenset("him her them me us".split())
_TIMES = frozenset(
    "last late early this twice once several two three four five six seven eight nine ten many "
    "again back yesterday shortly hours days minutes".split()
)
_HIDES = frozenset("named identified quoted anonymous".split())
_OPENING = '“"‘«'


def is_act(reading: Reading, hit: Hit[Saying], reported: bool) -> bool:
    """Whether the verb of ``hit`` tells what somebody did, not what somebody said.

    ``reported`` is whether it stands in the past perfect, inside what somebody else says.
    """
    keys, at = reading.keys, hit.last + 1
    follows = keys[at] if at < len(keys) else ""
    if hit.first == hit.last and keys[hit.first] in _CALLS:
        return _telephones(reading, at)
    if keys[hit.last] in _AGREES and reported and follows == "to":
        return True
    # “who asked not to be named”
    return keys[hit.last] == "asked" and not _HIDES.isdisjoint(keys[at : at + 4])


def _telephones(reading: Reading, at: int) -> bool:
    """Whether nothing is said of whom “called” has for an object: “called Trump on Monday”."""
    keys = reading.keys
    if at >= len(keys) or any(mark in reading.marks[at] for mark in _OPENING):
        return False
    if reading.owner[at] < 0 and keys[at] not in _ONE:
        whom = keys[max(0, at - 7) : at]  # “whom Trump has called a friend”
        return keys[at] in ("a", "an") and not _quotes(reading, at) and _WHOM.isdisjoint(whom)
    end = at + 1
    while end < len(keys) and reading.owner[end] == reading.owner[at] >= 0:
        end += 1
    if end >= len(keys):
        return not _quotes(reading, at)
    mark = reading.marks[end]
    if any(each in mark for each in _OPENING):
        return False
    owner = reading.owner[at]
    if owner >= 0 and not reading.named[owner].noun and reading.named[owner].via != "pronoun":
        return False  # “called Trump’s plan a joke”
    key = keys[end]
    ended = key in PREPOSITIONS or key in DAYS or key in COORDINATORS or key in SUBORDINATORS
    return bool(mark) or ended or key in _TIMES or key in ADVERBS or key == "to"


def _quotes(reading: Reading, at: int) -> bool:
    return any(mark and mark[-1] in _OPENING for mark in reading.marks[at : at + 8])
