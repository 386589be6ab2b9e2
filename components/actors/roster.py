"""The roster: who can be recognised, on which side they stand, which office they held when."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

Value = TypeVar("Value")

_FOLDER = Path(__file__).parent
_FILES = ("roster.csv", "offices.csv", "terms.csv")
# Offices whose holders are meant by “both leaders”.
_LEADER_TITLES = frozenset(
    {"president", "prime minister", "chancellor", "general secretary", "premier", "supreme leader"}
)


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, country, body or organisation.

    ``side`` is the code of the state or alliance the actor speaks for ("US", "RU", "NATO"),
    or "" for media, opposition and others who speak for none.
    """

    id: str
    name: str
    kind: str
    side: str
    pronoun: str
    surname: str = ""
    surname_alone: bool = False
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


@dataclass(frozen=True, slots=True)
class Office:
    """An office: the country it belongs to, its titles, and the office it serves."""

    id: str
    country: str
    titles: tuple[str, ...]
    bare: tuple[str, ...] = ()
    serves: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in one office; ``end`` is None while it lasts."""

    office: str
    holder: str
    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Roster:
    """Actors and offices by id, terms of office, and the tables' hash.

    Terms also by holder and by office; actors' ids also by surname; the state or alliance
    that a side code stands for (the first one listed).
    """

    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    terms: tuple[Term, ...]
    version: str
    terms_held: Mapping[str, tuple[Term, ...]]
    terms_by_office: Mapping[str, tuple[Term, ...]]
    bearers: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, str]

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.version == other.version

    def terms_of(self, office: str) -> tuple[Term, ...]:
        return self.terms_by_office.get(office, ())

    def _terms_in(self, actor: str, title: str) -> Iterator[Term]:
        """The actor's terms in offices that bear this title."""
        for term in self.terms_held.get(actor, ()):
            office = self.offices[term.office]
            if title in office.titles or title in office.bare:
                yield term

    def held(self, actor: str, title: str, *, before: date | None = None) -> bool:
        """Whether ``actor`` held an office with this title (in a term that ended before ``before``)."""
        terms = self._terms_in(actor, title)
        return any(before is None or (t.end is not None and t.end < before) for t in terms)

    def holds(self, actor: str, title: str, day: date | None) -> bool:
        """Whether ``actor`` holds an office with this title on ``day`` (ever, if it is unknown)."""
        return any(day is None or term.covers(day) for term in self._terms_in(actor, title))

    def leads(self, actor: str, day: date | None = None) -> bool:
        """Whether ``actor`` leads a state or a government on ``day`` (ever, without a day)."""
        return any(
            (day is None or term.covers(day))
            and _LEADER_TITLES & set(self.offices[term.office].titles)
            for term in self.terms_held.get(actor, ())
        )

    def home(self, actor: str) -> str | None:
        """The country or alliance that an actor speaks for; None for those who speak for no side."""
        return self.homes.get(self.actors[actor].side)

    def country(self, actor: str) -> str | None:
        """The country that an actor speaks for or is; None for alliances and those of no side."""
        home = self.home(actor)
        return home if home and self.actors[home].kind == "country" else None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def parse_roster(roster: str, offices: str, terms: str) -> Roster:
    """A roster from the texts of its three tables.

    Raises ``KeyError`` or ``ValueError`` where a column is missing, a date cannot be read, or
    a row names an actor or office that is not there.
    """
    actors = {
        row["id"]: Actor(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            side=row["side"],
            pronoun=row["pronoun"],
            surname=row["surname"],
            surname_alone=row["surname_alone"] == "yes",
            aliases=_split(row["aliases"]),
            adjectives=_split(row["adjectives"]),
        )
        for row in csv.DictReader(StringIO(roster))
    }
    posts = {
        row["id"]: Office(
            row["id"],
            row["country"],
            _split(row["titles"].lower()),
            _split(row["bare"]),
            row["serves"],
        )
        for row in csv.DictReader(StringIO(offices))
    }
    held = tuple(
        Term(
            row["office"],
            row["holder"],
            date.fromisoformat(row["from"]),
            date.fromisoformat(row["to"]) if row["to"] else None,
        )
        for row in csv.DictReader(StringIO(terms))
    )
    for term in held:
        if term.office not in posts or term.holder not in actors:
            raise ValueError(f"terms.csv names {term.office} / {term.holder}, which is not listed")
    digest = hashlib.sha256("\0".join((roster, offices, terms)).encode()).hexdigest()[:12]
    states = [a for kind in ("country", "alliance") for a in actors.values() if a.kind == kind]
    return Roster(
        MappingProxyType(actors),
        MappingProxyType(posts),
        held,
        digest,
        terms_held=_grouped((term.holder, term) for term in held),
        terms_by_office=_grouped((term.office, term) for term in held),
        bearers=_grouped((a.surname, a.id) for a in actors.values() if a.surname),
        homes=MappingProxyType({a.side: a.id for a in reversed(states) if a.side}),
    )


def _grouped(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, tuple[Value, ...]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})


@cache
def load_roster() -> Roster:
    """The roster that ships with Détente."""
    return parse_roster(*(_FOLDER.joinpath(name).read_text("utf-8") for name in _FILES))
