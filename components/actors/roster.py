"""The roster: who can be recognised, on which side they stand, which office they held when."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType

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
    """Actors and offices by id, and the hash of the tables they came from."""

    actors: Mapping[str, Actor]
    offices: Mapping[str, Office]
    terms: tuple[Term, ...]
    version: str

    def __hash__(self) -> int:
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Roster) and self.version == other.version

    def terms_of(self, office: str) -> Iterator[Term]:
        return (term for term in self.terms if term.office == office)

    def held(self, actor: str, title: str, *, before: date | None = None) -> bool:
        """Whether ``actor`` ever held an office with this title (in a term that ended before ``before``)."""
        return any(
            term.holder == actor
            and title in (*self.offices[term.office].titles, *self.offices[term.office].bare)
            and (before is None or (term.end is not None and term.end < before))
            for term in self.terms
        )

    def holds(self, actor: str, title: str, day: date | None) -> bool:
        """Whether ``actor`` holds an office with this title on ``day`` (ever, if the day is unknown)."""
        return any(
            term.holder == actor
            and title in (*self.offices[term.office].titles, *self.offices[term.office].bare)
            and (day is None or term.covers(day))
            for term in self.terms
        )

    def is_leader(self, actor: str) -> bool:
        """Whether ``actor`` ever led a state or a government."""
        return any(
            term.holder == actor and _LEADER_TITLES & set(self.offices[term.office].titles)
            for term in self.terms
        )

    def leads(self, actor: str, day: date) -> bool:
        """Whether ``actor`` leads a state or a government on ``day``."""
        return any(
            term.holder == actor
            and term.covers(day)
            and _LEADER_TITLES & set(self.offices[term.office].titles)
            for term in self.terms
        )

    def country_of_side(self, side: str) -> str | None:
        """The id of the country that a side code stands for: the first one listed."""
        return next(
            (a.id for a in self.actors.values() if a.kind == "country" and a.side == side), None
        )


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
    return Roster(MappingProxyType(actors), MappingProxyType(posts), held, digest)


@cache
def load_roster() -> Roster:
    """The roster that ships with Détente."""
    return parse_roster(*(_FOLDER.joinpath(name).read_text("utf-8") for name in _FILES))
