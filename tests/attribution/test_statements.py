"""Who says what, read over whole texts: quotations, turns, nested speakers, open ones."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.actors.turns import Turn
from tests.attribution.reading import naming, read, said, scope, speakers


def the(text: str, cue: str) -> list[tuple[str | None, str]]:
    """Speaker and scope of the attributions with this cue."""
    return [(each.speaker, scope(text, each)) for each in said(text) if each.cue.lower() == cue]


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "covers"),
    [
        ("Putin said that talks would resume.", "said", "putin", "that talks would resume"),
        ("“We are ready,” said Putin.", "said", "putin", "We are ready"),
        ("“We are ready,” Putin said on Monday.", "said", "putin", "We are ready"),
        ("Putin said: “We are ready.”", "said", "putin", ": “We are ready"),
        ("“An old story,” Putin said, “and a sad one.”", "said", "putin",
         "An old story,” Putin said, “and a sad one"),
        ("Talks, Trump said, went well enough for now.", "said", "trump",
         "Talks, Trump said, went well enough for now"),
        ("Talks went well, the Kremlin said in a statement.", "said", "kremlin", "Talks went well"),
        ("In Moscow, Putin said on Monday the talks went well.", "said", "putin",
         "on Monday the talks went well"),
        ("According to the Kremlin, nothing was agreed.", "according to", "kremlin",
         "nothing was agreed"),
        ("Nothing was agreed, according to the Kremlin.", "according to", "kremlin",
         "Nothing was agreed"),
        ("In the view of the Kremlin, talks failed.", "in the view of", "kremlin", "talks failed"),
        ("Talks failed, per the Kremlin.", "per", "kremlin", "Talks failed"),
        ("Putin told reporters that talks failed.", "told", "putin", "reporters that talks failed"),
        ("Putin was quoted as saying that talks failed.", "was quoted as saying", "putin",
         "that talks failed"),
        ("As Putin put it, “talks failed.”", "put it", "putin", "talks failed"),
        ("Putin, who met Merkel in Berlin, said talks failed.", "said", "putin", "talks failed"),
        ("Trump has repeatedly said that talks failed.", "said", "trump", "that talks failed"),
        ("The agreement was described by Trump as a mistake.", "described", "trump",
         "as a mistake"),
        ("Putin’s claim that talks failed was false.", "claim", "putin",
         "that talks failed was false"),
        ("The Kremlin’s statement said that talks failed.", "said", "kremlin", "that talks failed"),
        ("A statement by the Kremlin said that talks failed.", "said", "kremlin",
         "that talks failed"),
    ],
)  # fmt: skip
def test_who_and_what(text: str, cue: str, speaker: str, covers: str) -> None:
    assert the(text, cue) == [(speaker, covers)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two officials in the capital said that talks failed.", "Two officials in the capital"),
        ("A newspaper reported that talks failed.", "A newspaper"),
        ("Talks failed, according to two officials.", "two officials"),
        ("Anna Muster, a farmer from the north, said that talks failed.", "Anna Muster"),
        ("“Talks failed,” said a visibly tired diplomat.", "a visibly tired diplomat"),
        ("Critics argue that talks failed.", "Critics"),
        ("Some say that talks failed.", "Some"),
        ("Lamrani, an analyst at a firm, reported that talks failed.", "Lamrani"),
        ("According to Lamrani the talks failed.", "Lamrani"),
    ],
)
def test_who_is_not_on_the_roster_stays_open(text: str, words: str) -> None:
    [found] = said(text)
    assert found.speaker is None
    assert naming(text, found) == words


@pytest.mark.parametrize(
    "text",
    [
        "Relations are considered to be at a low.",
        "It is said that talks failed.",
        "Talks are believed to have failed.",
        "Talks reportedly failed.",
        "It was announced that talks failed.",
        "Russia has been accused of delay.",
    ],
)
def test_nobody_is_invented_for_an_agentless_claim(text: str) -> None:
    found = said(text)
    assert found
    for each in found:
        assert (each.speaker, each.speaker_start, each.speaker_end) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Putin is in favour of talks.",
        "Putin sent threatening letters.",
        "The visit, adding to the strain, was put off.",
        "Russia added troops at the border.",
        "The reports on Russia were long.",
        "Western fears grow in Russia.",
        "Trump believed in peace.",
        "Russia reported to no one.",
        "The United States would announce new rules.",
        "The Kremlin did not say whether talks failed.",
        "Volume I describes the talks.",
        "The losses were attributed to Russia.",
        "Thirty roubles per day were paid in Moscow.",
    ],
)
def test_nouns_and_words_that_say_nothing_attribute_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Both Germany and Trump rejected the plan.", ["germany", "trump"]),
        ("Putin and his allies condemned the plan.", ["putin"]),
        ("American officials said that talks failed.", ["united-states"]),
        ("An unnamed American official said that talks failed.", [None]),
        ("American farmers said that talks failed.", [None]),
        ("Putin accused Germany of delay and played down the talks.", ["putin", "putin"]),
        ("Putin said that talks failed, adding that Germany was to blame.", ["putin", "putin"]),
        ("Putin met Merkel in Berlin. They condemned the attack.",
         ["putin", "merkel"]),
        ("Putin sent a letter to Berlin. The letter said that talks failed.", ["putin"]),
        ("Talks failed after the Kremlin said no deal was near.", ["kremlin"]),
        ("“Talks failed,” said the Kremlin, which blamed Germany.", ["kremlin", "kremlin"]),
        ("The plan, wrote Trump, is bad.", ["trump"]),
        ("“Talks failed,” reports Angela Merkel.", ["merkel"]),
        ("The plan was called “a joke” by Russian authorities.", ["russia"]),
        ("Putin and Trump issued a statement, which said that talks failed.",
         ["putin", "trump"]),
        ("The Kremlin criticised the plan, with Germany warning of delay.", ["kremlin", "germany"]),
        ("Trump continues to urge restraint.", ["trump"]),
        ("Russian officials said it failed. Those officials said no more.",
         ["russia", "russia"]),
        ("Officials said it failed. The officials said no more.", [None, None]),
        ("I’d say that talks failed.", [None]),
        ("Minister, thank you.", []),
        ("Do you think that talks failed?", []),
        ("The Northern Courier reported that Putin told Merkel talks failed.",
         ["courier", "putin"]),
    ],
)  # fmt: skip
def test_the_speakers(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def test_a_clause_with_a_speaker_of_its_own_ends_the_scope() -> None:
    text = "Putin said that talks failed, and Trump replied that he was glad."
    assert the(text, "said") == [("putin", "that talks failed")]
    assert the(text, "replied") == [("trump", "that he was glad")]


def test_an_inner_speaker_holds_what_the_outer_one_reports() -> None:
    text = "The newspaper, citing two officials, said that Russia may leave."
    cited, outer = said(text)
    assert (naming(text, outer), scope(text, outer)) == ("The newspaper", "that Russia may leave")
    assert (naming(text, cited), scope(text, cited)) == ("two officials", "that Russia may leave")


def test_a_closing_speaker_stands_around_an_inner_one() -> None:
    text = "Putin told Merkel that talks failed, the Kremlin said."
    inner, outer = sorted(said(text), key=lambda each: each.cue_start)
    assert outer.speaker == "kremlin"
    assert outer.start <= inner.start
    assert inner.end <= outer.end


def test_a_quotation_over_sentences_keeps_its_speaker() -> None:
    text = "“Talks failed. They will fail again. It is sad,” Putin said. Rain fell."
    [part] = read(text)
    assert [[a.speaker for a in each.attributions] for each in part.sentences] == [
        ["putin"], ["putin"], ["putin"], [],
    ]  # fmt: skip


def test_a_quotation_that_nobody_introduces_goes_on() -> None:
    text = "“Talks failed,” said Putin on Monday. “They will fail again.” Rain fell. “It is late.”"
    assert [scope(text, each) for each in said(text)] == ["Talks failed", "They will fail again"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "“Talks failed,” Putin said.\n\n“They will fail again.\n\n“It is sad.”\n\nRain fell."
    assert [[a.speaker for a in part.attributions] for part in read(text)] == [
        ["putin"], ["putin"], ["putin"], [],
    ]  # fmt: skip


def test_a_paragraph_may_announce_the_next_ones_quotation() -> None:
    text = "The Kremlin said:\n\n“Talks failed. They will fail again.”\n\nRain fell."
    assert [[a.speaker for a in part.attributions] for part in read(text)] == [[], ["kremlin"], []]


@pytest.mark.parametrize(
    "text",
    [
        "“Win big!” Trump tweeted before the vote. “We need it.”",
        "“Win big,” Trump said in Berlin on Nov. 2. “We need it.”",
        "“Win big,” Trump said of the vote on “The Show” Monday. “We need it.”",
    ],
)
def test_a_quotation_is_found_across_the_ends_of_sentences(text: str) -> None:
    assert [(a.speaker, scope(text, a)[:7]) for a in said(text)] == [
        ("trump", "Win big"), ("trump", "We need"),
    ]  # fmt: skip


def test_words_quoted_in_passing_do_not_go_on() -> None:
    text = "Putin called the plan “a bad idea.”\n\n“It is good,” Merkel said."
    assert [[a.speaker for a in part.attributions] for part in read(text)] == [
        ["putin"], ["merkel"],
    ]  # fmt: skip


def test_a_quotation_may_be_signed() -> None:
    text = "“Talks failed, and they will fail again.” — Angela Merkel, Berlin"
    [found] = said(text)
    assert (found.speaker, found.cue) == ("merkel", "—")


def test_a_turn_holds_all_its_paragraphs() -> None:
    text = "ANGELA MERKEL: I hope talks go on.\n\nWe will see.\n\nQUESTION: Who?"
    first = text.index("I hope")
    last = text.index("QUESTION")
    turns = (
        Turn("merkel", "ANGELA MERKEL", 0, first, last - 2),
        Turn(None, "QUESTION", last, text.index("Who"), len(text)),
    )
    found = said(text, turns)
    assert [(a.speaker, a.cue) for a in found] == [
        ("merkel", "turn"), ("merkel", "hope"), ("merkel", "turn"), (None, "turn"),
    ]  # fmt: skip
    assert {a.channel for a in found} == {"public"}
    assert found[2].cue_start == 0
    assert naming(text, found[3]) == "QUESTION"


def test_who_signed_a_text_is_its_i_and_speaks_for_a_country_as_we() -> None:
    text = "I condemn the attack. We urge restraint."
    assert [each.speaker for each in said(text, voice="merkel")] == ["merkel", "germany"]
    assert [each.speaker for each in said(text)] == [None, None]


def test_a_quoted_speaker_inside_a_quotation_stays_inside_it() -> None:
    text = "“Putin told us that talks failed,” Merkel said."
    inner = next(each for each in said(text) if each.cue == "told")
    assert inner.speaker == "putin"
    assert scope(text, inner) == "us that talks failed"


@pytest.mark.parametrize(
    ("cue", "certainty"), [("said", 1.0), ("claimed", 0.5), ("argued", 0.8), ("suggested", 0.6)]
)
def test_verbs_have_a_certainty_of_their_own(cue: str, certainty: float) -> None:
    assert [a.certainty for a in said(f"Putin {cue} that talks failed.")] == [certainty]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Putin told reporters that talks failed.", "public"),
        ("Putin said in an interview that talks failed.", "public"),
        ("The Northern Courier reported that talks failed.", "public"),
        ("The Kremlin said that talks failed.", "official"),
        ("Putin said in a joint statement that talks failed.", "official"),
        ("Putin privately told aides that talks failed.", "alleged_private"),
        ("Talks failed, according to people familiar with the matter.", "alleged_private"),
        ("Two officials, speaking on condition of anonymity, said talks failed.",
         "alleged_private"),
        ("Putin said that talks failed.", None),
    ],
)  # fmt: skip
def test_channels(text: str, channel: str | None) -> None:
    assert {each.channel for each in said(text)} == {channel}


_WORDS = st.sampled_from(
    "Putin Trump Germany Kremlin said told claimed that reportedly may if according to citing the "
    "a officials they I statement and , . ; : “ ” \" — \n\n ' ’s he which by was adding "
    "who asked not to be named although a charge called".split(" ")
)


@given(st.lists(_WORDS, max_size=60).map(" ".join))
@example("“Putin said “Trump said” Merkel said.")
@example("said")
@example("“")
def test_scopes_lie_in_the_text_and_nest(text: str) -> None:
    for part in read(text):
        spans = [(each.start, each.end) for each in part.attributions]
        for each in part.attributions:
            assert 0 <= each.start < each.end <= len(text)
            assert text[each.cue_start : each.cue_end] == each.cue
            assert (each.speaker_start is None) == (each.speaker_end is None)
        for one in spans:
            for other in spans:
                apart = one[1] <= other[0] or other[1] <= one[0]
                within = one[0] <= other[0] and other[1] <= one[1]
                around = other[0] <= one[0] and one[1] <= other[1]
                assert apart or within or around
        for sentence in part.sentences:
            for hedge in sentence.hedges:
                assert text[hedge.start : hedge.end] == hedge.text
                assert hedge.scope_start <= hedge.start < hedge.end <= hedge.scope_end


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for part in read(text):
        assert all(each.start < each.end for each in part.attributions)


@pytest.mark.parametrize(
    "sentence",
    [
        "Putin said ",
        "While Putin, who praised Trump, a plan ",
        "was seen by Putin, which ",
        "who asked not to be named ",
        "Putin, the man, said, ",
        "“a” “b” Putin said. ",
        "The statement said ",
        "a ",
    ],
)
def test_a_sentence_without_end_takes_time_in_proportion(sentence: str) -> None:
    text = (sentence * 80_000)[:80_000]
    began = time.process_time()
    found = said(text)
    # Half a second here; minutes if any step were quadratic.
    assert time.process_time() - began < 10
    assert all(each.end <= len(text) for each in found)
