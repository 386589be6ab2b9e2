"""Headers of e-mail within limits: what a message states, however long or odd its headers are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parseaddr

from components.ingest.characters import one_line
from components.ingest.decode import decode

#: Longest value of a header that is read, in characters, and most encoded words in it: the
#: standard library takes quadratic time over both.
MAX_HEADER, MAX_ENCODED = 4_000, 100
#: Most headers of a message or of one of its parts that are kept.
MAX_HEADERS = 1_000

_ENCODED = re.compile(r"=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=")


class _Capped(Compat32):
    """The parser's rules with every header cut to what is read of it, those of parts included."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, _, value = sourcelines[0].partition(":")
        room = MAX_HEADER
        kept = [value.lstrip(" \t")[:room]]
        for line in sourcelines[1:]:
            room -= len(kept[-1])
            if room <= 0:
                break
            kept.append(line[:room])
        return name[:MAX_HEADER], "".join(kept).rstrip("\r\n")


class _Message(Message):
    """A message that keeps no more than MAX_HEADERS headers."""

    _n_headers = 0

    def set_raw(self, name: str, value: str) -> None:
        self._n_headers += 1
        if self._n_headers <= MAX_HEADERS:
            super().set_raw(name, value)


def message_of(data: bytes) -> Message:
    """The message in data, whose headers are cut to the limits; never raises for bad input."""
    return BytesParser(_Message, policy=_Capped()).parsebytes(data)


def header(message: Message, name: str) -> str:
    """A header in one line with its encoded words read, "" when absent."""
    return decoded(_raw(message, name))


def sender(message: Message) -> str:
    """The name of the sender, the address where there is none, "" where neither is stated."""
    # The name is told from the address first: decoded, it may hold commas and brackets.
    value = _raw(message, "From")
    name, address = parseaddr(value) if "@" in value else ("", "")
    return decoded(name) or one_line(address) or decoded(value)


def decoded(value: str) -> str:
    """The text of a header's value, in one line; encoded words beyond the limit are dropped."""
    value = value[:MAX_HEADER]
    words = list(_ENCODED.finditer(value))
    if len(words) > MAX_ENCODED:
        value = value[: words[MAX_ENCODED].start()]
    try:
        if not value.isascii():
            value = decode(value.encode("utf-8", "surrogateescape")).text
        text = str(make_header(decode_header(value)))
    except Exception:
        # The standard library fails on some malformed words; the others are worth showing.
        text = _ENCODED.sub(" ", value)
    # Some encodings yield halves of characters, which no database stores.
    return one_line(text.encode("utf-8", "replace").decode())


def _raw(message: Message, name: str) -> str:
    for each, value in message.raw_items():
        if each.lower() == name.lower():
            return str(value)
    return ""
