"""Who holds a statement. Two actors of a roster made for these tests are enough."""

import pytest

from components.actors import mentions
from components.actors.roster import parse_roster
from components.attribution import Attribution, attributions
from components.text import Span, quotations, sentences, words

ROSTER = parse_roster(
    "id,name,kind,side,pronoun,surname,surname_alone,aliases,adjectives\n"
    "putin,Vladimir Putin,person,RU,he,Putin,yes,,\n"
    "trump,Donald Trump,person,US,he,Trump,yes,,\n"
    "kremlin,Kremlin,government,RU,it,,,,\n"
    "russia,Russia,country,RU,it,,,Moscow,Russian\n",
    "id,country,titles,bare,serves\n",
    "office,holder,from,to\n",
)


def of(text: str) -> list[Attribution]:
    span = Span(0, len(text))
    parts = sentences(text, span)
    found = mentions(text, parts, ROSTER, None)
    quoted = quotations(text, span)
    return [a for s in parts for a in attributions(text, s, words(text, s), found, quoted)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Putin said that talks would resume.", "putin"),
        ("“We are ready,” said Putin.", "putin"),
        ("According to the Kremlin, nothing was agreed.", "kremlin"),
        ("Talks, Trump said, went well enough for a second round to be held.", "trump"),
        ("VLADIMIR PUTIN: We are ready for talks.", "putin"),
        ("An official said that nothing was agreed.", None),
    ],
)
def test_the_speaker(text: str, speaker: str | None) -> None:
    assert [a.speaker for a in of(text)][:1] == [speaker]


def test_nobody_is_invented_for_an_agentless_claim() -> None:
    assert of("Relations are considered to be at a low.") == []


def test_cues_inside_a_quotation_are_not_the_authors() -> None:
    assert all(a.cue != "said" for a in of("“He said no,” Trump recalled."))


def test_what_follows_the_cue_is_attributed() -> None:
    text = "Putin said that talks would resume after the summer break."
    [found] = of(text)
    assert text[found.start : found.end] == " that talks would resume after the summer break."


@pytest.mark.parametrize(
    "text", ["Putin is in favour of talks.", "Putin came to Moscow and they answered in unison."]
)
def test_nouns_and_other_subjects_make_no_speaker(text: str) -> None:
    assert of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Johnson, a farmer, said Russia was bad for business.",
        "A complex approach to Russian-European matters, suggesting caution.",
    ],
)
def test_an_unknown_speaker_is_left_open(text: str) -> None:
    assert all(a.speaker is None for a in of(text))
