"""Imports that are over: what became of every input, now and later."""

from collections.abc import Sequence

import streamlit as st

from components import store
from components.export import to_csv
from components.store import Collection, ImportOutcome, Job
from components.ui import library_jobs, library_tables
from components.ui.library_parts import ADD, ARTICLES, say, static_table, turn_to
from components.ui.resources import engine
from components.ui.words import plain

_MOST_PAST = 50
ICONS = {
    "added": ":material/check_circle:",
    "added with a warning": ":material/info:",
    "copy": ":material/content_copy:",
    "duplicate": ":material/equal:",
    "refused": ":material/block:",
}


def shown_job(collection: Collection) -> Job | None:
    """The import whose outcomes are to be shown: over, and of this collection."""
    job_id = library_jobs.shown_job_id(collection)
    job = store.get_job(engine(), job_id) if job_id else None
    return job if job is not None and job.is_over else None


def results(collection: Collection) -> list[str]:
    """Draw what became of the import that is shown; ids of the articles it added."""
    job = shown_job(collection)
    if job is None:
        return []
    outcomes = store.import_outcomes(engine(), job.id)
    with st.container(border=True, key="library_results"):
        st.subheader("What became of it", anchor=False)
        st.text(f"{_ended(job)}{library_tables.result_summary(job.counts)}")
        if job.state == "failed":
            st.error(plain(_failure(job)), icon=":material/error:")
        _outcome_table(job, outcomes)
        with st.container(horizontal=True):
            if outcomes:
                st.download_button(
                    "Download as CSV",
                    to_csv(library_tables.result_rows(outcomes), library_tables.RESULT_FIELDS),
                    file_name="detente-import.csv",
                    mime="text/csv",
                    icon=":material/download:",
                    on_click="ignore",
                    key="library_results_csv",
                )
            st.button(
                "Done: show the articles",
                icon=":material/check:",
                key="library_results_done",
                on_click=_put_away,
                args=(collection.id,),
            )
    found = (each.article_id for each in outcomes if each.status in ("added", "copy"))
    return [each for each in dict.fromkeys(found) if each]


def _ended(job: Job) -> str:
    if job.state == "cancelled":
        return "Stopped before its end; what was added stays. "
    return "It could not be finished. " if job.state == "failed" else ""


def _failure(job: Job) -> str:
    return (
        f"{job.error} Upload the same again when that is mended: what is already here is "
        "recognised and not added twice."
    ).strip()


def _outcome_table(job: Job, outcomes: Sequence[ImportOutcome]) -> None:
    counts = {label: sum(each.label == label for each in outcomes) for label in ICONS}
    labels = [label for label, number in counts.items() if number]
    chosen = None
    if len(labels) > 1:
        chosen = st.pills(
            "Only",
            labels,
            format_func=lambda label: f"{label} ({counts.get(label, 0):,})",
            key=f"library_results_filter_{job.id}",
            label_visibility="collapsed",
        )
    kept = [each for each in outcomes if chosen in (None, each.label)]
    if kept:
        static_table(library_tables.outcome_rows(kept), ICONS, "What became of every input")


def past(collection: Collection) -> None:
    """Imports of before, each with what became of its inputs."""
    known = store.list_jobs(engine(), collection.id, limit=4 * _MOST_PAST)
    over = [job for job in known if job.is_over and job.kind != "rescore"][:_MOST_PAST]
    if not over:
        return
    with st.expander(f"Past imports ({len(over)})", icon=":material/history:"):
        by_id = {job.id: job for job in over}
        chosen = st.selectbox(
            "Import",
            list(by_id),
            format_func=lambda each: (
                library_jobs.past_words(by_id[each]) if each in by_id else "gone"
            ),
            key=f"library_past_{collection.id}",
            label_visibility="collapsed",
        )
        with st.container(horizontal=True):
            st.button(
                "Show what became of it",
                icon=":material/list_alt:",
                key="library_past_show",
                on_click=_show_again,
                args=(collection.id, chosen),
            )
            st.button(
                "Take it off this list",
                icon=":material/delete_sweep:",
                key="library_past_forget",
                help="The articles stay.",
                on_click=_forget,
                args=(chosen,),
            )


def _show_again(collection_id: str, job_id: str) -> None:
    library_jobs.show_job(collection_id, job_id)
    turn_to(ADD)


def _forget(job_id: str) -> None:
    try:
        store.forget_job(engine(), job_id)
    except store.StoreError as error:
        say("error", str(error))


def _put_away(collection_id: str) -> None:
    library_jobs.show_job(collection_id, None)
    turn_to(ARTICLES)
