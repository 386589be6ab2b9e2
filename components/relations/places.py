"""A predicate's place in its sentence, and whether the words around it carry subject or object."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from components.relations.grammar import (
    AUXILIARIES,
    BE,
    BUNDLES,
    CONTROL,
    DETERMINERS,
    FEELS,
    LIGHT,
    OBJECT_LINKS,
    PLAIN,
    RECIPROCAL,
    STOP,
    between,
    is_adverb,
    is_participle,
)
from components.relations.parties import Party
from components.text import Word
from components.tone import Cue, load_operators

_FREE = 4  # unlisted words that may stand between a verb and its object
_BROKEN = re.compile(r"[;:—–()]")


@dataclass(frozen=True, slots=True)
class Link:
    """What one reading of a predicate claims: sources, targets, and whether it holds both ways."""

    sources: Party
    targets: Party
    mutual: bool = False
    spoken: bool = False  # the source is the speaker of the sentence, not its subject


@dataclass(frozen=True, slots=True)
class Place:
    """A predicate among the words and parties of its sentence."""

    text: str
    words: tuple[Word, ...]
    parties: tuple[Party, ...]
    cue: Cue
    left: Party | None
    right: Party | None
    earlier: tuple[Link, ...]
    cues: Sequence[Cue]

    @property
    def key(self) -> str:
        return self.words[self.cue.first].key

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(w.key for w in self.words[self.cue.first : self.cue.last + 1])

    def gap(self, start: int, end: int) -> list[str] | None:
        """The words between two places; None across a break."""
        if start > end or _BROKEN.search(self.text, start, end):
            return None
        return [word.key for word in between(self.words, start, end)]

    def before(self) -> list[str] | None:
        """The words from the party on the left to the predicate; None across a break."""
        gap = self.gap(self.left.tail, self.cue.start) if self.left else None
        return gap and _shortened(gap, self.cue.rule)

    def after(self) -> list[str] | None:
        """The words from the predicate to the party on the right, its own preposition first."""
        if self.right is None:
            return None
        if self.right.start < self.cue.end:
            return []  # “hold Russia accountable”: the party stands inside the predicate
        gap = self.gap(self.cue.end, self.right.start)
        if gap is None or "," in self.text[self.cue.end : self.right.start]:
            return None
        own = self.words[self.cue.last].key
        links = own in OBJECT_LINKS or own == "between"
        gap = [own, *gap] if links and self.cue.last > self.cue.first else gap
        # “condemned attacks on B”: what the next predicate reaches is not this one's object.
        other = any(self.cue.end <= c.start < self.right.start for c in self.cues)
        return None if other and (OBJECT_LINKS | {"by", "from", "between"}) & set(gap) else gap

    def next_after(self, party: Party) -> Party | None:
        return next((p for p in self.parties if p.start >= party.tail), None)


@cache
def _operator_words() -> frozenset[str]:
    return frozenset(load_operators()) - STOP


def _shortened(gap: list[str], rule: str) -> list[str]:
    """The words with what turned the predicate as one verb: “walked” for “walked away from”."""
    turned = rule.partition(", turned by “")[2].partition("”")[0].lower().split()
    for index in range(len(gap) - len(turned) + 1 if len(turned) > 1 else 0):
        if gap[index : index + len(turned)] == turned:
            return [*gap[: index + 1], *gap[index + len(turned) :]]
    return gap


def passive(place: Place, before: Sequence[str]) -> bool:
    verbs = [key for key in before if not (is_adverb(key) and key not in BE)]
    return bool(verbs) and verbs[-1] in BE and is_participle(place.key) and place.key not in FEELS


def verb_group(keys: Sequence[str], *, free: int = 0) -> bool:
    """Whether only auxiliaries, adverbs, control verbs and light verbs (with their adjectives) stand here."""
    light = False
    control = False
    for key in keys:
        if is_adverb(key) or (key in DETERMINERS and (light or control or BE & set(keys))):
            continue
        if key in LIGHT or key in CONTROL or key in _operator_words() or key in RECIPROCAL:
            light, control = light or key in LIGHT, True
            continue
        if (key == "to" and control) or (key == "of" and light):
            continue
        if key in STOP or key in DETERMINERS:
            return False
        free -= 1
        if free < (-_FREE if light or BE & set(keys) else 0):
            return False
    return True


def has_object(keys: Sequence[str] | None, *, noun: bool) -> bool:
    """Whether a verb (a noun: by a preposition) reaches its object over these words."""
    if keys is None:
        return False
    if not keys:
        return not noun
    rest = list(keys)
    while rest and (rest[0].endswith("ly") or rest[0] in AUXILIARIES - BE - STOP):
        rest.pop(0)
    linked = bool(rest) and rest[0] in OBJECT_LINKS
    if linked:
        rest.pop(0)
    elif noun:
        return False
    free = 0
    if keys[0] == "to" and not set(rest) <= PLAIN | DETERMINERS:
        return False
    for index, key in enumerate(rest):
        bundled = key == "of" and index and rest[index - 1] in BUNDLES
        compared = key == "than" and index and rest[index - 1] in ("more", "less", "fewer")
        if key in DETERMINERS or bundled or compared or key.isdigit():
            continue
        if key in STOP:
            return False
        free += 1
    return free <= _FREE - 1
