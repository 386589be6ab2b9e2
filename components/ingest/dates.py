"""Dates as they are written in news: only complete and unambiguous ones count."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[6-9]\d\d|20\d\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<![\d/.-]){_YEAR}-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)(?=\D|$|T\d)",
        rf"(?<![\d/.-]){_YEAR}[/.](?P<month>[01]?\d)[/.](?P<day>[0-3]?\d)(?!\d)",
        rf"\b{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}\b",
        rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"(?<!\d){_DAY}-{_MONTH}-{_YEAR}\b",
    )
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>[0-3]?\d)(?P<mark>[/.-])(?P<b>[0-3]?\d)(?P=mark)" + _YEAR + r"(?![./-]?\d)"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>19\d\d|20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)[-_. ]?(?P<month>[01]\d)[-_. ]?(?P<day>[0-3]\d)(?!\d)"
)
_DAY_FIRST_IN_NAME = re.compile(r"(?<!\d)[0-3]?\d([-_.])[0-3]?\d\1(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d[-_.]\d\d[-_.]\d\d(?!\d)")
_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?"
    r"\s*(Z|[+-]\d\d(?::?\d\d))(?!\d)",
    re.IGNORECASE,
)
# What may stand around a date on a line that is only a date.
_AROUND = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:published|updated|posted|dated?|issued|released|last|modified|first|on|at|of|the|by"
    r"|for|immediate|release|originally|as)\b"
    r"|\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|e[sd]?t|c[sd]?t|p[sd]?t|msk|bst|ce[s]?t|local|time)\b"
    r"|[+-]\d{2}:?\d{2}\b|\bT\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?|\bZ\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date and the half-open character range in which it is written."""

    date: datetime.date
    start: int
    end: int


def first_date(text: str) -> Found | None:
    """First complete date in text: day, month in words or ISO order, and four-digit year.

    Numeric dates count when one of the two numbers is above 12, which proves the order.
    """
    hits = [
        hit for form in _FORMS for match in form.finditer(text) if (hit := _of(match)) is not None
    ]
    for match in _NUMERIC.finditer(text):
        if (hit := _numeric(match)) is not None:
            hits.append(hit)
    return min(hits, key=lambda hit: hit.start, default=None)


def ambiguous_date(text: str) -> str | None:
    """A numeric date in text whose day and month cannot be told apart, as it is written."""
    for match in _NUMERIC.finditer(text):
        if _numeric(match) is None and 1 <= int(match["a"]) <= 12 and 1 <= int(match["b"]) <= 12:
            return match.group()
    return None


def only_date(line: str) -> datetime.date | None:
    """The date of a line that holds nothing else but weekday, time of day or a word or two."""
    if len(line) > 90:
        return None
    hit = first_date(line)
    if hit is None:
        return None
    rest = line[: hit.start] + " " + line[hit.end :]
    while (another := first_date(rest)) is not None:
        rest = rest[: another.start] + " " + rest[another.end :]
    rest = _AROUND.sub(" ", rest)
    return hit.date if not re.search(r"\w", rest) else None


def stated_date(value: str) -> datetime.date | None:
    """The date in a metadata field: ISO, with or without time, RFC 2822, or in words."""
    value = value.strip()[:100]
    if hit := first_date(value):
        return hit.date
    if match := _COMPACT.match(value):
        return _date(match["year"], match["month"], match["day"])
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def stated_time(value: str) -> str | None:
    """The moment in a metadata field as ISO 8601 with its offset; None where no offset is stated.

    ISO with or without punctuation (20220224T140000Z) and RFC 2822 are read.
    """
    value = value.strip()[:100]
    if match := _MOMENT.match(value):
        year, month, day, hour, minute, second, zone = match.groups()
        offset = "+00:00" if zone in "Zz" else f"{zone[:3]}:{zone[-2:]}"
        written = f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
    else:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        written = moment.isoformat() if moment.tzinfo else ""
    try:
        return datetime.datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None


def file_name_date(stem: str) -> datetime.date | None:
    """A complete date in a file name: 2022-02-25, 2022_02_25, 20220225, 25-02-2022."""
    for match in _IN_NAME.finditer(stem):
        if day := _date(match["year"], match["month"], match["day"]):
            return day
    if match_text := _DAY_FIRST_IN_NAME.search(stem):
        hit = first_date(match_text.group().replace("_", "-"))
    else:
        hit = first_date(re.sub(r"[-_]+", " ", stem))
    return hit.date if hit else None


def ambiguous_file_name_date(stem: str) -> str | None:
    """A date in a file name whose parts cannot be told apart, as it is written."""
    match = _DAY_FIRST_IN_NAME.search(stem) or _SHORT_YEAR.search(stem)
    return match.group() if match else None


def _of(match: re.Match[str]) -> Found | None:
    month = match["month"].lower()
    date = _date(match["year"], str(_MONTHS.get(month, month)), match["day"])
    return Found(date, match.start(), match.end()) if date else None


def _numeric(match: re.Match[str]) -> Found | None:
    a, b = int(match["a"]), int(match["b"])
    if a == b or a > 12 or b > 12:
        day, month = (a, b) if b <= 12 else (b, a)
        date = _date(match["year"], str(month), str(day))
        return Found(date, match.start(), match.end()) if date else None
    return None


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
