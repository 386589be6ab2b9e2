"""Relation tone of sentences (method “rules”).

A sentence's tone is the squashed sum of its cooperation–conflict cues; its weight says how
surely it is about the two sides: 1 names both or their relation, .5 names one side and
has a cue, .25 names neither but has a cue in a paragraph that names both, 0 otherwise.
Both sides named and nothing said is 0, not null. Whether a paragraph bears on the relation
at all depends on the article around it (:class:`Presence`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from components.actors import Mention, Roster
from components.relations.acts import as_act
from components.relations.gaps import find_gapped
from components.text import Word
from components.text.phrases import Table, load_table, plain_keys
from components.tone import Contribution, Cue, cues
from components.tone.contributions import tone_of

ASKED = 0.6  # relation_tone_train: r within documents .53 → .54 (.5 … .7 alike)
_QUESTION = re.compile(r"[\s”’\"')]*\?")
_CLAUSE = re.compile(r"[,;:—–()]")
# On relation_tone_train, r within documents: .556 → .563 together (1.5 … 2.4 within .002 of one
# another; at 2 the gravest acts still stand out).
GRAVE, BEYOND = 2.0, 0.3
BESIDE_ONE = 0.75  # share of a cue in a sentence that names one side only
# A paragraph that names one side only bears on the relation when that side is not the author's
# and the article names the author's in this share of its paragraphs (or the author is known);
# about the author's side alone, only strong words in an article that hardly leaves the other.
# Balanced accuracy of the null on relation_tone_train: .62 → .85, author known .88
# (.3: .84, .45: .84; dev .66 → .93, news dev .60 → .76). An unknown author is taken to be of the
# dyad's first side, whose texts most articles in English are closest to.
OFTEN_NAMED, ALWAYS_NAMED, STRONG = 0.38, 0.8, 3.0
# relation_tone_train: pooled r .707 → .710, sign .744 → .748 (made cold instead, −.5: .712, .751).
_HELP = (
    "support", "aid", "assist", "help", "solidarity", "stand", "commit", "protect", "defend",
    "provid", "economic a", "financial a", "humanitarian", "donat", "loan", "lend", "shoulder",
)  # fmt: skip
_HELP_REACH = 30  # characters
_OFFICE = re.compile(
    r"(?:the )?(?:president|prime minister|government|foreign ministry|ministry|embassy) of ", re.I
)
_PUBLISHERS = frozenset({"government", "agency", "legislature", "military", "person", "alliance"})
_G7 = frozenset({"US", "GB", "FR", "DE", "IT", "CA", "JP", "EU"})
_JOINT = {"g7": _G7}
NAMES_BOTH, ONE_SIDE, NEITHER = 1.0, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class SentenceRelation:
    """A sentence's relation tone (−1 … 1, None if it is not about the relation), weight and words."""

    tone: float | None
    weight: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """Shares of an article's paragraphs that name each side (0 … 1), and its author's side if known."""

    shares: tuple[float, float]
    author: str | None = None


@cache
def scale() -> Table[float]:
    """The cooperation–conflict table: words and phrases, −4 (force) … 4 (full cooperation)."""
    return load_table(
        Path(__file__).with_name("scale.csv"),
        lambda row: float(row["value"]),
    )


def relation_cues(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Cue]:
    """The cooperation–conflict cues of a sentence; words inside names are left out.

    In a question they count less: to ask is milder than to say.
    """

    def ends_after(index: int) -> bool:
        return bool(_CLAUSE.search(text, words[index].end, words[index + 1].start))

    keys = plain_keys(words)
    found = cues(
        text,
        words,
        scale(),
        names=mentions,
        rule="cooperation–conflict word",
        spread=find_gapped(keys, ends_after),
        adjust=as_act,
    )
    if found and _QUESTION.match(text, words[-1].end):
        return [replace(cue, value=cue.value * ASKED, rule=f"{cue.rule}, asked") for cue in found]
    return found


def presence(
    paragraphs: Sequence[Sequence[Mention]],
    sides: tuple[str, str],
    roster: Roster,
    author: str | None = None,
) -> Presence:
    """How much of an article (its paragraphs' mentions) names each side; ``author`` is a side's code."""
    named = [sides_of(mentions, sides, roster) for mentions in paragraphs]
    count = max(1, len(named))
    first, second = (sum(side in each for each in named) / count for side in sides)
    return Presence((first, second), author)


