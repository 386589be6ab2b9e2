"""The articles of a collection: the table, and what can be done with the chosen ones."""

import hashlib
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components import store
from components.charts.look import signed
from components.store import ArticleSummary, Collection
from components.ui import library_chosen, library_editor, library_jobs, library_tables, view
from components.ui.library_parts import articles as n_articles
from components.ui.library_parts import (
    ask,
    asked,
    asked_about,
    cancel,
    forget,
    listed,
    refusals_shown,
    say,
    today,
)
from components.ui.resources import engine

_MOVE, _DELETE = "move articles", "delete articles"
_KIND = "library_kind"


def show(collection: Collection) -> None:
    """The table of articles, its filters, and what can be done with those chosen in it."""
    everything = store.list_articles(engine(), collection.id)
    found, editing = _found(everything)
    if not found:
        st.info(
            "No article has these words in its title, source or file name. Try fewer words.",
            icon=":material/search_off:",
        )
        return
    if len(found) < len(everything):
        st.caption(f"{len(found):,} of {n_articles(len(everything))}")
    if editing:
        library_editor.show(found, everything, f"library_edit_{collection.id}")
        return
    chosen = _table(collection, found)
    _actions(chosen)
    # Somebody else may have deleted some of them since.
    about = asked_about() if asked(_MOVE) or asked(_DELETE) else ()
    going = [each for each in everything if each.id in about]
    if going and asked(_MOVE):
        _move(collection, going)
    elif going:
        _delete(going)
    elif len(chosen) == 1:
        library_chosen.show(chosen[0])


