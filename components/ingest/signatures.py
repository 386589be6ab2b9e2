"""Files that are known by their first bytes and hold no article, and the word on each."""

from __future__ import annotations

from components.ingest.records import FORMATS_IN_WORDS, Unreadable

READABLE = f"Détente reads {FORMATS_IN_WORDS}."
_PROGRAM = f"This is a program, not an article. {READABLE}"
_PICTURE = (
    "This is a picture, not text. If it shows an article, run text recognition (OCR) on it and "
    "upload the text."
)
_MEDIA = f"This is a sound or video file, not text. {READABLE}"
_ARCHIVE = (
    "This is a compressed archive of a kind that is not opened here. Unpack it and upload the "
    "files inside it, or pack them as a zip file."
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\x00asm", _PROGRAM),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"8BPS", _PICTURE),
    (b"\x00\x00\x01\x00", _PICTURE),
    (b"ID3", _MEDIA),
    (b"OggS", _MEDIA),
    (b"fLaC", _MEDIA),
    (b"\x1a\x45\xdf\xa3", _MEDIA),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"SQLite format 3\x00", f"This is a database, not an article. {READABLE}"),
    (b"PAR1", "This is a Parquet table. Save it as .csv or .xlsx and upload that."),
)


def refuse_signatures(data: bytes) -> None:
    """Raises Unreadable where the first bytes are those of a program, a picture, an archive …"""
    for signature, message in _SIGNATURES:
        # Two letters alone could open a text: a program has zero bytes right behind them.
        if data.startswith(signature) and (len(signature) > 3 or is_binary(data)):
            raise Unreadable(message)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable(_PICTURE if data[8:12] == b"WEBP" else _MEDIA)
    if data[4:8] == b"ftyp":
        heic = data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        raise Unreadable(_PICTURE if heic else _MEDIA)
    if data.startswith(b"BM") and is_binary(data):
        raise Unreadable(_PICTURE)
    if data[257:262] == b"ustar":
        raise Unreadable(_ARCHIVE)


def is_binary(data: bytes) -> bool:
    """Whether data is no text in any encoding, by its control characters."""
    sample = data[:8192] + data[len(data) // 2 : len(data) // 2 + 8192]
    zeros = sample.count(0)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    if zeros:
        even, odd = data[:8192:2].count(0), data[1:8192:2].count(0)
        half = len(data[:8192]) / 2
        if max(even, odd) > 0.4 * half and min(even, odd) < 0.02 * half:
            return False
    control = sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1a\x1b" for byte in sample)
    return control > max(2, 0.02 * len(sample))
