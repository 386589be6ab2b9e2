"""Attributions: which words of a sentence are whose.

Version 1 reads direct and indirect speech, “according to” and transcript turns from the
order of words. A speaker who is no actor of the roster is left open, never invented.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.actors import Mention
from components.text import Span, Word
from components.text.phrases import Table, find, load_table
from components.text.spans import covered, indexes_in, inside, starting_in

_REACH = 90  # characters between a speaker and the cue
_TRAILING = 4  # words after a cue that closes its sentence: “…, said Mr. Putin on Friday.”
_TURN = re.compile(r"(?P<name>[A-Z][A-Z .’'-]{2,40}|(?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+):\s")
# Cues that attribute even when who speaks is left open; other verbs need a speaker we know.
_OPEN = frozenset(
    "say says said saying tell tells told claim claims claimed report reports reported state stated announce "
    "announced add added note noted observe observed suggest suggests suggested insist insisted".split()
)
# Between a speaker and the cue: a new clause, or a pronoun that is the nearer subject.
_OTHER_SUBJECT = re.compile(
    r"[;:—]|\b(?:but|while|whereas|although|because|they|we|i|you|who|he|she|it)\b", re.IGNORECASE
)
# After the speaker of “…, said Putin”: the clause is over, or only time and place follow.
_CLOSES = re.compile(
    r"\s*(?:[,.;:!?—–”\"]|$|\n|(?:on|in|at|after|before|during|late|early|today|yesterday)\b)"
)
_DETERMINER = re.compile(
    r"\b(?:the|a|an|in|of|this|that|its|his|her|their|our|any|no)\s$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """``cue`` hands characters ``start``–``end`` to ``speaker`` (a roster id, or None if open).

    ``channel`` (public, official, alleged private) is None until the method fills it.
    """

    speaker: str | None
    cue: str
    channel: str | None
    start: int
    end: int
    certainty: float
    cue_start: int
    cue_end: int


@cache
def _table() -> Table[tuple[str, float]]:
    return load_table(
        Path(__file__).with_name("speech.csv"),
        lambda row: (row["kind"], float(row["certainty"])),
    )


def attributions(
    text: str,
    sentence: Span,
    sentence_words: Sequence[Word],
    mentions: Sequence[Mention],
    quotations: Sequence[Span],
) -> tuple[Attribution, ...]:
    """The attributions of one sentence, in order; cues inside a quotation are the quoted speaker's."""
    here = [m for m in mentions if inside(m, sentence)]
    turn = _turn(text, sentence, here)
    found = [turn] if turn else []
    taken = [Span(m.start, m.end) for m in here]
    for hit in find([word.key for word in sentence_words], _table()):
        kind, sure = hit.value
        start, end = sentence_words[hit.first].start, sentence_words[hit.last].end
        cue = Span(start, end)
        if covered(cue, quotations) or indexes_in(taken, cue) or _is_noun(text, start, kind):
            continue
        speaker = _speaker(text, sentence, cue, kind, here, quotations)
        if speaker is None and kind != "phrase" and sentence_words[hit.first].key not in _OPEN:
            continue
        scope = _scope(text, sentence, cue, kind)
        found.append(
            Attribution(speaker, text[start:end], None, scope.start, scope.end, sure, start, end)
        )
    return tuple(found)


def _is_noun(text: str, start: int, kind: str) -> bool:
    """Whether the word is no verb of the speaker's here: “the reports”, “in favour of”, “thank you”."""
    if kind == "phrase":
        return False
    thanks = text[start : start + 9].lower() == "thank you"
    return thanks or bool(_DETERMINER.search(text[max(0, start - 8) : start]))


def _turn(text: str, sentence: Span, here: Sequence[Mention]) -> Attribution | None:
    """A transcript turn (“VLADIMIR PUTIN: …”) at the sentence's start."""
    found = _TURN.match(text, sentence.start, sentence.end)
    if not found:
        return None
    speaker = next((m for m in here if m.end <= found.end() and m.via in ("name", "title")), None)
    if speaker is None:
        return None
    return Attribution(
        speaker.actor, "turn", None, found.end(), sentence.end, 1.0, found.start(), found.end()
    )


def _speaker(
    text: str,
    sentence: Span,
    cue: Span,
    kind: str,
    here: Sequence[Mention],
    quotations: Sequence[Span],
) -> str | None:
    near = starting_in(here, cue.start - 2 * _REACH, cue.end + _REACH)
    outside = [m for m in near if not covered(m, quotations)]
    after = next((m for m in outside if m.start >= cue.end), None)
    if kind == "phrase":
        # “according to the Kremlin”: the speaker follows at once, an article at most between.
        if after and re.fullmatch(r"\s+(?:the\s+|a\s+)?", text[cue.end : after.start]):
            return after.actor
        return None
    before = [m for m in outside if m.end <= cue.start and cue.start - m.end <= _REACH]
    before = [m for m in before if not _OTHER_SUBJECT.search(text[m.end : cue.start])]
    if before:
        return _subject(text, before, cue)
    if after is None or kind != "verb":
        return None
    inverted = re.fullmatch(r"\s+(?:the\s+)?", text[cue.end : after.start])
    return after.actor if inverted and _CLOSES.match(text, after.end) else None


def _subject(text: str, before: Sequence[Mention], cue: Span) -> str | None:
    """The subject of a speech verb: the last mention before it that no preposition governs."""
    for mention in reversed(before):
        lead = text[max(0, mention.start - 16) : mention.start]
        tail = text[mention.end : mention.end + 2]
        governed = re.search(
            r"\b(?:of|to|with|from|by|in|on|for|against|about|toward|over)\s+(?:the\s+)?$", lead
        )
        compound = lead.endswith(("-", "–")) or tail.startswith(("-", "–"))
        if not governed and not compound and not re.match(r"['’]s?", tail):
            return mention.actor
    return None


def _scope(text: str, sentence: Span, cue: Span, kind: str) -> Span:
    """What an attribution covers: the words after the cue, or all of a sentence that ends with it."""
    trailing = kind == "verb" and len(text[cue.end : sentence.end].split()) <= _TRAILING
    return sentence if kind == "phrase" or trailing else Span(cue.end, sentence.end)
