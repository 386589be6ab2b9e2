"""Plain text that was printed page by page: form feeds, running heads and page numbers go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_FEED = "\f"
_NUMBER = re.compile(r"\s*(?:page\s*)?[-–—]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—]?\s*", re.I)
_ENDS = re.compile("[.!?…:;][\"'”’»)\\]]*\\s*$")


def without_page_breaks(text: str) -> str:
    """Text with its pages joined; a sentence that runs over a page's end runs on.

    Text without form feeds comes back as it is.
    """
    if _FEED not in text:
        return text
    pages = [page.split("\n") for page in re.sub("\r\n?", "\n", text).split(_FEED)]
    edges = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page)})
    usual = {key for key, n in edges.items() if key and n >= max(2, len(pages) // 3)}
    result: list[str] = []
    for page in pages:
        lines = list(_body(page, usual))
        if result and lines:
            runs_on = not _ENDS.search(result[-1]) and lines[0].lstrip()[:1].islower()
            result += [] if runs_on else [""]
        result += lines
    return "\n".join(result)


def _body(page: Sequence[str], usual: set[str]) -> Iterator[str]:
    heads = {i for i in _edges(page) if _key(page[i]) in usual or _NUMBER.fullmatch(page[i])}
    kept = [line for i, line in enumerate(page) if i not in heads]
    while kept and not kept[0].strip():
        del kept[0]
    while kept and not kept[-1].strip():
        del kept[-1]
    yield from kept


def _edges(page: Sequence[str]) -> tuple[int, ...]:
    """Places of the first and the last lines that are not blank, where running heads stand."""
    written = [i for i, line in enumerate(page) if line.strip()]
    return tuple(dict.fromkeys((*written[:2], *written[-2:])))


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))
