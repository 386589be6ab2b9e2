"""Language of a text, among those that news about U.S.–Russia relations is written in."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
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
_PARAGRAPH_SAMPLE = 400
_MOST_ASKED = 600
_SHORTEST = 40
_LATIN = frozenset("en de fr es it pt nl pl cs ro sv fi et lv lt hu tr".split())
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|that|is|was|with|for|on|has|have|had|are|were|not|said|by|from|it"
    r"|he|she|they|but|an|as|at|be|his|her|its|met|will)\b",
    re.IGNORECASE,
)
# Words of no other language here: “in”, “is”, “was” and “of” are Dutch or German as well.
_ONLY_ENGLISH = re.compile(
    r"\b(?:the|and|that|with|for|has|have|are|were|not|said|by|from|they|his|its|will|this|which"
    r"|their|would)\b",
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
    if n_words >= 50 and len(_ONLY_ENGLISH.findall(sample)) >= 0.15 * n_words:
        return "en"
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


def paragraph_languages(paragraphs: Sequence[str], article: str) -> tuple[str, ...]:
    """One code for each paragraph; those too short or too mixed to tell have the article's."""
    asked = 0
    codes: list[str] = []
    for paragraph in paragraphs:
        code = _evident_language(paragraph, article)
        # Texts of other languages are long at times, and telling each paragraph's takes a while.
        if code is None and asked < _MOST_ASKED:
            code = _told_language(paragraph, article)
            asked += 1
        codes.append(code or article)
    return tuple(codes)


def _evident_language(text: str, article: str) -> str | None:
    """A paragraph's language where letters and small words show it, None where they do not."""
    sample = text[:_PARAGRAPH_SAMPLE]
    letters = _LETTER.findall(sample)
    if len(letters) < _SHORTEST:
        return article
    is_latin = sum(letter < "\u0250" for letter in letters) > 0.7 * len(letters)
    if not is_latin and article not in _LATIN and article != UNKNOWN:
        # Nothing in another alphabet is scored, so it is not told apart further.
        return article
    if is_latin:
        words = sample.split()
        english = len(_ENGLISH.findall(sample))
        surely = len(_ONLY_ENGLISH.findall(sample))
        mixed = article == "en" and surely and english >= 0.15 * len(words)
        if surely >= 0.1 * len(words) or mixed:
            return "en"
        # Lists of names and places hold few small words in any language.
        small = sum(word[:1].islower() for word in words)
        listed = (surely and english >= 0.08 * len(words)) or small < 0.4 * len(words)
        if listed and article in ("en", UNKNOWN):
            return article
    return None


def _told_language(text: str, article: str) -> str:
    sample = text[:_PARAGRAPH_SAMPLE]
    code, probability = _identifier().classify(sample)
    sure = 0.9 if len(_LETTER.findall(sample)) < 150 else 0.6
    return str(code) if code in NAMES and probability >= sure else article


def name_of(code: str) -> str:
    """English name of a language code, the code itself when it has none here."""
    return NAMES.get(code, code)
