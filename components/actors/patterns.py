"""Every surface form of the roster, found in one pass (Aho–Corasick), longest match first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from ahocorasick_rs import AhoCorasick

from components.actors.roster import Actor, Office, Roster

Kind = Literal["name", "alias", "adjective", "surname", "title"]

# Longer names that only begin or end like an actor's: they swallow the shorter form.
_NOT_ACTORS = (
    "Latin America", "Latin American", "Latin Americans", "South America", "South American", "North America",
    "North American", "Central America", "Central American", "African American", "African Americans",
    "African-American", "African-Americans", "Native American", "Native Americans", "American Indian",
    "American Indians", "Bank of America", "Gulf of Mexico", "Gulf of America", "Voice of America",
    "Miss America", "Captain America", "South China Sea", "East China Sea", "Indian Ocean", "Berlin Wall",
    "Warsaw Ghetto", "Warsaw Uprising", "Washington Monument", "state of Washington", "Washington state",
    "Washington State", "Washington Irving", "Denzel Washington", "Kerry Washington", "Booker T. Washington",
    "Martha Washington", "Jack London", "George Washington University", "Washington University", "New Georgia",
    "South Georgia", "Russian roulette", "Turkish delight", "Danish pastry", "Spanish flu", "Indian summer",
    "Swiss cheese", "Brussels sprouts", "Turkey sandwich", "Russian Revolution", "American Revolution",
    "Nazi Germany", "Northern Ireland", "Trump Tower Moscow", "Richard Wagner", "Robert Wagner", "Wagner opera",
    "Wagner operas", "Roman Senate", "National People's Congress", "World Jewish Congress", "Indian Congress",
    "African National Congress", "Congress of Vienna", "LET US", "CONTACT US", "FOLLOW US", "ABOUT US", "TELL US",
    "JOIN US", "HELP US", "GIVE US", "SHOW US", "WITH US", "the West Bank", "the West Wing", "the West Coast",
    "the West End", "the West Indies", "the West Lawn", "the West Village", "The West Wing", "The West Bank",
    "Hong Kong", "Paris Agreement", "Paris climate", "Paris Peace", "Minsk agreements", "Geneva Convention",
    "Washington Treaty", "London Stock", "Moscow State University", "Moscow Exchange", "Moscow Oblast",
    "Moscow region", "Moscow Region", "Washington Commanders", "Washington Nationals", "Berlin Philharmonic",
)  # fmt: skip

# One character for one character, so that offsets stay those of the stored text.
_FOLD = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"} | dict.fromkeys(
    "\n\t\u00a0\u2007\u2009\u202f", " "
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for: an actor, a surname, or an office (by id or surname in ``key``)."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Match:
    """A form found in a text, with everything it may stand for.

    ``inner`` holds the shorter forms inside it: the “Russian” of “Russian ambassador”.
    """

    surface: str
    start: int
    end: int
    entries: tuple[Entry, ...]
    inner: tuple["Match", ...] = ()

    def key(self, kind: Kind) -> str | None:
        """What the form stands for as this kind, or None."""
        for entry in self.entries:
            if entry.kind == kind:
                return entry.key
        return None


def fold(text: str) -> str:
    """``text`` with typographic apostrophes, hyphens and spaces made plain; same length."""
    for character, plain in _FOLD.items():
        text = text.replace(character, plain)
    return text


def cased(title: str) -> tuple[str, ...]:
    """A title as it may be printed: as listed, first word capitalised, headline style."""
    small = {"of", "for", "the", "to", "and", "on"}
    headline = " ".join(w if w in small else w[:1].upper() + w[1:] for w in title.split(" "))
    return tuple(dict.fromkeys((title, title[:1].upper() + title[1:], headline)))


def _actor_forms(actor: Actor) -> Iterator[tuple[str, Entry]]:
    names = [(actor.name, Entry("name", actor.id))]
    names += [(alias, Entry("alias", actor.id)) for alias in actor.aliases]
    if actor.surname:
        names.append((actor.surname, Entry("surname", actor.surname)))
    for form, entry in names:
        yield fold(form), entry
        # Transcripts print their speakers in capitals.
        if actor.is_person and len(form) > 3:
            yield fold(form).upper(), entry
    for form in actor.adjectives:
        yield fold(form), Entry("adjective", actor.id)


def _office_forms(office: Office, country: Actor | None) -> Iterator[tuple[str, Entry]]:
    entry = Entry("title", office.id)
    for title in office.bare:
        for form in cased(title):
            yield fold(form), entry
    if country is None:
        return
    names = (country.name, *country.aliases)
    for title in (form for each in office.titles for form in cased(each)):
        for adjective in country.adjectives:
            yield f"{adjective} {title}", entry
        for name in names:
            yield f"{name}'s {title}", entry
            yield f"{name} {title}", entry
            yield f"{title} of {name}", entry
            yield f"{title} of the {name}", entry


@lru_cache(maxsize=8)
def _automaton(roster: Roster) -> tuple[AhoCorasick, list[tuple[Entry, ...]]]:
    """The compiled forms of one roster, and what each of them stands for."""
    forms: dict[str, list[Entry]] = {}
    for actor in roster.actors.values():
        for form, entry in _actor_forms(actor):
            forms.setdefault(form, []).append(entry)
    for form in _NOT_ACTORS:
        forms.setdefault(form, [])
    for office in roster.offices.values():
        for form, entry in _office_forms(office, roster.actors.get(office.country)):
            forms.setdefault(form, []).append(entry)
    return AhoCorasick(list(forms)), [tuple(dict.fromkeys(each)) for each in forms.values()]


def _is_boundary(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum():
        return False
    # “U.S” inside “U.S.S.R.” and “a.U.S.” are parts of something longer.
    initialism = "." in text[start:end]
    if before == "." and start > 1 and text[start - 2].isalnum() and initialism:
        return False
    return not (initialism and after == "." and text[end - 1] != ".")


def matches(text: str, roster: Roster) -> list[Match]:
    """Every form of ``roster`` in ``text`` at word boundaries, longest first, none overlapping.

    ``text`` is :func:`fold`-ed.
    """
    machine, entries = _automaton(roster)
    found = [
        Match(text[start:end], start, end, entries[index])
        for index, start, end in machine.find_matches_as_indexes(text, overlapping=True)
        if _is_boundary(text, start, end)
    ]
    return _longest(found)


def _longest(found: list[Match]) -> list[Match]:
    found = sorted(found, key=lambda match: (match.start, -match.end))
    kept: list[Match] = []
    shadowed: list[Match] = []
    for match in found:
        if not kept or match.start >= kept[-1].end:
            if shadowed:
                kept[-1] = replace(kept[-1], inner=tuple(_longest(shadowed)))
                shadowed = []
            kept.append(match)
        elif match.end <= kept[-1].end:
            shadowed.append(match)
    if shadowed:
        kept[-1] = replace(kept[-1], inner=tuple(_longest(shadowed)))
    return kept
