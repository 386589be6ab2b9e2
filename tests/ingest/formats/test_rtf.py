"""Rich Text: text of any code page, no pictures and link targets, properties as stated."""

import time

import pytest

from components.ingest import read
from components.ingest.formats.rtf import read_rtf
from components.ingest.records import Unreadable
from tests.ingest.inputs import ARTICLE

BODY = "\\par ".join(ARTICLE)


def paragraphs(body: str, head: str = "\\ansi\\ansicpg1252") -> tuple[str, ...]:
    return read_rtf(f"{{\\rtf1{head} {body}}}".encode("latin-1"), 10_000).paragraphs


def test_paragraphs_and_properties() -> None:
    info = "{\\info{\\title Talks in Geneva}{\\author J. Doe}{\\creatim\\yr2022\\mo2\\dy5\\hr9}}"
    (draft,) = read("a.rtf", f"{{\\rtf1\\ansi{info} {BODY}}}".encode()).articles
    assert draft.text == "\n\n".join(ARTICLE)
    assert (draft.title.value, draft.title.origin) == ("Talks in Geneva", "found")
    assert draft.author.value == "J. Doe"
    assert (draft.date.value, draft.date.origin) == ("2022-02-05", "guessed")


def test_letters_of_code_pages_and_unicode() -> None:
    assert paragraphs("\\'93Trump\\'92s\\'94 caf\\'e9") == ("“Trump’s” café",)
    assert paragraphs("\\'cf\\'f3\\'f2\\'e8\\'ed", "\\ansi\\ansicpg1251") == ("Путин",)
    assert paragraphs("Zelenskyy \\u8212? Kyiv\\~today") == ("Zelenskyy — Kyiv today",)


def test_letters_of_a_font_s_own_character_set() -> None:
    fonts = (
        "{\\fonttbl{\\f0\\froman\\fcharset0 Times;}"
        "{\\f7\\fswiss\\fprq2\\fcharset204{\\*\\panose 020b}Arial{\\*\\falt Helvetica};}}"
    )
    assert paragraphs(f"{fonts}caf\\'e9 {{\\f7 \\'cf\\'f3\\'f2\\'e8\\'ed}}") == ("café Путин",)


def test_what_is_no_text_goes() -> None:
    link = '{\\field{\\*\\fldinst{HYPERLINK "https://x.example/a"}}{\\fldrslt{Moscow}}}'
    picture = "{\\pict\\pngblip " + "89504e47" * 4000 + "}"
    head = "{\\header Page head}{\\footer Page 1}"
    assert paragraphs(f"{head}{picture}Talks in {link} went on.") == ("Talks in Moscow went on.",)


def test_deletions_and_hidden_text_stay_out() -> None:
    body = "Putin {\\deleted\\revauthdel1 never }met {\\v hidden }Biden{\\v0  again}."
    assert paragraphs(body) == ("Putin met Biden again.",)


def test_cells_are_paragraphs_of_their_own() -> None:
    row = "\\trowd\\intbl First cell.\\cell Second cell.\\cell\\row "
    assert paragraphs(row) == ("First cell.", "Second cell.")


def test_soft_hyphens_do_not_split_words() -> None:
    assert paragraphs("Rus\\-sia and Amer\\-ica") == ("Russia and America",)


@pytest.mark.parametrize(
    "markup",
    [
        b"{\\fonttbl" + b"{\\f0\\fcharset0" * 20_000 + b"}" * 20_001,
        b"{\\fonttbl" + b"{\\f0\\fcharset0" * 20_000,
        b'{\\field{\\*\\fldinst{HYPERLINK "' * 20_000,
        b"{" * 50_000,
    ],
    ids=["fonts", "open fonts", "links", "groups"],
)
def test_hostile_markup_ends_soon(markup: bytes) -> None:
    started = time.monotonic()
    assert read("a.rtf", b"{\\rtf1\\ansi " + markup).refusals
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("data", [b"{\\rtf1", b"{\\rtf1 \\'zz \\u99999999999999999999?", b"{\\rtf"])
def test_damage_is_a_refusal_or_text(data: bytes) -> None:
    try:
        read_rtf(data, 1000)
    except Unreadable as refusal:
        assert "damaged" in str(refusal)
