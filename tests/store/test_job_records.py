"""What a job says about how far it is."""

import datetime

import pytest

from components.store import Counts, ImportOutcome, Job, JobState


def job(state: JobState, done: int, total: int, seconds: float | None) -> Job:
    now = datetime.datetime.now(datetime.UTC)
    started = None if seconds is None else now - datetime.timedelta(seconds=seconds)
    return Job(
        "2345678923", "2345678923", "import", state, total, done, "", now, started, now, None, "",
        {}, "me", 1, 1, Counts(),
    )  # fmt: skip


def test_the_time_left_goes_by_the_speed_so_far() -> None:
    left = job("running", 25, 100, 10).seconds_left
    assert left == pytest.approx(30, abs=2)
    assert job("running", 25, 100, 10).share == 0.25


@pytest.mark.parametrize(
    "untold",
    [
        job("queued", 0, 100, None),
        job("running", 2, 100, 10),
        job("cancelling", 50, 100, 10),
        job("done", 100, 100, 10),
    ],
)
def test_nothing_is_promised_too_early_or_too_late(untold: Job) -> None:
    assert untold.seconds_left is None


def test_a_share_is_never_more_than_all() -> None:
    assert job("running", 12, 10, 5).share == 1.0
    assert job("queued", 0, 0, None).share == 0.0
    assert job("done", 0, 0, 5).share == 1.0
    assert (job("failed", 5, 10, 5).share, job("failed", 5, 10, 5).is_over) == (0.5, True)


def test_an_outcome_has_one_label() -> None:
    def label(status: str, *warnings: str) -> str:
        return ImportOutcome(0, "a.txt", "", status, "Because.", warnings).label  # type: ignore[arg-type]

    assert label("added") == "added"
    assert label("added", "Look.") == "added with a warning"
    assert label("copy", "Look.") == label("copy") == "copy"
    assert [label(each) for each in ("copy", "duplicate", "refused")] == [
        "copy",
        "duplicate",
        "refused",
    ]
