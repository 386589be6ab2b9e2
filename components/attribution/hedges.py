"""Hedges: words that make a statement uncertain, by class, with the clause they hedge."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.attribution.clauses import clause_at, clauses
from components.attribution.records import Hedge
from components.text import Span, Word
from components.text.phrases import Table, find, load_table, plain_keys
from components.text.spans import HasSpan, overlaps

# After these a “would” tells the future of the past: “They expected that it would be quick.”
_PAST = frozenset(
    "said told thought expected believed warned agreed knew predicted presumed announced pledged "
    "promised hoped feared meant argued claimed suggested noted added planned decided stated "
    "assured assumed insisted intended".split()
)
_PAST_REACH = 40  # words
_NAMES = frozenset(("may", "might", "will"))  # the month, strength, a man: with a capital
# Whole classes that speak about all their sentence, not only the clause they stand in.
_WIDE = frozenset(("conditional", "unsubstantiated"))
_INVERTED = re.compile(
    r"(?P<cue>\b(?:[Ss]hould|[Ww]ere|[Hh]ad)) (?:the |there |President |an? )?"
    r"(?:[A-Z][\w’'-]+ ?|he |she |it |they |we |any(?:one|body)? ){0,3}"
    r"(?P<verb>to [a-z]+|been|be|not|choose|decide|attempt|attack|invade|fail|continue|seek|try|"
    r"refuse|agree|want|take|use|go)\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the table: class, certainty, and the neighbours beside which it is no hedge."""

    cls: str
    certainty: float
    not_after: frozenset[str]
    not_before: frozenset[str]
    only_after: frozenset[str]


@cache
def _table() -> Table[_Rule]:
    return load_table(
        Path(__file__).with_name("hedges.csv"),
        lambda row: _Rule(
            row["class"],
            float(row["certainty"]),
            frozenset(filter(None, row["not_after"].split("|"))),
            frozenset(filter(None, row["not_before"].split("|"))),
            frozenset(filter(None, row["only_after"].split("|"))),
        ),
    )


def hedges(text: str, sentence_words: Sequence[Word]) -> tuple[Hedge, ...]:
    """The hedges among a sentence's words, in order. “May” the month and “Will” the name are none."""
    if not sentence_words:
        return ()
    sentence = Span(sentence_words[0].start, sentence_words[-1].end)
    keys = plain_keys(sentence_words)
    parts: tuple[Span, ...] = ()
    found = []
    for hit in find(keys, _table()):
        rule = hit.value
        name = keys[hit.first] in _NAMES and text[sentence_words[hit.first].start].isupper()
        if name or not _hedges(keys, hit.first, hit.last, rule):
            continue
        parts = parts or clauses(text, sentence)
        start, end = sentence_words[hit.first].start, sentence_words[hit.last].end
        found.append(_hedge(text, rule.cls, rule.certainty, Span(start, end), sentence, parts))
    return tuple(_with_inverted(text, sentence, found))


def _hedge(
    text: str, cls: str, sure: float, place: Span, sentence: Span, parts: Sequence[Span]
) -> Hedge:
    wide = cls in _WIDE or "anonymity" in text[place.start : place.end]
    scope = sentence if wide else clause_at(parts, place.start)
    return Hedge(
        text[place.start : place.end], cls, sure, place.start, place.end,
        scope.start, max(scope.end, place.end),
    )  # fmt: skip


def _with_inverted(text: str, sentence: Span, found: list[Hedge]) -> list[Hedge]:
    """The hedges with conditions told by word order alone: “Should Russia attack, …”."""
    if text[sentence.end : sentence.end + 1] == "?":
        return found
    extra = []
    for match in _INVERTED.finditer(text, sentence.start, sentence.end):
        place = Span(match.start(), match.end())
        first = match.start() == sentence.start or text[: match.start()].rstrip()[-1:] in ",;—"
        bare = match.end("cue") + 1 >= match.start("verb")  # “Peskov, had been right”
        if first and not bare and not any(overlaps(hedge, place) for hedge in found):
            extra.append(_hedge(text, "conditional", 0.6, place, sentence, ()))
    return sorted([*found, *extra], key=lambda hedge: hedge.start) if extra else found


def _hedges(keys: Sequence[str], first: int, last: int, rule: _Rule) -> bool:
    """Whether the words beside a found phrase leave it a hedge."""
    if keys[first] == "would" and not _PAST.isdisjoint(keys[max(0, first - _PAST_REACH) : first]):
        return False
    before = keys[first - 1] if first else ""
    if rule.only_after and before not in rule.only_after:
        return False
    if rule.not_after and not rule.not_after.isdisjoint(
        (before, " ".join(keys[max(0, first - 2) : first]))
    ):
        return False
    after = keys[last + 1 : last + 3]
    return not rule.not_before or rule.not_before.isdisjoint((*after[:1], " ".join(after)))


def certainty(found: Iterable[Hedge], at: HasSpan | None = None) -> float:
    """The certainty under these hedges: the lowest that applies, 1 without any.

    With ``at`` only hedges whose scope shares a character with it apply.
    """
    return min(
        (
            hedge.certainty
            for hedge in found
            if at is None or (hedge.scope_start < at.end and at.start < hedge.scope_end)
        ),
        default=1.0,
    )
