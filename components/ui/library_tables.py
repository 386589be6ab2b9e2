"""The Library's tables as DataFrames, and which articles are in them. No Streamlit in here."""

import datetime
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from components.analysis import SCORED_LANGUAGES
from components.charts.look import band_name, signed
from components.ingest.languages import name_of
from components.store import ArticleSummary, Collection, Counts, ImportOutcome, Origin
from components.ui.library_remarks import (
    COMPLETENESS,
    group_words,
    language_words,
    wants_a_look,
)
from components.ui.library_review import dates

_FIELDS = ("title", "source", "date")
RESULT_FIELDS = ("outcome", "input", "part", "what happened", "article")
_DATE = "datetime64[us]"


def _origins(article: ArticleSummary) -> dict[str, Origin]:
    return {name: getattr(article, f"{name}_origin") for name in _FIELDS}


def origins_short(article: ArticleSummary) -> str:
    """The origins on one short line: “all found”, or “title guessed · no date”."""
    kinds = {name: origin.kind for name, origin in _origins(article).items()}
    if len(set(kinds.values())) == 1 and "none" not in kinds.values():
        return f"all {kinds['title']}"
    return " · ".join(
        f"no {name}" if kind == "none" else f"{name} {kind}" for name, kind in kinds.items()
    )


def tone_words(article: ArticleSummary) -> str:
    """What the relation tone says in words: its band and of how much, or why there is none."""
    if not article.is_scored:
        return "waiting to be scored"
    if article.relation_tone is not None:
        name = band_name(article.relation_tone)
        whole = article.completeness == "full"
        return name if whole else f"{name} · {COMPLETENESS.get(article.completeness, '')}"
    if article.language not in SCORED_LANGUAGES:
        return language_words(article.language)
    return "not about the relation"


def kinds(
    articles: Sequence[ArticleSummary], today: datetime.date
) -> dict[str, list[ArticleSummary]]:
    """The articles that one may want to see alone, by kind; a kind without any is left out."""
    tests: dict[str, Callable[[ArticleSummary], bool]] = {
        "to check": lambda each: wants_a_look(each, today),
        "no date": lambda each: each.date is None,
        "not whole": lambda each: each.completeness != "full",
        "not English": lambda each: bool(language_words(each.language)),
        "copies": lambda each: each.n_copies > 0,
    }
    found = {name: [each for each in articles if test(each)] for name, test in tests.items()}
    return {name: several for name, several in found.items() if several}


def copy_rows(members: Sequence[ArticleSummary]) -> list[dict[str, str]]:
    """The members of a copy group, as they are listed."""
    return [
        {
            "Article": " · ".join(
                (
                    shown_title(each),
                    each.source or "no source",
                    each.date.isoformat() if each.date else "no date",
                )
            ),
            "Tone": "–" if each.relation_tone is None else signed(each.relation_tone),
        }
        for each in members
    ]


def shown_title(article: ArticleSummary) -> str:
    """The title, or the name of the file and the place in it where there is none."""
    place = " · ".join(filter(None, (article.input_name, article.part)))
    return article.title or place or "(no title)"


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


def article_table(
    articles: Sequence[ArticleSummary], n_sentences: Mapping[str, int]
) -> pd.DataFrame:
    """One row per article, by its id. Tone is −1 … 1, NaN where there is none.

    n_sentences: by article id, how many sentences bear on the relation.
    """
    index = pd.Index([each.id for each in articles], dtype="str")
    columns = {
        "title": [shown_title(each) for each in articles],
        "date": dates([each.date for each in articles], index).tolist(),
        "source": [each.source for each in articles],
        "tone": [each.relation_tone for each in articles],
        "reading": [tone_words(each) for each in articles],
        "copies": [group_words(each) for each in articles],
        "sentences": [n_sentences.get(each.id) for each in articles],
        "paragraphs": [each.n_paragraphs for each in articles],
        "origin": [origins_short(each) for each in articles],
        "language": [name_of(each.language) for each in articles],
    }
    types = {
        "date": _DATE,
        "tone": "float64",
        "sentences": "Int64",
        "paragraphs": "Int64",
    }
    return pd.DataFrame(columns, index=index).astype(types)


def result_rows(outcomes: Sequence[ImportOutcome]) -> list[dict[str, str]]:
    """One row per outcome, for the screen and for the CSV file."""
    return [
        {
            "outcome": each.label,
            "input": each.input,
            "part": each.part,
            "what happened": " ".join(part for part in (each.reason, *each.warnings) if part),
            "article": each.article_id or "",
        }
        for each in outcomes
    ]


def outcome_rows(outcomes: Sequence[ImportOutcome]) -> list[dict[str, str]]:
    """The same in two columns, which a narrow screen can hold: the input, and what became of it."""
    return [
        {
            "Input": " · ".join(filter(None, (row["input"], row["part"]))),
            "What became of it": (
                row["outcome"]
                if row["what happened"] == "Added."
                else f"{row['outcome']}: {row['what happened']}"
            ),
        }
        for row in result_rows(outcomes)
    ]


def counts_words(counts: Counts) -> str:
    """“2 added, 1 added with a warning, 1 refused”; nothing where there is nothing yet."""
    copies = "added as a copy" if counts.copy == 1 else "added as copies"
    words = {
        "added": counts.added,
        "added with a warning": counts.warned,
        copies: counts.copy,
        "already here": counts.duplicate,
        "refused": counts.refused,
    }
    return ", ".join(f"{number:,} {name}" for name, number in words.items() if number)


def result_summary(counts: Counts) -> str:
    """“4 inputs: 2 added, 1 added as a copy, 1 refused.”"""
    inputs = f"{counts.total:,} input{'' if counts.total == 1 else 's'}"
    return f"{inputs}: {counts_words(counts)}." if counts.total else "Nothing came of it."


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
