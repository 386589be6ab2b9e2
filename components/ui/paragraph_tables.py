"""The open paragraph's tables: the words, the steps and the sums, as they are shown."""

from collections.abc import Mapping

import pandas as pd

from components.analysis import ActorTone, Paragraph
from components.tone import Contribution
from components.ui.arithmetic import mention_steps, mention_sum, relation_steps, relation_sum
from components.ui.marked_text import hedge_class, speaker_name, via_words

LABEL_WORDS = {"neg": "negative", "neu": "neutral", "pos": "positive"}
# Columns of numbers, which stand to the right.
NUMBERS = frozenset(
    "value S q encoder r t rules w h g w·h w·h·r g·t tone weight certainty sure VADER mentions".split()
)


def number(value: float | None) -> str:
    """Three decimals with a true minus, so that sums can be followed; “–” for none."""
    if value is None:
        return "–"
    text = f"{value:.3f}".replace("-", "−")
    return "0.000" if text == "−0.000" else text


def percent(share: float | None) -> str:
    """A share of 0 … 1 in whole percent; “–” for none."""
    return "–" if share is None else f"{share:.0%}".replace("%", "\u00a0%")


def voice_words(voice: str) -> str:
    """Whose words a mention stands in."""
    return "somebody quoted" if voice == "attributed" else "the author"


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
            number(step.rules),
            number(step.model),
            number(step.tone),
            number(step.weight),
            number(step.certainty),
            number(step.weight * step.certainty),
            number(step.share),
        )
        for step in steps
    ]
    rows.append(("sum", "", "", "", "", "", "", number(bottom), number(top)))
    columns = ["sentence", "S", "q", "encoder", "r", "w", "h", "w·h", "w·h·r"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame if part.model is not None else frame.drop(columns=["encoder", "r"])


def relation_total(part: Paragraph) -> str:
    """The last step: Σ w·h·r ÷ Σ w·h = the paragraph's number."""
    top, bottom, tone = relation_sum(relation_steps(part))
    return f"Σ w·h·r ÷ Σ w·h = {number(top)} ÷ {number(bottom)} = {number(tone)}"


def actor_words(part: Paragraph, actor: ActorTone) -> pd.DataFrame:
    """Every word that counts for the context rules toward an actor, mention by mention."""
    steps = mention_steps(part, actor)
    frame = _words([(step.number, c) for step in steps for c in step.contributions])
    frame.insert(1, "mention", [step.mention.surface for step in steps for _ in step.contributions])
    return frame


def actor_mentions(part: Paragraph, actor: ActorTone) -> pd.DataFrame:
    """Every mention of an actor with how it was resolved, its tone and its share, and their sum."""
    rows = [
        (
            f"{step.number}",
            step.mention.surface,
            via_words(step.mention.via),
            voice_words(step.mention.voice),
            LABEL_WORDS[step.mention.label],
            percent(step.mention.probability),
            number(step.mention.context),
            number(step.mention.tone),
            number(step.mention.weight),
            number(step.mention.weight * step.mention.tone),
        )
        for step in mention_steps(part, actor)
    ]
    top, bottom, _ = mention_sum(actor)
    rows.append(("sum", "", "", "", "", "", "", "", number(bottom), number(top)))
    columns = [
        "sentence", "mention", "resolved", "voice", "label", "sure", "rules", "t", "g", "g·t",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def actor_total(actor: ActorTone) -> str:
    """The last step: Σ g·t ÷ Σ g = the tone toward the actor."""
    top, bottom, tone = mention_sum(actor)
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
            number(each.tone),
            "scored" if each.state == "scored" else "no counting words",
            percent(each.probability),
            f"{each.n}",
            number(each.weight),
            number(each.context),
            number(each.vader),
        )
        for each in part.actors
    ]
    columns = ["actor", "side", "tone", "state", "sure", "mentions", "weight", "rules", "VADER"]
    return pd.DataFrame(rows, columns=columns)


def _words(found: list[tuple[int, Contribution]]) -> pd.DataFrame:
    rows = [(f"{sentence}", c.text, number(c.value), c.rule) for sentence, c in found]
    return pd.DataFrame(rows, columns=["sentence", "word", "value", "rule"])


def _sentence_number(part: Paragraph, place: int) -> str:
    numbered = enumerate(part.sentences, 1)
    return next((f"{number}" for number, s in numbered if s.start <= place < s.end), "–")
