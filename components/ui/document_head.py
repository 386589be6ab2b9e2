"""The head of the Document screen: what is known of the article, and its headline numbers."""

import datetime

import streamlit as st

from components import store
from components.analysis import SCORED_LANGUAGES, Analysis, method_version
from components.charts.document_frames import p_words, paragraph_of, share
from components.charts.look import band_name, signed
from components.ingest.languages import UNKNOWN, name_of
from components.ui import library_original
from components.ui.library_parts import today
from components.ui.library_remarks import date_words, incomplete_words, other_warnings
from components.ui.resources import engine, roster
from components.ui.words import counted, plain

_FRESH = "document_fresh"  # session state: of which article and versions the scores were fresh


def title_line(article: store.ArticleSummary) -> str:
    """The article in one line: title, source, date."""
    title = article.title or article.input_name or "Untitled"
    day = article.date.isoformat() if article.date else "no date"
    return " · ".join((title, article.source or "no source", day))


def about(article: store.ArticleSummary, *, is_sample: bool, method: str) -> None:
    """Draw title, source, date and language with where they come from, and what to know."""
    st.subheader(plain(article.title or article.input_name or "Untitled"))
    parts = [
        f"{plain(article.source)}{_origin(article.source_origin)}"
        if article.source
        else "no source",
        f"{_day(article.date)}{_origin(article.date_origin)}" if article.date else "no date",
        language(article.language),
    ]
    if method:
        parts.append(f"method {plain(method)}")
    st.caption(" · ".join(parts))
    if is_sample:
        st.badge("Sample, written for Détente", color="gray")
    _stale(article, method)
    if said := incomplete_words(article.completeness):
        st.caption(f":material/content_cut: {said}")
    if article.n_copies:
        others = counted(article.n_copies, "other article has", "other articles have")
        st.caption(
            f":material/content_copy: {others} the same or nearly the same text in this "
            "collection; the Library shows them."
        )
    if article.date is None and article.language in SCORED_LANGUAGES:
        st.caption(
            ":material/event_busy: Without a date, offices such as “the Russian president” are "
            "understood only where the text itself names who holds them. A date can be added in "
            "the Library."
        )
    if odd := date_words(article.date, today()):
        st.caption(f":material/event_busy: {plain(odd)}")
    for warning in other_warnings(article):
        st.caption(f":material/info: {plain(warning)}")
    if not is_sample:
        library_original.show(article, "document")


def _stale(article: store.ArticleSummary, method: str) -> None:
    """Say so where the scores are not of today's method, date or language."""
    if not method:
        return
    current, version = method_version(), roster().version
    # Asking takes a while in a large collection, and what was fresh stays so while all this does.
    known = (article.id, article.date, article.language, article.text_hash, method, version)
    if method == current and st.session_state.get(_FRESH) == known:
        return
    if article.id not in store.stale_articles(engine(), article.collection_id, version, current):
        st.session_state[_FRESH] = known
        return
    at_work = any(
        job.kind == "rescore" for job in store.active_jobs(engine(), article.collection_id)
    )
    older = "an older version of the method" if method != current else "an older date or language"
    then = "a new scoring is under way" if at_work else "the Library can have it scored again"
    st.caption(f":material/update: Scored with {older}; {then}.")


def _origin(origin: store.Origin) -> str:
    """How a piece of metadata came about, where it was not simply found."""
    if origin.kind == "none":
        return ""
    because = f": {plain(origin.reason)}" if origin.reason and origin.kind == "guessed" else ""
    return f" ({origin.kind}{because})"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"


def language(code: str) -> str:
    """A language's English name."""
    return "language unknown" if code in ("", UNKNOWN) else plain(name_of(code))


def numbers(analysis: Analysis) -> None:
    """The headline numbers, each with what it rests on."""
    document = analysis.document
    sentences = sum(len(part.sentences) for part in analysis.paragraphs)
    if document.relation_tone is None:
        st.info(
            f"Nothing in its {counted(sentences, 'sentence')} is about the relation, so there is no "
            "relation tone. That is a gap, not a zero."
        )
        return
    band = (
        f"95\u00a0%\u00a0band {signed(document.band[0])}\u00a0…\u00a0{signed(document.band[1])}"
        if document.band
        else f"too few for a band ({document.n_sentences} of 8)"
    )
    about = sum(part.relation_tone is not None for part in analysis.paragraphs)
    shift = document.shift
    claimed = shift.after_sentence is not None
    with st.container(horizontal=True, key="headline"):
        _number(
            "Relation tone",
            signed(document.relation_tone),
            f"{band_name(document.relation_tone)}, on −1\u00a0…\u00a01; {band}",
            "The mean of the paragraphs’ tones, weighted by how surely each sentence is about "
            "the relation and how certain it is said to be. The band comes from resampling its "
            "sentences.",
        )
        _number(
            "Sentences",
            f"{document.n_sentences}",
            f"of {sentences} are about the relation, in {about} of "
            f"{counted(len(analysis.paragraphs), 'paragraph')}",
            "A sentence counts when it names both sides, or one side with a word of cooperation "
            "or conflict, or stands beside such a sentence.",
        )
        _number(
            "Hedged share",
            share(document.uncertainty),
            "of those sentences’ weight",
            "How much of what is said about the relation is said with a hedge: may, reportedly, "
            "is considered.",
        )
        _number(
            "Shift inside",
            signed(shift.delta) if claimed else "none",
            _shift_caption(analysis),
            "A turn in the tone from sentence to sentence, claimed only when chance would rarely "
            "make one as large (p < .05) and it is at least 0.3.",
        )


def _shift_caption(analysis: Analysis) -> str:
    shift = analysis.document.shift
    if shift.after_sentence is None:
        return shift.reason.removeprefix("no shift: ")
    where = paragraph_of(analysis.paragraphs, shift.after_sentence)
    return (
        f"{shift.reason} sentence {shift.after_sentence + 1}, paragraph {where}; {p_words(shift.p)}"
    )


def _number(label: str, value: str, below: str, about: str) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.metric(label, value, help=about)
        st.caption(below)
