"""The encoder's explanation: exact sums, the same for a seed, and the right words."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.text import Span
from components.tone import encoder
from components.tone.explain import PLAYERS, Player, explain_target, occlusion, players
from components.tone.masking import OTHER
from components.tone.wordpiece import BLANK

needs_model = pytest.mark.skipif(not encoder.MODEL.exists(), reason="no model in this checkout")
TEXT = "Putin was praised by Joe Biden for his generous help, but blamed for a reckless war."


def total(found) -> float:
    return found.baseline + math.fsum(word.value for word in found.words)


def made(text: str, start: int, end: int) -> encoder.TargetInput:
    return encoder.target_input(text, Span(0, len(text)), Span(start, end), ())


def test_players_are_words_without_names_and_with_their_marks():
    read = made(TEXT, 0, 5)
    found = players(TEXT, read.pieces, read.offsets)
    words = [TEXT[p.start : p.end] for p in found]
    assert words[:4] == ["was", "praised", "by", "for"]
    assert not {"Putin", "Joe", "Biden"} & set(words)
    help_ = found[words.index("help")]
    assert help_.last and len(help_.places) == 2


def test_a_long_sentence_is_explained_by_phrases_that_cover_it():
    text = "Putin said that " + ", ".join(f"word{i} of these" for i in range(40)) + " counted."
    read = made(text, 0, 5)
    found = players(text, read.pieces, read.offsets)
    assert len(found) == PLAYERS
    places = [place for player in found for place in player.places]
    assert sorted(places) == sorted(set(places))
    assert len(places) == len(read.pieces) - 3  # all but BERT's marks and the target


def test_shares_of_a_sum_are_its_parts():
    text = "one two three"
    parts = {5: 0.5, 6: -0.25, 7: 0.125}
    found = [Player(0, 3, (0,), False), Player(4, 7, (1,), False), Player(8, 13, (2,), False)]
    shares = occlusion(
        text, [5, 6, 7], found, lambda row: 1 + sum(parts.get(p, 0.0) for p in row), draws=4
    )
    assert (shares.baseline, shares.score) == (1.0, 1.375)
    assert [word.value for word in shares.words] == [0.5, -0.25, 0.125]
    assert [word.text for word in shares.words] == ["one", "two", "three"]


def test_what_two_words_do_together_is_shared_evenly():
    found = [Player(0, 1, (0,), False), Player(2, 3, (1,), False)]
    shares = occlusion("a b", [5, 6], found, lambda row: float(BLANK not in row), draws=2)
    assert [word.value for word in shares.words] == [0.5, 0.5]


@given(st.integers(0, 5), st.integers(1, 5))
@settings(max_examples=30)
def test_any_number_of_draws_adds_up(seed, draws):
    rows = [11, 12, 13, 14]
    found = [Player(i, i + 1, (i,), False) for i in range(4)]
    shares = occlusion(
        "abcd", rows, found, lambda row: math.tanh(row.count(11) - 2 * row.count(13) * row.count(14)),
        draws=draws, seed=seed,
    )  # fmt: skip
    assert math.isclose(total(shares), shares.score, abs_tol=1e-9)


@needs_model
def test_baseline_and_words_make_the_score():
    found = explain_target(TEXT, Span(0, len(TEXT)), Span(0, 5), draws=2)
    negative, _, positive = encoder.target_probabilities(TEXT, Span(0, len(TEXT)), Span(0, 5))
    assert found.score == positive - negative
    assert abs(total(found) - found.score) <= 1e-9
    assert found == explain_target(TEXT, Span(0, len(TEXT)), Span(0, 5), draws=2, seed=0)
    assert all(TEXT[w.start : w.end] == w.text for w in found.words)


@needs_model
def test_the_telling_words_move_it_most():
    text = "Putin was praised by the committee for his brave and generous help."
    found = explain_target(text, Span(0, len(text)), Span(0, 5), draws=4)
    best = sorted(found.words, key=lambda w: -w.value)[:3]
    assert {w.text for w in best} & {"praised", "generous", "brave"}


@needs_model
def test_a_long_sentence_is_explained_in_seconds():
    text = "Putin was condemned " + "and the committee said so again, " * 30 + "for his war."
    started = time.process_time()
    explain_target(text, Span(0, len(text)), Span(0, 5))
    assert time.process_time() - started < 10  # two seconds where the machine is calm


def test_masks_are_told_from_words():
    read = made("Putin met Biden.", 0, 5)
    assert OTHER in read.pieces
    found = players("Putin met Biden.", read.pieces, read.offsets)
    assert [(p.start, p.end) for p in found] == [(6, 9)]
