"""Old Word files (.doc), where the optional reader for them is installed."""

from __future__ import annotations

import importlib
import importlib.util
import re
from typing import Any

from components.ingest.characters import clean, one_line
from components.ingest.records import Extract, Unreadable

_SAVE_AS = (
    "This is an old Word file (.doc). Open it in Word or LibreOffice, save it as .docx and upload "
    "that."
)
_HOW = (
    f"{_SAVE_AS} (Where many of them are to be read, the person who runs Détente can install the "
    "reader for them: pip install kreuzberg.)"
)


def read_old_word(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of an old Word file; raises Unreadable with the way out where none reads it."""
    if importlib.util.find_spec("kreuzberg") is None:
        raise Unreadable(_HOW)
    try:
        reader: Any = importlib.import_module("kreuzberg")
        content = str(reader.extract_bytes_sync(data, "application/msword").content)
    except Exception as error:
        raise Unreadable(f"{_SAVE_AS} (It seems to be damaged.)") from error
    lines = re.split(r"\n+", clean(content))
    return Extract(tuple(line for line in map(one_line, lines) if line))
