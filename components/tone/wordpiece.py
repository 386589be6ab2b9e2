"""WordPiece: text → the encoder's word pieces, each with its place in the text.

Uncased BERT tokenisation, with one liberty: curly quotation marks and long dashes count as
the plain ones, so that typography does not move a score.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "model" / "vocab.txt"
UNKNOWN, START, SEPARATOR, BLANK = 100, 101, 102, 103
_LONGEST_WORD = 100  # characters; longer runs are unknown, as in BERT
_TOKEN = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\s]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Mask:
    """Characters ``start``–``end`` are read as the one piece ``piece`` (a vocabulary index)."""

    start: int
    end: int
    piece: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece: vocabulary index and the characters of the word it belongs to."""

    index: int
    start: int
    end: int


@cache
def vocabulary() -> Mapping[str, int]:
    """Word piece → index."""
    lines = VOCABULARY.read_text("utf-8").splitlines()
    return {piece: index for index, piece in enumerate(lines)}


@cache
def word_pieces(word: str) -> tuple[int, ...]:
    """The pieces of one word or mark, longest match first; unknown as a whole if any part is."""
    plain = unicodedata.normalize("NFD", word.translate(_PLAIN).lower())
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
    if len(plain) > _LONGEST_WORD:
        return (UNKNOWN,)
    table, found, start = vocabulary(), [], 0
    while start < len(plain):
        prefix = "##" if start else ""
        for end in range(len(plain), start, -1):
            if (index := table.get(prefix + plain[start:end])) is not None:
                found.append(index)
                start = end
                break
        else:
            return (UNKNOWN,)
    return tuple(found)


def pieces(text: str, start: int, end: int, masks: Sequence[Mask] = ()) -> list[Piece]:
    """The pieces of text[start:end], without BERT's start and end marks.

    ``masks`` are in order and do not overlap; a mask that reaches over an edge counts within.
    """
    found: list[Piece] = []
    place = start
    for mask in masks:
        if mask.end <= place or mask.start >= end:
            continue
        found += _plain_pieces(text, place, max(place, mask.start))
        place = min(mask.end, end)
        found.append(Piece(mask.piece, max(mask.start, start), place))
    found += _plain_pieces(text, place, end)
    return found


def _plain_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    for word in _TOKEN.finditer(text, start, end):
        for index in word_pieces(word.group()):
            yield Piece(index, word.start(), word.end())
