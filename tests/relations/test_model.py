"""Relation tone by the encoder: its input, its ranges, and that names carry nothing."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import load_roster, mentions
from components.relations import model
from components.text import Span, paragraphs, sentences
from components.tone import encoder
from components.tone.masking import SIDE_A, SIDE_B, YEAR
from components.tone.wordpiece import vocabulary

SIDES = ("US", "RU")
DAY = date(2022, 9, 30)
needs_model = pytest.mark.skipif(not encoder.MODEL.exists(), reason="no model in this checkout")

HOSTILE = "The United States condemned Russia and imposed sanctions on Moscow. Biden called Putin a war criminal."
FRIENDLY = "Russia and the United States agreed to work together. Biden praised the productive talks with Putin."


def passage(text: str, **more) -> model.Passage:
    span = paragraphs(text)[0]
    part = sentences(text, span)
    found = mentions(text, part, load_roster(), DAY)
    return model.passage(text, span, part, found, load_roster(), SIDES, **more)


def score(text: str) -> model.ModelRelation:
    span = paragraphs(text)[0]
    part = sentences(text, span)
    found = mentions(text, part, load_roster(), DAY)
    return model.paragraph(text, span, part, found, load_roster(), SIDES)


def test_both_sides_and_years_are_masked():
    made = passage("In 2022 the Kremlin accused Washington of lying about Vladimir Putin.")
    assert [p for p in made.pieces if p in (SIDE_A, SIDE_B, YEAR)] == [YEAR, SIDE_B, SIDE_A, SIDE_B]


def test_persons_of_a_side_and_years_can_be_exchanged():
    one = passage("In 2014 Vladimir Putin met Barack Obama.")
    other = passage("In 2022 Sergey Lavrov met Antony Blinken.")
    assert one.pieces == other.pieces


def test_the_spans_are_the_paragraph_and_its_sentences():
    made = passage(HOSTILE)
    whole, first, second = made.spans
    assert whole == first + second
    assert len(made.pieces) == len(made.kinds) == len(made.offsets)


def test_the_paragraph_before_is_context_of_kind_0():
    text = f"{FRIENDLY}\n\n{HOSTILE}"
    spans = paragraphs(text)
    part = [s for span in spans for s in sentences(text, span)]
    found = mentions(text, part, load_roster(), DAY)
    made = model.passage(
        text, spans[1], sentences(text, spans[1]), found, load_roster(), SIDES, before=spans[0]
    )
    assert 0 < sum(kind == 0 for kind in made.kinds) - 2 <= model.CONTEXT
    assert all(made.kinds[place] == 1 for place in made.spans[0])


def test_a_long_paragraph_is_cut_and_its_last_sentences_are_empty():
    made = passage("Russia spoke of peace. " * 200)
    assert len(made.pieces) <= encoder.LONGEST
    assert made.spans[-1] == ()


@needs_model
@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_scores_of_odd_text_are_in_range(text):
    whole = Span(0, len(text))
    found = model.paragraph(text, whole, [whole], (), load_roster(), SIDES)
    assert -1 <= found.tone <= 1 and 0 <= found.null <= 1
    assert all(-1 <= tone <= 1 for tone in found.sentences)


@needs_model
def test_hostile_is_colder_than_friendly_and_scores_repeat():
    assert score(HOSTILE).tone < -0.3 < 0.1 < score(FRIENDLY).tone
    assert score(HOSTILE) == score(HOSTILE)


@needs_model
def test_a_paragraph_without_either_side_is_null():
    found = score("Gasoline prices rose in Texas as drivers set out for the long weekend.")
    assert found.null > 0.5


@needs_model
def test_a_paragraph_about_both_is_not_null():
    assert score(HOSTILE).null < 0.5


def test_the_article_goes_with_the_name():
    one = passage("The Kremlin accused the United States of lying.")
    other = passage("Moscow accused Washington of lying.")
    assert one.pieces == other.pieces
    assert vocabulary()["the"] in passage("The talks with Moscow failed.").pieces


@needs_model
def test_a_spans_score_does_not_depend_on_the_others_asked_for():
    made = passage(HOSTILE)
    alone = replace(made, spans=made.spans[:1])
    assert math.isclose(
        model.scores_of(made).tone, model.scores_of(alone).tone, rel_tol=0, abs_tol=1e-6
    )


def test_a_long_paragraph_is_read_to_its_end():
    cold = "Russia bombed the United States. "
    text = "Moscow and Washington praised their friendly talks. " * 40 + cold
    span = paragraphs(text)[0]
    part = sentences(text, span)
    found = mentions(text, part, load_roster(), date(2021, 6, 1))
    made = model.windows(text, span, part, found, load_roster(), SIDES)
    assert len(made) > 1 and sum(share for _, share in made) == pytest.approx(1)
    assert sum(len(each.spans) - 1 for each, _ in made) == len(part)
    read = model.paragraph(text, span, part, found, load_roster(), SIDES)
    assert len(read.sentences) == len(part)
    assert read.sentences[-1] < 0 < read.sentences[0]


def test_a_strangers_name_carries_nothing():
    text = "Russian officials met {}, an American envoy, for talks in Geneva."

    def tone(name: str) -> float:
        said = text.format(name)
        span = paragraphs(said)[0]
        part = sentences(said, span)
        found = mentions(said, part, load_roster(), date(2021, 6, 1))
        return model.paragraph(said, span, part, found, load_roster(), SIDES).tone

    tones = [tone(name) for name in ("Ann Lee", "Bob Killer", "Marta Peace", "Igor Love")]
    assert max(tones) - min(tones) <= 0.05
