"""The state of a view ⇄ query parameters.

| parameter | meaning |
|---|---|
| v | version of the link's vocabulary |
| set, doc | ids of the collection and the article |
| par | selected paragraph, counted from 1 |
| actor | id of a chosen actor, repeatable |
| source | name of a chosen source, repeatable |
| from, to | first and last day, ISO |
| unit | Day, Week, Month, Quarter or Year |

Nothing here fails on a strange URL: what cannot be read is left out and named in ``ignored``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LINK_VERSION = 1
FIRST_DAY, LAST_DAY = date(1700, 1, 1), date(2199, 12, 31)  # that a filter can name
PAGES = ("library", "document", "timeline", "method")
UNITS = ("Day", "Week", "Month", "Quarter", "Year")

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NAME = re.compile(r".+", re.DOTALL)
_MOST = 50  # values of one repeatable parameter
_LONGEST = 300  # characters of one value
_KNOWN = frozenset({"v", "set", "doc", "par", "actor", "source", "from", "to", "unit"})


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is looked at. ``paragraph`` is an index from 0; ``unit`` None leaves the choice to the page."""

    page: str = "library"
    collection: str | None = None
    article: str | None = None
    paragraph: int | None = None
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    unit: str | None = None


def parse_view(page: str, params: Mapping[str, Sequence[str]]) -> tuple[ViewState, tuple[str, ...]]:
    """The view a URL asks for, and the names of the parameters that could not be read."""
    ignored = [name for name in params if name not in _KNOWN]
    values: dict[str, list[str]] = {}
    for name in sorted(_KNOWN & set(params)):
        values[name] = [each for each in params[name] if len(each) <= _LONGEST]
        if len(values[name]) < len(params[name]):
            ignored.append(name)

    def one(name: str) -> str | None:
        return values[name][-1] if values.get(name) else None

    def identifier(name: str) -> str | None:
        value = one(name)
        if value is None or _ID.fullmatch(value):
            return value
        ignored.append(name)
        return None

    def day(name: str) -> date | None:
        value = one(name)
        try:
            read = date.fromisoformat(value) if value else None
        except ValueError:
            read = date.min
        if read is None or FIRST_DAY <= read <= LAST_DAY:
            return read
        ignored.append(name)
        return None

    def several(name: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        given = values.get(name, [])
        kept = [each for each in given if pattern.fullmatch(each)][:_MOST]
        if len(kept) < len(given):
            ignored.append(name)
        return tuple(kept)

    paragraph = one("par")
    if paragraph is not None and not re.fullmatch(r"[1-9]\d{0,5}", paragraph):
        ignored.append("par")
        paragraph = None
    unit = one("unit")
    if unit is not None and unit.title() not in UNITS:
        ignored.append("unit")
        unit = None
    version = one("v")
    if version is not None and version != str(LINK_VERSION):
        ignored.append("v")
    view = ViewState(
        page=page if page in PAGES else "library",
        collection=identifier("set"),
        article=identifier("doc"),
        paragraph=int(paragraph) - 1 if paragraph else None,
        actors=several("actor", _ID),
        sources=several("source", _NAME),
        date_from=day("from"),
        date_to=day("to"),
        unit=unit.title() if unit else None,
    )
    return view, tuple(dict.fromkeys(ignored))


def address_params(view: ViewState) -> dict[str, list[str]]:
    """The parameters that stand in the address while one works: all but the momentary ones."""
    params: dict[str, list[str]] = {}
    if view.collection:
        params["set"] = [view.collection]
    if view.article:
        params["doc"] = [view.article]
    if view.actors:
        params["actor"] = list(view.actors)
    if view.sources:
        params["source"] = list(view.sources)
    if view.date_from:
        params["from"] = [view.date_from.isoformat()]
    if view.date_to:
        params["to"] = [view.date_to.isoformat()]
    if view.unit:
        params["unit"] = [view.unit]
    return params


def to_params(view: ViewState) -> dict[str, list[str]]:
    """All parameters of a copied link, the momentary ones too."""
    params = {"v": [str(LINK_VERSION)], **address_params(view)}
    if view.paragraph is not None:
        params["par"] = [str(view.paragraph + 1)]
    return params
