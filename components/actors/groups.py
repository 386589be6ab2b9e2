"""Groups of two: “both leaders”, “the two sides”, “the Russian and U.S. presidents”."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from components.actors.offices import ROLES, holder_in
from components.actors.records import Mention
from components.actors.roster import Roster
from components.text import Span
from components.text.spans import indexes_in, starting_in

_GROUP = 0.85  # confidence
_SALIENCE_HALVES = 500  # characters after which a mention counts half for “the two sides”
_TOO_CLOSE = 0.75  # a third country this salient, against the second, leaves a group open
_WINDOW = 1500  # characters: a description points back three paragraphs at most
_PAIR_WINDOW = 900  # characters in which “Russia and the U.S.” explains “the two countries”

_PEOPLE = (
    "leaders|presidents|heads of state|men|statesmen|foreign ministers|top diplomats|chief diplomats|"
    "defense ministers|defence ministers|defense chiefs|defence chiefs|prime ministers"
)
_STATES = (
    "sides|countries|nations|powers|governments|capitals|states|superpowers|delegations|peoples|militaries|"
    "negotiating teams|great powers|nuclear powers|nuclear superpowers|rivals|adversaries"
)
_GROUPS = re.compile(
    r"[BbTtOo](?:(?:oth|he two|he pair of|hese two|ur two)\s+"
    rf"(?:(?P<people>(?i:{_PEOPLE}))|(?P<states>(?i:{_STATES})))\b"
    rf"|he(?:se)? two [A-Za-z-]+ (?P<described>{_STATES})\b"
    r"|he\s+(?P<sides>sides|Sides)\b(?!\s+of\b)"
    r"|he\s+(?P<plural>(?i:presidents|heads of state|foreign ministers|defen[cs]e ministers))\b(?!\s+of\b))"
)
_ANY_CASE = "|".join(f"{each}|{each.capitalize()}|{each.title()}" for each in _PEOPLE.split("|"))
_NAMED = re.compile(rf"(?P<people>{_ANY_CASE})\s+of\s+(?:the\s+)?(?=[A-Z])")
_NOUN_AFTER = re.compile(rf"\s+(?P<people>{_PEOPLE})\b", re.IGNORECASE)
# What joins two names to a pair: “Russia and the U.S.”, “U.S.-Russian”, “Moscow with Washington”.
_JOINED = re.compile(r"\s*[-–—/]\s*|,?\s+(?:and|with)\s+(?:the\s+)?", re.IGNORECASE)


def groups(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    roster: Roster,
    day: date | None,
    headline: Sequence[Mention] = (),
) -> Iterator[Mention]:
    """“both leaders”, “the two sides” → one mention for each of the two who are meant.

    Leaders are the last two before it; one who stands alone in the same sentence is its
    subject (“Trump’s ties with both leaders”) and is left out where two others are there.
    Sides are the last two countries named as a pair, else the two named most, and most
    lately; where a third comes close the group stays open. Where the text
    has named nobody yet, the two of its ``headline`` are meant.
    """
    for found in _GROUPS.finditer(text):
        start, end = found.span()
        if start and text[start - 1].isalnum():
            continue
        kind = found.lastgroup or ""
        noun = _plain(found[kind])
        before = starting_in(mentions, start - _WINDOW, start)
        if kind in ("states", "sides", "described"):
            pair = _last_pair(text, before, start, roster)
            pair = pair or _salient_countries(before, start, roster)
            pair = pair or ([] if before else _both_countries(headline, roster))
        elif kind == "plural" and _joined_before(text, found.start(kind), before, roster):
            continue
        else:
            inside = indexes_in(sentences, Span(start, end))
            begin = sentences[inside[0]].start if inside else start
            pair = _last_people(before, begin, noun, roster)
            if not pair and len(_people(before, noun, roster)) < 2:
                pair = _headline_people(headline, noun, roster, day)
        for actor in pair:
            yield Mention(start, end, actor, found.group(), "group", _GROUP)
    for found in _NAMED.finditer(text):
        countries = _pair_after(text, found.end(), mentions, roster)
        start, end = found.span("people")
        for actor in _holders(countries, _plain(found["people"]), roster, day):
            yield Mention(start, end, actor, found["people"], "group", _GROUP)
    yield from _adjectives(text, mentions, roster, day)


def _plain(noun: str) -> str:
    return " ".join(noun.lower().replace("defence", "defense").split())


def _adjectives(
    text: str, mentions: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[Mention]:
    """“the Russian and U.S. presidents”: the noun means those who hold the office in each."""
    for one, other in pairwise(mentions):
        if not (_is_country(one, roster) and _is_country(other, roster)):
            continue
        noun = _NOUN_AFTER.match(text, other.end)
        if noun and _JOINED.fullmatch(text, one.end, other.start):
            start, end = noun.span("people")
            for actor in _holders((one.actor, other.actor), _plain(noun["people"]), roster, day):
                yield Mention(start, end, actor, text[start:end], "group", _GROUP)


def _is_country(mention: Mention, roster: Roster) -> bool:
    return roster.actors[mention.actor].kind == "country"


def _holders(countries: Sequence[str], noun: str, roster: Roster, day: date | None) -> list[str]:
    titles = ROLES.get(noun)
    found = [holder_in(country, titles, roster, day) for country in countries if titles]
    return [holder for holder in found if holder]


def _pair_after(
    text: str, position: int, mentions: Sequence[Mention], roster: Roster
) -> tuple[str, ...]:
    """The two countries named at ``position``: “Russia and the U.S.”."""
    near = starting_in(mentions, position, position + 60)
    if len(near) < 2 or near[0].start != position:
        return ()
    one, other = near[0], near[1]
    joined = _JOINED.fullmatch(text, one.end, other.start)
    both = _is_country(one, roster) and _is_country(other, roster)
    return (one.actor, other.actor) if joined and both else ()


def _joined_before(text: str, position: int, before: Sequence[Mention], roster: Roster) -> bool:
    return bool(before) and _is_country(before[-1], roster) and before[-1].end + 1 >= position


def _last_people(before: Sequence[Mention], sentence: int, noun: str, roster: Roster) -> list[str]:
    """The last two who hold such an office, without the one who is the sentence's subject."""
    fitting = _people(before, noun, roster)
    here = list(dict.fromkeys(m.actor for m in reversed(fitting) if m.start >= sentence))
    if len(here) >= 2:
        return here[:2]
    earlier = dict.fromkeys(m.actor for m in reversed(fitting) if m.start < sentence)
    others = [actor for actor in earlier if actor not in here]
    pair = others[:2] if len(others) >= 2 else [*here, *others]
    return pair if len(pair) == 2 else []


