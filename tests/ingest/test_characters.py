import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from components.ingest.characters import clean, one_line


def test_line_ends_spaces_and_invisible_characters() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"
    assert clean("U.S.\u00a0sanctions\tnow") == "U.S. sanctions now"
    assert clean("Rus\u00adsia\u200b \ufeffand\x00 U\u2060S") == "Russia and US"
    assert clean("end  \nnext ") == "end\nnext"
    assert clean("e\u0301") == "é"
    assert clean("a\ud800b") == "a\ufffdb"


def test_emoji_stay_whole() -> None:
    family = "👨\u200d👩\u200d👧"
    assert clean(family) == family
    assert clean("a\u200db") == "ab"


def test_leading_spaces_stay_for_indentation() -> None:
    assert clean("    Indented") == "    Indented"
    assert one_line("  a \n\t b ") == "a b"


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert all(unicodedata.category(char) not in ("Cc", "Cs") or char == "\n" for char in once)
