"""Work on a collection that goes on beside the page: how far it is, and what it left undone."""

import datetime
import time
from collections.abc import Sequence

import streamlit as st

from components import jobs, store
from components.analysis import method_version
from components.store import Collection, Job
from components.ui import library_tables
from components.ui.library_parts import articles as n_articles
from components.ui.library_parts import is_adding, refusals_shown, say
from components.ui.library_remarks import own_name
from components.ui.resources import engine, roster
from components.ui.words import counted, plain

_SHOWN = "library_shown_job"  # session state: (collection id, job id) whose outcomes are shown
_SEEN = "library_jobs_seen"  # session state: ids of the jobs that were seen at work
_STALE_SINCE = "library_stale_since"  # session state: when stale scores were seen first
_PATIENCE = 15.0  # seconds
_FRESH = "library_fresh"  # session state: (collection id, when none of its scores was stale)
_FRESH_SECONDS = 5.0
_TOP = ":material/vertical_align_top:"
_DOING = {"import": "Importing", "fetch": "Fetching", "rescore": "Scoring again"}


def running(collection: Collection) -> None:
    """The jobs at work in this collection, followed once a second while there are any."""
    with st.container(key="library_running_slot"):
        active = store.active_jobs(engine(), collection.id)
        _say_begins_and_ends(active)
        if active:
            _keep_in_sight(collection, active)
            _follow(collection.id)
        if not active and not _was_fresh(collection.id) and _stale(collection.id):
            _left_undone(collection.id)
        else:
            st.session_state.pop(_STALE_SINCE, None)


@st.fragment(run_every="1s")
def _follow(collection_id: str) -> None:
    with refusals_shown():
        active = store.active_jobs(engine(), collection_id)
        if {job.id for job in active} != set(st.session_state.get(_SEEN, ())):
            st.rerun()
        for job in active:
            _draw(job)


def _draw(job: Job) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"library_job_{job.id}"
    ):
        st.progress(job.share, text=plain(progress_words(job)), width="stretch")
        st.button(
            "Cancel",
            key=f"library_job_cancel_{job.id}",
            icon=":material/stop_circle:",
            disabled=job.state == "cancelling",
            on_click=_cancel,
            args=(job.id,),
            width="content",
        )


def _cancel(job_id: str) -> None:
    try:
        jobs.cancel(engine(), job_id)
    except store.StoreError as error:
        say("error", str(error))


def progress_words(job: Job) -> str:
    """“Importing: 3 of 24 · 2 added, 1 refused · about 20 seconds left · page.html”."""
    doing = _DOING[job.kind]
    if job.state == "queued":
        return f"{doing}: waiting for its turn"
    if job.state == "cancelling":
        return f"{doing}: being stopped; what was added stays"
    parts = [f"{doing}: {job.done:,} of {job.total:,}"]
    if job.counts.total:
        parts.append(library_tables.counts_words(job.counts))
    if job.seconds_left is not None:
        parts.append(f"about {_duration(job.seconds_left)} left")
    if job.current:
        parts.append(" ".join(own_name(job.current).split())[:60])
    return " · ".join(parts)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    return counted(round(seconds / 60), "minute")


def _say_begins_and_ends(active: Sequence[Job]) -> None:
    """Say that a job has begun, and what became of one that was seen at work and is over."""
    now, seen = {job.id for job in active}, set(st.session_state.get(_SEEN, ()))
    st.session_state[_SEEN] = tuple(now)
    # Whoever has scrolled down to the button would not see the bar, nor the outcomes.
    if is_adding() and now - seen:
        st.toast("Under way: how far it is stands at the top of this page.", icon=_TOP)
    for job_id in seen - now:
        job = store.get_job(engine(), job_id)
        if job is None or not job.is_over:
            continue
        if is_adding() and job.id == _shown_id():
            st.toast("Over: what became of it stands at the top of this page.", icon=_TOP)
        elif job.state == "done":
            st.success(plain(ended_words(job)), icon=":material/check_circle:")
        else:
            st.warning(plain(ended_words(job)), icon=":material/info:")


