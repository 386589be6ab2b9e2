import datetime
import re
import zipfile
from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from components.ingest import read
from components.ingest.packages import MAX_UNPACKED
from components.ingest.records import ArticleDraft
from tests.ingest.inputs import ARTICLE, docx_bytes, with_part


def draft(data: bytes) -> ArticleDraft:
    reading = read("a.docx", data)
    assert not reading.refusals, reading.refusals
    return reading.articles[0]


def simple() -> bytes:
    return docx_bytes(lambda d: [d.add_paragraph(line) for line in ARTICLE])


def test_paragraphs_tables_and_order() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph(ARTICLE[0])
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Merged once."
        table.cell(0, 2).text = "12"
        table.cell(1, 0).text = ARTICLE[1]
        document.add_paragraph(ARTICLE[2])
        document.sections[0].header.paragraphs[0].text = "DRAFT, do not circulate"
        document.sections[0].footer.paragraphs[0].text = "Page 1"

    text = draft(docx_bytes(fill)).text
    assert text.split("\n\n") == [ARTICLE[0], "Merged once.", ARTICLE[1], ARTICLE[2]]


def test_tracked_changes_and_split_runs() -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("Pu")
        paragraph.add_run("tin")
        paragraph._p.append(
            parse_xml(
                f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t xml:space="preserve">'
                " met Biden</w:t></w:r></w:ins>"
            )
        )
        paragraph._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>never</w:delText>'
                "</w:r></w:del>"
            )
        )
        paragraph.add_run(" in Geneva.")

    assert draft(docx_bytes(fill)).text == "Putin met Biden in Geneva."


def test_heading_and_properties() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("Talks in Geneva", level=1)
        document.add_paragraph("March 3, 2022")
        for line in ARTICLE:
            document.add_paragraph(line)
        document.core_properties.author = "Jane Doe"
        document.core_properties.created = datetime.datetime(2021, 1, 2)

    article = draft(docx_bytes(fill))
    assert (article.title.value, article.title.origin) == ("Talks in Geneva", "found")
    assert (article.date.value, article.date.origin) == ("2022-03-03", "guessed")
    assert article.author.value == "Jane Doe"
    assert article.text == "\n\n".join(ARTICLE)


def test_day_of_creation_is_a_guess_and_the_template_s_is_none() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph(ARTICLE[0])
        document.core_properties.created = datetime.datetime(2021, 1, 2)

    assert draft(docx_bytes(fill)).date.origin == "guessed"
    assert draft(simple()).date.value is None


def test_zip_bombs_are_refused() -> None:
    bomb = with_part(simple(), "word/media/a.bin", b"\0" * (MAX_UNPACKED + 1))
    assert "unpacks to far more" in read("a.docx", bomb).refusals[0].message
    assert (
        "unpacks to far more"
        in read("a.docx", with_part(simple(), "word/media/a.bin", b"\0" * 20_000_000))
        .refusals[0]
        .message
    )


def test_a_lying_size_is_not_believed() -> None:
    data = bytearray(with_part(simple(), "word/media/a.bin", b"\0" * 100_000))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    reading = read("a.docx", bytes(data))
    assert reading.refusals


def test_entities_are_refused() -> None:
    with zipfile.ZipFile(BytesIO(simple())) as archive:
        part = archive.read("word/document.xml").decode()
    evil = part.replace(
        "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
    )
    for encoding in ("utf-8", "utf-16"):
        content = evil.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
        reading = read("a.docx", with_part(simple(), "word/document.xml", content))
        assert "entities" in reading.refusals[0].message


def test_damaged_files_are_refused() -> None:
    assert "damaged" in read("a.docx", simple()[:-200]).refusals[0].message
    reading = read("a.docx", with_part(simple(), "word/document.xml", b"<w:document"))
    assert "damaged" in reading.refusals[0].message


def test_empty_documents_are_refused() -> None:
    assert "no text" in read("a.docx", docx_bytes(lambda d: d)).refusals[0].message


def test_password_protected_office_files_are_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "password" in read("a.docx", data).refusals[0].message


def test_content_controls_are_read_and_word_s_contents_are_not() -> None:
    def control(properties: str, text: str) -> str:
        paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"

    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    plain = docx_bytes(lambda document: document.add_paragraph("MARK"))
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        body = archive.read("word/document.xml")
    paragraph = re.search(rb"<w:p>(?:(?!<w:p>).)*MARK.*?</w:p>", body, re.DOTALL)
    assert paragraph
    controls = control(gallery, "1 Talks 3") + control("", ARTICLE[0])
    data = with_part(plain, "word/document.xml", body.replace(paragraph.group(), controls.encode()))
    (draft,) = read("a.docx", data).articles
    assert draft.text == ARTICLE[0]


def test_a_layout_of_one_column_is_no_table_of_figures() -> None:
    def fill(document: docx.document.Document) -> None:
        table = document.add_table(rows=2, cols=1)
        table.cell(0, 0).text = ARTICLE[0]
        table.cell(1, 0).text = "2022"

    (draft,) = read("a.docx", docx_bytes(fill)).articles
    assert draft.text == f"{ARTICLE[0]}\n\n2022"
