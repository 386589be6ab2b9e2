"""The Library's tables as DataFrames, and what an edited one changes. No Streamlit in here."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.analysis import SCORED_LANGUAGES
from components.charts.look import band_name
from components.ingest.languages import name_of
from components.jobs import Outcome
from components.store import ArticleSummary, Collection, Origin

FIELDS = ("title", "source", "date")
RESULT_FIELDS = ("status", "input", "what happened", "title")
_DATE = "datetime64[us]"


def origin_words(origin: Origin, what: str) -> str:
    """Where a title, source or date comes from: “Date guessed: the file name.”, “No date.”"""
    head = f"No {what}" if origin.kind == "none" else f"{what.capitalize()} {origin.kind}"
    return f"{head}: {origin.reason.rstrip('.')}." if origin.reason else f"{head}."


def _origins(article: ArticleSummary) -> dict[str, Origin]:
    return {name: getattr(article, f"{name}_origin") for name in FIELDS}


def origins_short(article: ArticleSummary) -> str:
    """The origins on one short line: “all found”, or “title guessed · no date”."""
    kinds = {name: origin.kind for name, origin in _origins(article).items()}
    if len(set(kinds.values())) == 1 and "none" not in kinds.values():
        return f"all {kinds['title']}"
    return " · ".join(
        f"no {name}" if kind == "none" else f"{name} {kind}" for name, kind in kinds.items()
    )


def origin_rows(articles: Sequence[ArticleSummary]) -> list[dict[str, str]]:
    """Per article its title or file name, and where its title, source and date come from."""
    return [
        {
            "Article": shown_title(each),
            "Where it comes from": " ".join(
                origin_words(origin, name) for name, origin in _origins(each).items()
            ),
        }
        for each in articles
    ]


def tone_words(article: ArticleSummary) -> str:
    """What the relation tone says in words: its band, or why there is none."""
    if not article.is_scored:
        return "waiting to be scored"
    if article.relation_tone is not None:
        return band_name(article.relation_tone)
    if article.language not in SCORED_LANGUAGES:
        return "not scored: not in English"
    return "not about the relation"


def copy_words(article: ArticleSummary) -> str:
    """“copy” where an earlier article has the same text, “has copies” where a later one has."""
    if article.copy_of is not None:
        return "copy"
    return "has copies" if article.n_copies else ""


def shown_title(article: ArticleSummary) -> str:
    """The title, or the name of the file where there is none."""
    return article.title or article.input_name or "(no title)"


def matching(articles: Sequence[ArticleSummary], wanted: str) -> list[ArticleSummary]:
    """The articles with every word of `wanted` in their title, source or file name."""
    words = wanted.casefold().split()
    return [
        each
        for each in articles
        if all(
            word in f"{each.title or ''} {each.source or ''} {each.input_name}".casefold()
            for word in words
        )
    ]


def _dates(values: Sequence[datetime.date | None], index: pd.Index) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(values, index=index, dtype="object")), dtype=_DATE)


def article_table(
    articles: Sequence[ArticleSummary], n_sentences: Mapping[str, int]
) -> pd.DataFrame:
    """One row per article, by its id. Tone is −1 … 1, NaN where there is none.

    n_sentences: by article id, how many sentences bear on the relation.
    """
    index = pd.Index([each.id for each in articles], dtype="str")
    columns = {
        "title": [shown_title(each) for each in articles],
        "date": _dates([each.date for each in articles], index).tolist(),
        "source": [each.source for each in articles],
        "tone": [each.relation_tone for each in articles],
        "reading": [tone_words(each) for each in articles],
        "sentences": [n_sentences.get(each.id) for each in articles],
        "paragraphs": [each.n_paragraphs for each in articles],
        "origin": [origins_short(each) for each in articles],
        "language": [name_of(each.language) for each in articles],
        "copy": [copy_words(each) for each in articles],
    }
    types = {
        "date": _DATE,
        "tone": "float64",
        "sentences": "Int64",
        "paragraphs": "Int64",
    }
    return pd.DataFrame(columns, index=index).astype(types)


def edit_table(articles: Sequence[ArticleSummary]) -> pd.DataFrame:
    """One row per article, by its id, with what can be edited and where it comes from."""
    index = pd.Index([each.id for each in articles], dtype="str")
    table = pd.DataFrame(
        {
            "title": pd.Series([each.title for each in articles], index=index, dtype="object"),
            "source": pd.Series([each.source for each in articles], index=index, dtype="object"),
            "date": _dates([each.date for each in articles], index),
            "from": [origins_short(each) for each in articles],
            "input": [each.input_name for each in articles],
        },
        index=index,
    )
    return table


def _plain_value(name: str, value: Any) -> str | datetime.date | None:
    if value is None or pd.isna(value):
        return None
    if name == "date":
        day: datetime.date = pd.Timestamp(value).date()
        return day
    return " ".join(str(value).split()) or None


def edits(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """What was changed: article id → field → new value, None where a cell was emptied."""
    changed: dict[str, dict[str, Any]] = {}
    for article_id in before.index:
        for name in FIELDS:
            old = _plain_value(name, before.at[article_id, name])
            new = _plain_value(name, after.at[article_id, name])
            if old != new:
                changed.setdefault(str(article_id), {})[name] = new
    return changed


def result_rows(
    outcomes: Sequence[Outcome], titles: Mapping[str, str | None]
) -> list[dict[str, str]]:
    """One row per outcome, for the screen and for the CSV file.

    titles: by article id, of the articles that are still there.
    """
    return [
        {
            "status": each.status,
            "input": each.input,
            "what happened": each.reason,
            "title": titles.get(each.article_id or "") or "",
        }
        for each in outcomes
    ]


def result_summary(outcomes: Sequence[Outcome]) -> str:
    """“2 added, 1 copy, 1 refused.”"""
    names = {"added": "added", "copy": "added as copies", "duplicate": "already here"}
    names["refused"] = "refused"
    counts = {status: sum(each.status == status for each in outcomes) for status in names}
    if counts["copy"] == 1:
        names["copy"] = "added as a copy"
    return ", ".join(f"{counts[name]:,} {names[name]}" for name in names if counts[name]) + "."


def collection_table(collections: Sequence[Collection], chosen: str | None) -> pd.DataFrame:
    """One row per collection, by its id."""
    index = pd.Index([each.id for each in collections], dtype="str")
    return pd.DataFrame(
        {
            "open": ["open now" if each.id == chosen else "Open" for each in collections],
            "name": [each.name for each in collections],
            "kind": ["samples" if each.is_sample else "" for each in collections],
            "articles": [each.n_articles for each in collections],
            "dates": [date_span(each) for each in collections],
            "description": [" ".join(each.description.split()) for each in collections],
        },
        index=index,
    )


def date_span(collection: Collection) -> str:
    """“2024-11-08 to 2025-06-21”, one day, or nothing where no article has a date."""
    first, last = collection.first_date, collection.last_date
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
