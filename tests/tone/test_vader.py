"""Our VADER against vaderSentiment itself: the same four fields on any text, and quicker.

Larger runs: ``VADER_FUZZ=400000`` sets how many made-up texts are compared; ``VADER_TEXTS=FOLDER``
compares every sentence, line and paragraph of the text files in a folder too.
"""

import csv
import os
import string
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE

from components.tone import vader_rules
from components.tone.vader import Scores, compound, normalised, scores, word_valences
from tests.tone.vader_texts import LEXICON, NAMED, ORACLE, PHRASES, PLAIN, fuzzed, in_files

SAMPLES = Path(__file__).resolve().parents[2] / "sample_articles"
N_FUZZ = int(os.environ.get("VADER_FUZZ", "20000"))
TEXTS = os.environ.get("VADER_TEXTS", "")
FIELDS = ("neg", "neu", "pos", "compound")


def expected(text: str) -> tuple[float, ...]:
    found = ORACLE.polarity_scores(text)
    return tuple(found[field] for field in FIELDS)


def ours(text: str) -> tuple[float, ...]:
    found = scores(text)
    return (found.neg, found.neu, found.pos, found.compound)


def differs(text: str) -> bool:
    want = expected(text)
    return ours(text) != want or compound(text) != want[3]


def test_the_sample_articles_score_as_with_vader_sentiment() -> None:
    texts = list(in_files(SAMPLES))
    assert len(texts) > 1000
    assert not [text for text in texts if differs(text)]


@pytest.mark.skipif(not TEXTS, reason="VADER_TEXTS names no folder")
def test_real_texts_score_as_with_vader_sentiment() -> None:
    texts = list(in_files(Path(TEXTS)))
    print(f"{len(texts)} texts of {TEXTS}", file=sys.stderr)
    assert not [text for text in texts if differs(text)]


def test_made_up_texts_score_as_with_vader_sentiment() -> None:
    found = [(seed, fuzzed(seed)) for seed in range(N_FUZZ) if differs(fuzzed(seed))]
    assert not found[:5]


@given(st.text(max_size=60))
def test_any_characters_score_as_with_vader_sentiment(text: str) -> None:
    assert not differs(text)


WORDS = st.sampled_from([*LEXICON[::7], *NAMED, *NAMED, *PHRASES, *PLAIN, *BOOSTER_DICT, *NEGATE])


@hypothesis_settings(max_examples=500)
@given(st.lists(st.one_of(WORDS, WORDS.map(str.upper), st.text(max_size=4)), max_size=12))
@example(["good", "but", "good", "bad", "but", "good"])
@example(["great", "great", "but", "great", "great", "great"])
def test_any_words_score_as_with_vader_sentiment(words: list[str]) -> None:
    assert not differs(" ".join(words))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "!", "?!?!", "good", "GOOD", "GOOD news", "ALL GOOD NEWS", "no", "no good", "good no",
        "no, it is a good plan", "no war or peace", "a b no war or peace",
        "it is so good", "we are so good", "never so good", "he was never this good",
        "without doubt good", "he is without any doubt good", "least good", "at least good",
        "the very least good", "one kind of good plan", "a kind of", "kind", "sort of good it is",
        "that is the shit here", "it was the bomb good", "this is to die for", "a kiss of death",
        "a really bad ass plan", "they do yeah right now", "at the bus stop",
        "good but bad but good", "good good good but good", "bad. BUT good", "but good", "good but",
        "don't like it", "don’t like it", "I LOVE it!!!!!", "do you love it???", "(:O", ":D", ":)",
        "good😀", "😀good", "a 😀😀 b", "© good", "❤️", "👨‍⚕️ good", "it's “GREAT”", "Kind of good",
    ],
)  # fmt: skip
def test_the_oddities_score_as_with_vader_sentiment(text: str) -> None:
    assert ours(text) == expected(text)
    assert compound(text) == expected(text)[3]


def test_the_fields_are_those_of_the_published_readme() -> None:
    assert scores("VADER is smart, handsome, and funny!") == Scores(0.0, 0.248, 0.752, 0.8439)
    assert scores("") == Scores(0.0, 0.0, 0.0, 0.0)


def test_the_lexicon_is_the_packages_own() -> None:
    assert word_valences() == ORACLE.lexicon
    # The rules leave out words of valence 0 and take degree words for none of the lexicon's.
    assert all(word_valences().values())
    assert not set(word_valences()) & set(BOOSTER_DICT)


def test_the_records_of_words_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vader_rules, "_KEPT", 100)
    monkeypatch.setattr(vader_rules, "_words", vader_rules._Words())
    for number in range(1000):
        assert scores(f"word{number} good").compound == 0.4404
    assert len(vader_rules._words) <= 100
    compound("x" * 1_000_000)
    assert max(map(len, vader_rules._words)) < 100


def test_threads_share_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vader_rules, "_KEPT", 50)
    monkeypatch.setattr(vader_rules, "_words", vader_rules._Words())
    texts = [fuzzed(seed) for seed in range(300)]
    want = [expected(text) for text in texts]
    wrong: list[str] = []

    def score() -> None:
        wrong.extend(text for text, each in zip(texts, want, strict=True) if ours(text) != each)

    threads = [threading.Thread(target=score) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_normalised_text_is_read_as_it_was_meant() -> None:
    assert compound("They don’t like it.") > 0 > compound(normalised("They don’t like it."))
    assert normalised("“donâ€™t” â€“ cafÃ©\u00a0Â£5 ´t") == "\"don't\" – café £5 't"
    assert normalised("Plain text, “quoted” — São Paulo, ÂNGELA") == (
        'Plain text, "quoted" — São Paulo, ÂNGELA'
    )
    assert normalised("it\x92s") == "it's"


@given(st.text(alphabet=string.printable))
def test_plain_text_is_normal_already(text: str) -> None:
    assert normalised(text) == text


def test_normalising_sample_articles_touches_only_quotation_marks_and_spaces() -> None:
    with (SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))
    for path in SAMPLES.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        changed = {a for a, b in zip(text, normalised(text), strict=True) if a != b}
        assert changed <= set("“”‘’\u00a0")
