"""Letters decoded wrongly before they came here, texts cut off by a service, chosen encodings."""

import pytest

from components.ingest import ReadOptions, read
from components.ingest.characters import clean
from components.ingest.completeness import without_marker
from components.ingest.decode import decode
from components.ingest.mojibake import repaired

RIGHT = [
    "Trump’s “great” plan – and café",
    "naïve Ñandú, Łódź, Åland and Ærø",
    "Р. Иванов и С. Петров",
    "Â and Ã stand here alone",
    "5 × 3 ÷ 2 = 7½ €",
    "Président Macron à Moscou",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_letters_are_left_alone(text: str) -> None:
    assert repaired(text) == text
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Trump’s “great” plan – and café", "cp1252"),
        ("Trump’s plan – and café", "latin-1"),
        ("Президент Путин встретился", "cp1251"),
        ("schröder et président", "cp1252"),
    ],
)
def test_utf8_read_as_something_else_is_repaired(text: str, codec: str) -> None:
    wrong = text.encode().decode(codec, errors="replace")
    if "\ufffd" not in wrong:
        assert clean(repaired(wrong)) == text


@pytest.mark.parametrize("mark", ["â€\u009d", "â€"])
def test_closing_quotation_marks_of_which_a_part_is_lost(mark: str) -> None:
    text = f"He said â€œwe are ready{mark} for talks, and â€œwe can wait.{mark}"
    (draft,) = read("a.txt", text.encode()).articles
    assert draft.text == "He said “we are ready” for talks, and “we can wait.”"


def test_repairs_are_said() -> None:
    (draft,) = read("a.txt", "Trumpâ€™s plan and Bidenâ€™s answer differ.".encode()).articles
    assert draft.text == "Trump’s plan and Biden’s answer differ."
    assert "were repaired in one paragraph" in draft.warnings[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin met Biden… [+2310 chars]", ("Putin met Biden…", True)),
        ("Putin met Biden [2310 chars]", ("Putin met Biden", True)),
        ("Putin met Biden ... [1,234 characters]", ("Putin met Biden…", True)),
        ("ONLY AVAILABLE IN PAID PLANS", ("", True)),
        ("Putin met Biden [...]", ("Putin met Biden…", True)),
        ("Putin met Biden [2]", ("Putin met Biden [2]", False)),
        ("Putin met Biden...", ("Putin met Biden...", False)),
        ("", ("", False)),
    ],
)
def test_marks_of_a_cut(text: str, expected: tuple[str, bool]) -> None:
    assert without_marker(text) == expected


def test_cut_texts_are_marked_in_every_kind_of_file() -> None:
    text = "Putin met Biden in Geneva and said that they would… [+2310 chars]"
    for name, data in (("a.txt", text), ("a.html", f"<html><body><p>{text}</p></body></html>")):
        (draft,) = read(name, data.encode()).articles
        assert draft.text == "Putin met Biden in Geneva and said that they would…"
        assert draft.completeness == "truncated"
        assert "cut off" in draft.warnings[0]


def test_a_chosen_encoding_is_followed() -> None:
    data = "Путин встретился с Байденом".encode("koi8-r")
    assert decode(data, chosen="koi8-r").text == "Путин встретился с Байденом"
    assert decode(data, chosen="cp1251").text != "Путин встретился с Байденом"
    assert decode(b"Putin", chosen="no such codec").text == "Putin"
    assert decode(b"Putin", chosen="zlib").text == "Putin"
    page = b"<html><meta charset=utf-8><body><p>" + data * 3 + b"</p></body></html>"
    for name, written in (("a.txt", data), ("a.md", data), ("a.html", page)):
        (draft,) = read(name, written, options=ReadOptions(encoding="koi8-r")).articles
        assert draft.text.startswith("Путин встретился с Байденом")
