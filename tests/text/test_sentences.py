import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.text import Span, sentences

SHARED = Path(__file__).parents[3] / "shared" / "inputs" / "sentences"


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Sen. John McCain met Mr. Lavrov in Washington, D.C. on Jan. 5.",
            "The talks lasted 2.5 hours.",
        ],
        ["Relations with the U.S. are poor.", "They may get worse."],
        ["The U.S. Embassy closed.", "It had three diplomats left."],
        ["The vote came in the U.S.", "In Moscow nobody noticed."],
        ["“We will respond,” Lavrov said.", "“It will hurt.”"],
        ["“Will it hurt?” he asked.", "Nobody answered."],
        ["George W. Bush and Vladimir V. Putin met.", "They smiled."],
        ["See Resolution No. 1441 of the council.", "It was adopted in Nov. 2002."],
        ["Was it over?", "No!", "It went on …", "And on."],
        ["He is a citizen of the U.S.S.R.", "The state is gone."],
    ],
)
def test_known_boundaries(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@given(st.text(alphabet='ab .!?"”“’US,\n1é🕊', max_size=200))
def test_sentences_cover_all_but_white_space(text: str) -> None:
    spans = sentences(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())


@pytest.mark.skipif(not SHARED.exists(), reason="the shared folder is not here")
def test_boundaries_of_a_news_corpus() -> None:
    hits = wrong = missed = 0
    for document in json.loads((SHARED / "gum_sentences.json").read_text()):
        for paragraph in document["paragraphs"]:
            parts = [" ".join(part.split()) for part in paragraph]
            text = " ".join(parts)
            ends = {len(" ".join(parts[: i + 1])) for i in range(len(parts))} - {len(text)}
            found = {s.end for s in sentences(text, Span(0, len(text)))} - {len(text)}
            hits += len(ends & found)
            wrong += len(found - ends)
            missed += len(ends - found)
    assert 2 * hits / (2 * hits + wrong + missed) >= 0.97


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⁃1. Arms talks ⁃2. Trade", ["⁃1. Arms talks", "⁃2. Trade"]),
        ("They left, she and I. Did it rain?", ["They left, she and I.", "Did it rain?"]),
        ("“It thawed [...]” (Rivera 12). It froze.", ["“It thawed [...]” (Rivera 12).", "It froze."]),
        ("The talks . . . went on. . . . They ended. . . .",
         ["The talks . . . went on.", ". . . They ended. . . ."]),
    ],
)  # fmt: skip
def test_lists_sources_and_spaced_dots(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sentences(text, Span(0, len(text)))] == expected
