"""One sentence as the reader sees it: words, the marks between them, who is meant where."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from components.actors import Mention
from components.text import Span, Word
from components.text.spans import HasSpan, indexes_in, starting_in

_CLOSING = ("”", '"', "»")
_START = attrgetter("start")
# Adjectives of countries name no speaker: “Russian claims”, “American officials”.
_ADJECTIVE = re.compile(
    r"(?:[A-Z][\w.-]*(?:ian|ean|ese|ish)|American|German|Mexican|Cuban|Afghan|Moroccan|African|Tajik|French|Dutch|"
    r"Czech|Slovak|Iraqi|Israeli|Saudi|Kazakh|Uzbek|Kyrgyz|Greek|Swiss|Soviet|Qatari|Emirati|Yemeni|Omani|"
    r"Kuwaiti|Pakistani|Bangladeshi|Thai|Turk|[\w.]+-(?:led|based|backed))"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place where roster actors are meant; a group means several at once."""

    actors: tuple[str, ...]
    via: str
    start: int
    end: int
    noun: bool  # can be a subject: no possessive, no adjective, no part of a compound


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence for the rules. Lists run parallel to ``words``.

    ``marks[i]`` is what stands between word i − 1 and word i, blanks dropped (for the first
    word what opens the sentence); ``owner[i]`` the index in ``named`` of the mention word i
    belongs to, or −1; ``quoted[i]`` the index of its quotation in ``quotations``, or −1.
    """

    text: str
    span: Span
    words: Sequence[Word]
    keys: Sequence[str]
    marks: Sequence[str]
    named: Sequence[Named]
    owner: Sequence[int]
    quoted: Sequence[int]
    quotations: Sequence[Span]
    proper: Set[str]  # words printed with a capital inside a sentence somewhere in the text

    def mark_after(self, index: int) -> str:
        """What stands after word ``index``, up to the next word or the sentence's end."""
        if index + 1 < len(self.words):
            return self.marks[index + 1]
        return self.text[self.words[index].end : self.span.end].strip()


def read(
    text: str,
    sentence: Span,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    quotations: Sequence[Span],
    proper: Set[str] = frozenset(),
) -> Reading:
    """The reading of one sentence; ``mentions`` and ``quotations`` may be the whole text's, in order."""
    named = _named(text, starting_in(mentions, sentence.start, sentence.end))
    return Reading(
        text,
        sentence,
        words,
        [word.key for word in words],
        [
            _closed_before(text, sentence.start, quotations)
            + text[sentence.start : words[0].start].strip(),
            *(text[a.end : b.start].strip() for a, b in pairwise(words)),
        ]
        if words
        else [],
        named,
        _covering(words, named),
        _covering(words, quotations) if quotations else [-1] * len(words),
        quotations,
        proper,
    )


def _closed_before(text: str, start: int, quotations: Sequence[Span]) -> str:
    """The mark that closes a quotation right before the sentence: “Help!” |he said."""
    at = bisect_right(quotations, start, key=_START) - 1
    if at < 0 or quotations[at].end >= start:
        return ""
    between = text[quotations[at].end : start].strip()
    return between if between in _CLOSING else ""


def _named(text: str, mentions: Sequence[Mention]) -> list[Named]:
    found: list[Named] = []
    for mention in mentions:
        if found and mention.start < found[-1].end:
            last = found[-1]
            if (mention.start, mention.end) == (last.start, last.end):
                found[-1] = Named(
                    (*last.actors, mention.actor), last.via, last.start, last.end, last.noun
                )
            continue
        follows = text[mention.end : mention.end + 2]
        possessive = follows[:1] in ("'", "’") and follows[1:].lower() in ("s", "", " ")
        possessive = possessive and mention.surface.lower() not in _SUBJECTS
        compound = (follows[:1] in ("-", "–") and follows[1:].isalnum()) or (
            text[max(0, mention.start - 1) : mention.start] in ("-", "–", "@")
        )
        personal = mention.via == "pronoun" and mention.surface.lower() in _POSSESSIVE
        adjective = mention.via == "alias" and _ADJECTIVE.fullmatch(mention.surface)
        noun = not (possessive or compound or personal or adjective)
        found.append(Named((mention.actor,), mention.via, mention.start, mention.end, noun))
    return found


_SUBJECTS = frozenset("he she it they we i".split())
_POSSESSIVE = frozenset("his her its their our my your him them us me hers theirs".split())


def proper_words(text: str, words: Iterable[Sequence[Word]]) -> frozenset[str]:
    """Keys of the words that stand with a capital inside a sentence; ``words`` are by sentence."""
    return frozenset(
        word.key for inner in words for word in inner[1:] if text[word.start].isupper()
    )


def _covering(words: Sequence[Word], spans: Sequence[HasSpan]) -> list[int]:
    """For each word the index of the span that touches it, or −1."""
    found = [-1] * len(words)
    if not words:
        return found
    for index in indexes_in(spans, Span(words[0].start, words[-1].end)):
        place = spans[index]
        at = max(0, bisect_right(words, place.start, key=_START) - 1)
        while at < len(words) and words[at].start < place.end:
            if words[at].end > place.start:
                found[at] = index
            at += 1
    return found
