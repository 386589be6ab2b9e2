"""Containers walked member by member: zip files, mailboxes and folders, with flat memory."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO

from components.ingest.archives import (
    BOMB,
    MAX_FILES,
    MAX_UNPACKED,
    is_junk,
    junk_note,
    member_bytes,
    most_unpacked,
    open_zip,
    too_many,
)
from components.ingest.characters import one_line
from components.ingest.detect import is_mbox, is_zip, kind_of
from components.ingest.mailboxes import messages, subject_line
from components.ingest.metadata import file_name
from components.ingest.reading import answered, read_file, too_large
from components.ingest.records import (
    MAX_BYTES,
    MAX_CHARACTERS,
    ArticleDraft,
    Reading,
    ReadOptions,
    Refusal,
    Unreadable,
)

#: Stands between the name of a container and that of what is in it.
WITHIN = " › "
#: How many zip files may stand inside each other.
MAX_DEPTH = 2

Item = tuple[str, bytes, Reading]

_TOO_DEEP = (
    "This zip file lies too deep inside other zip files, so it was not opened. Unpack the outer "
    "ones and upload it by itself."
)
_FULL = (
    "The limit of what one upload may unpack to is reached, so this file was not opened. Upload "
    "it separately."
)
_NOTHING = "There are no readable articles in this"


Known = Callable[[str, bytes], bool]


@dataclass(slots=True)
class _Walk:
    """What a walk may do, and how much of it is done."""

    max_characters: int
    max_bytes: int
    max_files: int
    options: ReadOptions | None
    known: Known | None = None
    unpacked: int = 0
    limit: int = MAX_UNPACKED

    def read(self, shown: str, name: str, data: bytes) -> Reading:
        """The file's reading; empty where it is known already."""
        if self.known is not None and self.known(shown, data):
            return Reading()
        return read_file(
            name,
            data,
            max_characters=self.max_characters,
            max_bytes=self.max_bytes,
            options=self.options,
        )


def each_reading(
    name: str,
    source: bytes | Path,
    *,
    max_characters: int = MAX_CHARACTERS,
    max_bytes: int = MAX_BYTES,
    max_files: int = MAX_FILES,
    options: ReadOptions | None = None,
    known: Known | None = None,
) -> Iterator[Item]:
    """What becomes of a file, or of each member of a zip, mailbox or folder, one after the other.

    name: shown to the reader. source: bytes, or the path of a file or folder, which may be larger
    than memory where it is a container.
    max_characters: of an article. max_bytes: of a file that is no container, and of each member.
    max_files: members of a container that hold articles, and files in a folder.
    known: asked with the name as shown and the bytes before anything is read; what it says yes to
    is not read, and comes with an empty reading.
    Yields (name as shown, bytes, reading): every other reading has an article or a refusal. What
    is left out comes with no bytes and a refusal that says why; bad input never raises.
    """
    walk = _Walk(max_characters, max_bytes, max_files, options, known)
    shown = file_name(name)
    if isinstance(source, bytes):
        yield from _of_bytes(walk, shown, source, depth=0)
    elif source.is_dir():
        yield from _of_folder(walk, shown, source)
    else:
        yield from _of_path(walk, shown, source)


def read(
    name: str,
    data: bytes,
    *,
    max_characters: int = MAX_CHARACTERS,
    max_bytes: int = MAX_BYTES,
    options: ReadOptions | None = None,
) -> Reading:
    """Articles in one file of any kind; bad input is refused, never raised.

    name: file name, used for display, guesses and to tell kinds of text apart; folders are dropped.
    data: the file's bytes; nothing is fetched, run or written.
    max_characters, max_bytes: longest article and largest file accepted; beyond them it is refused.
    options: what somebody decided about columns, order of dates and encoding.
    Returns a Reading with at least one article or at least one refusal. Each article of a file of
    several says where it stood (part), and so does each refusal.
    """
    shown = file_name(name)
    if len(data) > max_bytes:
        return _refused(shown, too_large(len(data), max_bytes))
    articles: list[ArticleDraft] = []
    refusals: list[Refusal] = []
    warnings: tuple[str, ...] = ()
    items = each_reading(
        name, data, max_characters=max_characters, max_bytes=max_bytes, options=options
    )
    for item_name, _, reading in items:
        place = item_name.removeprefix(shown).removeprefix(WITHIN)
        articles += (replace(each, part=_joined(place, each.part)) for each in reading.articles)
        refusals += (Refusal(shown, r.message, _joined(place, r.part)) for r in reading.refusals)
        warnings += tuple(f"{place}: {each}" if place else each for each in reading.warnings)
    return Reading(tuple(articles), tuple(refusals), warnings)


