"""What happens to a word's value on the way: negation, reversal, refusal, preference, names."""

import pytest

from components.relations import relation_cues
from components.text import Span, words
from components.text.phrases import compile_table
from components.tone import cues

TABLE = compile_table({"good": 2.0, "bad": -2.0, "peace": 2.0, "war": -3.0, "bad deal": -1.0})


def found(text: str) -> dict[str, float]:
    tokens = words(text, Span(0, len(text)))
    return {cue.text: cue.value for cue in cues(text, tokens, TABLE, rule="test")}


def relation(text: str) -> float:
    tokens = words(text, Span(0, len(text)))
    return sum(cue.value for cue in relation_cues(text, tokens, ()))


def test_a_word_counts_what_the_table_says() -> None:
    assert found("It was good.") == {"good": 2.0}


def test_the_longest_phrase_wins() -> None:
    assert found("It was a bad deal.") == {"bad deal": -1.0}


def test_a_negator_turns_and_weakens() -> None:
    assert -2.0 < found("It was not good.")["good"] < 0


def test_negation_stops_at_a_clause() -> None:
    assert found("It was not here, but good.") == {"good": 2.0}


def test_what_is_stopped_turns_and_the_stopping_word_is_spent() -> None:
    assert found("They stopped the war.")["war"] > 0


def test_a_refused_good_turns() -> None:
    assert found("He refused to make peace.")["peace"] < 0


def test_what_stands_after_over_is_set_aside() -> None:
    assert found("They chose peace over war.") == {"peace": 2.0, "war": pytest.approx(2.1)}


def test_a_booster_strengthens() -> None:
    assert found("It was very good.")["good"] > 2.0


def test_words_in_names_carry_nothing() -> None:
    assert found("The Good Friday Agreement held.") == {}


@pytest.mark.parametrize(
    ("warm", "cold"),
    [
        ("Washington lifted sanctions on Moscow.", "Washington imposed sanctions on Moscow."),
        ("Sanctions were eased.", "Sanctions were widened."),
        ("The two countries resumed cooperation.", "They suspended cooperation."),
        ("They agreed to extend the treaty.", "They withdrew from the treaty."),
        ("The president praised the talks.", "The president refused to hold talks."),
    ],
)
def test_the_scale_tells_warm_from_cold(warm: str, cold: str) -> None:
    assert relation(warm) > 0 > relation(cold)


def test_a_row_over_sanctions_is_no_preference() -> None:
    text = "A bitter row over sanctions."
    assert relation(text) < 0


def test_relief_acts_only_on_what_is_bad() -> None:
    assert found("They resolved the war.")["war"] > 0
    assert found("They resolved matters of good will.")["good"] > 0


@pytest.mark.parametrize(
    "text",
    [
        "Washington cut aid to Moscow.",
        "Moscow and Washington cut off aid.",
        "The US cut all ties with Russia.",
        "The United States refused to lift sanctions against Russia.",
        "The US will not lift sanctions on Russia.",
        "The United States did not lift any of its sanctions on Russia.",
        "Russia refused to end the war.",
        "Russia rejected a US proposal to extend the treaty.",
    ],
)
def test_cut_refused_and_not_lifted_is_cold(text: str) -> None:
    assert relation(text) < 0


@pytest.mark.parametrize(
    "text", ["They made a commitment to stop the attacks.", "They held talks to end the war."]
)
def test_what_stands_before_a_reversal_is_not_turned_by_it(text: str) -> None:
    tokens = words(text, Span(0, len(text)))
    assert all(cue.value > 0 for cue in relation_cues(text, tokens, ()))
