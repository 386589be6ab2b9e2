import textwrap

import pytest

from components.ingest.lines import joined, paragraphs

PARAGRAPHS = (
    "Today the President signed a new order that strengthens the sanctions against those who "
    "finance the war. The order makes clear to foreign banks that they risk losing access to the "
    "American financial system if they take part in transactions for the arms industry.",
    "In response to the invasion the government has worked with its allies around the world to "
    "hold Moscow accountable, and to undercut its efforts to build up the key defense-related "
    "industries that supply the front with shells and drones every single day of the year.",
    "Officials in Geneva said that the U.S.-Russian talks would resume within a fortnight.",
)


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_hard_wraps_are_joined(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert paragraphs(text) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72])
def test_indented_first_lines_start_paragraphs(width: int) -> None:
    text = "\n".join(textwrap.fill(p, width, initial_indent="     ") for p in PARAGRAPHS)
    assert paragraphs(text) == PARAGRAPHS


@pytest.mark.parametrize("width", [60, 72])
def test_wrapped_without_any_mark_breaks_after_short_last_lines(width: int) -> None:
    text = "\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert paragraphs(text) == PARAGRAPHS


def test_a_line_each_is_a_paragraph_each() -> None:
    assert paragraphs("\n".join(PARAGRAPHS)) == PARAGRAPHS
    assert paragraphs("\n \n\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_short_lines_that_end_sentences_stay_apart() -> None:
    lines = ("Putin spoke first.", "Biden listened.", "Nobody smiled.", "They shook hands.")
    assert paragraphs("\n".join(lines)) == lines


def test_speakers_start_paragraphs_in_wrapped_transcripts() -> None:
    turns = (
        "QUESTION: Mr. Secretary, what did the two ministers agree on in Geneva this week, and "
        "when will the talks on arms control go on?",
        "SECRETARY BLINKEN: We agreed to keep talking, and that is what both of our teams are "
        "going to do over the next days and weeks.",
    )
    text = "\n".join(textwrap.fill(turn, 72) for turn in turns)
    assert paragraphs(text) == turns


def test_title_and_date_line_stay_apart_in_wrapped_text() -> None:
    title = "President Signs an Order That Strengthens the Sanctions on Banks and Others"
    text = f"{title}\nDecember 22, 2023\n\n" + "\n\n".join(
        textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS
    )
    assert paragraphs(text) == (title, "December 22, 2023", *PARAGRAPHS)


def test_double_spaced_text_is_joined() -> None:
    lines = textwrap.wrap(PARAGRAPHS[0] + " " + PARAGRAPHS[1], 60)
    assert " ".join(paragraphs("\n\n".join(lines))) == f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}"


def test_hyphens_at_line_ends() -> None:
    known = frozenset({"government", "long", "standing"})
    assert joined(["the govern-", "ment said"], known) == "the government said"
    assert joined(["a long-", "standing claim"], known, mend=True) == "a long-standing claim"
    assert joined(["the sanc-", "tions hold"], mend=True) == "the sanctions hold"
    assert joined(["U.S.-", "Russian talks"], mend=True) == "U.S.-Russian talks"
    assert joined(["key defense-", "related goods"]) == "key defense-related goods"
    assert joined(["he waited -", "and left"]) == "he waited - and left"
