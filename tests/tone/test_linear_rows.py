"""The quick look-up finds the rows that the n-grams written out would find, in their order."""

from hypothesis import given
from hypothesis import strategies as st

from components.actors import Mention
from components.text import Span, words
from components.tone.linear_features import Reading, grams, reading
from components.tone.linear_rows import by_kind, rows_of

# “nation” on the left and “ation” near it on the left are written alike: “<nation”.
WORDS = ["nation", "ation", "the", "No", "Paris", "talks", "7", "fails", "far", "ar", "Smith"]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=20)


def read(tokens: list[str], at: int) -> Reading:
    text = " ".join(tokens)
    found = words(text, Span(0, len(text)))
    word = found[at % len(found)]
    mention = Mention(word.start, word.end, "target", text[word.start : word.end], "name", 1.0)
    return reading(text, found, mention, frozenset({"the"}))


@given(SENTENCES, st.integers(0, 19), st.sets(st.integers(0, 400)))
def test_the_same_rows_in_the_same_order(tokens: list[str], at: int, left_out: set[int]) -> None:
    made = read(tokens, at)
    names = [name for number, name in enumerate(grams(made)) if number not in left_out]
    rows = {name: 1000 - row for row, name in enumerate(names)}
    expected = [rows[gram] for gram in grams(made) if gram in rows]
    assert list(rows_of(made, by_kind(rows))) == expected
