"""Zip files: what is in them, within limits. Nothing is written to disk, no link is followed."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from components.ingest.characters import one_line
from components.ingest.records import Unreadable

#: Most members that hold articles, and most entries of any kind.
MAX_FILES = 15_000
MAX_ENTRIES = 60_000
#: Largest size, in bytes, of all that the members of one upload unpack to.
MAX_UNPACKED = 1_500_000_000
#: Largest growth on unpacking: of a member of over a megabyte, and of a whole archive.
MAX_RATIO = 200
#: Unpacked size, in bytes, up to which the growth of an upload or of a file in it is no matter.
FREE_UNPACKED, FREE_MEMBER = 50_000_000, 1_000_000
#: Largest list of contents, in bytes: it is read as a whole before anything else.
MAX_DIRECTORY = 10_000_000

_JUNK_NAMES = frozenset((".ds_store", "thumbs.db", "desktop.ini", "icon\r", "ehthumbs.db"))
_JUNK_ENDINGS = frozenset(
    ".png .jpg .jpeg .gif .svg .webp .ico .bmp .tif .tiff .heic .css .js .mjs .map .woff .woff2 "
    ".ttf .otf .eot .mp3 .mp4 .m4a .m4v .mov .avi .wav .ogg .webm .swf .lnk .url .webloc "
    ".crdownload .part .tmp".split()
)
_END = b"PK\x05\x06"
_DAMAGED = "This zip file is damaged. Save or download it again and upload it."
BOMB = (
    "This zip file unpacks to far more data than articles hold, so it was not opened. Upload the "
    "articles themselves."
)
_LINK = "This is a link to another file, which is not followed. Put the file itself into the zip."
_PASSWORD = "This file in the zip is password-protected. Unpack it with its password and upload it."
_CYRILLIC = re.compile("[а-яА-ЯёЁіїє]")


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an archive.

    name: shown to the reader, with its folders.
    refusal: why it is not opened, "" for those that are.
    """

    name: str
    info: zipfile.ZipInfo
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in an archive: members in its order, and names of those that never hold articles."""

    members: tuple[Member, ...]
    junk: tuple[str, ...]


def open_zip(source: IO[bytes], size: int, max_files: int) -> tuple[zipfile.ZipFile, Contents]:
    """The archive and what is in it; raises Unreadable when it is damaged or beyond a limit.

    source: the archive, able to seek; size: its length in bytes.
    """
    check_directory(source, size)
    try:
        archive = zipfile.ZipFile(source)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise Unreadable(_DAMAGED) from error
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(too_many(len(entries), MAX_ENTRIES))
    contents = _contents(entries)
    if len(contents.members) > max_files:
        raise Unreadable(too_many(len(contents.members), max_files))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(MAX_UNPACKED, most_unpacked(size)) or _small_grow(entries):
        raise Unreadable(BOMB)
    return archive, contents


def most_unpacked(size: int) -> int:
    """How many bytes an upload of size bytes may unpack to, all that is nested in it included."""
    return max(FREE_UNPACKED, MAX_RATIO * size)


def _small_grow(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the files that each are too small to be judged grow too far together."""
    small = [entry for entry in entries if entry.file_size <= FREE_MEMBER]
    unpacked = sum(entry.file_size for entry in small)
    packed = sum(entry.compress_size for entry in small)
    return unpacked > FREE_MEMBER and unpacked > MAX_RATIO * packed


def member_bytes(archive: zipfile.ZipFile, member: Member, max_bytes: int) -> bytes:
    """Bytes of a member; raises Unreadable when it is refused, damaged or beyond a limit."""
    info = member.info
    if member.refusal:
        raise Unreadable(member.refusal)
    if info.file_size > max_bytes:
        raise Unreadable(
            f"This file in the zip is too large: {info.file_size / 1e6:,.1f} MB, and the limit is "
            f"{max_bytes / 1e6:,.1f} MB. Split it or save only its text and upload that."
        )
    if info.file_size > FREE_MEMBER and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Unreadable(
            "This file in the zip unpacks to far more data than an article holds, so it was not "
            "opened. Upload its text instead."
        )
    try:
        with archive.open(info) as stream:
            return stream.read(max_bytes + 1)[:max_bytes]
    except RuntimeError as error:
        raise Unreadable(_PASSWORD) from error
    except NotImplementedError as error:
        raise Unreadable(
            "This file is packed in a way that is not opened here. Unpack the zip and upload the "
            "files inside it."
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise Unreadable("This file in the zip is damaged. Pack it again and upload it.") from error


def too_many(n_files: int, limit: int) -> str:
    """Refusal of a container with more than limit files."""
    return (
        f"There are too many files in it: {n_files:,}, and the limit is {limit:,}. Split it and "
        "upload the parts one after the other."
    )


def is_junk(path: str) -> bool:
    """Whether a file, by its name, never holds an article: systems' own files, pictures, styles."""
    parts = [part.lower() for part in PurePosixPath(path).parts]
    if not parts or "__macosx" in parts:
        return True
    name = parts[-1]
    if name in _JUNK_NAMES or name.startswith(("._", "~$", ".")):
        return True
    return any(name.endswith(ending) for ending in _JUNK_ENDINGS)


def junk_note(names: Sequence[str]) -> str:
    """A sentence that names what was left out."""
    shown = ", ".join(names[:12]) + (f" and {len(names) - 12:,} more" if len(names) > 12 else "")
    if len(names) == 1:
        return f"Left out, because it holds no article: {shown}."
    return f"Left out, because they hold no articles: {shown}."


def check_directory(source: IO[bytes], size: int) -> None:
    """Raises Unreadable where the list of contents would fill the memory, before it is read."""
    source.seek(max(0, size - 65_557))
    end = source.read()
    source.seek(0)
    at = end.rfind(_END)
    if at < 0:
        raise Unreadable(_DAMAGED)
    n_bytes = int.from_bytes(end[at + 12 : at + 16], "little")
    # The number stands in a longer record, which only archives of over 4 GB need: what this one
    # says may then be anything.
    if n_bytes == 0xFFFFFFFF or end[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        n_bytes = size
    if n_bytes > MAX_DIRECTORY:
        n_files = int.from_bytes(end[at + 10 : at + 12], "little")
        raise Unreadable(too_many(max(n_files, MAX_ENTRIES + 1), MAX_ENTRIES))


def _contents(entries: Sequence[zipfile.ZipInfo]) -> Contents:
    members: list[Member] = []
    junk: list[str] = []
    for entry in entries:
        name = _name(entry)
        if entry.is_dir():
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            members.append(Member(name, entry, _LINK))
        elif is_junk(name):
            junk.append(name)
        elif entry.flag_bits & 0x1:
            members.append(Member(name, entry, _PASSWORD))
        else:
            members.append(Member(name, entry))
    return Contents(tuple(members), tuple(junk))


def _name(entry: zipfile.ZipInfo) -> str:
    """Name as shown: no way out of the archive's folders, and in the letters it was meant in."""
    name = entry.filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        name = _reread(name)
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")]
    return one_line("/".join(parts)) or "Unnamed file"


def _reread(name: str) -> str:
    """Names without a mark of their encoding are UTF-8 on a Mac and Cyrillic on old Windows."""
    try:
        written = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for codec in ("utf-8", "cp866"):
        try:
            text = written.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "utf-8" or len(_CYRILLIC.findall(text)) > 2:
            return text
    return name
