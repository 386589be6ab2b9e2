"""Lines to paragraphs: which line ends separate paragraphs and which are only hard wraps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from components.ingest.dates import only_date

_TERMINAL = re.compile("[.!?…:;][\"'”’»)\\]]*$|[”»]$")
_BULLET = re.compile(r"^(?:[-*•·–—▪◦●o]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")
_SPEAKER = re.compile(r"^(?:[A-Z][A-Z .,'’-]{2,40}|[QA]):\s|^[QA]\s\s")
_LINE_END_HYPHEN = re.compile(r"(?<=[^\s-])-$")
_WORD = re.compile(r"[a-z]+")
_WORD_AT_START = re.compile(r"[A-Za-z]+")
_FIRST_HALVES = frozenset(
    "self non ex well ill long short high low so cross pro anti mid vice half full all one two "
    "three four five six seven ten first second third post pre co semi quasi far near hard soft "
    "old new large small deep then".split()
)
_SECOND_HALVES = frozenset(
    "related based led backed made term wide range general elect owned run controlled scale level "
    "old year day month time century held style sponsored funded minded brokered imposed fought "
    "called looking going ranking profile known armed".split()
)
#: Beyond this many characters a line is a paragraph of its own, not a wrapped line.
_WIDEST_WRAP = 132
_NARROWEST_WRAP = 30


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs of cleaned text, each one line with single spaces.

    Blank lines always separate. Within a block, line ends separate unless the text is hard-wrapped
    (lines that break where the next word would not have fitted, mostly in mid-sentence).
    """
    blocks = _blocks(text.split("\n"))
    # Double-spaced text: each line of a wrapped paragraph stands alone between blank lines.
    if spaced := _double_spaced(blocks):
        blocks = spaced
    width = wrap_width(blocks)
    if width is None:
        return tuple(line for block in blocks for line in map(_squeeze, block) if line)
    vocabulary = vocabulary_of(text.split("\n"))
    return tuple(
        paragraph
        for block in blocks
        for paragraph in _unwrapped(block, width, vocabulary)
        if paragraph
    )


def vocabulary_of(lines: Iterable[str]) -> frozenset[str]:
    """Lower-case words of the lines, without the halves of words split at a line end."""
    words: set[str] = set()
    split = False
    for line in lines:
        tokens = line.lower().split()
        if split:
            tokens = tokens[1:]
        split = bool(_LINE_END_HYPHEN.search(line.rstrip()))
        if split:
            tokens = tokens[:-1]
        words.update(word for token in tokens for word in _WORD.findall(token))
    return frozenset(words)


def joined(
    lines: Iterable[str], vocabulary: frozenset[str] = frozenset(), mend: bool = False
) -> str:
    """Wrapped lines as one, with words mended that were split by a hyphen at the line end.

    vocabulary: lower-case words of the whole text. A split word that it knows whole is made whole;
    one whose halves it knows keeps its hyphen. mend says what becomes of the others: typesetters
    split words (True), plain text wraps only at hyphens that are there anyway (False).
    """
    pieces: list[str] = []
    for line in map(_squeeze, lines):
        if line and pieces and _LINE_END_HYPHEN.search(pieces[-1]):
            pieces[-1] = _mended(pieces[-1], line, vocabulary, mend)
        elif line:
            pieces.append(line)
    return " ".join(pieces)


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """Column at which the lines were wrapped, None where line ends separate paragraphs."""
    pairs = [
        (block[i], block[i + 1])
        for block in blocks
        for i in range(len(block) - 1)
        if len(block[i]) <= _WIDEST_WRAP and len(block[i + 1]) <= _WIDEST_WRAP
    ]
    n_breaks = sum(len(block) - 1 for block in blocks)
    if not pairs or len(pairs) < 0.6 * n_breaks:
        return None
    lengths = sorted(len(line.rstrip()) for line, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if width < _NARROWEST_WRAP:
        return None
    full = sum(_is_full(line, following, width) for line, following in pairs)
    broken = sum(not _TERMINAL.search(line) for line, _ in pairs)
    lower = sum(following.lstrip()[:1].islower() for _, following in pairs)
    n = len(pairs)
    if full >= 0.55 * n and broken >= 0.5 * n and lower >= 0.15 * n:
        return width
    if broken >= 0.6 * n and lower >= 0.35 * n:
        return width
    return None


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _double_spaced(blocks: list[list[str]]) -> list[list[str]] | None:
    """One block when nearly every line stands alone and runs on in the next, else None."""
    if len(blocks) < 6 or any(len(block) > 1 for block in blocks):
        return None
    lines = [block[0] for block in blocks]
    width = wrap_width([lines])
    pairs = list(itertools.pairwise(lines))
    runs_on = sum(
        not _TERMINAL.search(line) and following.lstrip()[:1].islower() for line, following in pairs
    )
    return [lines] if width is not None and runs_on >= 0.5 * len(pairs) else None


def _is_full(line: str, following: str, width: int) -> bool:
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line.rstrip()) + 1 + len(first) > width


def _unwrapped(block: Sequence[str], width: int, vocabulary: frozenset[str]) -> Iterable[str]:
    margin = min((_indent(line) for line in block), default=0)
    indented = sum(_indent(line) > margin for line in block)
    # Indentation marks paragraphs where some lines have it; where most have it, it marks nothing.
    marks = 0 < indented < 0.6 * len(block) or len(block) == 2
    current: list[str] = []
    for line in block:
        if current and _starts_paragraph(current[-1], line, width, margin if marks else None):
            yield joined(current, vocabulary)
            current = []
        current.append(line)
    yield joined(current, vocabulary)


def _starts_paragraph(previous: str, line: str, width: int, margin: int | None) -> bool:
    if margin is not None and _indent(line) > margin >= _indent(previous):
        return True
    if max(len(previous), len(line)) > 1.25 * width + 8:
        return True
    if only_date(previous) or only_date(line):
        return True
    start = line.lstrip()
    if _BULLET.match(start) or _SPEAKER.match(start):
        return bool(_TERMINAL.search(previous)) or not _is_full(previous, start, width)
    if _is_full(previous, start, width):
        return False
    if _TERMINAL.search(previous):
        return True
    # A short line in mid-sentence: a heading, an address or a list, unless the sentence runs on.
    return not start[:1].islower() and len(previous) < 0.75 * width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _squeeze(line: str) -> str:
    return " ".join(line.split())


def _mended(left: str, right: str, vocabulary: frozenset[str], mend: bool) -> str:
    match = _WORD_AT_START.match(right)
    stem = re.split(r"[^A-Za-z]", left[:-1])[-1].lower()
    if match is None or not stem or not match.group().islower():
        return left + right
    ending = match.group()
    if stem + ending in vocabulary:
        return left[:-1] + right
    compound = stem in _FIRST_HALVES or ending in _SECOND_HALVES
    compound = compound or (stem in vocabulary and ending in vocabulary and len(ending) > 3)
    return left[:-1] + right if mend and not compound else left + right
