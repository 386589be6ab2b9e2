"""GDELT's tables of coded events, which hold no article text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHAT = (
    "There is no article text here: this looks like GDELT {kind}, which {holds}. "
    "Upload a file with the articles' texts, or a list of headlines (GDELT DOC, “ArtList”)."
)
_EVENTS = _WHAT.format(kind="events", holds="holds codes of events and web addresses")
_MENTIONS = _WHAT.format(kind="mentions", holds="says where events were mentioned")
_GRAPH = _WHAT.format(kind="knowledge graph records", holds="holds themes, names and tone values")


def gdelt_refusal(rows: Sequence[Sequence[str]]) -> str | None:
    """The refusal of one of GDELT's files, by its first rows; None for every other table."""
    sample = [row for row in rows[:20] if len(row) > 1]
    if not sample:
        return None
    header = {cell.strip().casefold() for cell in sample[0]}
    if "globaleventid" in header:
        return _MENTIONS if "mentiontype" in header else _EVENTS
    if "gkgrecordid" in header:
        return _GRAPH
    if all(_is_event(row) for row in sample):
        return _EVENTS
    if all(_is_mention(row) for row in sample):
        return _MENTIONS
    if all(len(row) in range(20, 29) and re.fullmatch(r"\d{14}-T?\d+", row[0]) for row in sample):
        return _GRAPH
    return None


def _is_event(row: Sequence[str]) -> bool:
    return (
        55 <= len(row) <= 64
        and row[0].strip().isdecimal()
        and re.fullmatch(r"\d{8}", row[1].strip()) is not None
        and re.fullmatch(r"\d{6}", row[2].strip()) is not None
    )


def _is_mention(row: Sequence[str]) -> bool:
    return (
        13 <= len(row) <= 17
        and row[0].strip().isdecimal()
        and all(re.fullmatch(r"\d{14}", row[index].strip()) for index in (1, 2))
    )
