import pytest

from components.ingest.decode import decode

ENGLISH = "Trump’s envoy said — “we are close” — that the U.S. would wait. " * 3
RUSSIAN = "Президент России Владимир Путин встретился с президентом США в Женеве. " * 3


@pytest.mark.parametrize(
    ("text", "codec", "certain"),
    [
        (ENGLISH, "utf-8", True),
        (ENGLISH, "utf-8-sig", True),
        (ENGLISH, "utf-16", True),
        (ENGLISH, "utf-32", True),
        (ENGLISH, "utf-16-le", False),
        (ENGLISH, "utf-16-be", False),
        (ENGLISH, "cp1252", False),
        ("Präsident Müller sprach über Größe. " * 4, "cp1252", False),
        (RUSSIAN, "cp1251", False),
        (RUSSIAN, "koi8-r", False),
        (RUSSIAN, "cp866", False),
        (RUSSIAN, "iso8859-5", False),
    ],
)
def test_encodings_are_found_and_guesses_are_said(text: str, codec: str, certain: bool) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text.lstrip("\ufeff") == text
    assert (decoded.warnings == ()) is certain


def test_declared_encoding_is_followed_where_it_fits() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r").text == RUSSIAN
    assert decode(ENGLISH.encode("cp1252"), "iso-8859-1").text == ENGLISH
    assert decode(ENGLISH.encode(), "koi8-r").text == ENGLISH
    assert decode(ENGLISH.encode("cp1252"), "no-such-codec").text == ENGLISH


def test_mixed_lines_are_read_each_its_way() -> None:
    data = "Цитата из речи\n".encode() + "He said “no”\n".encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "Цитата из речи\nHe said “no”\n"
    assert "mixes encodings" in decoded.warnings[0]


def test_broken_characters_are_marked() -> None:
    decoded = decode(b"Putin \xed\xa0\x80 met \xff\xfe Biden. \xc3( Fine.")
    assert "Putin" in decoded.text and "Fine." in decoded.text and "\ufffd" in decoded.text
    assert any("could not be read" in warning for warning in decoded.warnings)
