"""“Which words made this score”: computed when somebody asks, for the encoder's scores."""

import math
from collections.abc import Callable
from typing import TypeVar

import pandas as pd
import streamlit as st

from components.analysis import ActorTone, Analysis, Paragraph
from components.analysis.explanations import Explained, explain_mention, explain_paragraph
from components.ui.paragraph_tables import number
from components.ui.resources import roster
from components.ui.words import plain

Answer = TypeVar("Answer")

_KEPT = "explained"  # session state: what was explained last, and the answer
_LEAST = 0.005  # words that count less than this are summed up in one line


def relation(analysis: Analysis, part: Paragraph, article: str) -> None:
    """The words behind a paragraph's relation tone, on click."""
    if part.model is None:
        return
    if not _asked("explain_relation", (analysis.method_version, article, part.index, "relation")):
        return
    with st.spinner("Reading the paragraph again with words left out …"):
        found = _answer(lambda: explain_paragraph(analysis, part, roster()))
    _show(found, "relation tone")


def actor(analysis: Analysis, part: Paragraph, chosen: ActorTone, article: str) -> None:
    """The words behind the tone toward each mention of an actor in a paragraph, on click."""
    if analysis.method != "encoder":
        return
    if not _asked("explain_actor", (analysis.method_version, article, part.index, chosen.actor)):
        return
    with st.spinner("Reading each sentence again with words left out …"):
        found = _answer(lambda: [explain_mention(analysis, each) for each in chosen.mentions])
    for mention, each in zip(chosen.mentions, found, strict=True):
        st.caption(f"“{plain(mention.surface)}”")
        _show(each, "tone")


def _asked(key: str, about: tuple[object, ...]) -> bool:
    """The button; True once it was clicked for just this score."""
    kept = st.session_state.get(_KEPT)
    if kept and kept[0] == about:
        return True
    if st.button("Which words made this score?", key=key, icon=":material/manage_search:"):
        st.session_state[_KEPT] = [about, None]
        return True
    return False


def _answer(make: Callable[[], Answer]) -> Answer:
    kept = st.session_state[_KEPT]
    if kept[1] is None:
        kept[1] = make()
    answer: Answer = kept[1]
    return answer


def _show(found: Explained, name: str) -> None:
    table, total = rows(found)
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        column_config={
            "adds": st.column_config.TextColumn(width="small", alignment="right"),
            "how": st.column_config.TextColumn(width="large"),
        },
        alt=f"Words that made the {name}",
    )
    st.text(total)


def rows(found: Explained) -> tuple[pd.DataFrame, str]:
    """The explanation as a table, strongest words first, and the sum in one line."""
    strong = sorted(
        (word for word in found.words if abs(word.value) >= _LEAST),
        key=lambda word: (-abs(word.value), word.start),
    )
    weak = math.fsum(word.value for word in found.words if abs(word.value) < _LEAST)
    lines = [("(nothing but the names)", number(found.baseline), "the encoder, every word blank")]
    lines += [(word.text, number(word.value), word.rule) for word in strong]
    if found.linear:
        lines.append(("(the whole sentence)", number(found.linear), "the linear model’s part"))
    lines.append(("(all other words)", number(weak), ""))
    said = found.baseline + found.linear + math.fsum(word.value for word in found.words)
    return pd.DataFrame(lines, columns=["words", "adds", "how"]), (
        f"Sum of all lines: {number(said)}; the score: {number(found.score)}"
    )
