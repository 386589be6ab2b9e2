"""Words on their way to a widget that would read them as Markdown."""

import re
from collections.abc import Mapping

from components.analysis import Method

METHOD_WORDS: Mapping[Method, str] = {
    "encoder": "the encoder, a small language model",
    "linear": "the linear model",
    "context": "the context rules",
}
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:])")


def plain(text: str) -> str:
    """``text`` so that Streamlit's Markdown shows it literally, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def counted(number: int, noun: str, plural: str = "") -> str:
    """“1 article”, “3 articles”."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
