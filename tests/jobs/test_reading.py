"""Inputs and their members, before anything is scored."""

import tracemalloc
from pathlib import Path

import pytest

from components.ingest import ReadOptions
from components.ingest.archives import MAX_DIRECTORY
from components.ingest.web import Fetched
from components.jobs.reading import Item, expected_items, read_items
from components.store import JobInput
from tests.jobs.building import archive

ADDRESS = "https://news.example.org/talks"


def fetched_items(
    monkeypatch: pytest.MonkeyPatch, page: Fetched, options: ReadOptions
) -> list[Item]:
    monkeypatch.setattr("components.ingest.web.fetch", lambda address, policy: page)
    return list(
        read_items(
            JobInput(0, "address", ADDRESS),
            b"",
            max_characters=10_000,
            max_bytes=10_000,
            options=options,
            is_known=lambda name, data: False,
        )
    )


def page_of(text: str, written: str, stated: str | None) -> Fetched:
    html = f"<html><body><article><p>{text}</p></article></body></html>"
    return Fetched(ADDRESS, "talks.html", html.encode(written), "text/html", stated)


@pytest.mark.parametrize(
    ("stated", "chosen"), [("cp1251", None), ("cp1252", "cp1251"), ("cp1251", "cp1251")]
)
def test_the_encoding_that_a_site_states_is_used_where_none_was_chosen(
    monkeypatch: pytest.MonkeyPatch, stated: str, chosen: str | None
) -> None:
    text = "Їжак, ґанок, єнот."  # rare letters: the bytes alone read as another encoding
    page = page_of(text, "cp1251", stated)
    [(name, _, reading)] = fetched_items(monkeypatch, page, ReadOptions(encoding=chosen))
    assert name == ADDRESS
    [article] = reading.articles
    assert article.text == text
    assert article.url.value == ADDRESS


def test_without_a_stated_encoding_the_same_page_is_guessed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_of("Їжак, ґанок, єнот.", "cp1251", None)
    [(_, _, reading)] = fetched_items(monkeypatch, page, ReadOptions())
    assert all("Їжак" not in each.text for each in reading.articles)


def test_members_are_counted_at_a_glance(tmp_path: Path) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(archive({"a.txt": b"a", "b/c.txt": b"c"}))
    assert expected_items(JobInput(0, "file", "set.zip"), path) == 2
    path.write_bytes(b"no zip")
    assert expected_items(JobInput(0, "file", "set.zip"), path) == 1


def test_a_list_of_contents_that_would_fill_the_memory_is_not_read(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + bytes(42) + b""
    count = MAX_DIRECTORY // len(entry) + 1
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2
    end += (count * len(entry)).to_bytes(4, "little") + bytes(6)
    path = tmp_path / "many.zip"
    path.write_bytes(entry * count + end)
    tracemalloc.start()
    assert expected_items(JobInput(0, "file", "many.zip"), path) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
