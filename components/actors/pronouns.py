"""Third-person pronouns → the person, or the one body, whom they stand for.

The subject named first is the likeliest; what is named inside a quotation is not referred to
from outside it; somebody whom the roster lacks leaves the pronoun open.
"""

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from components.actors.records import Mention, free_of
from components.actors.roster import Roster
from components.actors.strangers import strangers
from components.actors.turns import Turn, turn_at
from components.text import Span, quotations
from components.text.spans import indexes_in, starting_in

_START = attrgetter("start")
_PRONOUN, _UNSURE, _POSSESSIVE_IT = 0.9, 0.75, 0.85  # confidence
_FAR = 1000  # characters before a pronoun in which its sentence names whom it means
_SPEAKER_LASTS = 1200  # characters after which “he said” no longer points to the last speaker

_PRONOUNS = re.compile(r"[HhSsIi](?:e|im|is|imself|er|ers|erself|he|ts|E|IM|IS|HE|ER|TS)\b")
_KINDS = (
    dict.fromkeys(("he", "him", "his", "himself"), "he")
    | dict.fromkeys(("she", "her", "hers", "herself"), "she")
    | {"its": "its"}
)
_VERBS = frozenset(
    "said says added adds argued argues told noted notes warned warns continued explained explains insisted insists "
    "claimed claims stressed stresses wrote writes asked replied recalled declared concluded thought emphasised "
    "emphasized thinks believes believed suggested acknowledged announced stated tweeted posted".split()
)
_SAYS = re.compile(
    rf"\s+(?:(?:also|then|later|has|had|once|further|again)\s+)*(?:{'|'.join(sorted(_VERBS))}|went on)\b"
)
# “According to Mr Smith, …” names a source, seldom whom “he” means next.
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Cc]iting)\s(?:[\w.]+\s){0,3}$")
# “Russia’s delegate began his remarks”: somebody without a name, just before.
_NEAR_STRANGER = re.compile(
    r"(?:['’]s|[Tt]he|[Hh]is|[Hh]er|[Oo]ne|[Aa]nother|[Aa]n?)\s(?:[a-z-]+\s){0,2}(?:delegate|official|officer|diplomat|"
    r"envoy|lawyer|analyst|soldier|journalist|reporter|professor|expert|commander|ambassador|businessman|activist|"
    r"critic|historian|author|columnist|billionaire|candidate|lawmaker|aide|adviser|advisor|friend|wife|husband|son|"
    r"daughter|father|mother|brother|spokesman|spokeswoman)\s(?:[a-z]+\s){1,2}$"
)
_THING = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Aa]n?)\s+[a-z]|[A-Z][a-z]")
_ASIDE_BEFORE = re.compile(r"[,”\"’]\s*$")


class _Person(NamedTuple):
    """Somebody named before a pronoun; ``actor`` is None for a person the roster lacks."""

    start: int
    end: int
    actor: str | None


@dataclass(slots=True)
class _Scene:
    """What the pronouns of one text are read by; ``speaker`` is who spoke last."""

    text: str
    persons: dict[str, list[_Person]]  # by pronoun, strangers among each
    actors: dict[str, set[str | None]]
    quoted: list[Span]
    speaker: _Person | None = None


def pronouns(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    mentions: Sequence[Mention],
    roster: Roster,
    turns: Sequence[Turn] = (),
) -> Iterator[Mention]:
    """Third-person pronouns → the fitting person, or the one body before “its”.

    Looked for in the same sentence, then in the one before. “He said” after what is quoted is
    the speaker of the sentence before. In ``turns`` the speaker, and who is only named in a
    label or called (“Mr President”), is not “he”.
    """
    scene = _scene(text, sentences, paragraphs, mentions, roster, turns)
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else Span(sentence.start, sentence.start)
        previous = Span(max(before.start, before.end - _FAR), before.end)
        last: dict[str, _Person] = {}
        read: list[tuple[str, _Person]] = []
        for found in _PRONOUNS.finditer(text, sentence.start, sentence.end):
            place = Span(*found.span())
            if place.start and text[place.start - 1].isalnum():
                continue
            if not free_of(mentions, place.start, place.end):
                continue
            kind = _KINDS.get(found.group().lower(), "")
            if not kind:
                continue
            if kind == "its":
                body = _body(text, sentence, place, mentions, roster)
                if body:
                    yield _pronoun(text, place, body, _POSSESSIVE_IT)
                continue
            meant, confidence = _person(scene, kind, sentence, previous, place, last.get(kind))
            actor = meant.actor if meant else None
            turn = turn_at(turns, place.start)
            if turn and actor == turn.speaker and _quotation(scene, place) is None:
                actor = None
            read.append((kind, _Person(place.start, place.end, actor)))
            if actor:
                last[kind] = read[-1][1]
                yield _pronoun(text, place, actor, confidence)
        _note_speaker(scene, sentence, last)
        # The next sentence reads these as names: an open “he” there stays open here.
        for kind, person in read:
            insort(scene.persons[kind], person, key=_START)


def _pronoun(text: str, place: Span, actor: str, confidence: float) -> Mention:
    return Mention(
        place.start, place.end, actor, text[place.start : place.end], "pronoun", confidence
    )


def _scene(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    mentions: Sequence[Mention],
    roster: Roster,
    turns: Sequence[Turn],
) -> _Scene:
    quoted = sorted(each for span in paragraphs or sentences for each in quotations(text, span))
    unknown = [_Person(each.start, each.end, None) for each in strangers(text, mentions)]
    persons = {
        pronoun: sorted(
            [
                *(
                    _Person(m.start, m.end, m.actor)
                    for m in mentions
                    if m.via not in ("group", "pronoun")
                    and roster.actors[m.actor].pronoun == pronoun
                ),
                *unknown,
            ],
            key=lambda person: person.start,
        )
        for pronoun in ("he", "she")
    }
    actors = {pronoun: {each.actor for each in found} for pronoun, found in persons.items()}
    return _Scene(text, persons, actors, quoted)


