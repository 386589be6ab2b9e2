"""Quotations that run on: over sentences, over paragraphs, and signed below."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter

from components.actors import Mention
from components.attribution.records import Attribution
from components.text import Span
from components.text.spans import inside, starting_in

_START = attrgetter("start")
# “…” — Kevin Baron, Defense One: the speaker signs what stands before.
_SIGNED = re.compile(r"[”\"»]\s*(?P<dash>—|–|--|-)\s*(?P<name>[^\W\d_][^,.;:\n“”\"]{2,60})")
_UNSIGNED = frozenset(("editorial", "opinion", "leader", "editorial board"))


def signed(
    text: str,
    paragraph: Span,
    quotations: Sequence[Span],
    said: Sequence[Attribution],
    mentions: Sequence[Mention],
) -> list[Attribution]:
    """A quotation signed after a dash at its paragraph's end."""
    if not quotations:
        return []
    last = quotations[-1]
    match = _SIGNED.match(text, last.end, paragraph.end)
    if not match or any(a.cue_start >= match.start() for a in said):
        return []
    name = Span(match.start("name"), match.end("name"))
    near = [m for m in starting_in(mentions, name.start, name.end) if inside(m, name)]
    whole = next((m for m in near if m.start - name.start < 25), None)
    if whole is None and text[name.start : name.end].strip().lower() in _UNSIGNED:
        near = list(starting_in(mentions, name.end, paragraph.end))
        whole = near[0] if near else None
    first = quotations[0] if text[paragraph.start] in '“"«' else last
    return [
        Attribution(
            whole.actor if whole else None, match.group("dash"), "public",
            first.start, last.end, 1.0, match.start("dash"), match.end("dash"),
            whole.start if whole else name.start, whole.end if whole else name.end,
        )
    ]  # fmt: skip


def continued(
    text: str,
    paragraph: Span,
    quotations: Sequence[Span],
    said: Sequence[Attribution],
    before: Sequence[Attribution],
    sentences: Sequence[Span],
) -> list[Attribution]:
    """``said`` with the quotations that nobody introduces given to who spoke right before.

    ``before`` holds whose quotation ended the paragraph before. A quotation goes on if it opens
    its sentence and nothing but its predecessor's sentence stands between.
    """
    found = list(said)
    holders = list(before)
    edge = paragraph.start
    scopes = sorted(said, key=lambda a: (a.start, -a.end))
    at = 0
    covering: list[Attribution] = []
    for quotation in quotations:
        while at < len(scopes) and scopes[at].start <= quotation.start:
            covering.append(scopes[at])
            at += 1
        while covering and covering[-1].end <= quotation.start:
            covering.pop()
        opens = opens_sentence(text, paragraph, quotation)
        if covering:
            holders = _innermost(covering)
        elif holders and opens and _follows(text, edge, quotation, holders, sentences):
            found += [replace(a, start=quotation.start, end=quotation.end) for a in holders]
        elif opens:
            holders = []
        if covering or opens:
            edge = quotation.end
    return found


def _innermost(covering: Sequence[Attribution]) -> list[Attribution]:
    """The records of the last cue of ``covering``: one for each of its speakers."""
    found = [covering[-1]]
    for each in islice(reversed(covering), 1, None):
        if each.cue_start != found[0].cue_start:
            break
        found.append(each)
    return found


def opens_sentence(text: str, paragraph: Span, quotation: Span) -> bool:
    """Whether the quotation opens a sentence."""
    lead = text[max(paragraph.start, quotation.start - 6) : quotation.start].rstrip('"“«„ \t\n')
    return not lead or quotation.start - 1 <= paragraph.start or lead[-1] in '.!?…”"»:'


def is_direct(text: str, paragraph: Span, quotation: Span) -> bool:
    """Whether the quotation is speech of its own, not words quoted within a sentence."""
    lead = text[max(paragraph.start, quotation.start - 6) : quotation.start].rstrip('"“«„ \t\n')
    return opens_sentence(text, paragraph, quotation) or lead[-1:] in (",", ":", "—")


def _follows(
    text: str,
    edge: int,
    quotation: Span,
    holders: Sequence[Attribution],
    sentences: Sequence[Span],
) -> bool:
    """Whether only the sentence of the cue stands between this quotation and the one before."""
    if not text[edge : quotation.start].strip(" \t\n\"“”«»„’‘'"):
        return True
    here = bisect_right(sentences, quotation.start, key=_START) - 1
    cue = bisect_right(sentences, holders[0].cue_start, key=_START) - 1
    return edge <= holders[0].cue_start and cue == here - 1
