"""Tone toward one mention: what counts, how much, and what does not."""

from components.actors import Mention, load_roster
from components.attribution import sentence_attributions
from components.text import Span, quotations, words
from components.tone import MentionTone, label, mention_tone
from components.tone.context import HALF_LIFE, REACH, sentence_cues


def toward(text: str, name: str) -> MentionTone:
    span = Span(0, len(text))
    start = text.index(name)
    mention = Mention(start, start + len(name), "target", name, "name", 1.0)
    tokens, quoted = words(text, span), quotations(text, span)
    found = sentence_attributions(text, span, tokens, [mention], quoted, load_roster())
    return mention_tone(mention, tokens, sentence_cues(text, tokens, [mention]), found, quoted)


def test_the_targets_own_words_carry_nothing() -> None:
    assert toward("United Hope met on Monday.", "United Hope").contributions == ()


def test_near_words_weigh_more_than_far_ones() -> None:
    near = toward("Rivera was praised.", "Rivera").tone
    far = toward(f"Rivera came {'and went ' * 10} and was praised.", "Rivera").tone
    assert near > far > 0


def test_a_word_counts_half_after_the_half_life() -> None:
    steps = int(HALF_LIFE)
    near = toward("Rivera praised.", "Rivera").contributions[0].value
    far = toward(f"Rivera {'x ' * steps}praised.", "Rivera").contributions[0].value
    assert far / near == 0.5


def test_beyond_the_reach_nothing_counts() -> None:
    assert toward(f"Rivera {'x ' * (REACH + 5)}praised.", "Rivera").contributions == ()


def test_what_the_target_says_is_hardly_about_it() -> None:
    said = toward("Rivera said the attack was a disaster for everybody there.", "Rivera").tone
    met = toward("Rivera met the attack that was a disaster for everybody there.", "Rivera").tone
    assert met < said < 0


def test_words_in_a_quotation_about_something_else_count_little() -> None:
    quoted = toward("Rivera was there as “a terrible failure” went on.", "Rivera").tone
    plain = toward("Rivera was there as a terrible failure went on.", "Rivera").tone
    assert plain < quoted < 0


def test_each_contribution_says_its_rule_and_distance() -> None:
    [found] = toward("Rivera was not praised.", "Rivera").contributions
    assert found.text == "praised"
    assert "negated" in found.rule and "3 words away" in found.rule


def test_labels() -> None:
    assert [label(tone) for tone in (-0.5, 0.0, 0.5)] == ["neg", "neu", "pos"]