def ended_words(job: Job) -> str:
    """What became of a job, in a sentence or two."""
    if job.kind == "rescore":
        return {
            "done": f"Scored again: {n_articles(job.done)}.",
            "cancelled": f"Scoring again was stopped after {n_articles(job.done)}.",
        }.get(job.state, f"Scoring again could not be finished. {job.error}")
    end = {"done": "is over", "cancelled": "was stopped"}.get(job.state, "could not be finished")
    return (
        f"The import {end}. {library_tables.result_summary(job.counts)} What became of every input "
        "stands under “Add articles”."
    )


def _keep_in_sight(collection: Collection, active: Sequence[Job]) -> None:
    """After a reload: what is at work is what the outcomes will be shown of."""
    if shown_job_id(collection) is None:
        for job in active:
            if job.kind != "rescore":
                st.session_state[_SHOWN] = (collection.id, job.id)


def show_job(collection_id: str, job_id: str | None) -> None:
    """Show this import's outcomes once it is over; None: no one's."""
    if job_id is None:
        st.session_state.pop(_SHOWN, None)
    else:
        st.session_state[_SHOWN] = (collection_id, job_id)


def shown_job_id(collection: Collection) -> str | None:
    """The import whose outcomes are to be shown in this collection."""
    kept_for, job_id = st.session_state.get(_SHOWN, (None, ""))
    return job_id if kept_for == collection.id else None


def _shown_id() -> str:
    return str(st.session_state.get(_SHOWN, ("", ""))[1])


def score_again(collections: set[str]) -> str:
    """Have what became stale scored again by a job, and say so in a sentence."""
    made = [
        job
        for each in sorted(collections)
        for job in jobs.queue_rescore(engine(), each, roster=roster())
    ]
    return " Their new scores are being made." if made else ""


def _stale(collection_id: str) -> list[str]:
    found = store.stale_articles(engine(), collection_id, roster().version, method_version())
    if not found:
        st.session_state[_FRESH] = (collection_id, time.monotonic())
    return found


def _was_fresh(collection_id: str) -> bool:
    """Whether nothing was stale a moment ago: asking takes a while in a large collection."""
    asked, moment = st.session_state.get(_FRESH, ("", 0.0))
    return bool(asked == collection_id and time.monotonic() - moment < _FRESH_SECONDS)


@st.fragment(run_every="3s")
def _left_undone(collection_id: str) -> None:
    """Articles whose scores nobody renews: after a stop, a failure, or before the worker comes."""
    with refusals_shown():
        stale = _stale(collection_id)
        if not stale or store.active_jobs(engine(), collection_id):
            st.rerun()
        last = store.list_jobs(engine(), collection_id, kind="rescore", limit=1)
        since = st.session_state.setdefault(_STALE_SINCE, time.monotonic())
        # The worker finds them by itself when it starts; nothing need be done before that.
        is_stuck = bool(last) or time.monotonic() - since > _PATIENCE
        why = f" {last[0].error}" if last and last[0].state == "failed" else ""
        have = "has" if len(stale) == 1 else "have"
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key="library_stale"
        ):
            st.caption(
                f":material/update: {n_articles(len(stale))} {have} no scores yet, or scores of "
                f"an older version of the method, text or date.{plain(why)}"
                if is_stuck
                else f":material/update: {n_articles(len(stale))} {have} to be scored again: this "
                "begins in a moment."
            )
            if is_stuck:
                st.button(
                    "Score them again" if len(stale) > 1 else "Score it again",
                    icon=":material/refresh:",
                    key="library_score_again",
                    on_click=_score_again,
                    args=(collection_id,),
                )


def _score_again(collection_id: str) -> None:
    try:
        score_again({collection_id})
    except store.StoreError as error:
        say("error", str(error))


def past_words(job: Job) -> str:
    """“2026-11-23 14:05 UTC · 24 inputs · 20 added, 4 refused”."""
    moment = job.created.astimezone(datetime.UTC)
    what = "address" if job.kind == "fetch" else "input"
    plural = "addresses" if job.kind == "fetch" else "inputs"
    stopped = {"cancelled": " · stopped", "failed": " · not finished"}.get(job.state, "")
    return (
        f"{moment:%Y-%m-%d %H:%M} UTC · {counted(job.n_inputs, what, plural)} · "
        f"{library_tables.counts_words(job.counts) or 'nothing came of it'}{stopped}"
    )
