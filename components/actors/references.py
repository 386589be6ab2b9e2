"""Descriptions, groups and pronouns: mentions that only the text before them explains."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from components.actors.names import resolve_office
from components.actors.records import Mention, free_of
from components.actors.roster import Office, Roster
from components.text import Span
from components.text.spans import indexes_in, starting_in

_DESCRIBED, _GROUP, _PRONOUN, _PRONOUN_UNSURE, _POSSESSIVE_IT = 0.7, 0.7, 0.75, 0.5, 0.6
_SALIENCE_HALVES = 500  # characters after which a mention counts half for “the two sides”
_TOO_CLOSE = 0.75  # a third country this salient, against the second, leaves a group open
_WINDOW = 1500  # characters: a description points back three paragraphs at most

_GROUPS = re.compile(
    r"\b(?:both|the two|the pair of)\s+(?P<people>leaders|presidents|men|heads of state)\b"
    r"|\b(?:both|the two|our two|these two)\s+"
    r"(?P<states>sides|countries|nations|powers|governments|capitals|states|superpowers)\b",
    re.IGNORECASE,
)
_PRONOUNS = re.compile(
    r"\b(?P<he>he|him|his|himself)\b|\b(?P<she>she|her|hers|herself)\b|\b(?P<its>its)\b",
    re.IGNORECASE,
)
_UNKNOWN_PERSON = re.compile(r"\b[A-Z][a-z]+\s(?:[A-Z]\.\s)?[A-Z][a-z]+\b")


@lru_cache(maxsize=8)
def _generic_titles(roster: Roster) -> re.Pattern[str]:
    titles = {title for office in roster.offices.values() for title in office.titles}
    longest_first = sorted(titles, key=len, reverse=True)
    return re.compile(
        r"\b(?:the|this)\s+(?P<former>former\s+|ex-)?(?:(?:U\.S\.|American|Russian|sitting)\s+)?"
        rf"(?P<title>{'|'.join(map(re.escape, longest_first))})\b(?!\s+(?:of|for|(?-i:[A-Z])))",
        re.IGNORECASE,
    )


def generic_titles(
    text: str, mentions: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[Mention]:
    """“the president”, “the ex-president”: the last named person who holds (held) such an office."""
    for found in _generic_titles(roster).finditer(text):
        start = found.start() + found.group().index(" ") + 1
        if not free_of(mentions, start, found.end()):
            continue
        title, former = found["title"].lower(), bool(found["former"])
        for mention in reversed(starting_in(mentions, found.start() - _WINDOW, found.start())):
            actor = mention.actor
            fits = (
                roster.held(actor, title, before=day) if former else roster.holds(actor, title, day)
            )
            if fits and roster.actors[actor].is_person:
                yield Mention(
                    start, found.end(), actor, text[start : found.end()], "title", _DESCRIBED
                )
                break


def served_titles(
    text: str, mentions: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[tuple[Mention, Mention]]:
    """“Putin’s spokesman”, “his spokesman” → (mention of the boss it replaces, mention of the aide)."""
    served = [office for office in roster.offices.values() if office.serves]
    if not served:
        return
    titles = "|".join(re.escape(title) for office in served for title in office.titles)
    follows = re.compile(rf"(?:['’]s?)?\s+(?P<title>{titles})\b", re.IGNORECASE)
    named = {m.actor for m in mentions if m.via in ("name", "alias")}
    for mention in mentions:
        found = follows.match(text, mention.end)
        if not found:
            continue
        possessive = found.group()[0] in "'’" or mention.via == "pronoun"
        if not possessive:
            continue
        offices = [each for each in served if found["title"].lower() in each.titles]
        holder = _aide(text, mention, offices, roster, day, named)
        if holder:
            actor, confidence = holder
            surface = text[mention.start : found.end()]
            confidence = min(confidence, mention.confidence)
            yield mention, Mention(mention.start, found.end(), actor, surface, "title", confidence)


def _aide(
    text: str,
    boss: Mention,
    offices: Sequence[Office],
    roster: Roster,
    day: date | None,
    named: set[str],
) -> tuple[str, float] | None:
    """Who serves ``boss`` in one of ``offices``: by date while the boss is in office, else if only one did."""
    for office in offices:
        times = [term for term in roster.terms_of(office.serves) if term.holder == boss.actor]
        if not times:
            continue
        if day is None or any(term.covers(day) for term in times):
            if found := resolve_office(text, boss.start, office.id, roster, day, named):
                return found
            continue
        served = {
            term.holder
            for term in roster.terms_of(office.id)
            for time in times
            if term.start <= (time.end or term.start) and time.start <= (term.end or time.start)
        }
        if len(served) == 1:
            return served.pop(), _DESCRIBED
    return None


def groups(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], roster: Roster
) -> Iterator[Mention]:
    """“both leaders”, “the two sides” → one mention for each of the two who are meant.

    Leaders are the last two before it; one who stands alone in the same sentence is its
    subject (“Trump’s ties with both leaders”) and is left out. Sides are the two countries
    named most, and most lately; where a third comes close the group stays open.
    """
    for found in _GROUPS.finditer(text):
        before = starting_in(mentions, found.start() - _WINDOW, found.start())
        if found["people"]:
            inside = indexes_in(sentences, Span(found.start(), found.end()))
            begin = sentences[inside[0]].start if inside else found.start()
            pair = _last_leaders(before, begin, roster)
        else:
            pair = _salient_countries(before, found.start(), roster)
        for actor in pair:
            yield Mention(found.start(), found.end(), actor, found.group(), "group", _GROUP)


def _last_leaders(before: Sequence[Mention], sentence: int, roster: Roster) -> list[str]:
    leaders = [m for m in before if roster.actors[m.actor].is_person and roster.leads(m.actor)]
    here = list(dict.fromkeys(m.actor for m in reversed(leaders) if m.start >= sentence))
    if len(here) >= 2:
        return here[:2]
    earlier = dict.fromkeys(m.actor for m in reversed(leaders) if m.start < sentence)
    pair = [actor for actor in earlier if actor not in here][:2]
    return pair if len(pair) == 2 else []


def _salient_countries(before: Sequence[Mention], position: int, roster: Roster) -> list[str]:
    salience: dict[str, float] = {}
    for mention in before:
        actor = roster.actors[mention.actor]
        # A transcript's “SECRETARY BLINKEN:” names who speaks, not a side.
        if not actor.side or (actor.is_person and mention.surface.isupper()):
            continue
        country = roster.country_of_side(actor.side)
        if country:
            weight = 0.5 ** ((position - mention.end) / _SALIENCE_HALVES)
            salience[country] = salience.get(country, 0.0) + weight
    ranked = sorted(salience, key=lambda country: -salience[country])
    if len(ranked) < 2 or (
        len(ranked) > 2 and salience[ranked[2]] > _TOO_CLOSE * salience[ranked[1]]
    ):
        return []
    return ranked[:2]


def pronouns(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], roster: Roster
) -> Iterator[Mention]:
    """Third-person pronouns → the nearest fitting person, or the one body before “its”.

    Looked for in the same sentence, then in the one before. A person who is not on the
    roster in between leaves the pronoun open.
    """
    for index, sentence in enumerate(sentences):
        previous = sentences[index - 1] if index else None
        for found in _PRONOUNS.finditer(text, sentence.start, sentence.end):
            if not free_of(mentions, found.start(), found.end()):
                continue
            gender = found.lastgroup or ""
            antecedent = _antecedent(
                text, sentence, previous, found.start(), gender, mentions, roster
            )
            if antecedent:
                actor, confidence = antecedent
                yield Mention(
                    found.start(), found.end(), actor, found.group(), "pronoun", confidence
                )


def _antecedent(
    text: str,
    sentence: Span,
    previous: Span | None,
    position: int,
    gender: str,
    mentions: Sequence[Mention],
    roster: Roster,
) -> tuple[str, float] | None:
    wanted = "it" if gender == "its" else gender

    def fitting(start: int, end: int) -> list[Mention]:
        return [
            m
            for m in starting_in(mentions, start, end)
            if m.end <= end and roster.actors[m.actor].pronoun == wanted
        ]

    here = fitting(sentence.start, position)
    if gender == "its":
        distinct = {m.actor for m in here}
        return (here[-1].actor, _POSSESSIVE_IT) if len(distinct) == 1 else None
    candidates, begin = here, sentence.start
    if not candidates and previous is not None:
        candidates, begin = fitting(previous.start, previous.end), previous.start
    if not candidates:
        return None
    # The subject, named first, is the likelier antecedent; two candidates make it a guess.
    chosen = candidates[0]
    for other in _UNKNOWN_PERSON.finditer(text, begin, position):
        if free_of(mentions, other.start(), other.end()) and other.start() > chosen.start:
            return None
    alone = len({m.actor for m in candidates}) == 1
    return chosen.actor, _PRONOUN if alone else _PRONOUN_UNSURE
