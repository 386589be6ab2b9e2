"""Weights of sentences, and what is null."""

from components.actors import mentions
from components.actors.roster import parse_roster
from components.relations import SentenceRelation, relation_cues, sentence_relations
from components.text import Span, sentences, words
from components.text.spans import inside

ROSTER = parse_roster(
    "id,name,kind,side,pronoun,surname,surname_alone,aliases,adjectives\n"
    "us,United States,country,US,it,,,Washington,American\n"
    "russia,Russia,country,RU,it,,,Moscow,Russian\n"
    "kremlin,Kremlin,government,RU,it,,,,\n"
    "france,France,country,FR,it,,,Paris,French\n",
    "id,country,titles,bare,serves\n",
    "office,holder,from,to\n",
)


def of(text: str, sides: tuple[str, str] = ("US", "RU")) -> tuple[SentenceRelation, ...]:
    parts = sentences(text, Span(0, len(text)))
    found = mentions(text, parts, ROSTER, None)
    read = []
    for part in parts:
        here = [m for m in found if inside(m, part)]
        read.append((here, relation_cues(text, words(text, part), here)))
    return sentence_relations(read, sides, ROSTER)


def test_both_sides_weigh_one() -> None:
    [found] = of("Washington and Moscow signed a treaty.")
    assert found.weight == 1.0
    assert found.tone is not None and found.tone > 0


def test_both_sides_named_and_nothing_said_is_zero_not_null() -> None:
    [found] = of("Washington is bigger than Moscow.")
    assert (found.tone, found.weight) == (0.0, 1.0)


def test_one_side_with_a_cue_weighs_half_and_without_one_nothing() -> None:
    with_cue, without = of("The Kremlin threatened retaliation. The Kremlin is red.")
    assert with_cue.weight == 0.5
    assert with_cue.tone is not None and with_cue.tone < 0
    assert (without.tone, without.weight) == (None, 0.0)


def test_neither_side_counts_a_little_beside_a_sentence_that_names_both() -> None:
    _, beside = of("Washington and Moscow met. The talks were constructive.")
    assert beside.weight == 0.25
    [alone] = of("The talks were constructive.")
    assert (alone.tone, alone.weight) == (None, 0.0)


def test_the_dyad_is_a_parameter() -> None:
    [found] = of("Paris and Moscow signed a treaty.", sides=("FR", "RU"))
    assert found.weight == 1.0
    [other] = of("Paris and Moscow signed a treaty.")
    assert other.weight == 0.5


def test_two_names_of_one_side_are_one_side() -> None:
    [found] = of("Moscow and the Kremlin threatened.")
    assert found.weight == 0.5
