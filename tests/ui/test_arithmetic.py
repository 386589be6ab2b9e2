"""The arithmetic a reader can follow ends at the numbers that are shown."""

import math
from datetime import date

import pytest

from components import jobs
from components.actors import load_roster
from components.analysis import Analysis, Method, analyse, has_encoder
from components.charts.look import signed
from components.ingest import ArticleDraft
from components.tone import squash
from components.ui import paragraph_tables
from components.ui.arithmetic import mention_steps, mention_sum, relation_steps, relation_sum


@pytest.fixture(scope="module")
def analyses() -> list[Analysis]:
    """Samples by the rules, and two by the encoder where it is installed."""
    drafts = [draft for _, draft in jobs.sample_drafts()[::6]]
    found = [_analysis(draft, "context") for draft in drafts]
    return found + ([_analysis(draft, "encoder") for draft in drafts[:2]] if has_encoder() else [])


def _analysis(draft: ArticleDraft, method: Method) -> Analysis:
    day = date.fromisoformat(draft.date.value) if draft.date.value else None
    return analyse(draft.text, date=day, roster=load_roster(), method=method)


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
        assert [step.mention for step in steps] == list(actor.mentions)
        assert [c for step in steps for c in step.contributions] == list(actor.contributions)
        for step in steps:
            rules = squash(math.fsum(c.value for c in step.contributions))
            assert rules == pytest.approx(step.mention.context, abs=1e-9)
            sentence = part.sentences[step.number - 1]
            assert sentence.start <= step.mention.start < sentence.end
        _, weight, tone = mention_sum(actor)
        assert tone == pytest.approx(actor.tone, abs=1e-9)
        assert weight == pytest.approx(actor.weight, abs=1e-9)


def test_the_last_line_ends_at_the_shown_number(analyses: list[Analysis]) -> None:
    for part in analyses[0].paragraphs:
        if part.relation_tone is not None:
            shown = paragraph_tables.relation_total(part).rsplit(" ", 1)[1].replace("−", "-")
            assert float(shown) == pytest.approx(part.relation_tone, abs=6e-4)
            assert paragraph_tables.relation_sentences(part).iloc[-1]["sentence"] == "sum"
        for actor in part.actors:
            shown = paragraph_tables.actor_total(actor).rsplit(" ", 1)[1].replace("−", "-")
            assert signed(float(shown)) in (
                signed(actor.tone),
                signed(actor.tone + 5e-4),
                signed(actor.tone - 5e-4),
            )
