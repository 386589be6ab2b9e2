"""Clauses inside a sentence keep what they say to themselves; acts and denials say nothing."""

import pytest

from tests.attribution.reading import naming, said, scope, speakers


def covered(text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, cue and scope of all attributions, by place of the cue."""
    found = sorted(said(text), key=lambda each: each.cue_start)
    return [(each.speaker, each.cue, scope(text, each)) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Although Germany claimed the prize, Trump dismissed the vote as a joke.",
         [("germany", "claimed", "the prize"), ("trump", "dismissed", "the vote as a joke")]),
        ("While German leaders have expressed doubts about it, Putin praised the plan.",
         [(None, "expressed", "doubts about it"), ("putin", "praised", "the plan")]),
        ("When Putin praised the plan, Merkel left.", [("putin", "praised", "the plan")]),
        ("After Putin accused Germany of theft, lies and greed, Merkel left the room.",
         [("putin", "accused", "Germany of theft, lies and greed")]),
        ("Asked whether Putin praised the plan, a guest left.",
         [("putin", "praised", "the plan")]),
        ("Trump said that while Russia claimed the prize, Germany had won it.",
         [("trump", "said", "that while Russia claimed the prize, Germany had won it"),
          ("russia", "claimed", "the prize")]),
        ("Putin said that, although Trump praised him, ties were bad.",
         [("putin", "said", "that, although Trump praised him, ties were bad"),
          ("trump", "praised", "him")]),
        ("“Although Russia claimed the prize, we won it,” said Merkel.",
         [("russia", "claimed", "the prize"),
          ("merkel", "said", "Although Russia claimed the prize, we won it")]),
        ("The Kremlin, which had called Merkel a fox, said that ties would improve.",
         [("kremlin", "called", "Merkel a fox"),
          ("kremlin", "said", "that ties would improve")]),
        ("Putin — who praised Trump — said talks failed.",
         [("putin", "praised", "Trump"), ("putin", "said", "talks failed")]),
        ("Russia, which Germany accused of theft, on Monday sent a note.",
         [("germany", "accused", "of theft")]),
        ("Russia, accusing Germany of theft, sent a note.",
         [("russia", "accusing", "Germany of theft")]),
        ("The losses, which Germany estimated at 1,000, forced Putin to stop.",
         [("germany", "estimated", "at 1,000")]),
        ("As the Kremlin warned Germany of delay, Putin, Trump and Merkel met.",
         [("kremlin", "warned", "Germany of delay")]),
        ("The guest, who Merkel has called a fox, left.", [("merkel", "called", "a fox")]),
        ("Talks ended, said the Kremlin, which said that Germany, the host, was to blame.",
         [("kremlin", "said", "Talks ended"),
          ("kremlin", "said", "that Germany, the host, was to blame")]),
        ("Critics accuse Trump of haste, a charge the Kremlin rejects.",
         [(None, "accuse", "Trump of haste"),
          ("kremlin", "rejects", "a charge the Kremlin rejects")]),
    ],
)  # fmt: skip
def test_a_subordinate_clause_leaves_the_main_clause_alone(
    text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert covered(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Many moves perceived by Russia as a threat were settled by others with skill.",
         [("russia", "perceived by", "Many moves perceived by Russia as a threat")]),
        ("Germany, seen by Russia as a rival, sent aid.", [("russia", "seen by", "as a rival")]),
        ("The tariffs, announced by Angela Merkel, hit Russian banks.",
         [("merkel", "announced", "The tariffs")]),
        ("Germany, described by Putin as a “false” friend, wants peace.",
         [("putin", "described", "as a “false” friend")]),
        ("The tariffs were announced by Angela Merkel.",
         [("merkel", "announced", "The tariffs were")]),
        ("The plan, which Russia rejected, was praised by Trump.",
         [("russia", "rejected", "The plan"),
          ("trump", "praised", "The plan, which Russia rejected, was")]),
        ("Merkel, who has criticized Putin, Trump and others, was praised by Germany.",
         [("merkel", "criticized", "Putin, Trump and others"),
          ("germany", "praised", "Merkel, who has criticized Putin, Trump and others, was")]),
        ("Trump sent a plan that Russia rejected.", [("russia", "rejected", "a plan")]),
        ("His plan, which must be confirmed by Germany, is new.",
         [("germany", "confirmed", "His plan")]),
        ("A guest said he was encouraged by Putin.",
         [(None, "said", "he was encouraged by Putin"), ("putin", "encouraged", "he was")]),
    ],
)  # fmt: skip
def test_what_a_participle_or_a_passive_is_said_of(
    text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert covered(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Putin called Trump on Monday.",
        "Trump had secretly called Putin seven times.",
        "Putin called a meeting.",
        "Trump never praised Putin.",
        "The Kremlin did not mention the talks.",
        "Nobody believes that Russia will leave.",
        "Neither side confirmed the report.",
        "Trump arrived, citing heavy rain.",
    ],
)
def test_acts_and_what_was_not_said_attribute_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Putin called it a mistake.",
        "Putin called Merkel a fox.",
        "Putin called Trump’s plan a joke.",
        "Putin called Trump “weak.”",
        "Putin called for talks.",
        "Putin did not deny that talks failed.",
    ],
)
def test_what_is_said_of_somebody_counts(text: str) -> None:
    assert speakers(text) == ["putin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Talks were good,” said Trump. “They were frank.” His Russian guest agreed.",
         ["trump", "trump"]),
        ("A senior U.S. official said Russia had agreed to leave.", ["united-states"]),
        ("A guest said Russia had agreed to leave and had promised to pay.", [None]),
        ("The Russian and German defense ministries accused Trump of theft.",
         ["russia", "germany"]),
        ("Merkel defended the vote, saying he trusted the courts.", ["merkel", "merkel"]),
        ("Putin’s spokesman, Angela Merkel, said that talks failed.", ["merkel"]),
    ],
)  # fmt: skip
def test_who_speaks(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A diplomat who asked not to be named said that talks failed.", "A diplomat"),
        ("Putin’s spokesman, Anton Muster, said that talks failed.", "Anton Muster"),
        ("The daily said that talks failed.", "The daily"),
    ],
)
def test_who_stays_open_keeps_his_words(text: str, words: str) -> None:
    [found] = said(text)
    assert (found.speaker, naming(text, found)) == (None, words)


@pytest.mark.parametrize("source", ["an outlet in Berlin", "two sources", "Merkel"])
def test_what_is_cited_is_second_hand(source: str) -> None:
    text = f"Talks failed, Putin said, citing {source}."
    assert [each.certainty for each in said(text) if each.cue == "citing"] == [0.5]


@pytest.mark.parametrize(
    "text",
    [
        "Merkel said that Trump had secretly met Putin.",
        "Merkel rejected insinuations that behind the scenes Trump praised Putin.",
        "Putin secretly told Trump that talks failed.",
    ],
)
def test_what_is_secret_is_alleged(text: str) -> None:
    assert {each.channel for each in said(text)} == {"alleged_private"}
