"""E-books made on the spot: reading order, contents pages, properties, protection and attacks."""

import zipfile
from io import BytesIO

import pytest

from components.ingest import read
from tests.ingest.inputs import ARTICLE

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
CHAPTER = "".join(f"<p>{line}</p>" for line in ARTICLE)


def epub(pages: dict[str, str], prologue: str = "", navigation: str = "", **parts: str) -> bytes:
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == navigation else ''}/>"
        for name in sorted(pages)
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(
            "OPS/book.opf",
            f'{prologue}<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Talks in Geneva</dc:title>'
            "<dc:creator>J. Doe</dc:creator><dc:publisher>The Inkwell</dc:publisher>"
            f"<dc:date>2022-02-05</dc:date></metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
        )
        for name, body in pages.items():
            archive.writestr(f"OPS/{name}", f"<html><body>{body}</body></html>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def test_chapters_in_the_order_of_the_spine() -> None:
    (draft,) = read("a.epub", epub({"z.html": f"<p>{ARTICLE[0]}</p>", "b.html": CHAPTER})).articles
    assert draft.text == "\n\n".join((ARTICLE[0], *ARTICLE))
    assert (draft.title.value, draft.author.value) == ("Talks in Geneva", "J. Doe")
    assert draft.source.value == "The Inkwell"
    assert (draft.date.value, draft.date.origin) == ("2022-02-05", "guessed")


def test_navigation_and_contents_pages_stay_out() -> None:
    links = "".join(f'<p><a href="c.html#{n}">Chapter {n}</a></p>' for n in range(5))
    book = epub(
        {"nav.html": "<p>Contents</p>", "toc.html": links, "c.html": CHAPTER}, "", "nav.html"
    )
    (draft,) = read("a.epub", book).articles
    assert draft.text == "\n\n".join(ARTICLE)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (epub({"c.html": CHAPTER}, '<!DOCTYPE d [<!ENTITY e "x">]>'), "entities"),
        (epub({"c.html": CHAPTER + " " * 25_000_000}), "far more data"),
        (epub({"c.html": CHAPTER}, "<"), "damaged"),
        (
            epub(
                {"c.html": CHAPTER}, **{"META-INF__encryption": "<CipherReference URI='c.html'/>"}
            ),
            "copy-protected",
        ),
    ],
    ids=["entities", "bomb", "damaged", "protected"],
)
def test_attacks_damage_and_protection_are_refused(data: bytes, word: str) -> None:
    (refusal,) = read("a.epub", data).refusals
    assert word in refusal.message


def test_obscured_fonts_are_no_protection() -> None:
    book = epub({"c.html": CHAPTER}, **{"META-INF__encryption": "<CipherReference URI='a.otf'/>"})
    assert read("a.epub", book).articles
