"""PDF files to paragraphs: the text layer's lines with their places, then layout.py joins them."""

from __future__ import annotations

import ctypes
import itertools
import re
import statistics
import threading
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from components.ingest.characters import clean, one_line
from components.ingest.layout import Line, paragraphs_of
from components.ingest.metadata import same_words
from components.ingest.records import NOTHING, Extract, Proposal, Unreadable, found, guessed

MAX_PAGES = 3_000
#: PDFium is not made for several threads at once.
_LOCK = threading.Lock()

_PASSWORD = "This PDF is password-protected; remove the password and upload it again."
_DAMAGED = "This PDF is damaged and cannot be opened. Download or save it again and upload it."
_SCANNED = (
    "This PDF holds scanned pages: pictures of text, and no text itself. Run text recognition "
    "(OCR) on it and upload the result."
)
_BLANK = "There is no text in this PDF. Check that it is the right file."
_GARBLED = (
    "This PDF looks like a scan: its text layer holds no readable words. Run text recognition "
    "(OCR) on it and upload the result."
)
_NO_TITLE = re.compile(
    r"(?:untitled|blank|document\d*|microsoft \w+ - .*|\(anonymous\)"
    r"|.*\.(?:docx?|pdf|indd|rtf|tmp))?$",
    re.IGNORECASE,
)
_HYPHEN = 2
_LINE_ENDS = (10, 13)


