"""Invisible characters and wrongly decoded apostrophes: out of the words, with a way back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.actors import load_roster, mentions
from components.text import Span, paragraphs, sentences, words
from components.text.plain import INVISIBLE, plain

ROSTER = load_roster()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("sanc\u00adtions", "sanctions"),
        ("Pu\u200btin", "Putin"),
        ("Putinâ€™s", "Putin’s"),
        ("Vladimir  Putin", "Vladimir Putin"),
        ("one.  Two", "one.  Two"),
        ("plain", "plain"),
    ],
)
def test_a_text_made_plain(text: str, clean: str) -> None:
    assert plain(text).text == clean


@given(st.text(alphabet="ab ’â€™Â\n" + INVISIBLE + "\u00a0", max_size=60), st.data())
def test_every_place_has_its_way_back(text: str, data: st.DataObject) -> None:
    clean = plain(text)
    start = data.draw(st.integers(0, len(clean.text)))
    end = data.draw(st.integers(start, len(clean.text)))
    low, high = clean.stored(start, end)
    assert 0 <= low <= high <= len(text)
    assert clean.here(low) == start
    if clean.text[start:end].isalpha():
        kept = "".join(c for c in text[low:high] if c not in INVISIBLE)
        assert kept == clean.text[start:end] or "â" in kept


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Yesterday Vladi\u00admir Pu\u00adtin spoke.", "Vladi\u00admir Pu\u00adtin"),
        ("Yesterday Vladimir\u00a0Putin spoke.", "Vladimir\u00a0Putin"),
        ("Yesterday Vladimir  Putin spoke.", "Vladimir  Putin"),
        ("Yesterday Putinâ€™s aide spoke.", "Putin"),
        ("Yesterday \ufeffPutin\u200b spoke.", "Putin"),
    ],
)
def test_a_name_is_found_as_it_is_printed(text: str, surface: str) -> None:
    spans = paragraphs(text)
    split = [s for span in spans for s in sentences(text, span)]
    found = mentions(text, split, ROSTER, date(2023, 1, 1), spans)
    assert [(m.surface, m.actor) for m in found] == [(surface, "vladimir-putin")]
    assert all(text[m.start : m.end] == m.surface for m in found)


def test_keys_of_words_are_without_what_is_invisible() -> None:
    text = "New sanc\u00adtions, tit‑for‑tat, Putin’s war--peace"
    keys = [word.key for word in words(text, Span(0, len(text)))]
    assert keys == ["new", "sanctions", "tit-for-tat", "putin's", "war", "peace"]
