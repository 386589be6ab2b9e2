"""Who speaks: labels of a transcript that no name resolves, and texts that are one speech."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from components.actors.labels import Label, person_in
from components.actors.names import name_mentions
from components.actors.records import Mention, Via
from components.actors.roster import Roster
from components.actors.turns import Turn

_LABELLED = 0.9  # confidence
_OFFICE_LABEL = re.compile(r"(?:THE|The)\s+(.+)")
_COURTESY = {"mr": "he", "mrs": "she", "ms": "she"}
_SPEECH = (
    r"statement|remarks|address|speech|message|letter|greetings|toast|testimony|opening remarks|closing remarks|"
    r"op-ed|commencement address|inaugural address|farewell address|new year address|video address|video message"
)
# “Remarks by President Biden …”, “Statement from …”; “Vladimir Putin’s address …”.
_BY = re.compile(
    rf"(?:{_SPEECH})\s+(?:as prepared for delivery\s+)?(?:by|from|of)\s+(?:the\s+)?", re.IGNORECASE
)
_OF = re.compile(rf"['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{_SPEECH})\b", re.IGNORECASE)
# What several say together has no one speaker.
_TOGETHER = re.compile(
    r"\b(?:joint|leaders|G-?7|G-?20|communiqu|declaration|quad|readout)", re.IGNORECASE
)
_GROUP_STATEMENT = re.compile(
    r"(?:joint\s+)?(?:statement\s+(?:by|of|from)\s+(?:the\s+)?)?(?P<group>G-?7|G-?8|G-?20|NATO)\b.*\b(?:statement|declaration|"
    r"communiqu)|statement\s+(?:by|of|from)\s+(?:the\s+)?(?:leaders\s+of\s+(?:the\s+)?)?(?:G-?7)",
    re.IGNORECASE,
)
_STATE_KINDS = frozenset({"government", "agency", "legislature", "military", "country", "person"})


def label_speakers(
    labels: Sequence[Label], named: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[Mention]:
    """Mentions for labels that no name resolved: “THE PRESIDENT”, “MR. PRICE”.

    “THE PRESIDENT” is printed by the White House for its own; a surname means the one bearer
    whom the text names in full, or who holds an office on the day.
    """
    in_full = {m.actor for m in named if m.via in ("name", "alias") and " " in m.surface}
    known: dict[str, str | None] = {}
    for label in labels:
        if label.is_nobody or person_in(label, named, roster):
            continue
        office = _OFFICE_LABEL.fullmatch(label.text)
        if label.text not in known:
            known[label.text] = (
                _office_holder(office[1].lower(), named, roster, day)
                if office
                else _bearer(label.text, in_full, roster, day)
            )
        if actor := known[label.text]:
            via: Via = "title" if office else "name"
            yield Mention(label.start, label.end, actor, label.text, via, _LABELLED)


def _office_holder(
    title: str, named: Sequence[Mention], roster: Roster, day: date | None
) -> str | None:
    """The U.S. holder in a text that names U.S. actors, else the one holder whom the text names."""
    sides = {roster.actors[m.actor].side for m in named}
    people = {m.actor for m in named if roster.actors[m.actor].is_person}
    holders = [
        term.holder
        for office in roster.offices.values()
        if office.country and title in (*office.titles, *office.bare)
        for term in roster.terms_of(office.id)
        if (term.covers(day) if day else term.holder in people)
    ]
    ours = (
        {each for each in holders if roster.actors[each].side == "US"} if "US" in sides else set()
    )
    meant = ours or {each for each in holders if each in people}
    return meant.pop() if len(meant) == 1 else None


def _bearer(label: str, in_full: set[str], roster: Roster, day: date | None) -> str | None:
    title, *rest = label.split()
    surname = (rest or [title])[-1].lower()
    pronoun = _COURTESY.get(title.strip(".").lower())
    if rest and pronoun is None:
        return None
    bearers = [
        actor.id
        for actor in roster.actors.values()
        if actor.surname.lower() == surname and pronoun in (None, actor.pronoun)
    ]
    in_office = [
        each
        for each in bearers
        if day and any(term.covers(day) for term in roster.terms_held.get(each, ()))
    ]
    for kept in (
        [each for each in bearers if each in in_full],
        in_office,
        bearers if pronoun else [],
    ):
        if len(kept) == 1:
            return kept[0]
    return None


def monologue(
    text: str, title: str | None, publisher: str | None, roster: Roster, day: date | None
) -> Turn | None:
    """The whole text as one turn, where its title says who speaks or a state published it.

    The speaker is then a person (“Remarks by President Biden”), a group of states (“G7
    Leaders’ Statement”) or the ``publisher``'s country; None where neither is said, or
    several speak together.
    """
    title = title or ""
    speaker = _speaker_of(title, roster, day) or _group_of(title, roster)
    if speaker is None and not _TOGETHER.search(title):
        speaker = publisher
    return Turn(speaker, "", 0, 0, len(text)) if speaker else None


def _group_of(title: str, roster: Roster) -> str | None:
    group = _GROUP_STATEMENT.match(title)
    actor = group and group["group"].lower().replace("-", "")
    return actor if actor in roster.actors else None


def _speaker_of(title: str, roster: Roster, day: date | None) -> str | None:
    named = name_mentions(title, roster, day) if title else []
    persons = [m for m in named if roster.actors[m.actor].is_person]
    by = _BY.match(title)
    for mention in persons:
        if by and mention.start == by.end() and not title[mention.end :].startswith(" and "):
            return mention.actor
        if mention.start == 0 and _OF.match(title, mention.end):
            return mention.actor
    return None


def publisher_of(source: str | None, roster: Roster, day: date | None) -> str | None:
    """The country whose body published a text (“The White House”); None for outlets and others."""
    named = name_mentions(source, roster, day) if source else []
    kinds = {roster.actors[m.actor].kind for m in named}
    homes = {roster.home(m.actor) for m in named} - {None}
    return homes.pop() if kinds and kinds <= _STATE_KINDS and len(homes) == 1 else None
