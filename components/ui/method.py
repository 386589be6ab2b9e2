"""Method: how a score is made, tried on a sentence of the reader's own, and how far to trust it."""

from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd
import streamlit as st

from components import actors, attribution, relations, store, tone
from components.analysis import Analysis, Dyad, analyse, default_method, method_version
from components.charts.look import band_name, signed
from components.charts.timeline_frames import day_name
from components.text.phrases import read_rows
from components.ui import evidence, method_text, paragraph_tables, view
from components.ui.marked_text import via_words
from components.ui.resources import engine, roster
from components.ui.timeline_words import dyad_name
from components.ui.words import METHOD_WORDS, counted

EXAMPLE = (
    "Moscow lifted sanctions, but the Kremlin spokesman accused Washington of stalling the talks."
)
LONGEST = 1000  # characters of the example

_MOST_ROWS = 12


def show() -> None:
    """Draw the page."""
    with st.container(key="method_version"):
        st.text(version_sentence())
    _try_it()
    st.subheader("How a score is made", anchor=False)
    st.markdown(method_text.steps())
    st.subheader("How far to trust it", anchor=False)
    st.markdown(method_text.limits())
    _measured()
    st.subheader("The definitions", anchor=False)
    for number, (heading, body) in enumerate(method_text.definitions()):
        with st.expander(heading, key=f"definition_{number}"):
            st.markdown(body)
    _tables()


def _measured() -> None:
    st.caption(
        "Measured on development files with 95\u00a0% bootstrap intervals. Tone toward a named "
        f"target: NewsMTSC ({method_text.NEWSMTSC}). Tone toward the relation: paragraphs coded "
        "twice by independent coders; “r within documents” is how well the movement inside a "
        "document is followed."
    )
    with st.container(key="measured"):
        _table(method_text.target_figures(), "Measured: tone toward a target", "")
        _table(method_text.relation_figures(), "Measured: tone toward the relation", "")


def version_sentence() -> str:
    """Method, roster and dates: what every score on the screens was made with."""
    known = roster()
    last = max((term.start for term in known.terms), default=None)
    until = f", offices known to {day_name(last)}" if last else ""
    return (
        f"Method: {METHOD_WORDS[default_method()]}; version {method_version()}. "
        f"Roster {known.version}: {counted(len(known.actors), 'actor')}, "
        f"{counted(len(known.terms), 'term')} of office{until}."
    )


def _dyad() -> Dyad:
    chosen = view.current().collection
    collection = store.get_collection(engine(), chosen) if chosen else None
    return collection.dyad if collection else Dyad()


def _try_it() -> None:
    st.subheader("Try it", anchor=False)
    text = st.text_input(
        "A sentence of your own",
        value=EXAMPLE,
        key="method_example",
        max_chars=LONGEST,
        help="It is scored here and now, as of today, and kept nowhere.",
    )
    if not text.strip():
        st.info("Type a sentence to see how it is scored.", icon=":material/edit:")
        return
    dyad = _dyad()
    found = analyse(text, date=date.today(), roster=roster(), dyad=dyad)
    with st.container(border=True, key="method_result"):
        part = found.paragraphs[0]
        names = {each.id: each.name for each in roster().actors.values()}
        evidence.show(part, key="method_evidence", names=names)
        _relation(found, dyad)
        _actors(found)
        _hedges_and_speakers(found)


def _relation(found: Analysis, dyad: Dyad) -> None:
    part = found.paragraphs[0]
    title = f"Tone toward {dyad_name(dyad, roster().actors)} relations"
    vader = ", ".join(signed(each.vader) for each in part.sentences)
    beside = f"Plain VADER, beside it: {vader}" + (
        " (sentence by sentence)." if len(part.sentences) > 1 else "."
    )
    with st.container(key="method_relation"):
        if part.relation_tone is None:
            st.text(f"{title}: none. The text does not bear on it; that is a gap, not a zero.")
            st.text(beside)
            return
        counting = sum(each.relation_tone is not None for each in part.sentences)
        st.text(
            f"{title}: {signed(part.relation_tone)} ({band_name(part.relation_tone)}), "
            f"n = {counted(counting, 'sentence')}. {beside}"
        )
    _table(
        paragraph_tables.relation_words(part),
        "Words that count for the relation",
        "No word of cooperation or conflict was found: S is 0.",
    )
    st.caption(
        f"The words add up to S; q = S ÷ √(S² + {method_text.squash_constant():g}); r is made of q "
        "and the encoder’s scores; a sentence weighs w (how surely it is about the relation) × h "
        "(its certainty)."
    )
    _table(paragraph_tables.relation_sentences(part), "From the words to the tone", "")
    st.text(paragraph_tables.relation_total(part))


