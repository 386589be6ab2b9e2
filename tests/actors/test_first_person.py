"""“I”, “we”, “our two countries”, “you”: whom they mean in what somebody says."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.actors import Mention, load_roster, mentions, quoted_first_person
from components.text import Span, paragraphs, sentences

ROSTER = load_roster()
DAY = date(2018, 7, 16)


def found(text: str, **said: str) -> list[Mention]:
    spans = paragraphs(text)
    split = [s for span in spans for s in sentences(text, span)]
    return list(mentions(text, split, ROSTER, DAY, spans, **said))


def meant(text: str, surface: str, **said: str) -> set[str]:
    return {m.actor for m in found(text, **said) if m.surface == surface}


PUTIN = "VLADIMIR PUTIN: "
ASKED = "QUESTION: Why so, Mr President?\n\n"


@pytest.mark.parametrize(
    ("said", "surface", "actors"),
    [
        ("I am glad.", "I", {"vladimir-putin"}),
        ("They told me so.", "me", {"vladimir-putin"}),
        ("We are open to talks.", "We", {"russia"}),
        ("They came to us.", "us", {"russia"}),
        ("That is our country’s choice.", "our country", {"russia"}),
        ("Our Foreign Minister will go.", "Our Foreign Minister", {"sergey-lavrov"}),
        (
            "America asks for our two countries to talk.",
            "our two countries",
            {"russia", "united-states"},
        ),
        (
            "Washington knows that our relations suffer.",
            "our relations",
            {"russia", "united-states"},
        ),
        ("Our relations with France are good.", "Our", {"russia"}),
    ],
)
def test_the_first_person_of_a_turn(said: str, surface: str, actors: set[str]) -> None:
    assert meant(f"{ASKED}{PUTIN}{said}", surface) == actors


def test_a_question_asks_the_one_who_answers() -> None:
    text = f"QUESTION: Do you trust them?\n\n{PUTIN}I do."
    assert meant(text, "you") == {"vladimir-putin"}


def test_you_know_asks_nobody() -> None:
    assert meant(f"QUESTION: You know, it rains.\n\n{PUTIN}It does.", "You") == set()


def test_two_who_talk_alone_are_each_others_you() -> None:
    text = f"{PUTIN}I thank you.\n\nDONALD TRUMP: I thank you, Mr. President."
    assert [(m.surface, m.actor) for m in found(text) if m.surface in ("you", "Mr. President")] == [
        ("you", "donald-trump"),
        ("you", "vladimir-putin"),
        ("Mr. President", "vladimir-putin"),
    ]


def test_who_says_the_president_speaks_of_another() -> None:
    text = f"QUESTION: And Donald Trump?\n\n{PUTIN}I spoke with the President."
    assert meant(text, "President") == {"donald-trump"}


@pytest.mark.parametrize("said", ["World War I ended.", "Nicholas I ruled.", "The I-95 is long."])
def test_a_numeral_is_no_speaker(said: str) -> None:
    assert meant(f"{ASKED}{PUTIN}{said}", "I") == set()


def test_what_a_speaker_quotes_is_not_his_own() -> None:
    assert meant(f"{ASKED}{PUTIN}A friend said: “I am ill and we lost.”", "I") == set()


def test_reporters_and_strangers_have_no_country() -> None:
    assert meant(f"QUESTION: We wonder why.\n\n{PUTIN}Why not.", "We") == set()


def test_without_turns_the_first_person_stays_open() -> None:
    assert not [m for m in found("We met Vladimir Putin. I was glad.") if m.via != "name"]


@pytest.mark.parametrize(
    ("title", "surface", "actors"),
    [
        ("Remarks by President Trump in Helsinki", "I", {"donald-trump"}),
        ("Statement from President Donald Trump on Arms", "We", {"united-states"}),
        ("Vladimir Putin’s address to the nation", "I", {"vladimir-putin"}),
        ("Vladimir Putin met Donald Trump", "I", set()),
    ],
)
def test_a_title_says_who_speaks(title: str, surface: str, actors: set[str]) -> None:
    assert meant("I am glad. We will go on.", surface, title=title) == actors


def test_a_states_site_speaks_for_the_state_and_an_outlet_does_not() -> None:
    text = "We condemn the attack."
    assert meant(text, "We", title="On the attack", source="The White House") == {"united-states"}
    assert meant(text, "We", title="Joint statement", source="The White House") == set()
    assert meant(text, "We", title="On the attack", source="The New York Times") == set()


def test_the_first_person_of_a_quotation_is_its_speakers() -> None:
    text = "“I hope we can talk,” Vladimir Putin said."
    plain = found(text)
    more = quoted_first_person(text, [(Span(1, 20), "vladimir-putin")], plain, ROSTER, DAY)
    added = {(m.surface, m.actor) for m in more} - {(m.surface, m.actor) for m in plain}
    assert added == {("I", "vladimir-putin"), ("we", "russia")}


def test_a_speaker_is_not_he() -> None:
    text = f"{PUTIN}I did not see the guest. Was he there?\n\nQUESTION: He was late, Mr President."
    assert not [m for m in found(text) if m.surface.lower() == "he"]


PIECES = [
    "VLADIMIR PUTIN: ",
    "QUESTION: ",
    "Q  ",
    "THE PRESIDENT: ",
    "I ",
    "we ",
    "our two countries ",
    "Our Foreign Minister ",
    "you ",
    "Mr President ",
    "my colleague ",
    "he ",
    "him ",
    "its ",
    "“",
    "” ",
    "said ",
    "the two leaders ",
    "U.S. President’s ",
    "national security adviser ",
    "his ",
    "spokesman ",
    "Russia and the U.S. ",
    "the Russian and U.S. presidents ",
    "NATO. ",
    "the alliance ",
    "Pu\xadtin ",
    "Joe  Biden ",
    "Ulf Quist ",
    "Georgia ",
    "the President ",
    ". ",
    "\n\n",
    "* * *\n\n",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_mentions_lie_where_they_say_and_only_groups_share_a_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    every = found(text, title="Remarks by President Trump", source="The White House")
    assert all(text[m.start : m.end] == m.surface for m in every)
    assert every == sorted(every, key=lambda m: (m.start, m.end, m.actor))
    spans = sorted({(m.start, m.end) for m in every})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    shared = [(m.start, m.end) for m in every if m.via != "group"]
    assert len(shared) == len(set(shared))
