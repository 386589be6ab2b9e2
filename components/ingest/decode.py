"""Bytes to characters: byte order mark, then strict UTF-8, then what fits best, and say which."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Only encodings that news texts are met in: a free choice takes short texts for exotic ones.
_CANDIDATES = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic",
    "cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_NAMES = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "koi8_u": "KOI8-U (Cyrillic)",
    "cp866": "IBM866 (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "mac_cyrillic": "Mac Cyrillic",
    "cp1250": "Windows-1250 (Central European)",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "euc_kr": "EUC-KR (Korean)",
    "utf_16_le": "UTF-16",
    "utf_16_be": "UTF-16",
}
_LOST = "Some characters could not be read and are shown as \ufffd."
_SAMPLE = 200_000
_CYRILLIC_PAIR = re.compile("[а-яё]{2}")
_WESTERN = re.compile(
    "[A-Za-zÀ-ÿŒœŠšŽžŸ0-9\\s.,;:!?()\u2018-\u201e\u2013\u2014\u2026€£§©«»°·•'\"%-]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the codec that made them, and sentences for the reader where it is a guess."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None, chosen: str | None = None) -> Decoded:
    """Text of data; never raises.

    declared: the encoding that a page names itself; it is followed where the bytes fit it.
    chosen: the codec that somebody decided on; it is followed whatever comes of it, and only a
    name that is no text codec is passed over.
    """
    if chosen and is_text_codec(chosen):
        return _lenient(data, chosen)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _lenient(data, codec)
    if wide := _wide(data):
        return _assumed(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _strictly(data, declared)) is not None:
        return Decoded(text, declared)
    if (mixed := _line_by_line(data)) is not None:
        return mixed
    return _assumed(data, _best(data))


def is_text_codec(name: str) -> bool:
    """Whether Python knows an encoding of text by this name."""
    try:
        b"x".decode(name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return name.lower().replace("_", "-") in ("utf-16", "utf-32", "utf-16le", "utf-16be")
    return True


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        # Browsers read both names as Windows-1252, and pages count on it.
        if codecs.lookup(codec).name in ("iso8859-1", "ascii"):
            codec = "cp1252"
        return data.decode(codec)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None


def _lenient(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    return Decoded(text, codec, (_LOST,) if "\ufffd" in text else ())


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf_16_le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf_16_be"
    return None


def _line_by_line(data: bytes) -> Decoded | None:
    """Files pasted together from several: most lines are UTF-8, some are not."""
    lines = data.splitlines(keepends=True)
    good = bad = broken = 0
    pieces: list[str] = []
    for line in lines:
        try:
            text = line.decode("utf-8")
            good += not line.isascii()
        except UnicodeDecodeError:
            bad += 1
            text = _western(line)
            broken += "\ufffd" in text
        pieces.append(text)
    if not good and not (broken and _is_mostly_utf8(data)):
        return None
    if bad > 3 * good + 3:
        return None
    lost = (_LOST,) if broken else ()
    if (western := bad - broken) == 0:
        return Decoded("".join(pieces), "utf-8", lost)
    note = f"The file mixes encodings: {western} of its lines not in UTF-8 read as Windows-1252."
    return Decoded("".join(pieces), "utf-8", (note, *lost))


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether half of the bytes above 127 stand in sequences of UTF-8, even in a forbidden one."""
    high = sum(byte > 127 for byte in data)
    sequences = re.findall(
        rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data
    )
    return sum(map(len, sequences)) >= 0.5 * high


def _western(line: bytes) -> str:
    try:
        text = line.decode("cp1252")
    except UnicodeDecodeError:
        return line.decode("utf-8", errors="replace")
    # A broken UTF-8 line read as Windows-1252 is full of Ã and í: better to say what is lost.
    if re.search("[ÂÃâÐÑí][\u0080-\u00bf\u20ac\u2018-\u203a]|ÿþ|þÿ", text):
        return line.decode("utf-8", errors="replace")
    return text


def _best(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 128) or 1
    if high < 0.35 * letters and _strictly(data, "cp1252") is not None:
        text = sample.decode("cp1252", errors="replace")
        odd = sum(not _WESTERN.match(char) for char in text if ord(char) > 127)
        if odd <= 0.2 * high:
            return "cp1252"
    guess = from_bytes(sample, cp_isolation=_CANDIDATES, threshold=0.4).best()
    if guess is not None and guess.encoding in _CANDIDATES:
        return _likelier_cyrillic(sample, guess.encoding)
    return "cp1252"


def _likelier_cyrillic(sample: bytes, codec: str) -> str:
    """Among the Cyrillic encodings the right one has the most pairs of small letters."""
    family = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
    if codec not in family:
        return codec
    pairs = {
        name: len(_CYRILLIC_PAIR.findall(sample.decode(name, errors="ignore"))) for name in family
    }
    best = max(family, key=lambda name: (pairs[name], name == codec))
    return codec if pairs[codec] == pairs[best] else best


def _assumed(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    name = _NAMES.get(codec, codec)
    note = (
        f"The file does not say how its characters are stored; it was read as {name}. "
        "If letters look wrong, save it as UTF-8 and upload it again."
    )
    return Decoded(text, codec, (note,) + ((_LOST,) if "\ufffd" in text else ()))
