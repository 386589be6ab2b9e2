"""Words with their places."""

import re
from dataclasses import dataclass

from components.text.spans import HasSpan

# A word keeps inner apostrophes, hyphens and the periods of initialisms: “Putin’s”, “tit-for-tat”, “U.S.-Russian”.
_WORD = re.compile(r"(?:[^\W_]\.){2,}(?:-[^\W_]+)*|[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``key`` is lower case with straight apostrophes, for table look-ups."""

    key: str
    start: int
    end: int


def words(text: str, span: HasSpan) -> tuple[Word, ...]:
    """The words inside ``span``, in order."""
    return tuple(
        Word(found.group().lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(text, span.start, span.end)
    )
