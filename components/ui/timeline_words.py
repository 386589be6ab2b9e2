"""The timeline's filters in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from components.actors import Actor
from components.analysis import Dyad
from components.charts.timeline_frames import day_name
from components.trends import Unit
from components.ui.words import counted

_ADVERBS: dict[Unit, str] = {
    "day": "by day",
    "week": "by week",
    "month": "by month",
    "quarter": "by quarter",
    "year": "by year",
}
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a timeline shows and what it leaves out, in articles."""

    n: int
    n_sources: int
    first: date | None
    last: date | None
    undated: int = 0
    not_about: int = 0
    copies: int = 0
    not_whole: int = 0  # cut-off texts and bare headlines that are left out
    taken_in: int = 0  # those of them that are among the articles shown


def dyad_name(dyad: Dyad, actors: Mapping[str, Actor]) -> str:
    """“U.S.–Russia”: the roster's initials of a side where it has some, else its name."""
    return f"{_side(dyad.a, actors)}–{_side(dyad.b, actors)}"


def _side(country: str, actors: Mapping[str, Actor]) -> str:
    actor = actors.get(country)
    if actor is None:
        return country
    known = (*actor.aliases, *actor.adjectives)
    return next((name for name in known if _INITIALS.fullmatch(name)), actor.name)


def filter_sentence(dyad: str, unit: Unit, seen: Coverage, filters: tuple[str, ...] = ()) -> str:
    """One sentence for the head of the page: what is shown, of how much, and what is left out."""
    parts = [f"Tone toward {dyad} relations", _ADVERBS[unit]]
    if seen.first and seen.last:
        span = {day_name(seen.first): None, day_name(seen.last): None}
        parts.append(" – ".join(span))
    parts += [
        *filters,
        counted(seen.n_sources, "source"),
        counted(seen.n, "article"),
    ]
    sentence = ", ".join(parts)
    left_out = []
    if seen.undated:
        left_out.append(f"{seen.undated:,} undated")
    if seen.not_about:
        left_out.append(f"{seen.not_about:,} not about the relation")
    if seen.not_whole:
        left_out.append(f"{seen.not_whole:,} cut off or headline only")
    if left_out:
        verb = "is" if seen.undated + seen.not_about + seen.not_whole == 1 else "are"
        sentence += f"; {_and(left_out)} {verb} left out"
    if seen.taken_in:
        are = "is" if seen.taken_in == 1 else "are"
        sentence += f"; {seen.taken_in:,} of them {are} cut off or headline only"
    if seen.copies:
        copies = counted(seen.copies, "copy", "copies")
        sentence += f"; {copies} of a text in its own source count{'s' * (seen.copies == 1)} once"
    return f"{sentence}."


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
