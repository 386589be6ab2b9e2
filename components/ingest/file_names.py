"""File names that people give to articles: “2022-02-14_The Inkwell_Talks resume.txt”."""

from __future__ import annotations

import re

_PATTERN = re.compile(
    r"(?P<day>\d{4}[-.]?\d{2}[-.]?\d{2})(?P<mark>_| [-–—] )(?P<source>[^_]{2,40}?)(?P=mark)"
    r"(?P<title>[^_]{5,200})"
)
_BETWEEN = re.compile(r"_| [-–—] ")
# Second parts that say what the file is, not whose it is.
_NO_SOURCE = re.compile(
    r"(?:draft|final|copy|version|article|notes?|text|scan|page|part|file|export|download|print|new"
    r"|old|untitled|document|news|press)\b.{0,8}",
    re.IGNORECASE,
)


def source_and_title(stem: str) -> tuple[str, str] | None:
    """Source and title in a file's name of exactly three parts: day, source and title.

    stem: the name without its ending. None for every other name, and where the second part is
    no name (in lower case, or a word such as “draft”) or the third is a single word.
    """
    match = _PATTERN.fullmatch(stem.strip())
    if match is None:
        return None
    source, title = match["source"].strip(), match["title"].strip()
    if _BETWEEN.search(source) or (match["mark"] != "_" and _BETWEEN.search(title)):
        return None
    if not source[:1].isupper() or _NO_SOURCE.fullmatch(source) or len(source.split()) > 5:
        return None
    if len(re.findall(r"[^\W\d_]{2,}", title)) < 2:
        return None
    return source, title
