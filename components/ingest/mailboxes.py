"""Mailboxes (.mbox) message by message: a file of any size is read line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from components.ingest.mail_headers import decoded

_SEPARATOR = re.compile(rb"From \S.*\d{1,2}:\d{2}", re.ASCII)
_SUBJECT = re.compile(rb"^subject:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.I | re.M)
_LONGEST_LINE = 1_000_000


def messages(stream: IO[bytes], max_bytes: int) -> Iterator[bytes]:
    """Messages of a mailbox; of one beyond the limit just one byte more than that."""
    lines: list[bytes] = []
    size = 0
    after_blank = True
    while line := stream.readline(_LONGEST_LINE):
        if after_blank and line.startswith(b"From ") and _SEPARATOR.match(line):
            if lines:
                yield b"".join(lines)[: max_bytes + 1]
            lines, size, after_blank = [], 0, False
            continue
        after_blank = not line.strip()
        size += len(line)
        if size <= max_bytes + _LONGEST_LINE:
            # Lines of the text that begin “From ” were marked so as not to end the message.
            lines.append(line[1:] if re.match(rb">+From ", line) else line)
    if lines:
        yield b"".join(lines)[: max_bytes + 1]


def subject_line(message: bytes) -> str:
    """The subject of a message, shortened to 80 characters; "" where it has none."""
    subject = _SUBJECT.search(message[:20_000])
    if subject is None:
        return ""
    written = re.sub(rb"\r?\n[ \t]", b" ", subject[1]).decode("utf-8", "replace")
    return decoded(written)[:80]
