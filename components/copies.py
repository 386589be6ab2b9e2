"""Near copies: how alike two texts are, and keys by which likely copies find each other.

A text is the set of its shingles: every run of five words, case and punctuation aside. Two texts
are copies of each other when their shingles overlap by THRESHOLD or more (Jaccard: shared / all).
One changed word changes five shingles, so half of them shared is a wire story that was given a
new head and a few edits, while texts written apart from each other share under .02.

`keys` are a MinHash of the shingles in BANDS bands of ROWS values: texts that share a key are
worth comparing. Of pairs at the threshold .96 share one, at .6 over .99, of pairs at .1 only .02.
The keys are kept in the store: a change of any constant here needs them made anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set

from rensa import RMinHash

THRESHOLD = 0.5
SHINGLE = 5  # words
BANDS, ROWS = 24, 3
_SEED = 4
_FEWEST = 10  # shingles; of shorter texts only equal words make a copy
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Every run of five words of `text`, lower case; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    last = max(len(words) - SHINGLE, 0)
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(last + 1))


def keys(shingled: Set[str]) -> tuple[int, ...]:
    """BANDS keys, signed 64-bit numbers; the same on every machine."""
    minimum = RMinHash(BANDS * ROWS, _SEED)
    minimum.update(list(shingled))
    digest = minimum.digest()
    return tuple(
        int.from_bytes(_hashed(band, digest[band * ROWS : (band + 1) * ROWS]), "big", signed=True)
        for band in range(BANDS)
    )


def similarity(one: Set[str], other: Set[str]) -> float:
    """Share of the shingles of both that both have, 0 … 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 1.0


def are_copies(one: Set[str], other: Set[str]) -> bool:
    """Whether two texts, as shingles, are copies of each other."""
    if min(len(one), len(other)) < _FEWEST:
        return one == other
    return similarity(one, other) >= THRESHOLD


def _hashed(band: int, values: list[int]) -> bytes:
    content = b"".join(value.to_bytes(4, "big") for value in (band, *values))
    return hashlib.blake2b(content, digest_size=8).digest()
