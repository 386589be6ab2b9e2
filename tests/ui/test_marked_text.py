"""Marked text: nothing of the paragraph is lost, and every mark says what it means."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.actors import load_roster
from components.analysis import ActorTone, Paragraph, ScoredMention, Sentence, analyse
from components.attribution import Attribution, Hedge
from components.tone import Contribution
from components.ui.marked_text import Mark, Segment, segments

TEXT = (
    "The Kremlin said Russia 🇷🇺 would not welcome the “hostile, reckless” American sanctions. "
    "Putin's spokesman reportedly praised the warm 😀 talks with the United States."
)


def paragraph(text: str = TEXT, before: str = "An opening about Moscow.\n\n") -> Paragraph:
    found = analyse(before + text, date=date(2024, 11, 8), roster=load_roster())
    return found.paragraphs[-1]


def joined(found: tuple[Segment, ...]) -> str:
    return "".join(each.text for each in found)


def marks(found: tuple[Segment, ...], kind: str) -> dict[str, Mark]:
    return {s.text: mark for s in found for mark in s.marks if mark.kind == kind}


def test_joined_the_segments_are_the_paragraph_with_its_emoji() -> None:
    part = paragraph()
    assert part.start > 0
    assert joined(segments(part)) == TEXT
    for each in part.actors:
        assert joined(segments(part, actor=each.actor)) == TEXT


def test_an_actor_is_named_where_the_text_says_it_otherwise() -> None:
    found = marks(segments(paragraph()), "actor")
    assert found["Kremlin"].label == "RU"
    assert found["Putin's spokesman"].label == "Dmitry Peskov"
    assert "by office" in found["Putin's spokesman"].detail


def test_words_carry_their_value_sign_and_rule() -> None:
    part = paragraph()
    counted = {c.text: c for s in part.sentences for c in s.contributions}
    found = marks(segments(part), "word")
    assert set(found) >= set(counted)
    sanctions = found["sanctions"]
    assert sanctions.tone == "−" and sanctions.label.startswith("−")
    assert counted["sanctions"].rule in sanctions.detail


def test_the_words_of_an_actor_are_those_of_its_record() -> None:
    part = paragraph()
    actor = next(each for each in part.actors if each.contributions)
    found = marks(segments(part, actor=actor.actor), "word")
    assert set(found) == {c.text for c in actor.contributions}


def test_hedges_speakers_and_quotations_are_told() -> None:
    found = segments(paragraph())
    assert marks(found, "hedge")["reportedly"].label == "second-hand"
    assert marks(found, "cue")["said"].label == "speaker: Kremlin"
    quoted = "".join(each.text for each in found if each.quoted)
    assert quoted == "hostile, reckless"


def test_a_speaker_nobody_knows_stays_open() -> None:
    part = Paragraph(
        0, 0, 15, "A farmer spoke.", None, 0.0, "none", None,
        (Sentence(0, 15, None, 0.0, 1.0, 0.0, ()),), (),
        (Attribution(None, "spoke", None, 0, 15, 1.0, 9, 14, None, None),), (), (),
    )  # fmt: skip
    assert marks(segments(part), "cue")["spoke"].label == "speaker: open"


def test_an_unscored_paragraph_has_no_marks() -> None:
    text = "Россия и США договорились о новых переговорах."
    part = analyse(text, date=None, roster=load_roster(), language="ru").paragraphs[0]
    found = segments(part)
    assert joined(found) == text
    assert not any(each.marks for each in found)


@st.composite
def marked(draw: st.DrawFn) -> Paragraph:
    """A paragraph with marks anywhere, overlapping and even out of bounds."""
    alphabet = st.sampled_from('ab é“”"😀🇷🇺\n—')
    text = draw(st.text(alphabet, min_size=1, max_size=40))
    start = draw(st.integers(0, 500))
    places = st.tuples(st.integers(start - 2, start + len(text)), st.integers(1, 12)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    )
    many = st.lists(places, max_size=5)
    words = [Contribution("w", s, e, 1.0, "r") for s, e in draw(many)]
    here = [ScoredMention(s, e, "russia", "m", "name", 1.0) for s, e in draw(many)]
    cut = draw(st.integers(0, len(text))) + start
    end = start + len(text)
    return Paragraph(
        3, start, end, text, 0.1, 1.0, "direct", 0.0,
        tuple(
            Sentence(a, b, 0.1, 1.0, 1.0, 0.0, tuple(words))
            for a, b in ((start, cut), (cut, end)) if a < b
        ),
        tuple(Hedge("h", "modal", 0.6, s, e, s, e) for s, e in draw(many)),
        tuple(Attribution("russia", "c", None, s, e, 1.0, s, s + 1, None, None) for s, e in draw(many)),
        (),
        (ActorTone("russia", "Russia", "RU", 0.0, "neu", "scored", 1, 1.0, 0.0,
                   tuple(here), tuple(words)),),
    )  # fmt: skip


@given(marked(), st.sampled_from([None, "russia", "nobody"]))
def test_whatever_is_marked_no_character_is_lost(part: Paragraph, actor: str | None) -> None:
    found = segments(part, actor=actor)
    assert joined(found) == part.text
    assert all(each.text for each in found)


@pytest.mark.parametrize("values", [(1.0, -1.0), (0.5, 0.5, 0.5, 0.5)])
def test_a_word_that_counts_toward_several_mentions_shows_all(values: tuple[float, ...]) -> None:
    part = paragraph("Russia praised talks.", before="")
    counted = tuple(Contribution("praised", 7, 14, v, f"rule {v}") for v in values)
    actor = replace(part.actors[0], actor="russia", contributions=counted)
    found = marks(segments(replace(part, actors=(actor,)), actor="russia"), "word")
    assert found["praised"].detail.count("rule") == len(values)
    assert found["praised"].tone == ("" if sum(values) == 0 else "+")
