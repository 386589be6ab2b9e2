"""The encoder's run time: word pieces, masks, and scores that follow the sentence, not the name."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.text import Span
from components.tone import encoder, wordpiece
from components.tone.masking import (
    OTHER,
    OTHER_THREE,
    OTHER_TWO,
    TARGET,
    merged,
    name_masks,
    target_masks,
)
from components.tone.wordpiece import UNKNOWN, Mask, pieces, vocabulary, word_pieces

ODD = st.text(
    alphabet=st.one_of(st.sampled_from("aZé'’“”–—-. \n\t#@0ß漢\u0301\u200d😀"), st.characters()),
    max_size=60,
)
needs_model = pytest.mark.skipif(not encoder.MODEL.exists(), reason="no model in this checkout")


def indices(text: str, masks=()) -> list[int]:
    return [piece.index for piece in pieces(text, 0, len(text), masks)]


def named(*words: str) -> list[int]:
    return [vocabulary()[word] for word in words]


def test_words_break_into_the_longest_pieces():
    assert indices("Unaffordable talks, unbreakable.") == named(
        "una", "##ff", "##ord", "##able", "talks", ",", "un", "##break", "##able", "."
    )


def test_case_accents_and_typographic_marks_do_not_matter():
    assert indices("“Café”—it’s") == indices('"cafe"-it\'s')


def test_a_word_out_of_reach_is_unknown_as_a_whole():
    assert word_pieces("𒀀𒀁") == (UNKNOWN,)
    assert word_pieces("a" * 101) == (UNKNOWN,)
    assert word_pieces("\u200d") == ()


@given(ODD)
@settings(max_examples=300)
def test_pieces_of_odd_text_stay_in_place_and_in_the_vocabulary(text):
    found = pieces(text, 0, len(text))
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(0 <= p.index < len(vocabulary()) for p in found)
    assert [p.start for p in found] == sorted(p.start for p in found)
    assert found == pieces(text, 0, len(text))


@given(ODD, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=300)
def test_target_masks_of_odd_text_hold_one_target_and_never_overlap(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    if start == end:
        return
    masks = target_masks(text, 0, len(text), Span(start, end), ())
    assert all(a.end <= b.start for a, b in pairwise(masks))
    assert sum(mask.piece == TARGET for mask in masks) <= 1


def test_names_are_masked_with_their_titles():
    text = "President Joe Biden met Mr. Putin in Geneva on Monday."
    made = name_masks(text, 0, len(text))
    assert [text[m.start : m.end] for m in made] == ["President Joe Biden", "Mr. Putin", "Geneva"]


def test_a_sentence_starter_is_no_name():
    text = "Officials said Scholz agreed."
    made = name_masks(text, 0, len(text))
    assert [text[m.start : m.end] for m in made] == ["Scholz"]


def test_possessive_endings_stay_outside_the_mask():
    text = "She praised Putin’s offer."
    assert [text[m.start : m.end] for m in name_masks(text, 0, len(text))] == ["Putin"]


def test_the_rest_of_the_targets_name_goes_with_it():
    text = "Critics called Donald Trump reckless."
    masks = target_masks(text, 0, len(text), Span(22, 27), ())
    assert [(text[m.start : m.end], m.piece) for m in masks] == [("Donald Trump", TARGET)]


def test_an_earlier_layer_wins():
    assert merged([Mask(0, 4, TARGET)], [Mask(1, 3, OTHER), Mask(5, 6, OTHER)]) == [
        Mask(0, 4, TARGET),
        Mask(5, 6, OTHER),
    ]


SENTENCE = "{} was accused of lying by {}, officials said."


def probabilities(one: str, two: str) -> tuple[float, float, float]:
    text = SENTENCE.format(one, two)
    return encoder.target_probabilities(text, Span(0, len(text)), Span(0, len(one)))


@needs_model
def test_probabilities_are_probabilities_and_repeat():
    found = probabilities("Vladimir Putin", "Joe Biden")
    assert math.isclose(sum(found), 1.0, abs_tol=1e-5)
    assert all(0 <= p <= 1 for p in found)
    assert found == probabilities("Vladimir Putin", "Joe Biden")


@needs_model
@pytest.mark.parametrize("name", ["Angela Merkel", "Smith", "Grace Best", "Xi Jinping", "O’Neill"])
def test_neither_the_targets_nor_another_name_moves_the_score(name):
    before = probabilities("Vladimir Putin", "Joe Biden")
    assert probabilities(name, "Joe Biden") == before
    assert probabilities("Vladimir Putin", name) == before


@needs_model
def test_praise_and_blame_are_told_apart():
    blame = "Putin was condemned for his brutal and reckless war."
    praise = "Putin was praised for his brave and generous help."
    for text, place in ((blame, 0), (praise, 2)):
        found = encoder.target_probabilities(text, Span(0, len(text)), Span(0, 5))
        assert found.index(max(found)) == place


@needs_model
def test_a_sentence_longer_than_the_model_reads_is_cut_around_its_target():
    text = "and so on " * 400 + "Putin was condemned " + "and so on " * 400
    start = text.index("Putin")
    made = encoder.target_input(text, Span(0, len(text)), Span(start, start + 5), ())
    assert len(made.pieces) == encoder.LONGEST and made.pieces[made.places[0]] == TARGET


@needs_model
def test_the_version_names_the_file():
    assert len(encoder.version()) == 12
    assert wordpiece.VOCABULARY.exists()


def test_other_names_are_told_apart_and_the_same_name_is_the_same():
    text = "Ann Lee said Bob Fox, Tom Roe and Sue Ray lied; Lee blamed Fox."
    masks = [m for m in target_masks(text, 0, len(text), Span(22, 29), ())]
    named_as: dict[str, set[int]] = {}
    for mask in masks:
        named_as.setdefault(text[mask.start : mask.end].split()[-1], set()).add(mask.piece)
    assert named_as == {
        "Lee": {OTHER}, "Fox": {OTHER_TWO}, "Roe": {TARGET}, "Ray": {OTHER_THREE},
    }  # fmt: skip


def test_a_name_after_mr_is_a_name_whatever_its_word():
    text = "They met Mr. Best in May."
    assert [text[m.start : m.end] for m in name_masks(text, 0, len(text))] == ["Mr. Best"]


def test_a_headline_in_capitals_stays_one_whoever_the_target_is():
    for name in ("MICHAEL COHEN", "Sarah Huckabee Sanders"):
        text = f"FIRES BROADSIDE AT {name}, DENIES IT"
        start = text.index(name)
        masks = target_masks(text, 0, len(text), Span(start, start + len(name)), ())
        assert [mask.piece for mask in masks] == [TARGET]