def _actors(found: Analysis) -> None:
    part = found.paragraphs[0]
    st.markdown("**Who is meant, and in what tone**")
    _table(
        paragraph_tables.actors(part),
        "Tone toward each actor",
        "No actor of the roster is named here.",
    )
    mentions = pd.DataFrame(
        [
            (m.surface, each.name, via_words(m.via), f"{m.confidence:.2f}")
            for each in part.actors
            for m in each.mentions
        ],
        columns=["words", "who is meant", "resolved", "confidence"],
    )
    if part.actors:
        with st.expander("Mentions, and the words that count toward each actor"):
            _table(mentions, "Mentions", "")
            for each in part.actors:
                st.text(f"{each.name}: {paragraph_tables.actor_total(each)}")
                _table(
                    paragraph_tables.actor_words(part, each),
                    f"Words that count toward {each.name}",
                    "No counting words: named, but in no tone.",
                )


def _hedges_and_speakers(found: Analysis) -> None:
    part = found.paragraphs[0]
    names = {each.id: each.name for each in roster().actors.values()}
    hedged, spoken = paragraph_tables.hedges(part), paragraph_tables.speakers(part, names)
    left, right = st.columns(2)
    with left:
        st.markdown("**Hedges and certainty**")
        _table(hedged, "Hedges", "No hedges: every sentence is asserted, certainty 1.")
    with right:
        st.markdown("**Speakers**")
        _table(spoken, "Speakers", "Nobody is quoted or reported.")


def _table(frame: pd.DataFrame, name: str, nothing: str) -> None:
    """A table of data; its numbers are texts with a true minus, set to the right."""
    if frame.empty:
        st.caption(nothing)
        return
    right = {
        column: st.column_config.TextColumn(alignment="right")
        for column in frame.columns
        if column in paragraph_tables.NUMBERS
    }
    height: Literal["content", "auto"] = "content" if len(frame) <= _MOST_ROWS else "auto"
    st.dataframe(frame, hide_index=True, column_config=right, height=height, alt=name)


def _tables() -> None:
    st.subheader("The tables", anchor=False)
    st.caption(
        "The words behind every score, as they are in the code. The magnifying glass above a "
        "table searches in it."
    )
    files = {
        "Cooperation and conflict": _file(relations, "scale.csv"),
        "Political words": _file(tone, "political.csv"),
        "Negation and the like": _file(tone, "operators.csv"),
        "Hedges": _file(attribution, "hedges.csv"),
        "Actors": _file(actors, "roster.csv"),
    }
    for tab, (name, path) in zip(
        st.tabs(list(files), key="method_tables"), files.items(), strict=True
    ):
        with tab:
            frame = table(path)
            st.dataframe(frame, hide_index=True, key=f"table_{path.stem}", alt=name)
            st.caption(counted(len(frame), "row"))


def _file(room: object, name: str) -> Path:
    return Path(str(getattr(room, "__file__", ""))).with_name(name)


def table(path: Path) -> pd.DataFrame:
    """A word table for reading: alternatives set apart by commas, numbers as numbers."""
    frame = pd.DataFrame(read_rows(path))
    for column in frame.columns:
        numbers = pd.to_numeric(frame[column], errors="coerce")
        if numbers.notna().any() and (numbers.notna() | (frame[column] == "")).all():
            frame[column] = numbers
        else:
            frame[column] = frame[column].str.replace("|", ", ", regex=False)
    return frame
