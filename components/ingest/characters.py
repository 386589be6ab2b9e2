"""Characters of stored text: what is kept, what is replaced and what goes."""

from __future__ import annotations

import re
import unicodedata

from components.ingest.mojibake import repaired

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_SPACES = re.compile("[\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control characters, soft hyphens, zero-width and direction marks, and code points that are no
# characters. A zero-width joiner stays only inside an emoji, where it is part of the picture.
_GONE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
# Where these stand, bytes of UTF-8 were taken for Latin-1; once they are gone, nobody can tell.
_WRONG = re.compile("[ÂÃâðÐÑ].?[\u0080-\u009f]")


def clean(text: str) -> str:
    """Text with one kind of line end and space, in NFC, without invisible characters.

    Leading spaces of a line and blank lines are kept: they tell paragraphs apart. Cleaning twice
    changes nothing. Lone surrogates become U+FFFD.
    """
    if _WRONG.search(text):
        text = repaired(text)
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _SPACES.sub(" ", text)
    text = _GONE.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", "\n".join(line.rstrip(" ") for line in text.split("\n")))


def one_line(text: str) -> str:
    """Text cleaned and set in one line, single spaces, none at the ends."""
    return " ".join(clean(text).split())
