"""The arithmetic a reader can follow ends at the numbers that are shown."""

from dataclasses import replace

import pytest

from components import jobs
from components.actors import load_roster
from components.analysis import DEFAULT_DYAD, Analysis
from components.charts.look import signed
from components.ui import paragraph_tables
from components.ui.arithmetic import mention_steps, mention_sum, relation_steps, relation_sum


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    drafts = jobs.sample_drafts()[::6]
    return [jobs.analyse_draft(draft, load_roster(), DEFAULT_DYAD) for _, draft in drafts]


def test_the_sentences_add_up_to_the_relation_tone(analyses: list[Analysis]) -> None:
    parts = [part for each in analyses for part in each.paragraphs]
    assert any(part.relation_tone is None for part in parts)
    for part in parts:
        steps = relation_steps(part)
        _, weight, tone = relation_sum(steps)
        assert weight == pytest.approx(part.weight, abs=1e-6)
        if part.relation_tone is None:
            assert tone is None and not steps
            continue
        assert tone == pytest.approx(part.relation_tone, abs=1e-6)
        for step in steps:
            said = part.sentences[step.number - 1].relation_tone
            assert step.tone == pytest.approx(said, abs=1e-6)


def test_the_mentions_add_up_to_the_tone_toward_each_actor(analyses: list[Analysis]) -> None:
    cells = [
        (part, actor) for each in analyses for part in each.paragraphs for actor in part.actors
    ]
    assert len(cells) > 50
    for part, actor in cells:
        steps = mention_steps(part, actor)
        assert all(step.weight is not None for step in steps)
        assert len(steps) == actor.n
        _, weight, tone = mention_sum(steps)
        assert tone == pytest.approx(actor.tone, abs=1e-6)
        assert weight == pytest.approx(actor.weight, abs=1e-6)
        found = [c for step in steps for c in step.contributions]
        assert found == list(actor.contributions)


def test_the_last_line_ends_at_the_shown_number(analyses: list[Analysis]) -> None:
    for part in analyses[0].paragraphs:
        if part.relation_tone is not None:
            shown = paragraph_tables.relation_total(part).rsplit(" ", 1)[1].replace("−", "-")
            assert float(shown) == pytest.approx(part.relation_tone, abs=6e-4)
            assert paragraph_tables.relation_sentences(part).iloc[-1]["sentence"] == "sum"
        for actor in part.actors:
            shown = paragraph_tables.actor_total(part, actor).rsplit(" ", 1)[1].replace("−", "-")
            assert signed(float(shown)) in (
                signed(actor.tone),
                signed(actor.tone + 5e-4),
                signed(actor.tone - 5e-4),
            )


def test_what_cannot_be_told_apart_is_not_told_apart(analyses: list[Analysis]) -> None:
    part, actor = next(
        (part, actor)
        for each in analyses
        for part in each.paragraphs
        for actor in part.actors
        if actor.state == "scored"
    )
    strange = replace(actor, tone=actor.tone / 2 + 0.3)
    assert all(step.weight is None for step in mention_steps(part, strange))
    assert paragraph_tables.actor_total(part, strange).startswith("Tone ")
    assert "mention" not in paragraph_tables.actor_words(part, strange).columns
