"""Language of a text, among those that news about U.S.–Russia relations is written in."""

from __future__ import annotations

import functools
import re
from typing import Protocol

NAMES = {
    "en": "English",
    "ru": "Russian",
    "uk": "Ukrainian",
    "be": "Belarusian",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "cs": "Czech",
    "ro": "Romanian",
    "bg": "Bulgarian",
    "sr": "Serbian",
    "sv": "Swedish",
    "fi": "Finnish",
    "et": "Estonian",
    "lv": "Latvian",
    "lt": "Lithuanian",
    "hu": "Hungarian",
    "tr": "Turkish",
    "ka": "Georgian",
    "ar": "Arabic",
    "fa": "Persian",
    "he": "Hebrew",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
}
UNKNOWN = "und"
_SAMPLE = 6000
_SHORTEST = 40
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|that|is|was|with|for|on|has|have|had|are|were|not|said|by|from|it"
    r"|he|she|they|but|an|as|at|be|his|her|its|met|will)\b",
    re.IGNORECASE,
)


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@functools.cache
def _identifier() -> _Identifier:
    # Loading the model takes a moment, so it waits for the first text.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier


def language_of(text: str) -> str:
    """Two-letter code of the language most of text is in, "und" when there is too little of it."""
    sample = text[:_SAMPLE]
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        sample += text[middle : middle + _SAMPLE]
    n_letters = len(_LETTER.findall(sample))
    n_words = len(sample.split())
    if n_letters < _SHORTEST:
        return UNKNOWN
    code, probability = _identifier().classify(sample)
    if code not in NAMES:
        return UNKNOWN
    if code != "en" and n_words and len(_ENGLISH.findall(sample)) >= 0.2 * n_words:
        return "en"
    # A few words full of names are easily taken for another language: better none than wrong.
    sure = 0.9 if n_letters < 150 and code != "en" else 0.6
    if probability < sure:
        return UNKNOWN
    return str(code)


def name_of(code: str) -> str:
    """English name of a language code, the code itself when it has none here."""
    return NAMES.get(code, code)
