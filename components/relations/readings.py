"""The readings of a predicate: by, from, between, together, or one acting on the other."""

from collections.abc import Iterator, Sequence

from components.actors import Roster
from components.attribution import Attribution
from components.relations.grammar import (
    BE,
    CALLS,
    CONTROL,
    DETERMINERS,
    DOES,
    FEELS,
    LIGHT,
    OBJECT_LINKS,
    RECEIVES,
    RECIPROCAL,
    RELATIONS,
    STOP,
    is_adverb,
    is_noun,
    is_participle,
)
from components.relations.parties import Party
from components.relations.places import Link, Place, has_object, passive, verb_group
from components.relations.readings_distant import occasion, participial


def readings(place: Place, attributions: Sequence[Attribution], roster: Roster) -> Iterator[Link]:
    for read in (_between, _by, _from, _pair, _active, _coordinate, participial, occasion):
        link = read(place)
        if link is not None:
            yield link
    link = _said_of(place, attributions, roster)
    if link is not None:
        yield link


def _between(place: Place) -> Link | None:
    """“talks between Russia and the United States”, “relations between A and B worsened”."""
    right, after = place.right, place.after()
    if right and after and right.governor in ("between", "among") and len(after) <= 5:
        if after[0] not in ("between", "among", "in", "at", "on", "held"):
            return None  # “weapons trafficking between …”: the words between are another act
        return Link(right, right) if len(right.actors) > 1 else None
    left, before = place.left, place.before()
    if left and before is not None and left.governor == "between" and len(left.actors) > 1:
        return Link(left, left) if verb_group(before) else None
    return None


def _by(place: Place) -> Link | None:
    """“B was accused by A”, “sanctions imposed by A on B”, “an attack on B by A”."""
    agent, after = place.right, place.after()
    if agent is None or after is None:
        return None
    target = place.left
    if after[-1:] == ["the"]:
        after = after[:-1]
    if after and after[-1] == "by" and len(after) <= 3:
        later = place.next_after(agent)
        if later and has_object(place.gap(agent.tail, later.start), noun=True):
            return Link(agent, later)
        before = place.before()
        if target is None or before is None or (len(after) > 1 and after[0] in DOES):
            return None
        passive = bool(before) and verb_group(before) and bool(BE & set(before))
        return Link(agent, target) if passive else None
    later = place.next_after(agent)
    if (
        later
        and has_object(after, noun=True)
        and place.gap(agent.tail, later.start) in (["by"], ["by", "the"])
    ):
        return Link(later, agent)
    return None


def _from(place: Place) -> Link | None:
    """“A faces threats from B”, “a threat from B to A”."""
    source, after = place.right, place.after()
    if source is None or after not in (["from"], ["from", "the"]):
        return None
    later = place.next_after(source)
    if (
        later
        and (gap := place.gap(source.tail, later.start))
        and gap[0] in OBJECT_LINKS
        and has_object(gap, noun=True)
    ):
        return Link(source, later)
    before = place.before()
    if (
        place.left
        and before
        and RECEIVES & set(before)
        and verb_group([k for k in before if k not in RECEIVES])
    ):
        return Link(source, place.left)
    return None


def _pair(place: Place) -> Link | None:
    """“Biden and Putin met”, “the two sides agreed”, “U.S.-Russian ties worsened”."""
    pair, before = place.left, place.before()
    if (
        pair is None
        or before is None
        or len(pair.actors) < 2
        or pair.governor not in ("", "of", "in")
    ):
        return None
    if _follows_with_target(place):
        return None
    if place.text[pair.tail : place.cue.start].count(",") % 2:
        return None  # “U.S.–Russia relations, given the constraints …”: what follows is another's
    of_relation = bool(before) and before[0] in RELATIONS
    group = before[1:] if of_relation else before
    if not verb_group(group, free=2 if pair.link == "hyphen" else 0) or passive(place, group):
        return None
    named = pair.link == "hyphen" and not BE & set(group)
    if of_relation or named or RECIPROCAL & place.keys:
        return Link(pair, pair)
    return None


def _follows_with_target(place: Place) -> bool:
    return bool(place.right and place.right.actors and has_object(place.after(), noun=False))


def _active(place: Place) -> Link | None:
    """“A accused B”, “A's threats against B”, “A signed a treaty with B”."""
    source, target = place.left, place.right
    if source is None or target is None or not target.actors:
        return None
    before, after = place.before(), place.after()
    if before is None or after is None:
        return None
    mutual = place.key in RECIPROCAL and "with" in after and "turned by" not in place.cue.rule
    subject = _subject(place, source, before)
    if subject is None or not _reaches(place, subject, before, after, mutual):
        return None
    return Link(subject, target, mutual)


