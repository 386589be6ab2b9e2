"""The Document screen: one article, paragraph by paragraph, down to the words that count."""

from collections.abc import Hashable
from typing import Any

import streamlit as st

from components import store
from components.analysis import SCORED_LANGUAGES, Analysis, Paragraph
from components.charts.document import (
    CELL_SELECTION,
    MOST_WIDE,
    PARAGRAPH_SELECTION,
    actor_chart,
    paragraph_chart,
)
from components.charts.document_frames import MOST_ACTORS, actor_words, paragraph_words
from components.ui import copy_link, document_head, paragraph_panel, view
from components.ui.resources import engine
from components.ui.words import counted


def show() -> None:
    """Draw the page."""
    chosen = view.current()
    if chosen.collection is None:
        _empty("There is no collection yet. Make one in the Library and add an article to it.")
        return
    articles = store.list_articles(engine(), chosen.collection)
    if not articles:
        _empty("This collection has no articles yet. Upload or paste some in the Library.")
        return
    article = _choose_article(articles)
    collection = store.get_collection(engine(), article.collection_id)
    analysis = store.load_analysis(engine(), article.id)
    document_head.about(
        article,
        is_sample=collection is not None and collection.is_sample,
        method=analysis.method_version if analysis else "",
    )
    if analysis is None:
        st.info("This article has not been scored yet. Its text is kept; come back in a moment.")
        return
    _drop_missing_paragraph(analysis)
    copy_link.show(view.current())
    if analysis.language not in SCORED_LANGUAGES:
        st.info(
            f"Not scored: {document_head.language(analysis.language)}. Only English is read so far. "
            "The text is kept, and nothing is guessed about its tone."
        )
    else:
        document_head.numbers(analysis)
    if not analysis.paragraphs:
        st.info("This article has no text to show.")
        return
    shown = view.current().paragraph
    opened = analysis.paragraphs[strongest(analysis.paragraphs) if shown is None else shown]
    scored = analysis.language in SCORED_LANGUAGES
    if any(part.relation_tone is not None for part in analysis.paragraphs):
        _relation(analysis, opened, article.id)
    if scored:
        _actors(analysis, opened, article.id)
    paragraph_panel.show(analysis, opened, article.id, proposed=shown is None, scored=scored)


def strongest(parts: tuple[Paragraph, ...]) -> int:
    """Index of the paragraph with the strongest relation tone; else of the first with an actor."""
    about = [part for part in parts if part.relation_tone is not None]
    if about:
        return max(about, key=lambda part: abs(part.relation_tone or 0.0)).index
    return next((part.index for part in parts if part.actors), 0)


def _empty(sentence: str) -> None:
    st.info(sentence, icon=":material/article:")
    if st.button("Open the Library", key="open_library", type="primary"):
        view.go("library")


def _choose_article(articles: list[store.ArticleSummary]) -> store.ArticleSummary:
    """The picker. Without a choice the first article is opened, and the link says so."""
    known = {each.id: each for each in articles}
    if view.current().article not in known:
        view.change(article=articles[0].id, paragraph=None)
    key = "article_choice"
    if st.session_state.get(key) != view.current().article:
        st.session_state[key] = view.current().article
    chosen = st.selectbox(
        "Article",
        list(known),
        format_func=lambda each: document_head.title_line(known[each]) if each in known else "gone",
        key=key,
        on_change=_open_article,
    )
    return known[chosen]


def _open_article() -> None:
    view.change(article=st.session_state["article_choice"], paragraph=None)
    st.session_state.pop(paragraph_panel.ACTOR, None)


def _relation(analysis: Analysis, opened: Paragraph, article: str) -> None:
    with st.container(border=True, key="relation_by_paragraph"):
        st.subheader("Relation tone by paragraph")
        st.caption(
            "Bars: paragraphs. Points: their sentences, larger the more surely about the "
            "relation, hollow where hedged. "
            + ("Gray strip: not about the relation. " if _is_long(analysis) else "")
            + "Click a column to read it."
        )
        key = f"paragraph_chart_{article}"
        event = st.altair_chart(
            paragraph_chart(analysis, opened.index),
            key=key,
            on_select=lambda: _clicked(key, PARAGRAPH_SELECTION),
            alt=paragraph_words(analysis),
        )
        _remember(key, event, PARAGRAPH_SELECTION)


def _actors(analysis: Analysis, opened: Paragraph, article: str) -> None:
    with st.container(border=True, key="actors_by_paragraph"):
        st.subheader("Tone toward each actor")
        actors = {each.actor for part in analysis.paragraphs for each in part.actors}
        if not actors:
            st.info("No actor of the roster is named in this article.")
            return
        st.caption(
            (
                "Orange and low in its row: negative. Teal and high: positive. Hollow: named, but "
                "no counting words. "
                if _is_long(analysis)
                else "Orange is negative, teal positive. Dashed with a dot: named, but no counting "
                "words. "
            )
            + "Blank: not in that paragraph. Click a cell to read it."
        )
        everyone = len(actors) <= MOST_ACTORS or st.toggle(
            f"Show all {len(actors)} actors", key="all_actors"
        )
        chosen = st.session_state.get(paragraph_panel.ACTOR)
        key = f"actor_chart_{article}"
        event = st.altair_chart(
            actor_chart(
                analysis,
                most=None if everyone else MOST_ACTORS,
                selected=(chosen, opened.index) if chosen else None,
            ),
            key=key,
            on_select=lambda: _clicked(key, CELL_SELECTION),
            alt=actor_words(analysis),
        )
        _remember(key, event, CELL_SELECTION)


def _is_long(analysis: Analysis) -> bool:
    return len(analysis.paragraphs) > MOST_WIDE


# A click on what is selected already takes it out of the chart's selection, so that every click
# changes something: what was clicked is the difference to the selection before.


def _picked(selection: Any, name: str) -> frozenset[tuple[tuple[str, Hashable], ...]]:
    points = selection.get("selection", {}).get(name, []) if selection else []
    return frozenset(tuple(sorted(each.items())) for each in points)


def _remember(key: str, event: Any, name: str) -> None:
    st.session_state[f"{key}_seen"] = _picked(event, name)


def _difference(key: str, name: str) -> dict[str, Any] | None:
    now = _picked(st.session_state[key], name)
    changed = now ^ st.session_state.get(f"{key}_seen", frozenset())
    return dict(next(iter(changed))) if changed else None


def _clicked(key: str, name: str) -> None:
    if clicked := _difference(key, name):
        view.change(paragraph=int(clicked["paragraph"]) - 1)
        # A column of the relation chart has no actor: it opens the relation's words.
        st.session_state[paragraph_panel.ACTOR] = clicked.get("actor")
        st.session_state[paragraph_panel.CLICKS] = (
            st.session_state.get(paragraph_panel.CLICKS, 0) + 1
        )


def _drop_missing_paragraph(analysis: Analysis) -> None:
    asked = view.current().paragraph
    if asked is not None and asked >= len(analysis.paragraphs):
        has = counted(len(analysis.paragraphs), "paragraph")
        st.warning(f"This link asks for paragraph {asked + 1}, but the article has {has}.")
        view.change(paragraph=None)
