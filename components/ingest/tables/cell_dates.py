"""What one cell of a date column says: a day, several possible days, or none, and the time."""

from __future__ import annotations

import csv
import datetime
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from components.ingest.characters import one_line
from components.ingest.records import DateOrder

#: A table's ways to say that there is nothing in a cell.
NOTHING_WORDS = frozenset(
    "n/a na nan nat null none nil - -- — – ? . #n/a #value! #ref! #name? #num! #null! #div/0! "
    "(blank) (empty) unknown undated n.d. nd [removed] [deleted]".split()
)
_EARLIEST, _LATEST = 1600, 2199
_LONGEST = 100
_ISO = re.compile(r"(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[T ]?(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)?(?P<zone>Z)?)?"
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?"
    r"(?P<y>\d{4}|\d{2})(?!\d)"
)
_PLAIN_NUMBER = re.compile(r"(?P<whole>\d+)(?:\.\d+)?")
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Z]{3,4}\b))?"
    r"(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_BARE_HOUR = re.compile(r"(?<![\d:])(?P<H>\d{1,2})\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "eet": 2, "eest": 3, "msk": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell says.

    days: the day under each order of day and month that makes one; the key "" where the order is
    plain. Empty when there is none.
    mark: what stands between the numbers of a numeric date, "" in all other dates.
    time: ISO 8601 with an offset, without its day (“14:00:00+00:00”), "" where none is stated.
    basis: how the value is to be understood where that is not plain, in words.
    problem: why there is no day, in words; "" where there is one or the cell is empty.
    sure: False where the value might mean something else than a date.
    """

    text: str = ""
    days: Mapping[DateOrder | str, datetime.date] = field(default_factory=dict)
    mark: str = ""
    time: str = ""
    basis: str = ""
    problem: str = ""
    sure: bool = True


def is_nothing(value: str) -> bool:
    """Whether a cell is empty or says so."""
    text = value.strip()
    return not text or (len(text) <= 10 and text.casefold() in NOTHING_WORDS)


@functools.lru_cache(maxsize=4096)
def written(value: str) -> Written:
    """What a cell of a date column says; never raises."""
    text = one_line(value[: 4 * _LONGEST])
    if is_nothing(text):
        return Written()
    if len(text) > _LONGEST:
        return Written(text[:_LONGEST], problem=f"“{text[:40]}…” is no date")
    for reader in (_of_number, _of_iso, _of_numeric, _of_words):
        if (result := reader(text)) is not None:
            return result
    return Written(text, problem=f"“{text}” cannot be read as a date")


def _of_number(text: str) -> Written | None:
    """Dates without any mark: 20220224, 20220224T140000Z, seconds since 1970, day numbers."""
    if match := _COMPACT.fullmatch(text):
        result = _sure(text, match["y"], match["m"], match["d"])
        if result.days or len(text) == 8:
            clock = match["H"] and f"{match['H']}:{match['M']}:{match['S'] or '00'}"
            return _timed(result, f"{clock}{match['zone'] or ''}" if clock else "")
    match = _PLAIN_NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = len(match["whole"])
    number = float(text)
    for length, unit, words in (
        ((9, 10), 1.0, "seconds"), ((12, 13), 1e3, "milliseconds"), ((15, 16), 1e6, "microseconds"),
    ):  # fmt: skip
        if digits in length:
            moment = datetime.datetime.fromtimestamp(number / unit, tz=datetime.UTC)
            basis = f"read as {words} since 1970"
            clock = moment.strftime("%H:%M:%S+00:00")
            return Written(text, {"": moment.date()}, time=clock, basis=basis)
    if digits == 5 and 18_000 <= number < 80_000:
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(number))
        return Written(text, {"": day}, basis="read as Excel's number of a day", sure=False)
    if digits in (4, 6) and _EARLIEST <= int(match["whole"][:4]) <= _LATEST:
        return Written(text, problem=f"“{text}” names no day")
    return Written(text, problem=f"“{text}” cannot be read as a date")


def _of_iso(text: str) -> Written | None:
    match = _ISO.search(text)
    if match is None:
        if re.fullmatch(r"\d{4}[-/.]\d{1,2}|\d{1,2}[/.]\d{4}", text):
            return Written(text, problem=f"“{text}” names no day")
        return None
    rest = text[: match.start()] + " " + re.sub(r"^[T_]", " ", text[match.end() :])
    return _timed(_sure(text, match["y"], match["m"], match["d"]), rest)


def _of_numeric(text: str) -> Written | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    a, b, year, mark = match["a"], match["b"], match["y"], match["mark"]
    orders: dict[DateOrder | str, tuple[str, str, str]] = {
        "dmy": (_full_year(year), b, a),
        "mdy": (_full_year(year), a, b),
    }
    if len(year) == 2 and mark == "-" and len(a) == 2:
        orders["ymd"] = (_full_year(a), b, year)
    days = {order: day for order, parts in orders.items() if (day := _day(*parts))}
    if not days:
        return Written(text, problem=f"“{text}” is not a possible date")
    rest = text[: match.start()] + " " + text[match.end() :]
    if len(set(days.values())) == 1 and len(days) > 1:
        return _timed(Written(text, {"": next(iter(days.values()))}), rest)
    return _timed(Written(text, days, mark=mark), rest)


def _of_words(text: str) -> Written | None:
    """Dates with a month in words: “February 24, 2022 Thursday”, “Thu, 24 Feb 2022 09:15 -0500”."""
    clock = _CLOCK.search(text) or _BARE_HOUR.search(text)
    outside = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    tokens = _TOKEN.findall(outside)
    months = [number for token in tokens if (number := _months().get(token.casefold()))]
    if not months:
        return None
    if len(set(months)) > 1:
        return Written(text, problem=f"“{text}” names more than one day")
    numbers = [re.sub(r"\D", "", token) for token in tokens if token[0].isdigit()]
    years = [number for number in numbers if len(number) == 4]
    short = [number for number in numbers if len(number) <= 2]
    if len(years) == 1 and len(short) == 1:
        result = _sure(text, years[0], str(months[0]), short[0])
    elif not years and len(short) == 2:
        result = _sure(text, _full_year(short[1].zfill(2)), str(months[0]), short[0])
    elif len(short) > 1:
        return Written(text, problem=f"“{text}” names more than one day")
    else:
        return Written(text, problem=f"“{text}” names no day")
    return _timed(result, clock.group() if clock else "")


def _sure(text: str, year: str, month: str, day: str) -> Written:
    found = _day(year, month, day)
    if found is None:
        return Written(text, problem=f"“{text}” is not a possible date")
    return Written(text, {"": found})


def _timed(result: Written, rest: str) -> Written:
    """Result with the time of day that the rest of the cell states, where it has an offset."""
    match = _CLOCK.search(rest)
    if match is None or not match["zone"] or not result.days:
        return result
    offset = _offset(match["zone"])
    hour, minute = int(match["H"]), int(match["M"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if offset is None or hour > 23 or minute > 59:
        return result
    clock = f"{hour:02}:{minute:02}:{int(match['S'] or 0):02}{offset}"
    return replace(result, time=clock)


def _offset(zone: str) -> str | None:
    zone = zone.casefold()
    if zone in _ZONES:
        return f"{_ZONES[zone]:+03}:00"
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2})(?::?(\d{2}))?", zone)
    if match is None or int(match[2]) > 14:
        return None
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"


def _full_year(year: str) -> str:
    if len(year) != 2:
        return year
    this = datetime.datetime.now(tz=datetime.UTC).year
    century = this // 100 * 100
    # A year of two digits is never far in the future.
    full = century + int(year)
    return str(full if full <= this + 1 else full - 100)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _EARLIEST <= found.year <= _LATEST else None


@functools.cache
def _months() -> dict[str, int]:
    with Path(__file__).with_name("months.csv").open(encoding="utf-8", newline="") as lines:
        return {
            name: int(row["month"])
            for row in csv.DictReader(lines)
            for name in row["names"].split("|")
        }
