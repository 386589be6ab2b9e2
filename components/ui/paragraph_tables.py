"""The open paragraph's tables: the words, the steps and the sums, as they are shown."""

from collections.abc import Mapping

import pandas as pd

from components.analysis import ActorTone, Paragraph
from components.tone import Contribution
from components.ui.arithmetic import mention_steps, mention_sum, relation_steps, relation_sum
from components.ui.marked_text import hedge_class, speaker_name, via_words

# Columns of numbers, which stand to the right.
NUMBERS = frozenset(
    "value S q t w h g w·h w·h·q g·t tone weight certainty confidence VADER mentions".split()
)


def number(value: float | None) -> str:
    """Three decimals with a true minus, so that sums can be followed; “–” for none."""
    if value is None:
        return "–"
    text = f"{value:.3f}".replace("-", "−")
    return "0.000" if text == "−0.000" else text


def relation_words(part: Paragraph) -> pd.DataFrame:
    """Every word that counts for the relation, in order."""
    return _words([(step.number, c) for step in relation_steps(part) for c in step.contributions])


def relation_sentences(part: Paragraph) -> pd.DataFrame:
    """Every sentence about the relation, from S to its share, and their sum."""
    steps = relation_steps(part)
    top, bottom, _ = relation_sum(steps)
    rows = [
        (
            f"{step.number}",
            number(step.total),
            number(step.tone),
            number(step.weight),
            number(step.certainty),
            number(step.weight * step.certainty),
            number(step.share),
        )
        for step in steps
    ]
    rows.append(("sum", "", "", "", "", number(bottom), number(top)))
    return pd.DataFrame(rows, columns=["sentence", "S", "q", "w", "h", "w·h", "w·h·q"])


def relation_total(part: Paragraph) -> str:
    """The last step: Σ w·h·q ÷ Σ w·h = the paragraph's number."""
    top, bottom, tone = relation_sum(relation_steps(part))
    return f"Σ w·h·q ÷ Σ w·h = {number(top)} ÷ {number(bottom)} = {number(tone)}"


def actor_words(part: Paragraph, actor: ActorTone) -> pd.DataFrame:
    """Every word that counts toward an actor, mention by mention."""
    steps = mention_steps(part, actor)
    frame = _words([(step.number, c) for step in steps for c in step.contributions])
    surfaces = [step.mention.surface for step in steps for _ in step.contributions]
    if all(step.weight is not None for step in steps):
        frame.insert(1, "mention", surfaces)
    return frame


def actor_mentions(part: Paragraph, actor: ActorTone) -> pd.DataFrame:
    """Every mention of an actor with how it was resolved, from S to its share, and their sum."""
    steps = mention_steps(part, actor)
    told_apart = all(step.weight is not None for step in steps)
    rows = [
        (
            f"{step.number}",
            step.mention.surface,
            via_words(step.mention.via),
            f"{step.mention.confidence:.2f}",
            number(step.total if told_apart else None),
            number(step.tone if told_apart else None),
            number(step.weight),
            number(None if step.weight is None else step.weight * step.tone),
        )
        for step in steps
    ]
    if told_apart:
        top, bottom, _ = mention_sum(steps)
        rows.append(("sum", "", "", "", "", "", number(bottom), number(top)))
    columns = ["sentence", "mention", "resolved", "confidence", "S", "t", "g", "g·t"]
    return pd.DataFrame(rows, columns=columns)


def actor_total(part: Paragraph, actor: ActorTone) -> str:
    """The last step: Σ g·t ÷ Σ g = the tone toward the actor."""
    steps = mention_steps(part, actor)
    if any(step.weight is None for step in steps):
        return f"Tone {number(actor.tone)} over a weight of {number(actor.weight)}"
    top, bottom, tone = mention_sum(steps)
    return f"Σ g·t ÷ Σ g = {number(top)} ÷ {number(bottom)} = {number(tone)}"


def hedges(part: Paragraph) -> pd.DataFrame:
    """Every hedge with its class and the certainty it leaves."""
    rows = [
        (
            _sentence_number(part, each.start),
            each.text,
            hedge_class(each.cls),
            number(each.certainty),
        )
        for each in part.hedges
    ]
    return pd.DataFrame(rows, columns=["sentence", "hedge", "class", "certainty"])


def speakers(part: Paragraph, names: Mapping[str, str]) -> pd.DataFrame:
    """Every attribution: who speaks, by which cue, and the words that are theirs."""
    known = {**names, **{each.actor: each.name for each in part.actors}}
    rows = [
        (
            _sentence_number(part, each.start),
            speaker_name(each, known),
            each.cue,
            " ".join(part.text[each.start - part.start : each.end - part.start].split()),
        )
        for each in part.attributions
    ]
    return pd.DataFrame(rows, columns=["sentence", "speaker", "cue", "said"])


def actors(part: Paragraph) -> pd.DataFrame:
    """Every actor of the paragraph: the heat map's column as a table."""
    rows = [
        (
            each.name,
            each.side or "–",
            number(each.tone) if each.state == "scored" else "–",
            "scored" if each.state == "scored" else "no counting words",
            f"{each.n}",
            number(each.weight),
            number(each.vader),
        )
        for each in part.actors
    ]
    columns = ["actor", "side", "tone", "state", "mentions", "weight", "VADER"]
    return pd.DataFrame(rows, columns=columns)


def _words(found: list[tuple[int, Contribution]]) -> pd.DataFrame:
    rows = [(f"{sentence}", c.text, number(c.value), c.rule) for sentence, c in found]
    return pd.DataFrame(rows, columns=["sentence", "word", "value", "rule"])


def _sentence_number(part: Paragraph, place: int) -> str:
    numbered = enumerate(part.sentences, 1)
    return next((f"{number}" for number, s in numbered if s.start <= place < s.end), "–")
