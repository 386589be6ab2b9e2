"""Readings that reach over a comma: participial clauses, and congratulations on an occasion."""

import re
from dataclasses import replace

from components.relations.grammar import CLAUSES, OBJECT_LINKS, STOP, between, is_noun
from components.relations.parties import Party
from components.relations.places import Link, Place, has_object, passive, verb_group

# “…, showing a willingness to engage with B”.
_SHOWS = frozenset(
    "showing showcasing signaling signalling expressing voicing demonstrating indicating announcing declaring "
    "reiterating stressing emphasizing emphasising vowing pledging promising offering proposing threatening "
    "seeking hoping wanting refusing declining agreeing".split()
)
_OPENS_CLAUSE = frozenset("by after before while".split())
_OCCASION = re.compile(
    r"['’]s(?:\s[a-z-]+){0,3}"
    r"\s(?:victory|win|success|triumph|election|re-election|reelection|inauguration)\b[^,;.]{0,40},\s(?:the\s)?"
)
_CELEBRATES = ("congratulat", "celebrat")


def participial(place: Place) -> Link | None:
    """“…, accusing B of …” has the sentence's subject; “accused B of attacking C” has B."""
    target, after, left = place.right, place.after(), place.left
    if target is None or not target.actors or left is None or not place.cue.first:
        return None
    if (not after and is_noun(place.key)) or not has_object(after, noun=False):
        return None
    opener = _opener(place)
    if opener is None:
        return None
    previous = place.words[opener - 1]
    accused = any(link.targets is left and not link.mutual for link in place.earlier)
    if previous.key in ("of", "for") and accused and place.before() == [previous.key]:
        return Link(left, target) if left.actors else None
    comma = "," in place.text[previous.end : place.words[opener].start]
    if not comma and previous.key not in _OPENS_CLAUSE:
        return None
    main = _main_subject(place, left, place.words[opener].start)
    return Link(main, target) if main and target is not main else None


def _opener(place: Place) -> int | None:
    """The participle that opens the predicate's clause: its first word, or “showing” before it."""
    if place.key.endswith("ing"):
        return place.cue.first
    for index in range(place.cue.first - 1, max(0, place.cue.first - 7), -1):
        key = place.words[index].key
        if key in _SHOWS:
            led = [word.key for word in place.words[index + 1 : place.cue.first]]
            return index if index and _leads(led) else None
    return None


def _leads(keys: list[str]) -> bool:
    return bool(keys) and keys[-1] == "to" and verb_group(["showing", "offer", *keys])


def _main_subject(place: Place, left: Party, end: int) -> Party | None:
    """The party that opens the sentence, if the words up to ``end`` leave it the subject."""
    first = place.parties[0]
    lead = between(place.words, place.words[0].start, first.start)
    main = place.gap(first.tail, end)
    if main is None or CLAUSES & set(main) or place.parties.index(left) > 1:
        return None
    opens = (
        len(lead) <= 1
        and first.actors
        and not first.governor
        and first.bound not in ("possessive", "adjective")
    )
    return first if opens else None


def occasion(place: Place) -> Link | None:
    """“After A's victory, B has not sent congratulations”: whom B congratulates is said before."""
    source, before = place.left, place.before()
    if source is None or not source.actors or before is None:
        return None
    if not any(word in place.cue.text.lower() for word in _CELEBRATES):
        return None
    if source.governor or source.bound in ("possessive", "adjective"):
        return None
    if "," in place.text[source.tail : place.cue.start]:
        return None
    if not verb_group(before) or passive(place, before):
        return None
    index = place.parties.index(source)
    winner = place.parties[index - 1] if index else None
    if winner is None or _OCCASION.fullmatch(place.text, winner.end, source.start) is None:
        return None
    target = replace(winner, actors=winner.actors or winner.owner)
    return Link(source, target) if target.actors and not _congratulates_another(place) else None


def _congratulates_another(place: Place) -> bool:
    """Whether an object follows: “congratulated his hosts”, “congratulations to the team”."""
    following = next((w for w in place.words if w.start >= place.cue.end), None)
    if following is None or place.text[place.cue.end : following.start].strip():
        return False
    return following.key in OBJECT_LINKS or following.key not in STOP
