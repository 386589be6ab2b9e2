"""Names, companies and places that only look like an actor."""

from datetime import date

import pytest

from components.actors import load_roster, mentions
from components.text import paragraphs, sentences

ROSTER = load_roster()


def actors(text: str) -> set[str]:
    spans = paragraphs(text)
    split = [s for span in spans for s in sentences(text, span)]
    return {m.actor for m in mentions(text, split, ROSTER, date(2023, 3, 1), spans)}


@pytest.mark.parametrize(
    "text",
    [
        "He drank Russian Standard vodka.",
        "American Airlines grew, and US Airways with it.",
        "Representative French Hill voted no.",
        "They live in Moscow, Idaho.",
        "They camped at Lake Moscow, Idaho.",
        "He moved to Washington state.",
        "Denzel Washington stars in it.",
        "Michael Jordan played.",
        "It cost 5 million U.S. dollars and US$3 more.",
        "CONTACT US NOW",
        "The guests spoke in Russian.",
        "A Russian-language paper closed.",
        "The film was shot in Little Russia.",
        "Voters in Georgia queued in Atlanta.",
        "Georgia Governor Bo Quist agreed.",
        "Reagan National Airport closed, as did Kennedy Space Center.",
        "Richard Wagner composed it.",
        "The Congress of Vienna met.",
        "Treasury yields fell.",
        "Johnson & Johnson grew.",
    ],
)
def test_somebody_or_something_else(text: str) -> None:
    assert actors(text) == set()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian officials told reporters to wait.", "russia"),
        ("The Russian press secretary spoke.", "russia"),
        ("Russian state media reported it.", "russia"),
        ("American expert groups met.", "united-states"),
        ("Georgia and Russia broke off ties in Tbilisi.", "georgia"),
        ("Jordan will host the talks.", "jordan"),
        ("The U.S. Congress voted.", "us-congress"),
        ("Congress voted.", "us-congress"),
        ("The UN Security Council met.", "un-security-council"),
        ("The US told us.", "united-states"),
        ("Moscow, London and Paris agreed.", "france"),
        ("Moscow Mayor Sergei Sobyanin agreed.", "sergei-sobyanin"),
    ],
)
def test_the_actor_itself(text: str, actor: str) -> None:
    assert actor in actors(text)


def test_another_countrys_senate_is_not_the_american_one() -> None:
    assert actors("Italy’s Senate met the Brazilian Senate.") == {"italy", "brazil"}


def test_a_papers_name_is_the_paper() -> None:
    assert actors("The Moscow Times quoted The Washington Post.") == {
        "the-moscow-times",
        "washington-post",
    }


def test_a_name_shared_by_a_country_and_a_person_goes_by_what_is_before_it() -> None:
    assert actors("Jim Jordan came. Rep. Jordan asked him.") == {"jim-jordan"}
    assert actors("Jordan asked for aid.") == {"jordan"}


@pytest.mark.parametrize(
    "text",
    [
        "Odile Paris sailed with the choir. Paris sang alto, and Paris’s brother rowed.",
        "The baker thanked Ned London. London had brought yeast.",
        "The coach picked Tariq R. Jordan. Jordan scored.",
        "A choir picked Odile Maria Paris. Paris sang.",
        "Dr Odile Paris sailed. Paris sang.",
        "The mayor met Ms. Paris and Mr. London.",
    ],
)
def test_a_person_who_bears_a_places_name(text: str) -> None:
    assert actors(text) == set()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Odile Paris sings. She lives in Paris.", "france"),
        ("Odile Paris sings. Berlin and Paris disagree.", "france"),
        ("In August Paris rejected the draft. Paris wants another.", "france"),
        ("Perhaps Paris will agree. Paris has time.", "france"),
        ("Ministers Visit London. London was pleased.", "united-kingdom"),
        ("Two Ministers Visit London. London was pleased.", "united-kingdom"),
        ("Two of the Ministers in Paris spoke. Paris was pleased.", "france"),
        ("East London slept. London will reply.", "united-kingdom"),
        ("Following Putin’s speech, the hall emptied.", "vladimir-putin"),
        ("Mr. Zelensky waited.", "volodymyr-zelenskyy"),
        ("Macron said no. French Paris is old. Paris will reply.", "france"),
    ],
)
def test_a_place_stays_a_place(text: str, actor: str) -> None:
    assert actor in actors(text)
