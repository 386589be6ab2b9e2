from hypothesis import given
from hypothesis import strategies as st

from components.text import paragraphs


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in paragraphs(text)]


def test_blank_lines_separate_paragraphs() -> None:
    assert split("One\nline.\n\n  Two.\n \n\nThree.") == ["One\nline.", "Two.", "Three."]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert split("One.\nTwo.\n") == ["One.", "Two."]


def test_nothing_in_nothing_out() -> None:
    assert split("") == split(" \n\n ") == []


@given(st.text(max_size=200))
def test_every_character_that_is_no_space_is_in_exactly_one_paragraph(text: str) -> None:
    assert "".join("".join(part.split()) for part in split(text)) == "".join(text.split())
