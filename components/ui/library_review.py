"""The table in which articles are edited, and what an edited one changes. No Streamlit in here."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.ingest.languages import NAMES, UNKNOWN
from components.store import ArticleSummary
from components.ui.library_remarks import own_name, remarks

FIELDS = ("title", "source", "date", "author", "language", "completeness", "url")
Changes = dict[str, dict[str, Any]]
_DATE = "datetime64[us]"


def dates(values: Sequence[datetime.date | None], index: pd.Index) -> pd.Series:
    """A column of days, NaT where there is none."""
    return pd.Series(pd.to_datetime(pd.Series(values, index=index, dtype="object")), dtype=_DATE)


def language_codes(articles: Sequence[ArticleSummary]) -> list[str]:
    """The languages that can be chosen: those Détente can tell apart, and those that are here."""
    here = {each.language for each in articles if each.language}
    return [*NAMES, *sorted(here - set(NAMES) - {UNKNOWN}), UNKNOWN]


def edit_table(articles: Sequence[ArticleSummary], today: datetime.date) -> pd.DataFrame:
    """One row per article, by its id: a tick, what can be edited, what to look at, its file."""
    index = pd.Index([each.id for each in articles], dtype="str")

    def words(name: str) -> pd.Series:
        values = [getattr(each, name) for each in articles]
        return pd.Series(values, index=index, dtype="object")

    return pd.DataFrame(
        {
            "pick": pd.Series(False, index=index, dtype="bool"),
            "title": words("title"),
            "source": words("source"),
            "date": dates([each.date for each in articles], index),
            "look": pd.Series(
                [" ".join(remarks(each, today)) for each in articles], index=index, dtype="object"
            ),
            "author": words("author"),
            "language": words("language").replace("", UNKNOWN),
            "completeness": words("completeness"),
            "url": words("url"),
            "input": pd.Series(
                [
                    " · ".join(filter(None, (each.part, own_name(each.input_name))))
                    for each in articles
                ],
                index=index,
                dtype="object",
            ),
        },
        index=index,
    )


def edits(before: pd.DataFrame, after: pd.DataFrame) -> Changes:
    """What was changed: article id → field → new value, None where a cell was emptied."""
    changed: Changes = {}
    for name in FIELDS:
        old, new = before[name], after[name]
        differs = (old != new) & ~(old.isna() & new.isna())
        for article_id in before.index[differs]:
            value = _plain_value(name, new.at[article_id])
            if value != _plain_value(name, old.at[article_id]):
                changed.setdefault(str(article_id), {})[name] = value
    return changed


def merged(cells: Mapping[str, Mapping[str, Any]], ids: Sequence[str], **fields: Any) -> Changes:
    """The changed cells, and on top of them the same fields for each of `ids`."""
    together: Changes = {article_id: dict(each) for article_id, each in cells.items()}
    for article_id in ids if fields else ():
        together.setdefault(article_id, {}).update(fields)
    return together


def _plain_value(name: str, value: Any) -> str | datetime.date | None:
    if value is None or pd.isna(value):
        return None
    if name == "date":
        day: datetime.date = pd.Timestamp(value).date()
        return day
    return " ".join(str(value).split()) or None
