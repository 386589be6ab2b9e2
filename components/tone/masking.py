"""Masks: names are read as what they are to the question, never as who they are.

With the name visible a label follows the name; with it masked it follows the sentence.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from components.text.spans import HasSpan, covered
from components.tone.wordpiece import Mask

# Unused rows of the vocabulary, given a meaning by training.
TARGET, OTHER, SIDE_A, SIDE_B, THIRD, YEAR, OTHER_TWO, OTHER_THREE = 1, 2, 3, 4, 5, 6, 7, 8
MASKS = range(1, 9)
_YEAR = re.compile(
    r"(?<![\d.,$€£])(?:1[6-9]|20)\d\d(?:s\b|[-–](?:\d\d|(?:19|20)\d\d)\b)?(?![\d.,]*\d)"
)
# A run of capitalised words, with initials, particles and hyphens inside it.
_WORD = r"(?:[A-ZÀ-ÞĀ-Ž](?:[\w’'&-]|\.(?=\w))*)"
_RUN = re.compile(
    rf"(?<![\w@#/]){_WORD}(?:\.?\s(?:(?:of|the|de|la|van|von|der|bin|al|del)\s){{0,2}}{_WORD})*"
)
_PART = re.compile(r"[^\W_](?:[\w’'&.-]*[\w])?")
_POSSESSIVE = re.compile(r"[’']s?$")
_TITLES = frozenset(
    "president vice prime minister secretary state chancellor premier senator sen rep representative congressman "
    "congresswoman gov governor speaker mayor judge justice attorney general gen director chief chairman chairwoman "
    "leader ambassador king queen prince princess pope sir mr mrs ms dr prof professor lt col capt officer majority "
    "minority former deputy foreign defense treasury national security adviser advisor special counsel candidate "
    "spokesman spokeswoman press commissioner executive editor reporter first lady rev sgt detective".split()
)
_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday i i'm i've i'd i'll ok".split()
)


# Capitalised in headlines and after brackets, never part of a name that begins with them.
_FUNCTION = frozenset(
    "the a an in on at for from with to by as if when while after before since during under and but or so yet nor he "
    "she it they we you this that these those who what why how where which not no his her their our my its "
    "however meanwhile although because despite there here is are was were has have had do "
    "does did will would can could".split()
)


@cache
def _starters() -> frozenset[str]:
    return frozenset(Path(__file__).with_name("starters.txt").read_text("utf-8").split())


def year_masks(text: str, start: int, end: int) -> list[Mask]:
    """Years in text[start:end]; which year it was carries no tone."""
    return [Mask(m.start(), m.end(), YEAR) for m in _YEAR.finditer(text, start, end)]


def name_masks(text: str, start: int, end: int, known: Sequence[HasSpan] = ()) -> list[Mask]:
    """Capitalised names in text[start:end] as OTHER, each with the titles before it.

    A title without a name stays a word. Text in capitals throughout, ``known`` names left out,
    has no names to see.
    """
    found: list[Mask] = []
    left = list(text[start:end])
    for name in known:
        here = slice(max(name.start, start) - start, max(min(name.end, end), start) - start)
        left[here] = " " * len(left[here])
    letters = [c for c in left if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return []
    for run in _RUN.finditer(text, start, end):
        first: int | None = None
        title: int | None = None
        last = 0
        for word in _PART.finditer(text, run.start(), run.end()):
            if not word.group()[0].isupper():
                continue
            key = _POSSESSIVE.sub("", word.group().replace("’", "'").lower()).strip(".")
            opens = _opens_sentence(text, start, word.start())
            ordinary = key in _CALENDAR or key in _FUNCTION or (opens and key in _starters())
            if not ordinary and key not in _TITLES:
                if first is None:
                    first = word.start() if title is None else title
                last, title = word.end(), None
                continue
            if first is not None:
                found.append(_mask(text, first, last, OTHER))
                first = None
            if key not in _TITLES:
                title = None
            elif title is None:
                title = word.start()
        if first is not None:
            found.append(_mask(text, first, last, OTHER))
    return found


def _opens_sentence(text: str, start: int, place: int) -> bool:
    before = text[start:place].rstrip().rstrip("\"'“‘([—–-").rstrip()
    if before.endswith(".") and before.split()[-1].rstrip(".").lower() in _TITLES:
        return False
    return not before or before[-1] in '.!?:…;”"’' or text[max(start, place - 1)] in "“\"‘'(["


def _mask(text: str, start: int, end: int, piece: int) -> Mask:
    possessive = _POSSESSIVE.search(text, start, end)
    return Mask(start, possessive.start() if possessive else end, piece)


def target_masks(
    text: str, start: int, end: int, target: HasSpan, others: Iterable[HasSpan]
) -> list[Mask]:
    """Masks of a sentence for the tone toward ``target``: itself, other names, years.

    The first other name, the second and the rest have masks of their own: who is who stays
    visible where several are named.
    """
    known = [_mask(text, o.start, o.end, OTHER) for o in others]
    own = _mask(text, target.start, target.end, TARGET)
    made = merged(
        [own],
        known,
        name_masks(text, start, end, [own, *known]),
        year_masks(text, start, end),
    )
    return told_apart(text, made)


def told_apart(text: str, masks: Sequence[Mask]) -> list[Mask]:
    """The masks with OTHER numbered by name (its last word) in order of first appearance."""
    numbers: dict[str, int] = {}
    found = []
    for mask in masks:
        if mask.piece == OTHER:
            name = text[mask.start : mask.end].split()[-1:]
            number = numbers.setdefault("".join(name).lower(), len(numbers))
            piece = (OTHER, OTHER_TWO, OTHER_THREE)[min(number, 2)]
            mask = Mask(mask.start, mask.end, piece)
        found.append(mask)
    return found


def merged(*layers: Sequence[Mask]) -> list[Mask]:
    """Masks of several layers in order of place; an earlier layer wins where two overlap.

    What is left of a name beside the winner is masked too: “Donald” in “Donald Trump” with
    “Trump” as the target.
    """
    kept: list[Mask] = []
    for layer in layers:
        for mask in layer:
            if mask.start >= mask.end:
                continue
            if not covered(mask, kept):
                kept.append(mask)
            elif not any(k.start <= mask.start and mask.end <= k.end for k in kept):
                kept = [_grown(k, mask) for k in kept]
    return _distinct(sorted(kept, key=lambda mask: (mask.start, mask.end)))


def _grown(kept: Mask, other: Mask) -> Mask:
    if kept.start < other.end and other.start < kept.end:
        return Mask(min(kept.start, other.start), max(kept.end, other.end), kept.piece)
    return kept


def _distinct(masks: Sequence[Mask]) -> list[Mask]:
    found: list[Mask] = []
    for mask in masks:
        start = max(mask.start, found[-1].end) if found else mask.start
        if start < mask.end:
            found.append(Mask(start, mask.end, mask.piece))
    return found
