"""Clauses by rule: where a sentence may be cut between one statement and the next."""

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from components.text import Span
from components.text.spans import HasSpan

# A mark that always parts clauses; a comma with a word that opens one; such a word by itself.
_CUT = re.compile(
    r"(?P<mark>;|:(?=\s)|—|\s[–-]\s|--)"
    r"|(?P<relative>,\s+(?:who|whom|whose|which|where)\b)"
    r"|(?P<opener>,\s+(?:and|but|or|yet|so|while|whereas|although|though|because|since|when|as|"
    r"if|unless|until|after|before|with|adding|saying|noting|he|she|it|they|we|i|there|this)\b)"
    r"|(?P<word>\b(?:but|while|whereas|although|because|unless|until)\s)"
    r"|(?P<comma>,)",
    re.IGNORECASE,
)
# “Although Russia may agree, |the White House refuses”: the main clause begins at such a comma.
_LEADING = re.compile(
    r"[“\"'(\s]*(?:and |but )?(?:even |just )?(?:although|though|while|whereas|after|before|when|as|"
    r"since|because|once|if|unless|until)\s",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r",\s+(?:(?:the|an?|his|her|its|their|some|many)\s|[A-Z])")
_START = attrgetter("start")


def clauses(text: str, sentence: HasSpan) -> tuple[Span, ...]:
    """Spans that cover ``sentence`` from end to end, in order, cut where a clause may begin.

    A plain comma cuts only where it closes a relative clause (“…, who may agree, said”), or
    where the main clause begins behind one that leads the sentence.
    """
    edges = [sentence.start]
    relative = False
    leading = _LEADING.match(text, sentence.start, sentence.end) is not None
    for cut in _CUT.finditer(text, sentence.start, sentence.end):
        main = leading and _SUBJECT.match(text, cut.start(), sentence.end)
        if cut.lastgroup == "comma" and not relative and not main:
            continue
        leading = leading and cut.lastgroup not in ("comma", "opener")
        relative = cut.lastgroup == "relative"
        if cut.start() > edges[-1]:
            edges.append(cut.start())
    edges.append(sentence.end)
    return tuple(Span(a, b) for a, b in itertools.pairwise(edges) if a < b)


def clause_at(parts: Sequence[Span], place: int) -> Span:
    """The clause of ``parts`` that holds the character at ``place``."""
    return parts[max(0, bisect_right(parts, place, key=_START) - 1)]
