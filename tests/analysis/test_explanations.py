"""What is said of a score adds up to it."""

import math
from datetime import date

import pytest

from components.actors import load_roster
from components.analysis import analyse, has_encoder
from components.analysis.explanations import explain_mention, explain_paragraph, explanations

ROSTER = load_roster()
TEXT = (
    "The Kremlin accused Washington of sabotage. Joe Biden praised Russian engineers, though.\n\n"
    "Moscow and Washington may resume talks, Sergey Lavrov said.\n\nIt rained in Lisbon."
)
needs_encoder = pytest.mark.skipif(not has_encoder(), reason="no encoder file")


@needs_encoder
def test_baseline_and_words_add_up_to_every_score() -> None:
    found = analyse(TEXT, date=date(2022, 2, 1), roster=ROSTER, method="encoder")
    mentions = [m for p in found.paragraphs for a in p.actors for m in a.mentions]
    assert len(mentions) >= 5
    for mention in mentions:
        said = explain_mention(found, mention)
        total = said.baseline + said.linear + math.fsum(word.value for word in said.words)
        assert total == pytest.approx(mention.tone, abs=0.02)
        # The linear model's part is a fifth of a tone, whatever the encoder's words are.
        assert abs(said.linear) <= 0.2 + 1e-6
    about = [p for p in found.paragraphs if p.relation_tone is not None]
    assert about
    for part in about:
        said = explain_paragraph(found, part, ROSTER)
        total = said.baseline + math.fsum(word.value for word in said.words)
        assert total == pytest.approx(part.relation_tone, abs=0.02)
        assert all(TEXT[word.start : word.end] == word.text for word in said.words)


@needs_encoder
def test_an_accusation_is_what_made_the_tone_cold() -> None:
    found = analyse(TEXT, date=date(2022, 2, 1), roster=ROSTER, method="encoder")
    said = explain_paragraph(found, found.paragraphs[0], ROSTER)
    coldest = min(said.words, key=lambda word: word.value)
    assert "accused" in coldest.text or "sabotage" in coldest.text


def test_the_rules_explain_themselves() -> None:
    found = analyse(TEXT, date=date(2022, 2, 1), roster=ROSTER, method="context")
    assert explanations(found, ROSTER) == {"mentions": [], "paragraphs": []}
    with pytest.raises(ValueError, match="explains itself"):
        explain_mention(found, found.paragraphs[0].actors[0].mentions[0])
    with pytest.raises(ValueError, match="no relation tone by the encoder"):
        explain_paragraph(found, found.paragraphs[0], ROSTER)