def _person(
    scene: _Scene,
    kind: str,
    sentence: Span,
    previous: Span,
    place: Span,
    last: _Person | None,
) -> tuple[_Person | None, float]:
    """Whom a pronoun at ``place`` means, and how sure that is; None while it is open."""
    within = _quotation(scene, place)
    begin = max(sentence.start, place.start - _FAR)
    candidates = _candidates(scene, kind, Span(begin, place.start), within)
    if candidates and _follows_at_once(scene.text, candidates[-1], place):
        return candidates[-1], _PRONOUN
    if _speaks(scene.text, place) and within is None:
        # “Mr Navalny, he argued, …”: who argues is the speaker, not who is named just before.
        aside = _ASIDE_BEFORE.search(scene.text[max(0, place.start - 3) : place.start])
        speaker = scene.speaker
        lasting = speaker and place.start - speaker.end < _SPEAKER_LASTS
        if aside and speaker and lasting and not last and _fits(scene, speaker, kind):
            spoken = [each for each in candidates if _speaks(scene.text, each)]
            return (spoken[0] if spoken else speaker), _PRONOUN
    if scene.text[place.start : place.end].lower() == "him":
        # Who acts is not “him”: the subject is the other one.
        candidates = _without_subject(scene, kind, candidates, last, previous, within)
    elif last:
        return last, _PRONOUN
    if not candidates:
        candidates = _candidates(scene, kind, previous, within)
    if _NEAR_STRANGER.search(scene.text[max(begin, place.start - 50) : place.start]):
        return None, 0.0
    if not candidates:
        return None, 0.0
    chosen = candidates[0]
    if chosen.actor is None or any(each.actor is None for each in candidates):
        return None, 0.0
    alone = len({each.actor for each in candidates}) == 1
    return chosen, _PRONOUN if alone else _UNSURE


def _without_subject(
    scene: _Scene,
    kind: str,
    here: list[_Person],
    last: _Person | None,
    previous: Span,
    within: Span | None,
) -> list[_Person]:
    subject = last or next((each for each in here if not _owns(scene.text, each)), None)
    if subject is None or any(each.actor is None for each in here):
        return here
    others = [each for each in here if each.actor != subject.actor]
    if others:
        return others[-1:]
    earlier = _candidates(scene, kind, previous, within)
    return [each for each in earlier if each.actor != subject.actor] or [subject]


def _candidates(scene: _Scene, kind: str, span: Span, within: Span | None) -> list[_Person]:
    """Persons named in ``span``: outside quotations for a pronoun outside; for one inside, not the speaker."""
    found = [
        each
        for each in starting_in(scene.persons[kind], span.start, span.end)
        if not _is_source(scene.text, each)
    ]
    if within is None:
        return [each for each in found if _quotation(scene, each) is None]
    return [
        each for each in found if _quotation(scene, each) == within or not _speaks(scene.text, each)
    ]


def _follows_at_once(text: str, person: _Person, place: Span) -> bool:
    """“Putin said (that) he”, “Putin and his allies”, “Putin himself”."""
    between = text[person.end : place.start]
    if text[place.start : place.end].lower() in ("himself", "herself"):
        return between in (" ", ", ")
    if between == " and ":
        return True
    says = _SAYS.match(text, person.end, place.start)
    return says is not None and text[says.end() : place.start].strip() in ("", "that")


def _owns(text: str, person: _Person) -> bool:
    """Whether the person is named as an owner: “Putin’s advisers”."""
    return text[person.end : person.end + 1] in ("'", "’")


def _is_source(text: str, person: _Person) -> bool:
    before = text[max(0, person.start - 40) : person.start]
    return ("cording to" in before or "iting" in before) and bool(_ACCORDING.search(before))


def _quotation(scene: _Scene, place: Span | _Person) -> Span | None:
    near = indexes_in(scene.quoted, Span(place.start, place.end))
    return scene.quoted[near[0]] if near else None


def _speaks(text: str, place: Span | _Person) -> bool:
    """Whether a speech verb follows or precedes: “Putin said”, “said Putin”."""
    before = text[max(0, place.start - 14) : place.start].split()
    said = bool(before) and before[-1] in _VERBS
    return said or _SAYS.match(text, place.end) is not None


def _fits(scene: _Scene, person: _Person, kind: str) -> bool:
    return person.actor is None or person.actor in scene.actors[kind]


def _note_speaker(scene: _Scene, sentence: Span, pronouns: dict[str, _Person]) -> None:
    """Remember who spoke last in ``sentence``, outside what is quoted."""
    here = [
        each
        for kind in ("he", "she")
        for each in starting_in(scene.persons[kind], sentence.start, sentence.end)
    ]
    spoke = [
        each
        for each in (*here, *pronouns.values())
        if _speaks(scene.text, each) and _quotation(scene, each) is None
    ]
    if spoke:
        scene.speaker = max(spoke, key=lambda each: each.start)


def _body(
    text: str, sentence: Span, place: Span, mentions: Sequence[Mention], roster: Roster
) -> str | None:
    here = starting_in(mentions, max(sentence.start, place.start - _FAR), place.start)
    bodies = [m for m in here if roster.actors[m.actor].pronoun == "it"]
    if len({m.actor for m in bodies}) != 1:
        return None
    # A thing named in between (“the unit”) is the likelier owner.
    between = text[bodies[-1].end : place.start]
    return None if _THING.search(between) else bodies[-1].actor
