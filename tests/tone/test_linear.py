"""The linear model: masks, explanations that add up, and names that decide nothing."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.actors import Mention, load_roster
from components.attribution import sentence_attributions
from components.text import Span, Word, quotations, words
from components.tone import linear
from components.tone.context import sentence_cues
from components.tone.linear_features import DENSE, grams, parts, reading, values

SENTENCES = [
    "Critics accused Smith of a shameful lie, Jones said on Monday.",
    "Everyone praised Smith’s brilliant work.",
    "“This is a great victory,” Smith said of Brown.",
    "Smith did not condemn the brutal attack that Jones ordered.",
    "SMITH WINS!",
    "Could Smith and Smith's friends stop the war?",
]


def read(text: str, target: str) -> tuple[str, tuple[Word, ...], Mention, list, tuple, tuple]:
    start = text.index(target)
    sentence = Span(0, len(text))
    mention = Mention(start, start + len(target), "target", target, "name", 1.0)
    tokens, quoted = words(text, sentence), quotations(text, sentence)
    cues = sentence_cues(text, tokens, [mention])
    said = sentence_attributions(text, sentence, tokens, [mention], quoted, load_roster())
    return text, tokens, mention, cues, said, quoted


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Critics accused Smith of a shameful lie.", 0),
        ("Smith arrived on Monday.", 1),
        ("Everyone praised Smith’s brilliant work.", 2),
    ],
)
def test_plain_sentences(text: str, best: int) -> None:
    found = linear.target_probabilities(*read(text, "Smith"))
    assert math.fsum(found) == pytest.approx(1)
    assert max(range(3), key=found.__getitem__) == best
    assert -1 <= linear.tone(found) <= 1


def test_names_are_masked_and_the_target_is_one_token() -> None:
    text, tokens, mention, *_ = read(
        "Critics of John Paul Jones say the Smith Act helps.", "Smith Act"
    )
    found = reading(text, tokens, mention, frozenset({"critics"}))
    assert found.tokens == ["critic", "of", "NN", "say", "the", "TT", "help"]
    assert found.target == 5
    assert [found.tokens[place] for place in found.place][2:5] == ["NN"] * 3
    assert "@the ** help" in grams(found)


def test_a_target_without_words_stands_where_it_is() -> None:
    text, tokens, mention, *_ = read("He left — at once.", "—")
    assert reading(text, tokens, mention, frozenset({"he"})).tokens == [
        "he",
        "left",
        "TT",
        "at",
        "once",
    ]


@pytest.mark.parametrize("text", SENTENCES)
def test_words_and_baseline_add_up_to_the_log_odds(text: str) -> None:
    target = "SMITH" if text.isupper() else "Smith"
    arguments = read(text, target)
    found = linear.explain(*arguments)
    negative, _, positive = found.probabilities
    total = found.baseline + math.fsum(c.value for c in found.contributions)
    assert total == pytest.approx(math.log(positive / negative), abs=1e-6)
    assert found.probabilities == pytest.approx(linear.target_probabilities(*arguments))
    for each in found.contributions:
        assert text[each.start : each.end] == each.text
        assert not (each.start < arguments[2].end and arguments[2].start < each.end)


def test_the_word_that_decides_weighs_most() -> None:
    found = linear.explain(*read("Critics accused Smith of it.", "Smith"))
    assert min(found.contributions, key=lambda c: c.value).text == "accused"


@pytest.mark.parametrize("text", SENTENCES[:4])
@pytest.mark.parametrize("name", ["Grace Best", "Putin", "Anna van Dyke", "Hope"])
def test_another_name_for_the_target_changes_nothing(text: str, name: str) -> None:
    before = linear.target_probabilities(*read(text, "Smith"))
    after = linear.target_probabilities(*read(text.replace("Smith", name), name))
    assert after == pytest.approx(before, abs=0.02)


@pytest.mark.parametrize("name", ["Hope", "Putin", "Grace Best"])
def test_another_name_beside_the_target_changes_little(name: str) -> None:
    text = "Smith did not condemn the brutal attack that Jones ordered."
    before = linear.target_probabilities(*read(text, "Smith"))
    after = linear.target_probabilities(*read(text.replace("Jones", name), "Smith"))
    assert after == pytest.approx(before, abs=0.02)


@given(st.text(min_size=1, max_size=80), st.data())
def test_any_text_can_be_scored(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = linear.target_probabilities(*read_at(text, start, end))
    assert all(0 <= p <= 1 for p in found)
    assert math.fsum(found) == pytest.approx(1)


def read_at(
    text: str, start: int, end: int
) -> tuple[str, tuple[Word, ...], Mention, list, tuple, tuple]:
    sentence = Span(0, len(text))
    mention = Mention(start, end, "target", text[start:end], "name", 1.0)
    tokens, quoted = words(text, sentence), quotations(text, sentence)
    cues = sentence_cues(text, tokens, [mention])
    said = sentence_attributions(text, sentence, tokens, [mention], quoted, load_roster())
    return text, tokens, mention, cues, said, quoted


@given(st.sampled_from(SENTENCES[:4]))
def test_dense_features_stay_in_range(text: str) -> None:
    arguments = read(text, "Smith")
    found = reading(text, arguments[1], arguments[2], frozenset())
    made = values(parts(text, arguments[1], found, *arguments[2:]))
    assert made.shape == (len(DENSE),)
    assert (abs(made) <= 2).all()


def test_the_model_file_is_small_and_loads_without_pickle() -> None:
    model = linear.load()
    assert linear.MODEL.stat().st_size <= 600_000
    assert model.weights.shape == (len(model.rows), 3)
    assert model.dense.shape == (len(DENSE), 3)
    assert abs(model.weights.sum(axis=1)).max() < 0.01