def _found(everything: Sequence[ArticleSummary]) -> tuple[list[ArticleSummary], bool]:
    """Draw search, kinds and the way to edit; what they leave, and whether it is to be edited."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(
            "Find",
            key="library_find",
            placeholder="Words in title, source or file name",
            icon=":material/search:",
            on_change=forget,
        )
        editing = st.toggle("Edit", key="library_editing", on_change=forget)
    kinds = library_tables.kinds(everything, today())
    if st.session_state.get(_KIND) not in kinds:
        st.session_state.pop(_KIND, None)
    kind = None
    if kinds:
        kind = st.pills(
            "Only",
            list(kinds),
            format_func=lambda name: f"{name} ({len(kinds.get(name, ())):,})",
            key=_KIND,
            label_visibility="collapsed",
            on_change=forget,
        )
    found = library_tables.matching(kinds[kind] if kind else everything, wanted or "")
    return found, editing


def _table(collection: Collection, found: Sequence[ArticleSummary]) -> list[ArticleSummary]:
    relation = store.relation_frame(engine(), collection.id)
    n_sentences = dict(zip(relation["article_id"], relation["n_sentences"], strict=True))
    table = library_tables.article_table(found, n_sentences)
    table.insert(0, "open", "Open")
    # Streamlit remembers chosen rows by number: another list has to be another widget.
    stamp = hashlib.sha256(" ".join(table.index).encode()).hexdigest()[:12]
    with st.container(key="library_articles"):
        event = st.dataframe(
            table.style.format({"tone": signed}),
            key=f"library_articles_{stamp}",
            hide_index=True,
            on_select="rerun",
            selection_mode="multi-row",
            placeholder="–",
            height=min(35 * (len(found) + 1) + 3, 563),
            column_config=_columns(),
            alt="Articles of this collection",
        )
    click = st.session_state.get("library_open_click")
    if click and click["row"] < len(found):
        _open(found[click["row"]])
    return [found[row] for row in event.selection.rows if row < len(found)]


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "open": column.ButtonColumn("Read", type="tertiary", width=62, key="library_open_click"),
        "title": column.TextColumn("Title", width=262),
        "date": column.DateColumn("Date", format="YYYY-MM-DD", width=96),
        "source": column.TextColumn("Source", width=132),
        "tone": column.NumberColumn(
            "Tone",
            width=66,
            help="Tone toward U.S.–Russia relations: −1 hostile … +1 cooperative.",
        ),
        "reading": column.TextColumn(
            "In words",
            width=190,
            help="Of beginnings and headlines it says so: the timeline leaves them out unless it is "
            "asked for them.",
        ),
        "copies": column.TextColumn(
            "Copies",
            width=100,
            help="Same or nearly the same text: such a group counts once for each of its sources.",
        ),
        "sentences": column.NumberColumn(
            "Sentences", width=85, help="Sentences about the relation: what the tone rests on."
        ),
        "paragraphs": column.NumberColumn("Paragraphs", width=90),
        "origin": column.TextColumn(
            "Title, source, date",
            width=200,
            help="Found: the file says so. Guessed: please check. Edited: changed by hand.",
        ),
        "language": column.TextColumn("Language", width=90),
    }


def _open(article: ArticleSummary) -> None:
    forget()
    view.go("document", collection=article.collection_id, article=article.id, paragraph=None)


def _actions(chosen: Sequence[ArticleSummary]) -> None:
    ids = tuple(each.id for each in chosen)
    none, count = not chosen, f" {len(chosen):,}" if len(chosen) > 1 else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(
            "Open",
            icon=":material/article:",
            key="library_open",
            disabled=len(chosen) != 1,
        ):
            _open(chosen[0])
        st.button(
            f"Move{count} …",
            icon=":material/drive_file_move:",
            key="library_move",
            disabled=none,
            on_click=ask,
            args=(_MOVE, ids),
        )
        st.button(
            f"Delete{count} …",
            icon=":material/delete:",
            key="library_delete_articles",
            disabled=none,
            on_click=ask,
            args=(_DELETE, ids),
        )
    if none:
        st.caption(
            "Tick articles on the left to open, move or delete them, or one of them to see its "
            "copies and its original file."
        )


def _delete(going: Sequence[ArticleSummary]) -> None:
    names = listed([library_tables.shown_title(each) for each in going])
    with st.container(border=True, key="library_confirm"):
        st.markdown(f"**Delete {n_articles(len(going))} for good?**")
        st.text(names)
        st.caption("Their scores go too, and links to them stop working. There is no undo.")
        with st.container(horizontal=True):
            if st.button(
                f"Delete {n_articles(len(going))}",
                type="primary",
                icon=":material/delete:",
                key="library_delete_articles_yes",
            ):
                with refusals_shown():
                    done = store.delete_articles(engine(), [each.id for each in going])
                    say("success", f"Deleted: {n_articles(done)}.")
                    if view.current().article in {each.id for each in going}:
                        view.change(article=None, paragraph=None)
                    forget()
                    st.rerun()
            cancel("library_delete_articles_no")


def _move(collection: Collection, going: Sequence[ArticleSummary]) -> None:
    others = {
        each.id: each for each in store.list_collections(engine()) if each.id != collection.id
    }
    with st.container(border=True, key="library_confirm"):
        st.markdown(f"**Move {n_articles(len(going))} to another collection**")
        st.text(listed([library_tables.shown_title(each) for each in going]))
        if not others:
            st.info("There is no other collection yet. Make one first with “New collection”.")
            cancel("library_move_no")
            return
        target = st.selectbox(
            "To",
            list(others),
            format_func=lambda each: _with_mark(others[each]),
            key="library_move_to",
        )
        st.caption("Links to them go on working.")
        with st.container(horizontal=True):
            if st.button(
                "Move",
                type="primary",
                icon=":material/drive_file_move:",
                key="library_move_yes",
            ):
                _move_all(going, others[target])
                forget()
                st.rerun()
            cancel("library_move_no")


def _with_mark(collection: Collection) -> str:
    return f"{collection.name} (samples)" if collection.is_sample else collection.name


def _move_all(going: Sequence[ArticleSummary], target: Collection) -> None:
    moved = 0
    for each in going:
        try:
            store.move_article(engine(), each.id, target.id)
            moved += 1
        except store.StoreError as error:
            say("error", f"“{library_tables.shown_title(each)}” stayed where it was. {error}")
    if not moved:
        return
    # Another collection may be about two other countries.
    again = library_jobs.score_again({target.id})
    say("success", f"Moved to “{target.name}”: {n_articles(moved)}.{again}")