def author_side(source: str, found: Sequence[Mention], roster: Roster) -> str | None:
    """The side whose office, body or person published the article, by the mentions in ``source``.

    None for everybody else: a newspaper with a capital in its name speaks for no side.
    """
    for mention in found:
        actor = roster.actors[mention.actor]
        covers = mention.end - mention.start >= len(source) / 3
        office = actor.kind == "country" and _OFFICE.match(source)
        if actor.side and (office or (actor.kind in _PUBLISHERS and covers)):
            return actor.side
    return None


def sides_of(mentions: Sequence[Mention], sides: tuple[str, str], roster: Roster) -> set[str]:
    """Which of ``sides`` the mentions name; the G7 stands for each of its members."""
    named = {roster.actors[m.actor].side for m in mentions}
    for mention in mentions:
        named |= _JOINT.get(mention.actor, frozenset())
    return named & set(sides)


def sentence_relations(
    sentences: Sequence[tuple[Sequence[Mention], Sequence[Cue]]],
    sides: tuple[str, str],
    roster: Roster,
    around: Presence | None = None,
) -> tuple[SentenceRelation, ...]:
    """Relation tone of each sentence of one paragraph, given its mentions and cues.

    ``around`` (:func:`presence`) decides whether the paragraph bears on the relation at all:
    it must name both sides, or have a cue beside the other side than the author's while the
    article keeps naming the author's.
    Without it every paragraph with a cue beside a side counts.
    """
    named = [sides_of(mentions, sides, roster) for mentions, _ in sentences]
    found = [
        [cue for cue in cues if not _helps_a_third(cue, mentions, sides, roster)]
        for mentions, cues in sentences
    ]
    if not _bears(named, found, sides, around):
        return tuple(SentenceRelation(None, 0.0, ()) for _ in sentences)
    both = set().union(*named) >= set(sides)
    direct = (both and around is not None) or any(len(each) == 2 for each in named)
    weights = [
        _weight(len(each), bool(cues), direct) for each, cues in zip(named, found, strict=True)
    ]
    if both and not any(weights):  # both are named and nothing is said: 0, not null
        weights = [ONE_SIDE if each else 0.0 for each in named]
    return tuple(
        _sentence(cues, len(each), weight)
        for each, cues, weight in zip(named, found, weights, strict=True)
    )


def _helps_a_third(
    cue: Cue, mentions: Sequence[Mention], sides: tuple[str, str], roster: Roster
) -> bool:
    """“support for Ukraine”: help that goes to somebody else is no warmth between the two."""
    if cue.value <= 0 or not cue.text.lower().startswith(_HELP):
        return False
    helped = next((m for m in mentions if m.start >= cue.end), None)
    if helped is None or helped.start - cue.end > _HELP_REACH:
        return False
    return roster.actors[helped.actor].side not in (*sides, "")


def _bears(
    named: Sequence[set[str]],
    found: Sequence[Sequence[Cue]],
    sides: tuple[str, str],
    around: Presence | None,
) -> bool:
    if around is None or set().union(*named) >= set(sides):
        return True
    own = around.author if around.author in sides else sides[0]
    for side, other_share in zip(sides, reversed(around.shares), strict=True):
        said = sum(
            abs(cue.value)
            for each, cues in zip(named, found, strict=True)
            if side in each
            for cue in cues
        )
        if side == own:
            if said > STRONG and other_share >= ALWAYS_NAMED:
                return True
        elif said and (around.author == own or other_share >= OFTEN_NAMED):
            return True
    return False


def _weight(sides_named: int, has_cue: bool, direct: bool) -> float:
    if sides_named == 2:
        return NAMES_BOTH
    if not has_cue:
        return 0.0
    return ONE_SIDE if sides_named else NEITHER if direct else 0.0


def _sentence(found: Sequence[Cue], sides_named: int, weight: float) -> SentenceRelation:
    if not weight:
        return SentenceRelation(None, 0.0, ())
    share = 1.0 if sides_named == 2 else BESIDE_ONE
    contributions = tuple(
        Contribution(c.text, c.start, c.end, _moderated(c.value) * share, c.rule) for c in found
    )
    return SentenceRelation(tone_of(contributions), weight, contributions)


def _moderated(value: float) -> float:
    """Hostility beyond a point adds less: a war that is named is not each time fought between the two."""
    return value if value >= -GRAVE else -GRAVE + (value + GRAVE) * BEYOND