def _subject(place: Place, source: Party, before: list[str]) -> Party | None:
    """The party that does what the predicate says, if the words before it allow it to."""
    modifies = (
        bool(source.bound) and len(before) <= 3 and not (STOP | DETERMINERS | LIGHT) & set(before)
    )
    lead = place.text[source.tail : place.cue.start].lstrip()
    if lead.startswith(","):
        return _apposed(place, source, before)
    if "," in lead:
        return None
    if source.bound in ("possessive", "adjective"):
        owned = modifies or (verb_group(before) and CONTROL & set(before))
        return source if owned and source.actors else None
    if source.governor and not (modifies and not is_participle(place.key)):
        return None
    if not verb_group(before) and not modifies:
        return None
    return source if source.actors and not passive(place, before) else None


def _apposed(place: Place, source: Party, before: list[str]) -> Party | None:
    """“Peskov, Putin's spokesman, accused …”: the phrase between commas names the one before it."""
    if not verb_group(before) or passive(place, before):
        return None
    index = place.parties.index(source)
    if not index:
        return None
    main = place.parties[index - 1]
    gap = place.text[main.tail : source.start].strip()
    if gap in (",", ", the", ", a") and main.actors and not main.governor:
        return main
    return None


def _reaches(
    place: Place, subject: Party, before: list[str], after: list[str], mutual: bool
) -> bool:
    if (
        mutual
        and after[-1] in ("with", "the")
        and len(after) <= 5
        and not {"and", "but", "that"} & set(after)
    ):
        return True
    if not has_object(after, noun=False):
        return False
    nominal = subject.bound in ("possessive", "adjective") or is_noun(
        place.words[place.cue.last].key
    )
    if nominal and not (after and after[0] in OBJECT_LINKS):
        return place.cue.last > place.cue.first and is_participle(place.key)
    feels = bool(BE & set(before[-2:])) and is_participle(place.key)
    return not feels or place.key in FEELS


def _coordinate(place: Place) -> Link | None:
    """“A praised B and criticised C”: the second verb keeps the subject of the first."""
    target, after = place.right, place.after()
    if not place.earlier or target is None or not target.actors or after is None:
        return None
    last = place.earlier[-1]
    if (
        last.mutual
        or last.spoken
        or place.left is not last.targets
        or last.sources.start > last.targets.start
    ):
        return None
    gap = place.gap(last.targets.tail, place.cue.start)
    if not gap or len(gap) > 8:
        return None
    joins = [i for i, key in enumerate(gap) if key in ("and", "but", "then")]
    if not joins or not verb_group(gap[joins[-1] + 1 :]) or {"who", "which", "that"} & set(gap):
        return None
    if not has_object(after, noun=False) or (
        is_noun(place.key) and after[:1] and after[0] not in OBJECT_LINKS
    ):
        return None
    return Link(last.sources, target)


def _said_of(place: Place, attributions: Sequence[Attribution], roster: Roster) -> Link | None:
    """“A said that B is a threat”, “A called B a partner”: A speaks of B."""
    target, before = place.left, place.before()
    if (
        target is None
        or before is None
        or not target.actors
        or target.governor
        or target.bound in ("adjective", "possessive")
    ):
        return None
    rest = [key for key in before if key not in DETERMINERS and not is_adverb(key)]
    if (
        "," in place.text[target.tail : place.cue.start]
        or len(rest) > 3
        or STOP & (set(rest) - BE - {"as"})
        or any(key.endswith("ing") for key in rest)  # “Russia is taking hostile steps”
    ):
        return None
    index = place.parties.index(target)
    caller = place.parties[index - 1] if index else None
    if caller and caller.actors and not BE & set(before):
        gap = place.gap(caller.tail, target.start)
        if (
            gap
            and CALLS & set(gap)
            and verb_group([k for k in gap if k not in CALLS])
            and not is_participle(place.key)
        ):
            return Link(caller, target)
    if not BE & set(before) or is_participle(place.key) or place.key.endswith("ing"):
        return None
    covering = [
        a for a in attributions if a.start <= target.start and place.cue.end <= a.end and a.speaker
    ]
    if not covering:
        return None
    speaker = min(covering, key=lambda a: a.end - a.start).speaker
    if speaker is None or not roster.actors[speaker].side:
        return None
    said = Party(target.start, target.end, target.tail, (speaker,), "", "", "")
    return Link(said, target, spoken=True)
