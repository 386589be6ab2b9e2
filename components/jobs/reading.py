"""Reading what was handed in: files, pasted texts and addresses, one member after the other."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from components import ingest
from components.ingest import (
    MAX_FILES,
    Proposal,
    Reading,
    ReadOptions,
    Refusal,
    each_reading,
    read_text,
)
from components.ingest.archives import check_directory
from components.ingest.records import Unreadable
from components.store import JobInput

Source = bytes | Path
Item = tuple[str, bytes, Reading]
IsKnown = Callable[[str, bytes], bool]
_BETWEEN = " › "


def packed_options(options: ReadOptions | None) -> dict[str, Any]:
    """Reading options as JSON values, without what was left to the readers."""
    if options is None:
        return {}
    columns = dict(options.columns) if options.columns else None
    given = {
        "columns": columns,
        "date_order": options.date_order,
        "encoding": options.encoding,
    }
    return {name: value for name, value in given.items() if value}


def unpacked_options(packed: Mapping[str, Any]) -> ReadOptions:
    """The options that `packed_options` made these of."""
    return ReadOptions(**packed)


def own_name(shown: str) -> str:
    """The name of a member itself: “a.html” of “articles.zip › 2022/a.html”."""
    return shown.rsplit(_BETWEEN, 1)[-1].rsplit("/", 1)[-1]


@cache
def reader_version() -> str:
    """A hash of the readers: what was read by others may be read better by these."""
    room = Path(ingest.__file__).parent
    files = sorted(path for path in room.rglob("*") if path.suffix in (".py", ".csv", ".json"))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(room).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def reading_key(name: str, sha256: str, options: Mapping[str, Any]) -> str:
    """What a reading is a function of: the bytes, the file's own name, the options, the readers."""
    parts = [reader_version(), own_name(name), sha256, dict(options)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def read_items(
    given: JobInput,
    source: Source,
    *,
    max_characters: int,
    max_bytes: int,
    max_files: int = MAX_FILES,
    options: ReadOptions,
    is_known: IsKnown,
    fetch: Any = None,
) -> Iterator[Item]:
    """(name as shown, bytes, reading) of an input, or of each of its members in their order.

    A member that is_known(name, bytes) comes unread. fetch: the policy (ingest.web.FetchPolicy)
    for addresses.
    """
    if given.kind == "text":
        data = source.read_bytes() if isinstance(source, Path) else source
        text = data.decode("utf-8", "surrogatepass")
        yield given.name, data, read_text(text, given.name, max_characters=max_characters)
        return
    read = partial(
        each_reading, max_characters=max_characters, max_bytes=max_bytes, max_files=max_files
    )
    if given.kind == "file":
        yield from read(given.name, source, options=options, known=is_known)
        return
    yield from _fetched(given.name, fetch, options, read)


def _fetched(
    address: str, policy: Any, options: ReadOptions, read: Callable[..., Iterator[Item]]
) -> Iterator[Item]:
    from components.ingest.web import FetchPolicy, FetchRefused
    from components.ingest.web import fetch as get

    try:
        page = get(address, policy or FetchPolicy())
    except FetchRefused as refusal:
        yield address, b"", Reading(refusals=(Refusal(address, str(refusal)),))
        return
    where = Proposal(page.url, "found", "the address it was fetched from")
    # The site's word for its encoding stands in no file, so it would be lost with the answer.
    decided = replace(options, encoding=options.encoding or page.encoding)
    for name, data, reading in read(page.name, page.data, options=decided):
        articles = tuple(
            each if each.url.value or each.part else replace(each, url=where)
            for each in reading.articles
        )
        shown = address if name == page.name else address + _BETWEEN + own_name(name)
        yield shown, data, replace(reading, articles=articles)


def expected_items(given: JobInput, source: Source) -> int:
    """How many members an input has, as far as a glance tells; 1 for what is no archive."""
    if given.kind != "file" or not isinstance(source, Path):
        return 1
    try:
        with source.open("rb") as stream:
            # A list of a million names would fill the memory before anything refuses it.
            check_directory(stream, source.stat().st_size)
            with zipfile.ZipFile(stream) as archive:
                names = [each.filename for each in archive.infolist() if not each.is_dir()]
    except (
        Unreadable,
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        return 1
    # Word, OpenDocument, Excel and e-books are zip files too.
    is_document = {"[Content_Types].xml", "mimetype"} & set(names)
    return 1 if is_document else max(len(names), 1)
