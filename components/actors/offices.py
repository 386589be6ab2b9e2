"""Offices as roles: who is whose counterpart, who leads which country on a day."""

from datetime import date

from components.actors.roster import Roster

_LEADERS = ("president", "general secretary", "prime minister", "chancellor", "premier")
_DIPLOMATS = ("foreign minister", "secretary of state", "foreign secretary")
_DEFENCE = ("defense minister", "secretary of defense", "defense secretary", "defence minister")
# The titles that a plural noun stands for, the likeliest first.
ROLES: dict[str, tuple[str, ...]] = {
    "leaders": _LEADERS,
    "heads of state": _LEADERS,
    "presidents": ("president",),
    "prime ministers": ("prime minister", "premier"),
    "foreign ministers": _DIPLOMATS,
    "top diplomats": _DIPLOMATS,
    "chief diplomats": _DIPLOMATS,
    "defense ministers": _DEFENCE,
    "defense chiefs": _DEFENCE,
}
_COUNTERPARTS = (_LEADERS, _DIPLOMATS, _DEFENCE, ("finance minister", "treasury secretary"))


def holder_in(
    country: str, titles: tuple[str, ...], roster: Roster, day: date | None
) -> str | None:
    """Who holds the first of ``titles`` that ``country`` has on ``day``; None if that is open."""
    if day is None:
        return None
    offices = [office for office in roster.offices.values() if office.country == country]
    for title in titles:
        holders = {
            term.holder
            for office in offices
            if title in (*office.titles, *office.bare)
            for term in roster.terms_of(office.id)
            if term.covers(day)
        }
        if holders:
            return holders.pop() if len(holders) == 1 else None
    return None


def counterpart(actor: str, country: str, roster: Roster, day: date | None) -> str | None:
    """Who holds in ``country`` on ``day`` the office that ``actor`` holds at home."""
    for titles in _COUNTERPARTS:
        if any(roster.holds(actor, title, day) for title in titles):
            return holder_in(country, titles, roster, day)
    return None


def office_holder(country: str, title: str, roster: Roster, day: date | None) -> str | None:
    """Who holds the office that ``country`` calls ``title`` on ``day``: “our Foreign Minister”."""
    for titles in _COUNTERPARTS:
        if title in titles:
            return holder_in(country, titles, roster, day)
    return holder_in(country, (title,), roster, day)


def predecessor(actor: str, roster: Roster, day: date | None) -> str | None:
    """Who led the country before ``actor``, who leads it on ``day``."""
    for term in roster.terms_held.get(actor, ()):
        if day is None or not term.covers(day) or not roster.leads(actor, day):
            continue
        earlier = [t for t in roster.terms_of(term.office) if t.end and t.end <= term.start]
        if earlier:
            return max(earlier, key=lambda each: each.start).holder
    return None
