"""What an analyst should know about an article before counting on it. No Streamlit in here."""

import datetime
from collections.abc import Mapping

from components.analysis import SCORED_LANGUAGES
from components.ingest.languages import UNKNOWN, name_of
from components.store import ArticleSummary, Origin

COMPLETENESS: Mapping[str, str] = {
    "full": "whole text",
    "truncated": "beginning only",
    "headline": "headline only",
}
_INCOMPLETE = {
    "truncated": "Cut off: only the beginning of the article is here, and only that is scored.",
    "headline": "Headline only: there is no article text, so its tone is the headline’s.",
}
_EARLIEST = datetime.date(1900, 1, 1)
_ORIGINS = ("title", "source", "date")
# What the readers warned of and the screens say themselves, as it stands after every edit.
SAID_ANEW = ("Not scored", "The date ", "The text is cut off", "Only the headline is here")


def incomplete_words(completeness: str) -> str:
    """A sentence on a cut-off text or a bare headline, "" for a whole text."""
    return _INCOMPLETE.get(completeness, "")


def date_words(day: datetime.date | None, today: datetime.date) -> str:
    """A sentence on a date that cannot be right, "" for any other."""
    # It is already tomorrow somewhere on the globe.
    if day is not None and day > today + datetime.timedelta(days=1):
        return f"The date {day.isoformat()} is in the future: please check it."
    if day is not None and day < _EARLIEST:
        return f"The date {day.isoformat()} is before 1900: please check it."
    return ""


def language_words(code: str) -> str:
    """“not scored: Russian”, or "" for what is scored."""
    if code in SCORED_LANGUAGES:
        return ""
    known = code not in ("", UNKNOWN)
    return f"not scored: {name_of(code)}" if known else "not scored: language unknown"


def other_warnings(article: ArticleSummary) -> tuple[str, ...]:
    """The readers' warnings, without those that the screens say themselves."""
    return tuple(each for each in article.warnings if not each.startswith(SAID_ANEW))


def origin_words(origin: Origin, what: str) -> str:
    """Where a title, source or date comes from: “Date guessed: the file name.”, “No date.”"""
    head = f"No {what}" if origin.kind == "none" else f"{what.capitalize()} {origin.kind}"
    return f"{head}: {origin.reason.rstrip('.')}." if origin.reason else f"{head}."


def remarks(article: ArticleSummary, today: datetime.date) -> tuple[str, ...]:
    """What to look at: a text that is not whole, a date that cannot be, guesses, what is missing.

    Empty where all was found, the text is whole and in English, and nothing was warned of.
    """
    said = [
        incomplete_words(article.completeness),
        date_words(article.date, today),
        _sentence(language_words(article.language)),
    ]
    for name in _ORIGINS:
        origin: Origin = getattr(article, f"{name}_origin")
        if origin.kind in ("guessed", "none"):
            said.append(origin_words(origin, name))
    return tuple(each for each in (*said, *other_warnings(article)) if each)


def wants_a_look(article: ArticleSummary, today: datetime.date) -> bool:
    """Whether something about it is guessed, odd or not whole; what is merely missing is not."""
    guessed = any(getattr(article, f"{name}_origin").kind == "guessed" for name in _ORIGINS)
    return bool(
        guessed
        or article.completeness != "full"
        or date_words(article.date, today)
        or other_warnings(article)
    )


def group_words(article: ArticleSummary) -> str:
    """“group of 3” for one of three copies, "" for an article without any."""
    if article.copy_separate:
        return "taken out of its group"
    return f"group of {article.n_copies + 1:,}" if article.n_copies else ""


def own_name(input_name: str) -> str:
    """“a.html” of “articles.zip › 2022/a.html”."""
    return input_name.rsplit(" › ", 1)[-1].rstrip("/").rsplit("/", 1)[-1]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
