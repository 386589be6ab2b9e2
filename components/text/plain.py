"""Texts with invisible characters in their words, read as if those were not there.

Soft hyphens, zero-width characters, doubled spaces and wrongly decoded apostrophes break
names apart. :func:`plain` gives the text without them and the way back to the stored text's
characters.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# “Putinâ€™s” is “Putin’s” in UTF-8 read as Windows-1252, “Â ” a no-break space.
_DIRT = re.compile(
    rf"[{INVISIBLE}]+|â€(?:™|˜|\x99|\x98)|Â(?=\u00a0)|(?<=\w)[ \t\u00a0]{{2,}}(?=\w)"
)
# Without one of these there is no dirt: looking for them is quicker than the pattern.
_SIGNS = (*INVISIBLE, "â€", "Â\u00a0", "  ", "\t", "\u00a0 ", " \u00a0", "\u00a0\u00a0")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain; ``places[i]`` is where its character i stands in the stored text."""

    text: str
    places: Sequence[int] | None  # None: nothing was changed

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """The stored text's characters that ``start`` … ``end`` of the plain text stand for."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]

    def here(self, place: int) -> int:
        """Where the stored text's character ``place``, or the next that was kept, stands here."""
        return place if self.places is None else bisect_left(self.places, place)


def plain(text: str) -> Plain:
    """``text`` without invisible characters, with plain apostrophes and single spaces."""
    if not any(sign in text for sign in _SIGNS) or not _DIRT.search(text):
        return Plain(text, None)
    kept: list[str] = []
    places = array("L")
    last = 0
    for dirt in _DIRT.finditer(text):
        kept.append(text[last : dirt.start()])
        places.extend(range(last, dirt.start()))
        last = dirt.end()
        stands_for = "’" if dirt.group()[0] == "â" else " " if dirt.group()[0].isspace() else ""
        if stands_for:
            kept.append(stands_for)
            places.append(dirt.start())
    kept.append(text[last:])
    places.extend(range(last, len(text) + 1))
    return Plain("".join(kept), places)
