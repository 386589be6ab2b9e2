"""What each cue of a sentence covers: before it, after it, or all around it."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from components.attribution.antecedents import (
    antecedent,
    apposed,
    aside_end,
    cut_before_apposed,
    explained,
    is_passive,
    undergone,
)
from components.attribution.clauses import clause_at, clauses
from components.attribution.cue import Cue, clause_edge, first_of
from components.attribution.reading import Reading
from components.attribution.subordinate import clause_end
from components.attribution.word_lists import DAYS, PREPOSITIONS, STOPS
from components.text import Span

_START = attrgetter("start")
_REST = 14  # words that may follow a cue which closes its sentence
_HEARERS = frozenset("reporters journalists him her them me us lawmakers parliament".split())
_PLACES = frozenset(
    "on in at during after before from via through since by as when while alongside".split()
)
_TIMES = frozenset("yesterday today tonight late early last earlier then afterwards again".split())
_MARKS = frozenset(",\"”»'’?!—–")


def scopes(reading: Reading, found: Sequence[Cue]) -> list[Span]:
    """One scope for each cue, in the same order; two of them nest or lie apart.

    A scope may leave its sentence where a quotation runs over several.
    """
    parts = clauses(reading.text, reading.span) if found else ()
    spans = [_scope(reading, cue, parts) for cue in found]
    main = next(
        (i for i, cue in enumerate(found) if cue.saying.kind in ("say", "verb", "stance")), None
    )
    for i, cue in enumerate(found):
        if cue.saying.kind == "citing" and main is not None:
            begin = max(spans[main].start, reading.words[cue.tail].end)
            inner = Span(begin, spans[main].end)
            spans[i] = inner if begin < inner.end else spans[main]
    for i, cue in enumerate(found):
        reported = i and spans[i - 1].end > reading.words[cue.first].start
        if reported and cue.side == "agent":
            begin = reading.words[found[i - 1].tail].end
            spans[i] = Span(min(max(spans[i].start, begin), spans[i].end), spans[i].end)
    _cut(reading, found, spans)
    cut_before_apposed(reading, found, spans)
    return nested(spans)


def _scope(reading: Reading, cue: Cue, parts: Sequence[Span]) -> Span:
    text_start, text_end = reading.span.start, reading.span.end
    start, end = reading.words[cue.first].start, reading.words[cue.tail].end
    kind = cue.saying.kind
    if kind == "own":
        return _within_quotation(reading, cue, Span(text_start, text_end))
    if cue.agentless:
        return _within_quotation(reading, cue, clause_at(parts, start))
    if cue.side == "agent":
        return _within_quotation(reading, cue, _of_agent(reading, cue, parts))
    if kind in ("of", "citing"):
        if reading.keys[cue.first].endswith(("ed", "seen")) and reading.keys[cue.last] == "by":
            return _within_quotation(reading, cue, _seen_by(reading, cue, parts))
        return _within_quotation(reading, cue, _named(reading, cue, start, end))
    if kind == "noun":
        clause = clause_at(parts, start)
        return _within_quotation(reading, cue, Span(end, max(end, clause.end)))
    taken_up = apposed(reading, cue)
    if taken_up is not None:
        return Span(reading.words[taken_up].start, _closing(reading, cue))
    place = position(reading, cue)
    begin = reading.words[first_of(reading, cue)].start
    if place == "after":
        return _within_quotation(reading, cue, Span(_opening(reading, cue, begin), begin))
    if place == "around":
        return _within_quotation(
            reading, cue, Span(_opening(reading, cue, begin), _closing(reading, cue))
        )
    closing = _closing(reading, cue)
    inner = clause_end(reading, cue)
    within = Span(end, closing if inner is None else max(end, inner))
    return _within_quotation(reading, cue, antecedent(reading, cue, within.end) or within)


def _within_quotation(reading: Reading, cue: Cue, scope: Span) -> Span:
    """The scope, kept inside the quotation that the cue itself stands in."""
    quoted = reading.quoted[cue.first]
    if quoted < 0:
        return scope
    quotation = reading.quotations[quoted]
    start = min(max(scope.start, quotation.start), quotation.end)
    return Span(start, max(start, min(scope.end, quotation.end)))


def _named(reading: Reading, cue: Cue, start: int, end: int) -> Span:
    """Of “according to X”: the rest after it where it opens the clause, else what stands before."""
    mark = reading.mark_after(cue.tail)
    last = cue.tail + 1 >= len(reading.words)
    opens = cue.first == 0 or reading.marks[cue.first][-1:] in (";", ":", "—")
    if cue.first == 1 and reading.keys[0] in STOPS:
        opens = True
    if opens:
        return Span(end, reading.span.end)
    if last or not mark.startswith((",", "–", "—")):
        return Span(reading.span.start, start)
    return reading.span


def _seen_by(reading: Reading, cue: Cue, parts: Sequence[Span]) -> Span:
    """Of “conflicts seen by X as a threat”: the phrase; of “is seen by X as”: its clause."""
    start, end = reading.words[cue.first].start, reading.words[cue.tail].end
    if not cue.first:
        return _named(reading, cue, start, end)
    if is_passive(reading, cue.first):
        return clause_at(parts, start)
    return explained(reading, cue.first, cue.tail)


def _of_agent(reading: Reading, cue: Cue, parts: Sequence[Span]) -> Span:
    """What an agent says: “described by X |as a mistake|”, “called |a joke| by X”, “|a plan| announced by X”."""
    start = reading.words[cue.first].start
    if reading.keys[cue.last + 1] != "by":
        by = next(i for i in range(cue.last + 1, len(reading.keys)) if reading.keys[i] == "by")
        return Span(reading.words[cue.last].end, reading.words[by].start)
    after = cue.tail + 1
    clause = clause_at(parts, start)
    if after < len(reading.keys) and (
        (reading.keys[after] in ("as", "that", "to", "of") and not reading.marks[after])
        or "“" in reading.marks[after]
    ):
        tail = reading.words[cue.tail].end
        passive = is_passive(reading, cue.first)
        return Span(tail, max(tail, clause.end if passive else aside_end(reading, cue.tail)))
    if not cue.first:
        return Span(start, start)
    before = reading.keys[cue.first - 1]
    joined = before in STOPS or before in PREPOSITIONS
    if is_passive(reading, cue.first) or joined:
        return undergone(reading, clause, cue.first)
    return explained(reading, cue.first, cue.tail)


def position(reading: Reading, cue: Cue) -> str:
    """Where the cue stands to what is said: "before" it, "after" it, or what is said is "around"."""
    if cue.side == "shared":
        return "before"
    first = first_of(reading, cue)
    mark = reading.marks[first]
    if first == 0:
        return "after" if mark and _is_aside(reading, cue) else "before"
    if not mark or (mark[0] not in _MARKS and mark[-1:] not in _MARKS):
        return "before"
    if "“" in mark and "”" not in mark:
        return "before"
    quoted = any(each in mark for each in '”»"') or reading.quoted[first - 1] >= 0
    if any(each in mark for each in '”»"') and "“" not in mark:
        return _after_quotation(reading, cue)
    at = cue.tail + 1
    while (
        at < len(reading.words)
        and at - cue.tail <= _REST
        and (not reading.marks[at] or reading.marks[at] in ("(", ")"))
    ):
        if reading.keys[at] == "that":
            return "before"
        at += 1
    if at <= cue.tail + _REST and at >= len(reading.words):
        closing = reading.mark_after(len(reading.words) - 1)
        if not closing.startswith((":", "“", '"')):
            return _closes(reading, cue, first, at, quoted)
    if at < len(reading.words) and at - cue.tail <= _REST:
        return _goes_on(reading, cue, first, at, quoted)
    return "after" if quoted and cue.side == "after" else "before"


def _is_aside(reading: Reading, cue: Cue) -> bool:
    """Whether a sentence is no more than “He said on Monday.”, behind what he said."""
    rest = reading.keys[cue.tail + 1 : cue.tail + 2 + _REST]
    if cue.saying.kind == "stance":
        return False  # “His counterpart agreed.”: no words of his
    if len(rest) > _REST or "that" in rest or not any(m in reading.marks[0] for m in '”»"'):
        return False
    plain = all(not mark for mark in reading.marks[cue.tail + 1 :])
    closes = not reading.mark_after(len(reading.words) - 1).startswith((",", ":"))
    return plain and closes and (not rest or _stands_aside(rest[0]))


def _after_quotation(reading: Reading, cue: Cue) -> str:
    """A cue right behind a closing mark: “…,” he said of it; “…,” he said, “…”."""
    for at in range(cue.tail + 1, min(len(reading.words), cue.tail + _REST)):
        mark = reading.marks[at]
        if mark and any(each in mark for each in '“"«') and mark[0] in ",:;—–":
            return "around"
    return "after"


def _closes(reading: Reading, cue: Cue, first: int, at: int, quoted: bool) -> str:
    """The cue and what follows it close the sentence."""
    if at == cue.tail + 1:
        return "after"
    key = reading.keys[cue.tail + 1]
    aside = _stands_aside(key)
    return "after" if aside and (quoted or not _introduced(reading, first)) else "before"


def _goes_on(reading: Reading, cue: Cue, first: int, at: int, quoted: bool) -> str:
    """A mark follows the cue, and then more words."""
    mark = reading.marks[at]
    key = reading.keys[cue.tail + 1]
    aside = at == cue.tail + 1 or _stands_aside(key)
    if not aside or not mark.startswith((",", ".", ":", "—", "–")):
        return "before"
    if mark.startswith(":"):
        return "before"
    if reading.keys[at].endswith("ing") or reading.keys[at] in (
        "in",
        "after",
        "during",
        "who",
        "which",
    ):
        return "after" if quoted or not _introduced(reading, first) else "before"
    if not quoted and _introduced(reading, first) and "“" in mark:
        return "before"
    return "around"


def _stands_aside(key: str) -> bool:
    """Whether a word after the cue goes on with the saying: “on Friday”, “reporters in Moscow”."""
    return any(key in each for each in (_PLACES, DAYS, _HEARERS, _TIMES))


def _introduced(reading: Reading, first: int) -> bool:
    """Whether only “In Moscow on Friday,” stands before the subject."""
    key = reading.keys[0]
    opens = key in PREPOSITIONS or key in STOPS or key in DAYS or key.endswith(("ing", "ly"))
    return opens and not any(reading.marks[i].startswith(",") for i in range(1, min(first, 60)))


def _opening(reading: Reading, cue: Cue, begin: int) -> int:
    """Where what stands before a closing cue begins: the sentence, or its quotation earlier on."""
    first = first_of(reading, cue)
    start = reading.span.start
    if not first:
        before = bisect_right(reading.quotations, start, key=_START) - 1
        return reading.quotations[before].start
    quoted = reading.quoted[first - 1]
    return min(start, reading.quotations[quoted].start) if quoted >= 0 else min(start, begin)


def _closing(reading: Reading, cue: Cue) -> int:
    """Where what follows a cue ends: the sentence, or a quotation that runs on beyond it."""
    quoted = reading.quoted[-1]
    end = reading.span.end
    if quoted >= 0 and reading.quotations[quoted].start >= reading.words[cue.last].end:
        return max(end, reading.quotations[quoted].end)
    return end


def _cut(reading: Reading, found: Sequence[Cue], spans: list[Span]) -> None:
    """End a scope where a new clause with a speaker of its own begins: “…, and Biden said”."""
    for i in range(len(found) - 1):
        scope = spans[i]
        for j in range(i + 1, min(i + 3, len(found))):
            cue = found[j]
            if (
                cue.side != "before"
                or cue.agentless
                or not scope.start <= cue.subject.start < scope.end
            ):
                continue
            first = first_of(reading, cue)
            edge = clause_edge(reading, first)
            if edge is not None and edge > scope.start:
                spans[i] = Span(scope.start, edge)
                break


def nested(spans: Sequence[Span]) -> list[Span]:
    """The spans, each cut at the end of an earlier one that it would otherwise half overlap."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end))
    result = list(spans)
    open_ends: list[int] = []
    for i in order:
        span = spans[i]
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        end = min(span.end, open_ends[-1]) if open_ends else span.end
        result[i] = Span(span.start, max(span.start, end))
        open_ends.append(result[i].end)
    return result