def _people(mentions: Sequence[Mention], noun: str, roster: Roster) -> list[Mention]:
    """The mentions of persons who hold, or held, such an office."""
    titles = ROLES.get(noun)

    def fits(actor: str) -> bool:
        if not roster.actors[actor].is_person:
            return False
        if titles is None or noun in ("leaders", "heads of state"):
            return roster.leads(actor)
        return any(roster.held(actor, title) for title in titles)

    return [mention for mention in mentions if fits(mention.actor)]


def _headline_people(
    headline: Sequence[Mention], noun: str, roster: Roster, day: date | None
) -> list[str]:
    people = list(dict.fromkeys(m.actor for m in _people(headline, noun, roster)))
    if len(people) == 2:
        return people
    countries = _both_countries(headline, roster)
    holders = _holders(countries, noun if noun in ROLES else "leaders", roster, day)
    return holders if len(holders) == 2 else []


def _both_countries(headline: Sequence[Mention], roster: Roster) -> list[str]:
    countries = dict.fromkeys(roster.country(mention.actor) for mention in headline)
    named = [country for country in countries if country]
    return named if len(named) == 2 else []


def _last_pair(text: str, before: Sequence[Mention], position: int, roster: Roster) -> list[str]:
    """The last two countries that were named side by side."""
    near = [m for m in before if m.start > position - _PAIR_WINDOW]
    for one, other in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
        pair = [roster.country(one.actor), roster.country(other.actor)]
        if None in pair or pair[0] == pair[1] or one.end > other.start:
            continue
        if _JOINED.fullmatch(text, one.end, other.start):
            return [country for country in pair if country]
    return []


def _salient_countries(before: Sequence[Mention], position: int, roster: Roster) -> list[str]:
    salience: dict[str, float] = {}
    for mention in before:
        actor = roster.actors[mention.actor]
        # A transcript's “SECRETARY BLINKEN:” names who speaks, not a side.
        if actor.is_person and mention.surface.isupper():
            continue
        country = roster.country(mention.actor)
        if country:
            weight = 0.5 ** ((position - mention.end) / _SALIENCE_HALVES)
            salience[country] = salience.get(country, 0.0) + weight
    ranked = sorted(salience, key=lambda country: -salience[country])
    if len(ranked) < 2 or (
        len(ranked) > 2 and salience[ranked[2]] > _TOO_CLOSE * salience[ranked[1]]
    ):
        return []
    return ranked[:2]
