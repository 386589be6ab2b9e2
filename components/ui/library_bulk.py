"""One value for many articles: a field that is set, or their files read again another way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import jobs, store
from components.ingest import ReadOptions
from components.ingest.languages import NAMES, UNKNOWN, name_of
from components.ingest.records import DateOrder
from components.store import ArticleSummary
from components.ui import library_jobs
from components.ui.library_parts import articles as n_articles
from components.ui.library_parts import grouped, named, say
from components.ui.library_remarks import COMPLETENESS
from components.ui.library_tables import shown_title
from components.ui.resources import engine, roster, settings
from components.ui.words import plain

MOST_READ_AGAIN = 200  # articles: each is read from its whole file
_SOURCE, _AUTHOR, _LANGUAGE, _WHOLE = "Source", "Author", "Language", "Completeness"
_ORDER, _ENCODING = "Order of day and month", "Encoding of the file"
_FIELDS = {_SOURCE: "source", _AUTHOR: "author", _LANGUAGE: "language", _WHOLE: "completeness"}
ORDERS: Mapping[DateOrder, str] = {
    "dmy": "day first: 03/04/2022 is 3 April",
    "mdy": "month first: 03/04/2022 is 4 March",
    "ymd": "year first: 22/04/03 is 3 April 2022",
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "koi8_u": "KOI8-U (Ukrainian)",
    "cp866": "IBM866 (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "mac_cyrillic": "Mac Cyrillic",
    "cp1250": "Windows-1250 (Central European)",
    "utf-16": "UTF-16",
    "gb18030": "GB 18030 (Chinese)",
}

# What has a closed set of values: the last part of its widget's key, value → words, width.
_CHOICES: Mapping[str, tuple[str, Mapping[Any, str], int]] = {
    _LANGUAGE: ("language", {code: name_of(code) or code for code in [*NAMES, UNKNOWN]}, 240),
    _WHOLE: ("completeness", COMPLETENESS, 240),
    _ORDER: ("order", ORDERS, 320),
    _ENCODING: ("encoding", ENCODINGS, 320),
}

Wanted = tuple[tuple[str, ...], dict[str, Any]]
"""Ids of articles and what to set; nothing to set: they are to be read again."""


def show(shown: Sequence[ArticleSummary], ticked: Sequence[str], key: str) -> Wanted | None:
    """Draw the choice; what was asked for in this run, if anything was."""
    with st.container(border=True, key=f"{key}_bulk"):
        st.markdown("**Set for many at once**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            what = st.selectbox(
                "What", [*_FIELDS, _ORDER, _ENCODING], key=f"{key}_bulk_what", width=220
            )
            value = _value(what, key)
        if what in (_ORDER, _ENCODING):
            st.caption(
                "Each article is read again from the file it came from; what was edited by hand "
                f"stays. At most {MOST_READ_AGAIN:,} at once."
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            for_ticked = st.button(
                "Set for the ticked ones", icon=":material/check_box:", key=f"{key}_bulk_ticked"
            )
            for_all = st.button(
                f"Set for all {n_articles(len(shown))}" if len(shown) > 1 else "Set for this one",
                icon=":material/select_all:",
                key=f"{key}_bulk_all",
            )
        if not (for_ticked or for_all):
            return None
        ids = tuple(each.id for each in shown) if for_all else tuple(ticked)
        if problem := _problem(what, ids):
            st.warning(problem, icon=":material/info:")
            return None
        return ids, ({_FIELDS[what]: value} if what in _FIELDS else {})


def _value(what: str, key: str) -> str | None:
    if what not in _CHOICES:
        text = st.text_input(
            what,
            key=f"{key}_bulk_{_FIELDS[what]}",
            placeholder="Empty: none",
            width=240,
            max_chars=300,
        )
        return " ".join((text or "").split()) or None
    name, options, width = _CHOICES[what]
    return st.selectbox(
        name.capitalize(),
        list(options),
        format_func=options.__getitem__,
        key=f"{key}_bulk_{name}",
        width=width,
    )


def _problem(what: str, ids: Sequence[str]) -> str:
    if not ids:
        return "Tick the articles it is for first, in the column on the left."
    if what not in _FIELDS and len(ids) > MOST_READ_AGAIN:
        return (
            f"At most {MOST_READ_AGAIN:,} articles can be read again at once, and these are "
            f"{len(ids):,}. Tick fewer of them."
        )
    return ""


def read_again(ids: Sequence[str], articles: Mapping[str, ArticleSummary], key: str) -> None:
    """Read the articles' originals with the chosen order or encoding, and say what came of it."""
    what = st.session_state[f"{key}_bulk_what"]
    chosen = (
        {"date_order": st.session_state[f"{key}_bulk_order"]}
        if what == _ORDER
        else {"encoding": st.session_state[f"{key}_bulk_encoding"]}
    )
    refused: list[tuple[str, str]] = []
    bar = st.progress(0.0)
    for number, article_id in enumerate(ids):
        article = articles[article_id]
        bar.progress(number / len(ids), text=f"Reading again: {plain(shown_title(article))}")
        try:
            # The rules score at once; the job that follows puts the method's own scores in place.
            jobs.reread(
                engine(),
                article_id,
                replace(ReadOptions(**article.read_options), **chosen),
                roster=roster(),
                max_characters=settings().max_characters,
                method="context",
            )
        except store.StoreError as error:
            refused.append((article_id, str(error)))
    bar.empty()
    for reason, failed in grouped(refused):
        names = [shown_title(articles[each]) for each in failed]
        say("error", f"Not changed: {named(names)}. {reason}", key)
    if done := len(ids) - len(refused):
        again = library_jobs.score_again({articles[each].collection_id for each in ids})
        say("success", f"Read again: {n_articles(done)}.{again}", key)
