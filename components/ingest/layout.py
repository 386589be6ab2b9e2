"""Lines with their places on pages to paragraphs: running heads go, wrapped lines are joined."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from components.ingest.dates import only_date
from components.ingest.lines import joined, vocabulary_of

_PAGE_NUMBER = re.compile(
    r"[-–—·|\s]*(?:page|p\.|seite|стр\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:of|/|von|из)\s*\w{1,6})?[-–—·|\s.]*",
    re.IGNORECASE,
)
# A line of a table of contents: its dots lead to a page's number.
_CONTENTS = re.compile(r"(?:[.…]\s?){6,}\s*(?:\d{1,4}|[ivxlc]{1,6})?$|(?:\.\s){6,}")
_ENDS_SENTENCE = re.compile("[.!?…][\"'”’»)\\]]*\\d{0,3}$")
_ENDS_CLAUSE = re.compile("[.!?…:;][\"'”’»)\\]]*$")
_BULLET = re.compile(r"(?:[•▪◦●■–—·*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")
_SPEAKER = re.compile(r"(?:[A-Z][A-Z .,'’-]{2,40}|Q|A):\s")
#: Share of the page's height, at top and bottom, in which running heads stand.
_MARGIN = 0.12
_OUTER_MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text on a page.

    left, right, top, bottom: shares of the page's width and height, from its top left corner.
    size: font size in points.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Paragraphs of all pages in order; one that runs over a page's end stays one."""
    lines = _without_running_heads(pages)
    if not lines:
        return ()
    vocabulary = vocabulary_of(line.text for line in lines)
    leading, body = _leading(lines), statistics.median(line.size for line in lines)
    paragraphs: list[list[Line]] = []
    before = (0.0, 1.0)
    for index, line in enumerate(lines):
        column = _column(lines, index)
        step = leading * max(1.0, line.size / max(body, 1.0))
        if not paragraphs or _starts(paragraphs[-1][-1], line, before, column, step):
            paragraphs.append([])
        before = column
        paragraphs[-1].append(line)
    return tuple(
        joined((line.text for line in lines), vocabulary, mend=True) for lines in paragraphs
    )


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[Line]:
    repeated = Counter(
        key for lines in pages for key in {_head_key(line) for line in lines if _in_margin(line)}
    )
    sizes = [line.size for lines in pages for line in lines]
    body = statistics.median(sizes) if sizes else 0.0
    kept: list[Line] = []
    for lines in pages:
        inner = [line for line in lines if not _in_margin(line)]
        for line in lines:
            if not line.text or _CONTENTS.search(line.text):
                continue
            if _in_margin(line) and (
                _PAGE_NUMBER.fullmatch(line.text)
                or repeated[_head_key(line)] >= (2 if len(pages) < 7 or line.size < body else 3)
                or _stands_apart(line, inner, body)
            ):
                continue
            kept.append(line)
    return kept


def _in_margin(line: Line) -> bool:
    return line.bottom < _MARGIN or line.top > 1 - _MARGIN


def _head_key(line: Line) -> tuple[str, bool]:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.lower()), line.top < 0.5


def _stands_apart(line: Line, inner: Sequence[Line], body: float) -> bool:
    """A short line at the very edge, away from the text and no larger than it."""
    if not inner or line.size > body * 1.02 or len(line.text.split()) > 14:
        return False
    if _ENDS_SENTENCE.search(line.text) or not (
        line.bottom < _OUTER_MARGIN or line.top > 1 - _OUTER_MARGIN
    ):
        return False
    height = max(line.bottom - line.top, 0.008)
    gap = min(min(abs(other.top - line.bottom), abs(line.top - other.bottom)) for other in inner)
    return gap > 1.5 * height


def _leading(lines: Sequence[Line]) -> float:
    """Usual distance from one line's bottom to the next one's, as a share of the page's height."""
    steps = [
        round(following.bottom - line.bottom, 4)
        for line, following in itertools.pairwise(lines)
        if line.page == following.page and 0 < following.bottom - line.bottom < 0.08
    ]
    return statistics.median(steps) if steps else 0.02


def _column(lines: Sequence[Line], index: int) -> tuple[float, float]:
    """Left and right edge of the text that a line stands in: of the lines around it."""
    line = lines[index]
    near = [
        other
        for other in lines[max(0, index - 12) : index + 13]
        if other.page == line.page and other.left < line.right and other.right > line.left
    ]
    lefts = Counter(round(other.left, 2) for other in near)
    usual, count = lefts.most_common(1)[0]
    left = usual if count > 1 else min(other.left for other in near)
    # A headline may be wider than the text below it; the few widest lines do not count.
    rights = sorted(other.right for other in near if abs(other.size - line.size) < 0.6)
    return left, rights[int(0.9 * (len(rights) - 1))]


def _starts(
    previous: Line,
    line: Line,
    before: tuple[float, float],
    column: tuple[float, float],
    leading: float,
) -> bool:
    """Whether line starts a paragraph.

    before, column: left and right edge of the text that the two lines stand in.
    leading: the usual step between lines of its size.
    """
    if only_date(line.text) or only_date(previous.text):
        return True
    if abs(line.size - previous.size) > 0.12 * max(previous.size, 1.0):
        return not (line.text[:1].islower() and not _ENDS_CLAUSE.search(previous.text))
    elsewhere = line.page != previous.page or line.bottom < previous.bottom - 0.5 * leading
    runs_on = not _ENDS_CLAUSE.search(previous.text) and previous.text[-1:] != ","
    if elsewhere:
        if line.text[:1].islower():
            return False
        left, right = before
        # The last line of a list's item ends early, whatever it ends with.
        return not runs_on or right - previous.right > 0.3 * (right - left)
    step = line.bottom - previous.bottom
    if step > 1.35 * leading and not (line.text[:1].islower() and step < 1.8 * leading):
        return True
    left, right = column
    width = max(right - left, 0.05)
    if line.left - left > 0.015 and previous.left - left < 0.01 and line.left - left < 0.3 * width:
        return not line.text[:1].islower() and bool(_ENDS_CLAUSE.search(previous.text))
    if _BULLET.match(line.text) or _SPEAKER.match(line.text):
        return bool(_ENDS_CLAUSE.search(previous.text)) or previous.right < right - 0.2 * width
    # A line that ends early, where the next word would have fitted, ends its paragraph.
    first_word = len(line.text.split(maxsplit=1)[0]) + 1
    room = right - previous.right
    letter = (line.right - line.left) / max(len(line.text), 1)
    if room > 1.3 * first_word * letter + 0.02 and not line.text[:1].islower():
        return bool(_ENDS_CLAUSE.search(previous.text)) or (
            room > 0.3 * width and line.text[:1].isupper()
        )
    return False