def _of_bytes(walk: _Walk, name: str, data: bytes, depth: int) -> Iterator[Item]:
    base = file_name(name.rpartition(WITHIN)[2])
    if is_zip(data) and _is_archive(base, data):
        if depth == MAX_DEPTH:
            yield name, data, _refused(name, _TOO_DEEP)
        else:
            yield from _of_zip(walk, name, BytesIO(data), len(data), depth)
    elif is_mbox(data):
        yield from _of_mbox(walk, name, BytesIO(data))
    else:
        yield name, data, _named(walk.read(name, base, data), name)


def _is_archive(name: str, data: bytes) -> bool:
    """Whether a zip file is a container and no document; a damaged one is, by its name."""
    try:
        return kind_of(name, data) == "zip"
    except Unreadable:
        return name.lower().endswith(".zip")


def _of_path(walk: _Walk, name: str, path: Path) -> Iterator[Item]:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(20_000)
            stream.seek(0)
            if is_mbox(head):
                yield from _of_mbox(walk, name, stream)
                return
            # A document is a zip file too, but a small one; only containers may be larger.
            if is_zip(head) and size > walk.max_bytes:
                yield from _of_zip(walk, name, stream, size, depth=0)
                return
        if size > walk.max_bytes:
            yield name, b"", _refused(name, too_large(size, walk.max_bytes))
            return
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        yield name, b"", _refused(name, f"The file could not be read: {why.lower()}.")
        return
    yield from _of_bytes(walk, name, data, depth=0)


def _of_folder(walk: _Walk, name: str, folder: Path) -> Iterator[Item]:
    junk: list[str] = []
    paths: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders.sort()
        links = [each for each in folders if (Path(parent) / each).is_symlink()]
        paths += [Path(parent) / each for each in sorted([*files, *links])]
    chosen = []
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if is_junk(shown):
            junk.append(shown)
        else:
            chosen.append((shown, path))
    if len(chosen) > walk.max_files:
        yield name, b"", _refused(name, too_many(len(chosen), walk.max_files))
        return
    for shown, path in chosen:
        item = f"{name}{WITHIN}{one_line(shown)}"
        if path.is_symlink() or not path.is_file():
            yield item, b"", _refused(item, "This is a link or no file, so it was not opened.")
        else:
            yield from _of_path(walk, item, path)
    yield from _left_out(name, "folder", junk, bool(chosen))


def _of_zip(walk: _Walk, name: str, source: IO[bytes], size: int, depth: int) -> Iterator[Item]:
    try:
        archive, contents = open_zip(source, size, walk.max_files)
        stated = walk.unpacked + sum(member.info.file_size for member in contents.members)
        if depth == 0:
            walk.limit = walk.unpacked + most_unpacked(size)
        elif stated > walk.limit:
            raise Unreadable(BOMB)
    except Unreadable as refusal:
        yield name, b"", _refused(name, str(refusal))
        return
    with archive:
        for member in contents.members:
            item = f"{name}{WITHIN}{member.name}"
            data, reading = _unpacked(walk, item, partial(member_bytes, archive, member))
            if reading is not None:
                yield item, b"", reading
            else:
                yield from _of_bytes(walk, item, data, depth + 1)
    yield from _left_out(name, "zip file", contents.junk, bool(contents.members))


def _unpacked(
    walk: _Walk, item: str, member: Callable[[int], bytes]
) -> tuple[bytes, Reading | None]:
    """A member's bytes, or the refusal that stands for them."""
    if walk.unpacked >= min(MAX_UNPACKED, walk.limit):
        return b"", _refused(item, _FULL)
    try:
        data = member(walk.max_bytes)
    except Unreadable as refusal:
        return b"", _refused(item, str(refusal))
    except zipfile.BadZipFile:
        return b"", _refused(item, "This file in the zip is damaged. Pack it again and upload it.")
    walk.unpacked += len(data)
    return data, None


def _left_out(name: str, what: str, junk: Iterable[str], has_others: bool) -> Iterator[Item]:
    names = list(junk)
    if not names and has_others:
        return
    note = junk_note(names) if names else ""
    message = note if has_others else f"{_NOTHING} {what}. {note}".strip()
    yield name, b"", _refused(name, message)


def _of_mbox(walk: _Walk, name: str, stream: IO[bytes]) -> Iterator[Item]:
    for number, message in enumerate(messages(stream, walk.max_bytes), start=1):
        title = subject_line(message)
        item = f"{name}{WITHIN}message {number}" + (f": {title}" if title else "")
        if len(message) > walk.max_bytes:
            yield item, b"", _refused(item, too_large(len(message), walk.max_bytes))
        else:
            reading = walk.read(item, "message.eml", message)
            yield item, message, _named(reading, item)


def _named(reading: Reading, name: str) -> Reading:
    refusals = tuple(Refusal(name, each.message, each.part) for each in reading.refusals)
    return replace(reading, refusals=refusals)


def _joined(*places: str) -> str:
    return WITHIN.join(place for place in places if place)


def _refused(name: str, message: str) -> Reading:
    return answered(name, partial(_raise, message))


def _raise(message: str) -> Reading:
    raise Unreadable(message)
