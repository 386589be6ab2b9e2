"""OpenDocument texts made on the spot: order, spaces, notes, properties and attacks."""

import zipfile
from io import BytesIO

import pytest

from components.ingest import read
from tests.ingest.inputs import ARTICLE

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
META = (
    "<dc:title>Talks in Geneva</dc:title><meta:initial-creator>J. Doe</meta:initial-creator>"
    "<meta:creation-date>2022-02-05T10:00:00</meta:creation-date>"
)


def odt(body: str, meta: str = "", styles: str = "", prologue: str = "", **parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"{prologue}<office:document-content {SPACES}>{styles}<office:body><office:text>"
            f"{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "meta.xml",
            f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
        )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def text(body: str) -> str:
    (draft,) = read("a.odt", odt(body)).articles
    return draft.text


def test_paragraphs_and_properties() -> None:
    body = "".join(f"<text:p>{line}</text:p>" for line in ARTICLE)
    (draft,) = read("a.odt", odt(body, META)).articles
    assert draft.text == "\n\n".join(ARTICLE)
    assert (draft.title.value, draft.author.value) == ("Talks in Geneva", "J. Doe")
    assert (draft.date.value, draft.date.origin) == ("2022-02-05", "guessed")


def test_the_heading_is_the_title() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = f'<text:p text:style-name="P1">A heading</text:p><text:p>{ARTICLE[0]}</text:p>'
    (draft,) = read("a.odt", odt(body, META, styles)).articles
    assert (draft.title.value, draft.text) == ("A heading", ARTICLE[0])


def test_spaces_breaks_lists_and_tables() -> None:
    assert text('<text:p>A<text:s text:c="3"/>b<text:tab/>c<text:span>d</text:span></text:p>') == (
        "A b cd"
    )
    table = "<table:table><table:table-row><table:table-cell><text:p>One.</text:p>"
    table += "</table:table-cell></table:table-row></table:table>"
    items = "<text:list><text:list-item><text:p>Two.</text:p></text:list-item></text:list>"
    assert text(table + items + "<text:p>Three.</text:p>") == "One.\n\nTwo.\n\nThree."


def test_notes_comments_and_deletions_stay_out() -> None:
    note = "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>A comment.</text:p></office:annotation>"
    deleted = "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
    assert text(f"{deleted}<text:p>Putin{note} met{comment} Biden.</text:p>") == "Putin met Biden."


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (odt("<text:p>x</text:p>", prologue='<!DOCTYPE d [<!ENTITY e "x">]>'), "entities"),
        (odt("<text:p>x</text:p>" + " " * 25_000_000), "far more data"),
        (odt("<text:p>x"), "damaged"),
        (odt("<text:p>x</text:p>", **{"META-INF__manifest": "<encryption-data/>"}), "password"),
    ],
    ids=["entities", "bomb", "damaged", "password"],
)
def test_attacks_and_damage_are_refused(data: bytes, word: str) -> None:
    (refusal,) = read("a.odt", data).refusals
    assert word in refusal.message


def test_spreadsheets_are_said_to_be_no_text() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "OpenDocument" in read("a.ods", out.getvalue()).refusals[0].message
