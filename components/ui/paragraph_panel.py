"""The open paragraph: its marked text, and the arithmetic from its words to its numbers."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from components.analysis import ActorTone, Analysis, Method, Paragraph
from components.charts.document_frames import share, snippet
from components.charts.look import band_name, signed
from components.relations.combined import PARAGRAPH, RULES, SENTENCE, SPREAD
from components.ui import evidence, explanation, paragraph_tables, view
from components.ui.paragraph_tables import LABEL_WORDS, percent
from components.ui.resources import roster
from components.ui.words import METHOD_WORDS, counted, plain

ACTOR = "document_actor"  # session state: id of the actor whose words are looked at
CLICKS = "document_clicks"  # session state: how many clicks on a chart led here
_RELATION = "relation"
_MOST_ROWS = 30  # of a table that is shown whole


def show(
    analysis: Analysis, part: Paragraph, article: str, *, proposed: bool, scored: bool = True
) -> None:
    """Draw ``part`` of ``article``; ``proposed``: nobody chose it, it has the strongest tone.

    An article in a language that is not ``scored`` has its text alone.
    """
    with st.container(border=True, key="evidence_panel"):
        st.subheader(f"Paragraph {part.index + 1} of {len(analysis.paragraphs)}")
        if proposed and part.relation_tone is not None and len(analysis.paragraphs) > 1:
            st.caption("Nothing chosen yet: this is the paragraph with the strongest tone.")
        _navigation(analysis, part, article, scored=scored)
        actor = _counted_for(part)
        names = {each.id: each.name for each in roster().actors.values()}
        if actor is not None:
            _actor_line(actor)
        elif scored:
            _relation_line(part)
        evidence.show(
            part,
            key="evidence",
            actor=actor.actor if actor else None,
            names=names,
            language=analysis.language,
            click=st.session_state.get(CLICKS, 0),
        )
        if scored:
            _details(analysis, part, actor, names, article)


def _navigation(analysis: Analysis, part: Paragraph, article: str, *, scored: bool) -> None:
    """Reaching a paragraph without a mouse: one back, one on, or from the list."""
    last = len(analysis.paragraphs) - 1
    # Of this article alone: a choice made in another one is no paragraph of this one.
    key = f"paragraph_choice_{article}"
    if st.session_state.get(key) != part.index:
        st.session_state[key] = part.index
    with st.container(horizontal=True, vertical_alignment="bottom", key="paragraph_navigation"):
        st.selectbox(
            "Paragraph",
            range(last + 1),
            format_func=lambda index: _option(analysis.paragraphs[index], scored=scored),
            key=key,
            on_change=lambda: _open(st.session_state[key], last),
            label_visibility="collapsed",
            width="stretch",
        )
        with st.container(horizontal=True, width="content"):
            st.button(
                "Previous",
                key=f"paragraph_previous_{article}",
                icon=":material/arrow_back:",
                disabled=part.index == 0,
                on_click=_open,
                args=(part.index - 1, last),
            )
            st.button(
                "Next",
                key=f"paragraph_next_{article}",
                icon=":material/arrow_forward:",
                disabled=part.index == last,
                on_click=_open,
                args=(part.index + 1, last),
            )


def _open(index: object, last: int) -> None:
    # Streamlit hands over what is no option any more as the label it had.
    if isinstance(index, int) and 0 <= index <= last:
        view.change(paragraph=index)


def _option(part: Paragraph, *, scored: bool) -> str:
    if not scored:
        return f"{part.index + 1} · {snippet(part.text)}"
    tone = "not about the relation" if part.relation_tone is None else signed(part.relation_tone)
    return f"{part.index + 1} · {tone} · {snippet(part.text)}"


def _counted_for(part: Paragraph) -> ActorTone | None:
    """The choice whose counting words are marked: the relation, or an actor of the paragraph."""
    present = {each.actor: each for each in part.actors}
    wanted = st.session_state.get(ACTOR)
    if not present:
        return None
    if wanted and wanted not in present:
        known = roster().actors.get(wanted)
        st.caption(
            f"{plain(known.name) if known else 'The chosen actor'} is not in this paragraph."
        )
    key = "counted_for"
    choice = wanted if wanted in present else _RELATION
    if st.session_state.get(key) != choice:
        st.session_state[key] = choice
    st.segmented_control(
        "Words that count for",
        [_RELATION, *present],
        format_func=lambda each: "The relation" if each == _RELATION else plain(present[each].name),
        key=key,
        required=True,
        on_change=_choose_actor,
    )
    return present.get(choice)


def _choose_actor() -> None:
    chosen = st.session_state["counted_for"]
    st.session_state[ACTOR] = None if chosen == _RELATION else chosen


def _relation_line(part: Paragraph) -> None:
    if part.relation_tone is None:
        st.markdown("**Not about the relation.** That is a gap, not a zero: nothing is counted.")
        return
    counting = sum(each.relation_tone is not None for each in part.sentences)
    rules = "" if part.model is None else f" · the rules alone say {_tone(part.rules)}"
    st.markdown(
        f"Relation tone **{signed(part.relation_tone)}**, {band_name(part.relation_tone)} · "
        f"{counting} of {counted(len(part.sentences), 'sentence')} about the relation · "
        f"weight {part.weight:.2f} · hedged share {share(part.uncertainty)}{rules}"
    )


def _tone(tone: float | None) -> str:
    return "nothing" if tone is None else signed(tone)


def _actor_line(actor: ActorTone) -> None:
    side = f" ({plain(actor.side)})" if actor.side else ""
    who = f"{plain(actor.name)}{side}"
    sure = (
        "" if actor.probability is None
        else f" (right in about {percent(actor.probability)} of such cases)"
    )  # fmt: skip
    beside = (
        f"{counted(actor.n, 'mention')} · weight {actor.weight:.2f} · "
        f"the rules alone say {signed(actor.context)} · plain VADER {signed(actor.vader)}"
    )
    if actor.state == "no_cues":
        st.markdown(f"**No counting words** near {who}: named, but in no tone. {beside}")
        return
    st.markdown(
        f"Tone toward {who} **{signed(actor.tone)}**, {LABEL_WORDS[actor.label]}{sure} · {beside}"
    )


def _details(
    analysis: Analysis,
    part: Paragraph,
    actor: ActorTone | None,
    names: Mapping[str, str],
    article: str,
) -> None:
    arithmetic, hedged, speakers, actors = st.tabs(
        [
            "The arithmetic",
            f"Hedges ({len(part.hedges)})",
            f"Speakers ({len(part.attributions)})",
            f"Actors ({len(part.actors)})",
        ],
        key="paragraph_details",
    )
    with arithmetic:
        if actor is None:
            _relation_arithmetic(part)
            explanation.relation(analysis, part, article)
        else:
            _actor_arithmetic(part, actor, analysis.method)
            explanation.actor(analysis, part, actor, article)
    with hedged:
        st.caption("A hedge lowers a sentence’s weight to its certainty. It never turns its tone.")
        _table(paragraph_tables.hedges(part), "Hedges", "No hedges in this paragraph.")
    with speakers:
        st.caption(
            "Who is heard in the paragraph. “Open”: somebody speaks who is not on the roster."
        )
        _table(paragraph_tables.speakers(part, names), "Speakers", "Nobody is quoted or reported.")
    with actors:
        _table(paragraph_tables.actors(part), "Actors", "No actor of the roster is named here.")


def _relation_arithmetic(part: Paragraph) -> None:
    if part.relation_tone is None:
        st.caption("Nothing is added up: no sentence here is about the relation.")
        return
    st.caption(
        "Words of cooperation and conflict add up to S, sentence by sentence. Then "
        f"q = S ÷ √(S² + 15) puts S on −1 … 1{_with_encoder(part)}. Each sentence weighs w (how "
        "surely it is about the relation) × h (how certain it is said to be)."
    )
    _table(paragraph_tables.relation_words(part), "Words", "No counting words: every S is 0.")
    _table(paragraph_tables.relation_sentences(part), "Sentences", "")
    st.text(paragraph_tables.relation_total(part))


def _with_encoder(part: Paragraph) -> str:
    if part.model is None:
        return ""
    return (
        f". The encoder reads the sentence and the whole paragraph ({signed(part.model)} here): "
        f"r = {SPREAD:.2f} × ({PARAGRAPH:g} × paragraph + {SENTENCE:g} × sentence + {RULES:g} × q)"
    )


def _actor_arithmetic(part: Paragraph, actor: ActorTone, method: Method) -> None:
    st.caption(
        f"t is the tone toward a mention in its sentence by {METHOD_WORDS[method]}. Each mention "
        "weighs g (how it was resolved × how certain its clause is). “Rules” is the tone by the "
        "context rules, whose words stand below."
    )
    _table(paragraph_tables.actor_mentions(part, actor), "Mentions", "")
    st.text(paragraph_tables.actor_total(actor))
    _table(
        paragraph_tables.actor_words(part, actor),
        "Words",
        "No counting words for the rules.",
    )


def _table(frame: pd.DataFrame, name: str, nothing: str) -> None:
    """A table of data; its numbers are texts with a true minus, set to the right."""
    if frame.empty:
        st.caption(nothing)
        return
    columns: dict[str, Any] = {
        column: st.column_config.TextColumn(width="small", alignment="right")
        for column in frame.columns
        if column in paragraph_tables.NUMBERS
    }
    columns |= {"sentence": st.column_config.TextColumn(width="small")}
    columns |= {"mention": st.column_config.TextColumn(width="medium")}
    columns |= {"rule": st.column_config.TextColumn(width="large")}
    height: Literal["content", "auto"] = "content" if len(frame) <= _MOST_ROWS else "auto"
    st.dataframe(frame, hide_index=True, column_config=columns, height=height, alt=name)
