"""How alike texts are, and whether likely copies find each other."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import copies

WORDS = [f"word{number}" for number in range(400)]
HOSTILE = Path(__file__).parents[2] / "shared" / "hostile" / "dups"


def words(seed: int, count: int = 200) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(count)]


def edited(original: list[str], changes: int, seed: int) -> list[str]:
    """The words with so many of them replaced, at places far from each other."""
    chosen, result = random.Random(seed), list(original)
    for place in chosen.sample(range(0, len(original), 6), changes):
        result[place] = f"new{place}"
    return result


def of(text: str | list[str]) -> frozenset[str]:
    return copies.shingles(text if isinstance(text, str) else " ".join(text))


def test_shingles_are_runs_of_five_words_without_case_and_marks() -> None:
    assert of("One, two – THREE four! “Five” six") == {
        "one two three four five",
        "two three four five six",
    }
    assert of("Two words") == {"two words"}
    assert of("") == {""}


def test_the_similarity_of_known_texts() -> None:
    assert copies.similarity(of("a b c d e"), of("A, b; c d e.")) == 1.0
    assert copies.similarity(of("a b c d e f"), of("a b c d e g")) == pytest.approx(1 / 3)
    assert copies.similarity(of("a b c d e"), of("f g h i j")) == 0.0
    assert copies.similarity(frozenset(), frozenset()) == 1.0


def test_a_few_edits_leave_a_copy_and_many_do_not() -> None:
    original = words(1)
    assert copies.are_copies(of(original), of(edited(original, 8, 1)))
    assert not copies.are_copies(of(original), of(edited(original, 30, 1)))
    assert not copies.are_copies(of(original), of(words(2)))


def test_short_texts_are_copies_only_when_their_words_are_the_same() -> None:
    one = of("Envoys meet in Geneva for new talks on arms")
    assert copies.are_copies(one, of("Envoys meet in Geneva for new talks on arms!"))
    assert not copies.are_copies(one, of("Envoys meet in Geneva for new talks on grain"))


def test_keys_are_the_same_everywhere_and_for_ever() -> None:
    # They are kept in the store: if this fails, what is stored would not be found any more.
    found = copies.keys(of("Moscow and Washington agreed to resume the talks in Geneva on Monday"))
    assert found[:3] == (-8872876881119790607, -8711933670678202514, -9130771900617713378)
    assert len(found) == copies.BANDS
    assert all(-(2**63) <= key < 2**63 for key in found)


def test_copies_share_a_key_and_others_do_not() -> None:
    """At the threshold .96 of pairs are found (see the module); unrelated texts practically never."""
    found = checked = met = 0
    for seed in range(150):
        original = words(seed)
        other = edited(original, 12, seed)
        one, two = of(original), of(other)
        assert 0.5 <= copies.similarity(one, two) < 0.6
        checked += 1
        found += bool(set(copies.keys(one)) & set(copies.keys(two)))
        met += bool(set(copies.keys(one)) & set(copies.keys(of(words(seed + 1000)))))
    assert found / checked >= 0.93
    assert met == 0


@given(st.text(max_size=300))
def test_any_text_is_a_copy_of_itself(text: str) -> None:
    shingled = of(text)
    assert copies.are_copies(shingled, of(text))
    assert copies.keys(shingled) == copies.keys(of(text))


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared inputs are not here")
def test_a_wire_story_in_a_local_paper_is_found() -> None:
    one, two = (
        of((HOSTILE / name).read_text(encoding="utf-8"))
        for name in ("wire_ap.txt", "wire_local_paper.txt")
    )
    assert copies.are_copies(one, two)
    assert set(copies.keys(one)) & set(copies.keys(two))
