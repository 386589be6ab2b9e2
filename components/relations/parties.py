"""Parties: the noun phrases of a sentence that stand for actors, as one acts or is acted upon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from components.actors import Mention, Roster
from components.relations.grammar import (
    CLAUSES,
    DETERMINERS,
    HEADS,
    NOT_THE_SIDE,
    PLAIN,
    PREPOSITIONS,
    STOP,
    between,
)
from components.text import Word

_JOINED = re.compile(
    r"(?:['’]s)?(?P<hyphen>\s*[-–—/]\s*|\s*,?\s*(?:and|&|together with|along with|as well as)\s+"
    r"(?:(?:the|his|her|its|their)\s+)?|,\s+(?:the\s+)?)"
)
_COMMA = re.compile(r",\s+(?:the\s+)?")
_COMPANY = re.compile(
    r"(?:,)?\s+(?:and|along with|together with)\s+"
    r"(?:(?:its|their|his|our|other|the|several|many|key|close|western|european)\s+)*"
    r"(?:allies and partners|partners and allies|allies|partners|others)\b"
)
_ATTACHED = re.compile(r"[-–][a-z]")
_PREFIXED = re.compile(r"(?:pro|anti|non|ex|post|pre)[-–]$", re.IGNORECASE)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
OWN = frozenset("its his their our my".split())
_LOOK_BACK = 4  # words looked through for the preposition that governs a party


@dataclass(frozen=True, slots=True)
class Party:
    """Characters ``start``–``end`` name ``actors`` (none: somebody who speaks for no side).

    ``tail`` is where the whole phrase ends (“U.S. officials and their allies”). ``bound``: it
    stands before a noun of its own (“Moscow's …”, “Russian …”); ``link`` tells how several
    actors are joined; ``governor`` is the preposition before it, “” for none; ``owner`` whose
    thing it is where the thing is nobody's side (“Putin's election”).
    """

    start: int
    end: int
    tail: int
    actors: tuple[str, ...]
    bound: Literal["", "possessive", "adjective", "either"]
    link: Literal["", "and", "hyphen", "group"]
    governor: str
    owner: tuple[str, ...] = ()


def read_parties(
    text: str, words: Sequence[Word], mentions: Sequence[Mention], roster: Roster
) -> tuple[Party, ...]:
    """The parties of one sentence, in order; none overlap."""
    last = words[-1].end if words else 0
    places: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        places.setdefault((mention.start, mention.end), []).append(mention)
    found: list[Party] = []
    for (start, _end), meant in sorted(places.items()):
        if found and start < found[-1].tail:
            continue
        if found and meant[0].surface.endswith("self") and not text[found[-1].tail : start].strip():
            found[-1] = replace(found[-1], tail=meant[0].end)  # “Putin himself”
            continue
        party = _party(text, words, last, meant, roster)
        before = found[-1] if found else None
        link = _JOINED.fullmatch(text, before.tail, start) if before else None
        if before and link and _joins(before, party, link):
            found[-1] = _together(
                before, party, "hyphen" if "-" in link.group() or "–" in link.group() else "and"
            )
            _take_up_list(text, words, found, roster)
        else:
            found.append(party)
    return tuple(found)


def _take_up_list(text: str, words: Sequence[Word], found: list[Party], roster: Roster) -> None:
    """Joins what is listed before a pair: the “Iran” of “Iran, Russia and Syria”."""
    while len(found) > 1 and found[-1].link == "and":
        listed, pair = found[-2:]
        earlier = [word.key for word in words if word.end <= listed.start]
        if _COMMA.fullmatch(text, listed.tail, pair.start) is None or listed.bound == "possessive":
            return
        sides = {roster.actors[actor].side for actor in pair.actors}
        if not listed.actors or sides & {roster.actors[actor].side for actor in listed.actors}:
            return  # “Lavrov, Russia's minister, and …” is nobody new
        # “After talks with Iran, Russia and Syria left”, “When he met Iran, …”: a clause ends there.
        if listed.governor not in ("", "between", "among") or CLAUSES & set(earlier[:-1]):
            return
        found[-2:] = [_together(listed, pair, "and")]


def _joins(before: Party, party: Party, link: re.Match[str]) -> bool:
    """Whether two phrases are one: “Russia and the U.S.”; a bare comma only apposes (“Lavrov, Russia's minister”)."""
    if not before.actors or not party.actors or set(before.actors) & set(party.actors):
        return False
    return "," not in link.group() or "and" in link.group()


def _together(one: Party, other: Party, link: Literal["and", "hyphen"]) -> Party:
    actors = tuple(dict.fromkeys((*one.actors, *other.actors)))
    return Party(one.start, other.end, other.tail, actors, other.bound, link, one.governor)


def _party(
    text: str, words: Sequence[Word], last: int, meant: Sequence[Mention], roster: Roster
) -> Party:
    first = meant[0]
    start, end = first.start, first.end
    actors = tuple(dict.fromkeys(m.actor for m in meant if roster.actors[m.actor].side))
    if _PREFIXED.search(text, max(0, start - 5), start) or _ATTACHED.match(text, end):
        actors = ()
    bound = _bound(text, first, roster)
    tail = end + (2 if text[end : end + 2] in ("'s", "’s") else 0)
    following = between(tuple(words), tail, last)[:6] if bound else ()
    heads = 0
    for word in following:
        if text[tail : word.start].strip():
            break
        if word.key in NOT_THE_SIDE:
            return Party(start, end, word.end, (), "", "", "", actors * (bound == "possessive"))
        if word.key not in HEADS:
            break
        tail, heads = word.end, heads + 1
    if heads:
        bound = (
            "possessive"
            if text[tail : tail + 2] in _POSSESSIVE[:2] or text[tail - 2 : tail] in _POSSESSIVE
            else ""
        )
    company = _COMPANY.match(text, tail)
    if company and company.end() <= last:
        tail = company.end()
    link: Literal["", "group"] = "group" if len(actors) > 1 else ""
    return Party(start, end, tail, actors, bound, link, _governor(words, start))


def _bound(
    text: str, mention: Mention, roster: Roster
) -> Literal["", "possessive", "adjective", "either"]:
    if (
        mention.surface.endswith(_POSSESSIVE[:2])
        or text[mention.end : mention.end + 2] in _POSSESSIVE[:2]
    ):
        return "possessive"
    if mention.via in ("pronoun", "group") and mention.surface.lower() in OWN:
        return "possessive"
    if mention.via == "pronoun":
        return ""
    actor = roster.actors[mention.actor]
    if mention.surface in actor.adjectives:
        return "either" if mention.surface.isupper() else "adjective"
    # A country, government or alliance may stand before its noun as it is: “Kremlin threats”.
    return "either" if not actor.is_person or mention.surface.count(" ") == 0 else ""


def _governor(words: Sequence[Word], start: int) -> str:
    before = [word for word in words if word.end <= start][-_LOOK_BACK:]
    for place, word in enumerate(reversed(before)):
        if word.key in PREPOSITIONS:
            if word.key == "of" and place + 1 < len(before):
                head = before[-place - 2].key
                if head in HEADS:  # “the government of Russia”
                    continue
            return word.key
        skipped = word.key in DETERMINERS or word.key in PLAIN or word.key.isdigit()
        head_of = word.key in HEADS and place > 0
        if not (skipped or head_of) or word.key in STOP - DETERMINERS:
            return ""
    return ""
