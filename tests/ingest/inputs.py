"""Small files made on the spot, and the way to the shared inputs where they are there."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import docx

SHARED = Path(__file__).parents[3] / "shared"

ARTICLE = (
    "Russian President Vladimir Putin met his American counterpart in Geneva on Wednesday.",
    "The two leaders agreed to return their ambassadors to Moscow and Washington. Both sides "
    "called the talks constructive.",
    "Analysts warned that the relationship remains fragile and that little had been settled.",
)
PDF_HEADER = b"%PDF-1.4\n"


def pdf_bytes(
    pages: Sequence[Sequence[tuple[float, float, float, str]]], extra: bytes = b""
) -> bytes:
    """A PDF with lines at (x, y, font size, text) on each page, in points from the bottom left.

    extra is added to the trailer dictionary.
    """
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    kids = []
    for lines in pages:
        content = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, _escaped(text))
            for x, y, size, text in lines
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = BytesIO()
    out.write(PDF_HEADER)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, extra))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _escaped(text: str) -> bytes:
    return re.sub(rb"([()\\])", rb"\\\1", text.encode("latin-1"))


def docx_bytes(fill: Callable[[docx.document.Document], object]) -> bytes:
    """A Word file with what fill put into it."""
    document = docx.Document()
    fill(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A copy of a zip in which one part is replaced or added."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shared_rows(folder: str) -> list[dict[str, str]]:
    """Rows of an index of the shared inputs; none where the folder is absent."""
    path = SHARED / folder / "index.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
