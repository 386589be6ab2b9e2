"""Directed frames A→B: who acts on, or speaks of, whom, read off the order of words.

A frame is claimed only where every word between source, predicate and target is accounted
for; what is said in longer ways is left out, since a wrong arrow is worse than none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.actors import Mention, Roster
from components.attribution import Attribution
from components.relations.grammar import SPEAKS, is_participle
from components.relations.parties import OWN, Party, read_parties
from components.relations.places import Link, Place
from components.relations.readings import readings
from components.text import Word
from components.tone import Cue

_FULL = 4.0  # the table's strongest value: −4 … 4 become −1 … 1


@dataclass(frozen=True, slots=True)
class Frame:
    """``source`` acts on or speaks of ``target`` by ``predicate``, as ``holder`` has it.

    ``source``, ``target`` and ``holder`` are roster ids (holder None: the author); ``value``
    is −1 (conflict) … 1 (cooperation) after negation and reversal. Characters ``start``–``end``
    are the evidence, ``predicate_start``–``predicate_end`` the predicate's own words.
    """

    source: str
    predicate: str
    target: str
    value: float
    holder: str | None
    start: int
    end: int
    predicate_start: int = 0
    predicate_end: int = 0


def frames(
    text: str,
    words: Sequence[Word],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    cues: Sequence[Cue],
    roster: Roster,
) -> tuple[Frame, ...]:
    """The frames of one sentence, in order of their predicates.

    ``mentions`` and ``cues`` (:func:`relation_cues`) are the sentence's; of ``attributions`` the
    innermost that covers a predicate gives its holder. Source and target always speak for two
    different sides: media, opposition and members of one side among themselves make no frame.
    """
    sides = {roster.actors[mention.actor].side for mention in mentions} - {""}
    speakers = {a.speaker for a in attributions if a.speaker}
    if not cues or not sides or len(sides) + len(speakers) < 2:
        return ()
    words = tuple(words)
    parties = read_parties(text, words, mentions, roster)
    if not parties:
        return ()
    found: list[Frame] = []
    earlier: list[Link] = []
    for number, cue in enumerate(cues):
        follows = number + 1 < len(cues) and cues[number + 1].first == cue.last + 1
        joined = follows and not is_participle(words[cue.last].key)
        if not cue.value or joined or words[cue.last].key.endswith("ly"):
            continue  # “brutal” in “brutal aggression”, “warmly” in “warmly praised”
        if any(p.start <= cue.start < p.tail for p in parties):
            continue  # part of a name, “allies” of “Putin and his allies”
        place = _place(text, words, parties, cue, tuple(earlier), cues)
        link = next(readings(place, attributions, roster), None)
        if link is None or _modified_before(text, cue, link):
            continue
        earlier.append(link)
        found += _claims(text, cue, link, attributions, roster)
    return tuple(found)


def _modified_before(text: str, cue: Cue, link: Link) -> bool:
    """Whether the cue was turned by a word outside the claim: “undermines U.S. efforts to counter Russia”."""
    if text[link.sources.start : link.sources.end].lower() in OWN:
        return False  # “stopped its attacks”: the same one stops
    start = min(link.sources.start, link.targets.start, cue.start)
    return any(
        word in text[:start] and word not in text[start:]
        for step in cue.rule.split(", ")[1:]
        if step.startswith(("turned", "negated", "refused"))
        for word in [step.partition("“")[2].rstrip("”")]
    )


def _place(
    text: str,
    words: tuple[Word, ...],
    parties: tuple[Party, ...],
    cue: Cue,
    earlier: tuple[Link, ...],
    cues: Sequence[Cue],
) -> Place:
    left = next((p for p in reversed(parties) if p.tail <= cue.start), None)
    # “tore up its deal with B”: “its” inside the predicate is its subject once more.
    right = next(
        (
            p for p in parties
            if p.start >= cue.end
            or (p.start >= cue.start and text[p.start : p.end].lower() not in OWN)
        ),
        None,
    )  # fmt: skip
    return Place(text, words, parties, cue, left, right, earlier, cues)


def _claims(
    text: str, cue: Cue, link: Link, attributions: Sequence[Attribution], roster: Roster
) -> Iterator[Frame]:
    start = min(link.sources.start, link.targets.start, cue.start)
    if link.spoken:
        start = min(link.targets.start, cue.start)
    end = max(link.targets.tail, cue.end, 0 if link.spoken else link.sources.tail)
    value = max(-1.0, min(1.0, cue.value / _FULL))
    pairs = [(s, t) for s in link.sources.actors for t in link.targets.actors]
    if link.mutual:
        pairs += [(t, s) for s, t in pairs]
    covering = [
        a for a in attributions
        if a.start <= cue.start < a.end and not (a.cue_start < cue.end and cue.start < a.cue_end)
    ]  # fmt: skip
    for source, target in dict.fromkeys(pairs):
        if roster.actors[source].side == roster.actors[target].side:
            continue
        if covering:
            holder = min(covering, key=lambda a: a.end - a.start).speaker
        else:
            holder = source if cue.text.lower().startswith(SPEAKS) else None
        yield Frame(
            source, text[cue.start : cue.end], target, value, holder, start, end,
            cue.start, cue.end,
        )  # fmt: skip
