"""Weights of sentences, and what is null."""

from components.actors import load_roster, mentions
from components.actors.roster import parse_roster
from components.relations import (
    Presence,
    SentenceRelation,
    author_side,
    presence,
    relation_cues,
    sentence_relations,
)
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


def of(
    text: str, sides: tuple[str, str] = ("US", "RU"), around: Presence | None = None
) -> tuple[SentenceRelation, ...]:
    parts = sentences(text, Span(0, len(text)))
    found = mentions(text, parts, ROSTER, None)
    read = []
    for part in parts:
        here = [m for m in found if inside(m, part)]
        read.append((here, relation_cues(text, words(text, part), here)))
    return sentence_relations(read, sides, ROSTER, around)


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


def bears(text: str, shares: tuple[float, float], author: str | None = None) -> bool:
    return any(each.weight for each in of(text, around=Presence(shares, author)))


def test_a_paragraph_that_names_both_sides_bears_on_the_relation() -> None:
    assert bears("Washington is large. Moscow is old.", (0.1, 0.1))


def test_both_named_apart_and_nothing_said_is_zero() -> None:
    tones = {
        each.tone for each in of("Washington is large. Moscow is old.", around=Presence((1, 1)))
    }
    assert tones == {0.0}


def test_the_other_side_alone_bears_where_the_article_keeps_naming_ours() -> None:
    text = "The Kremlin threatened retaliation."
    assert bears(text, (0.5, 0.6))
    assert not bears(text, (0.1, 0.6))
    assert bears(text, (0.0, 0.6), author="US")
    assert not bears("The Kremlin is red.", (0.9, 0.9))


def test_the_authors_side_alone_seldom_bears() -> None:
    assert not bears("Washington signed a law on trade.", (0.9, 0.6))
    assert not bears("The Kremlin threatened retaliation.", (0.5, 0.6), author="RU")


def test_presence_is_a_share_of_paragraphs() -> None:
    found = [
        mentions(text, [Span(0, len(text))], ROSTER, None)
        for text in ("Moscow spoke.", "Moscow and Washington met.", "Nobody came.", "It rained.")
    ]
    assert presence(found, ("US", "RU"), ROSTER) == Presence((0.25, 0.5))
    assert presence([], ("US", "RU"), ROSTER) == Presence((0.0, 0.0))


def test_the_author_is_an_office_or_body_never_a_paper() -> None:
    roster = load_roster()

    def author(source: str) -> str | None:
        return author_side(source, mentions(source, [Span(0, len(source))], roster, None), roster)

    assert author("The White House") == author("U.S. Department of State") == "US"
    assert author("President of Russia") == author("The Kremlin") == "RU"
    for paper in ("The Moscow Times", "USA TODAY", "The Washington Post", "A neighbour", ""):
        assert author(paper) is None


def test_far_hostility_adds_less() -> None:
    [once] = of("Washington attacked Moscow.")
    assert once.contributions[0].value > -3.6


def test_help_for_a_third_is_no_warmth_between_the_two() -> None:
    [third] = of("Washington, unlike Moscow, sends support to France.")
    [between] = of("Washington sends support to Moscow, not France.")
    assert third.tone == 0.0
    assert between.tone is not None and between.tone > 0
