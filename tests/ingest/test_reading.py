"""The room's promises: never raises, always an answer, clean stored text, plain words."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.ingest import FORMATS, Reading, read, read_text
from tests.ingest.inputs import ARTICLE, docx_bytes, pdf_bytes

TEXT = "\n\n".join(ARTICLE)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMES = st.one_of(
    st.text(max_size=30),
    st.sampled_from([f"file.{ending}" for ending in (*FORMATS, "csv", "json", "zip", "")]),
)
OPENINGS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"---\ntitle: ", b"\xff\xfe", b"{\\rtf1 ",
     b"MZ", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?>", b'{"a": ', b"\xef\xbb\xbf"]
)  # fmt: skip


def article_of(reading: Reading) -> str:
    assert not reading.refusals
    (draft,) = reading.articles
    return draft.text


def refusal_of(reading: Reading) -> str:
    assert not reading.articles
    (refusal,) = reading.refusals
    return refusal.message


def assert_stored(text: str) -> None:
    assert text == unicodedata.normalize("NFC", text)
    assert all(unicodedata.category(char) not in ("Cc", "Cs") or char == "\n" for char in text)
    for paragraph in text.split("\n\n"):
        assert paragraph and paragraph == " ".join(paragraph.split())


@given(NAMES, OPENINGS, st.binary(max_size=400))
@example("a.pdf", b"%PDF-", b"")
@example("a.docx", b"PK\x03\x04", b"\x00" * 60)
@example("a.html", b"<html>", b"\x00<p>\x01x")
def test_any_bytes_end_as_article_or_refusal(name: str, opening: bytes, data: bytes) -> None:
    reading = read(name, opening + data)
    assert len(reading.articles) + len(reading.refusals) == 1
    for draft in reading.articles:
        assert_stored(draft.text)
    for refusal in reading.refusals:
        assert refusal.input and refusal.message
        assert "Traceback" not in refusal.message


@given(st.text(max_size=600))
def test_any_pasted_text_ends_as_article_or_refusal(text: str) -> None:
    reading = read_text(text)
    assert len(reading.articles) + len(reading.refusals) == 1
    for draft in reading.articles:
        assert_stored(draft.text)


@given(
    st.lists(
        st.lists(st.from_regex(r"[a-zé]{1,12}[.,]?", fullmatch=True), min_size=1, max_size=20).map(
            " ".join
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["\n\n", "\n", "\r\n", "\r"]),
)
def test_words_of_plain_text_are_all_kept(lines: list[str], separator: str) -> None:
    (draft,) = read("notes.txt", separator.join(lines).encode()).articles
    assert draft.title.value is None
    assert draft.text.split() == " ".join(lines).split()


def test_stored_text_is_stable_when_it_is_read_again() -> None:
    first = article_of(read_text(TEXT))
    assert first == TEXT
    assert article_of(read_text(first)) == first


def test_seed_like_text_keeps_its_lines_as_paragraphs_and_has_no_metadata() -> None:
    lines = [
        "In the wake of the election, the Kremlin has opted not to extend congratulations, "
        "reflecting the precarious state of relations, which are at their lowest in decades.",
        "Officials said in January 2025 that contacts would resume; on March 3, 2024 they had not.",
        "As Moscow grapples with the result, the future of the relationship hangs in the balance.",
    ]
    (draft,) = read("seed.txt", "\n".join(lines).encode()).articles
    assert draft.text == "\n\n".join(lines)
    assert (draft.title.origin, draft.date.origin, draft.source.origin) == ("none",) * 3
    assert draft.date.value is None and draft.date.reason
    assert draft.language == "en" and draft.warnings == ()


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", "\u200b\u00ad \n".encode(), "no text"),
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 8, "program"),
        ("a.txt", b"\x7fELF" + bytes(200), "program"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        ("a.txt", b"\xff\xd8\xff\xe0" + bytes(200), "picture"),
        ("a.txt", b"PK\x05\x06" + bytes(18), "no readable articles"),
        ("a.zip", b"PK\x03\x04broken", "damaged"),
        ("a.docx", b"PK\x03\x04broken", "damaged"),
        ("a.pdf", b"%PDF-1.7\n", "damaged"),
        ("a.doc", COMPOUND + bytes(600), "save it as .docx"),
        ("a.xls", COMPOUND + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        ("a.msg", COMPOUND + "__substg1.0_".encode("utf-16-le"), ".eml"),
        ("a.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.rtf", b"{\\rtf1\\ansi }", "no text"),
        ("a.csv", b"date,score\n2022-02-24,3\n", "text"),
        ("a.json", b'{"title": ', "JSON"),
        ("a.txt", b"<?xml version='1.0'?><rss><channel/></rss>", "feed"),
        ("a.xml", b"<?xml version='1.0'?><note>x</note>", "RSS"),
        ("a.txt", b"From: a@b.example\nx", None),
        ("a.txt", b"The mark is %PDF- and it opens a file.", None),
        ("a.html", b"<html><script>var a = 'Putin is terrible';</script></html>", "no text"),
    ],
)
def test_refusals_say_what_it_is(name: str, data: bytes, word: str | None) -> None:
    reading = read(name, data)
    if word is None:
        assert reading.articles
    else:
        assert word.lower() in refusal_of(reading).lower()


def test_limits_are_stated() -> None:
    assert "the limit is 100" in refusal_of(read("a.txt", TEXT.encode(), max_characters=100))
    assert "the limit is 100" in refusal_of(read_text(TEXT, max_characters=100))
    html = f"<html><body><p>{TEXT}</p></body></html>".encode()
    assert "the limit is 100" in refusal_of(read("a.html", html, max_characters=100))
    assert "too large" in refusal_of(read("a.txt", TEXT.encode(), max_bytes=10))


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a", "folder/a.txt", "C:\\news\\a.txt"])
def test_content_decides_and_folders_go(name: str) -> None:
    assert article_of(read(name, TEXT.encode())) == TEXT
    assert read(name, b"").refusals[0].input in ("a.txt", "A.TXT", "a")


def test_wrong_extension_is_read_with_a_notice() -> None:
    pdf = pdf_bytes([[(72, 700, 11, ARTICLE[0])]])
    (draft,) = read("a.txt", pdf).articles
    assert draft.text == ARTICLE[0]
    assert "PDF" in draft.warnings[0]
    (draft,) = read("a.docx", TEXT.encode()).articles
    assert "plain text" in draft.warnings[0]


def test_a_text_that_begins_with_many_blank_lines_is_no_data() -> None:
    assert article_of(read("a.txt", b"\n" * 30_000 + b"Putin")) == "Putin"


def test_one_word_is_an_article() -> None:
    assert article_of(read("a.txt", b"Putin")) == "Putin"


def test_other_languages_are_kept_and_said() -> None:
    russian = (
        "Президент России Владимир Путин провёл переговоры с президентом США. Стороны обсудили "
        "двусторонние отношения и договорились продолжить консультации."
    )
    (draft,) = read("a.txt", russian.encode("cp1251")).articles
    assert draft.text == russian
    assert draft.language == "ru"
    assert any("Windows-1251" in warning for warning in draft.warnings)
    assert any("Not scored: Russian" in warning for warning in draft.warnings)


def test_every_kind_gives_the_same_article() -> None:
    html = "".join(f"<p>{line}</p>" for line in ARTICLE)
    kinds = {
        "a.txt": TEXT.encode(),
        "a.md": b"---\ntitle: Talks\n---\n\n" + TEXT.encode(),
        "a.html": f"<html><body><h1>Talks in Geneva</h1>{html}</body></html>".encode(),
        "a.docx": docx_bytes(lambda d: [d.add_paragraph(line) for line in ARTICLE]),
    }
    for name, data in kinds.items():
        assert article_of(read(name, data)) == TEXT, name


def test_a_reader_that_fails_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, encoding: str | None) -> None:
        raise RuntimeError("a library's bug")

    monkeypatch.setattr("components.ingest.readers.read_plain", broken)
    assert "damaged" in refusal_of(read("a.txt", TEXT.encode()))


@pytest.mark.parametrize(
    "data",
    [
        b"A" * 900_000,
        b" " * 900_000 + b"Putin met Biden.",
        b"\x0c" * 200_000 + b"Putin met Biden.",
        b"<html><body>" + b"<div>" * 100_000 + b"<p>Putin met Biden.</p>",
        b"<table><tr><td>" * 20_000 + b"<p>Putin met Biden.</p>",
        b"> " * 20_000 + b"Putin met Biden.",
        b"[" * 50_000 + b"Putin met Biden.",
        b"*a " * 50_000,
        b"<" * 200_000 + b"p>Putin met Biden.",
        b"- " * 5_000 + b"x",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_hostile_shapes_end_soon(name: str, data: bytes) -> None:
    reading = read(name, data)
    assert len(reading.articles) + len(reading.refusals) == 1