def read_pdf(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of a PDF's text layer, without page numbers and running headers.

    Raises Unreadable for password-protected, damaged, scanned and empty files. Scripts in the
    file are never run.
    """
    with _LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise Unreadable(_PASSWORD if "assword" in str(error) else _DAMAGED) from error
        try:
            return _extract(document, max_characters)
        except pdfium.PdfiumError as error:
            raise Unreadable(_DAMAGED) from error
        finally:
            document.close()


def _extract(document: pdfium.PdfDocument, max_characters: int) -> Extract:
    n_pages = len(document)
    if n_pages == 0:
        raise Unreadable(_DAMAGED)
    if n_pages > MAX_PAGES:
        raise Unreadable(
            f"This PDF has {n_pages:,} pages, and the limit is {MAX_PAGES:,}. Split it into parts."
        )
    pages: list[list[Line]] = []
    wordless: list[int] = []
    n_characters = 0
    for number in range(n_pages):
        lines = _lines(document, number)
        n_letters = sum(map(str.isalpha, "".join(line.text for line in lines)))
        n_characters += sum(len(line.text) for line in lines)
        if n_letters < 10 and _has_picture(document, number):
            wordless.append(number + 1)
        pages.append(lines)
        if n_characters > 1.2 * max_characters:
            break
    text = "".join(line.text for lines in pages for line in lines)
    if _is_garbled(text):
        raise Unreadable(_GARBLED)
    if not any(map(str.isalnum, text)):
        raise Unreadable(_SCANNED if wordless else _BLANK)
    title = _headline(pages)
    paragraphs = paragraphs_of(pages)
    return Extract(
        paragraphs=paragraphs,
        title=_stated_title(document, paragraphs) if title.value is None else title,
        author=_stated_author(document),
        warnings=_picture_warning(wordless, n_pages),
    )


def _is_garbled(text: str) -> bool:
    """Whether signs outweigh letters, as where a font's letters are not named in the file."""
    signs = [char for char in text if not char.isspace() and not char.isdigit()]
    return len(signs) > 100 and sum(map(str.isalpha, signs)) < 0.55 * len(signs)


def _picture_warning(wordless: list[int], n_pages: int) -> tuple[str, ...]:
    if not wordless:
        return ()
    shown = ", ".join(map(str, wordless[:10])) + (" …" if len(wordless) > 10 else "")
    return (
        f"{len(wordless)} of {n_pages} pages hold only pictures and were not read (page {shown}).",
    )


def _lines(document: pdfium.PdfDocument, number: int) -> list[Line]:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    try:
        width, height = page.get_size()
        return list(_page_lines(text_page, number, width, height))
    finally:
        text_page.close()
        page.close()


def _page_lines(
    text_page: pdfium.PdfTextPage, number: int, width: float, height: float
) -> Iterator[Line]:
    codes = [raw.FPDFText_GetUnicode(text_page, i) for i in range(text_page.count_chars())]
    start = 0
    for end in range(len(codes) + 1):
        # PDFium runs a line that ends in a hyphen into the next one, and marks that hyphen.
        hyphen = end < len(codes) and codes[end] == _HYPHEN
        if end < len(codes) and codes[end] not in _LINE_ENDS and not hyphen:
            continue
        stop = end + 1 if hyphen else end
        if (line := _line(text_page, codes, start, stop, (number, width, height))) is not None:
            yield line
        start = end + 1


def _line(
    text_page: pdfium.PdfTextPage,
    codes: list[int],
    start: int,
    end: int,
    page: tuple[int, float, float],
) -> Line | None:
    seen = [i for i in range(start, end) if codes[i] > 32 or codes[i] == _HYPHEN]
    if not seen:
        return None
    first = text_page.get_charbox(seen[0], loose=True)
    last = text_page.get_charbox(seen[-1], loose=True)
    text = "".join(map(_written, codes[start:end]))
    if len(seen) > 8 and _is_letterspaced(text):
        text = _respaced(text_page, codes, seen)
    elif len(seen) > 8:
        text = _with_lost_spaces(text_page, codes, start, end)
    size = statistics.median(
        raw.FPDFText_GetFontSize(text_page, i) * _scale(text_page, i)
        for i in seen[:: max(1, len(seen) // 5)]
    )
    number, width, height = page
    return Line(
        text=one_line(clean(text)),
        page=number,
        left=first[0] / width,
        right=last[2] / width,
        top=1 - max(first[3], last[3]) / height,
        bottom=1 - min(first[1], last[1]) / height,
        size=size,
    )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else ""


def _scale(text_page: pdfium.PdfTextPage, index: int) -> float:
    """Vertical scale of a character: many files set fonts of size 1 and enlarge them."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _is_letterspaced(text: str) -> bool:
    """Whether a line reads “V e r y  n e x t”: stretched so far that letters stand alone."""
    tokens = text.split()
    return len(tokens) >= 8 and sum(len(token) == 1 for token in tokens) > 0.6 * len(tokens)


def _respaced(text_page: pdfium.PdfTextPage, codes: list[int], seen: list[int]) -> str:
    boxes = [text_page.get_charbox(i) for i in seen]
    gaps = [right[0] - left[2] for left, right in itertools.pairwise(boxes)]
    usual = statistics.median(gaps)
    size = statistics.median(box[3] - box[1] for box in boxes) or 1.0
    text = _character(codes[seen[0]])
    for index, gap in zip(seen[1:], gaps, strict=True):
        text += (" " if gap > usual + 0.2 * size else "") + _character(codes[index])
    return text


def _with_lost_spaces(text_page: pdfium.PdfTextPage, codes: list[int], start: int, end: int) -> str:
    """Text of a line with a space wherever two letters stand far apart for letters of a word."""
    seen = [i for i in range(start, end) if codes[i] > 32]
    edges = [_edges(text_page, i) for i in seen]
    gaps = [right[0] - left[1] for left, right in itertools.pairwise(edges)]
    pairs = list(itertools.pairwise(seen))
    letters = [a + 1 == b and _is_letter(codes[a]) and _is_letter(codes[b]) for a, b in pairs]
    inside = [gap for gap, both in zip(gaps, letters, strict=True) if both]
    spaces = [gap for gap, (a, b) in zip(gaps, pairs, strict=True) if b > a + 1]
    if not inside:
        return "".join(map(_written, codes[start:end]))
    usual = statistics.median(inside)
    size = raw.FPDFText_GetFontSize(text_page, seen[0]) * _scale(text_page, seen[0])
    # The narrowest spaces of justified lines are a tenth of the letters' size.
    least = max(0.1 * size, 0.45 * (statistics.median(spaces) - usual) if spaces else 0.2 * size)
    lost = {
        b
        for gap, (_, b), both in zip(gaps, pairs, letters, strict=True)
        if both and least < gap - usual < 3 * size
    }
    return "".join((" " if i in lost else "") + _written(codes[i]) for i in range(start, end))


def _edges(text_page: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
    return box.left, box.right


def _is_letter(code: int) -> bool:
    return code > 32 and _character(code).isalpha()


def _written(code: int) -> str:
    return "-" if code == _HYPHEN else _character(code)


def _has_picture(document: pdfium.PdfDocument, number: int) -> bool:
    try:
        page = document[number]
        kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH)
        return any(page.get_objects(filter=kinds, max_depth=3))
    except pdfium.PdfiumError:
        return False


def _headline(pages: list[list[Line]]) -> Proposal:
    """Opening lines in larger letters than the text."""
    sizes = [line.size for lines in pages for line in lines for _ in range(len(line.text))]
    if not sizes or len(sizes) > 2_000_000:
        return NOTHING
    body = statistics.median(sizes)
    first = [line for line in pages[0] if line.size > 1.15 * body][:8] if pages else []
    taken: list[Line] = []
    for line in first:
        if taken and (line.top - taken[-1].bottom > 0.03 or abs(line.size - taken[-1].size) > 1):
            break
        taken.append(line)
    text = one_line(" ".join(line.text for line in taken))
    if not taken or taken[0].top > 0.5 or not 2 <= len(text.split()) <= 40:
        return NOTHING
    return guessed(text, "the largest line at the top")


def _stated_title(document: pdfium.PdfDocument, paragraphs: tuple[str, ...]) -> Proposal:
    """The title in the file's properties, where the opening of the text bears it out."""
    title = one_line(document.get_metadata_value("Title"))
    if _NO_TITLE.match(title):
        return NOTHING
    opening = " ".join(paragraphs[:6]).casefold()
    borne_out = (
        any(same_words(title, line) for line in paragraphs[:6]) or title.casefold() in opening
    )
    return found(title, "the document's properties") if borne_out else NOTHING


def _stated_author(document: pdfium.PdfDocument) -> Proposal:
    author = one_line(document.get_metadata_value("Author"))
    if not author or author.lower() in ("anonymous", "(anonymous)", "user", "admin", "unknown"):
        return NOTHING
    return found(author, "the document's properties")
