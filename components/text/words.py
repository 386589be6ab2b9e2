"""Words with their places."""

import re
from typing import NamedTuple

from components.text.plain import INVISIBLE
from components.text.spans import HasSpan

# A word keeps inner apostrophes, hyphens and the periods of initialisms: “Putin’s”, “tit-for-tat”, “U.S.-Russian”.
_UNSEEN = f"[{INVISIBLE}]"
_JOIN = f"(?:{_UNSEEN}*[-'’‐‑]{_UNSEEN}*|{_UNSEEN}+)"
_WORD = re.compile(rf"(?:[^\W_]\.){{2,}}(?:-[^\W_]+)*|[^\W_]+(?:{_JOIN}[^\W_]+)*")
_KEY = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-"} | dict.fromkeys(INVISIBLE, ""))


class Word(NamedTuple):
    """One word. ``key`` is lower case with straight apostrophes, for table look-ups.

    A tuple, since a text makes more words than all other records together.
    """

    key: str
    start: int
    end: int


def words(text: str, span: HasSpan) -> tuple[Word, ...]:
    """The words inside ``span``, in order; what is invisible inside a word is no part of its key."""
    return tuple(
        [
            Word(_key(found.group()), *found.span())
            for found in _WORD.finditer(text, span.start, span.end)
        ]
    )


def _key(word: str) -> str:
    key = word.lower().replace("’", "'")
    return key if key.isascii() else key.translate(_KEY)
