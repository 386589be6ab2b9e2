"""Which words made the scores that are shown: the encoder's by occlusion, the rules' by their sums.

Computed when somebody asks, from the stored analysis alone: a second or two for each score.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from components.actors import Mention, Roster
from components.analysis.pipeline import SCORED_LANGUAGES
from components.analysis.records import Analysis, Paragraph, ScoredMention
from components.records_json import pack
from components.relations.combined import PARAGRAPH, RULES, SENTENCE, SPREAD
from components.relations.sentence import sides_of
from components.text import Span
from components.text.spans import inside
from components.tone import Contribution
from components.tone.contributions import squash
from components.tone.targets import LINEAR_SHARE


@dataclass(frozen=True, slots=True)
class Explained:
    """A score −1 … 1 as ``baseline`` + ``linear`` + the values of ``words``, exact but for rounding.

    ``baseline`` is what the encoder says with every word blank; ``linear`` the linear model's part,
    of the sentence as a whole (0 for relation tone).
    """

    score: float
    baseline: float
    linear: float
    words: tuple[Contribution, ...]


def explain_mention(analysis: Analysis, mention: ScoredMention) -> Explained:
    """The words that made the tone toward one of the analysis' mentions.

    Raises ``ValueError`` where the encoder did not make it: the rules' contributions explain it.
    """
    from components.tone.explain import explain_target

    if analysis.method != "encoder":
        raise ValueError(f"method “{analysis.method}” explains itself by its contributions")
    part = next(p for p in analysis.paragraphs if p.start <= mention.start < p.end)
    sentence = next(s for s in part.sentences if s.start <= mention.start < s.end)
    others = [
        m
        for actor in part.actors
        for m in actor.mentions
        if m.via != "pronoun" and inside(m, sentence)
    ]
    found = explain_target(_text(analysis), sentence, mention, others)
    share = 1 - LINEAR_SHARE
    words = tuple(_scaled(word, share) for word in found.words)
    return Explained(
        mention.tone, share * found.baseline, mention.tone - share * found.score, words
    )


def explain_paragraph(analysis: Analysis, part: Paragraph, roster: Roster) -> Explained:
    """The words that made a paragraph's relation tone: the encoder's and the rules'.

    Raises ``ValueError`` where there is no tone, or the encoder did not make it.
    """
    from components.relations.explain import explain_relation

    if part.relation_tone is None or part.model is None:
        raise ValueError("this paragraph has no relation tone by the encoder")
    weights = [
        s.weight * s.certainty if s.relation_tone is not None else 0.0 for s in part.sentences
    ]
    shares = [weight / math.fsum(weights) for weight in weights]
    sides = (roster.actors[analysis.dyad.a].side, roster.actors[analysis.dyad.b].side)
    before = analysis.paragraphs[part.index - 1] if part.index else None
    if before is not None and (before.language or analysis.language) not in SCORED_LANGUAGES:
        before = None
    if not sides_of(_mentions([part]), sides, roster):
        before = None  # as in the pipeline
    near = [each for each in (before, part) if each is not None]
    found = explain_relation(
        _text(analysis),
        Span(part.start, part.end),
        [Span(s.start, s.end) for s in part.sentences],
        _mentions(near),
        roster,
        sides,
        before=Span(before.start, before.end) if before else None,
        shares=[SPREAD * PARAGRAPH, *(SPREAD * SENTENCE * share for share in shares)],
    )
    rules = [
        word
        for sentence, share in zip(part.sentences, shares, strict=True)
        if share and sentence.rules_weight
        for word in _of_rules(sentence.contributions, SPREAD * RULES * share)
    ]
    return Explained(part.relation_tone, found.baseline, 0.0, (*found.words, *rules))


def explanations(analysis: Analysis, roster: Roster) -> dict[str, object]:
    """Every score of the encoder, explained, as plain JSON values; empty lists for other methods."""
    mentions, parts = [], []
    if analysis.method == "encoder":
        for part in analysis.paragraphs:
            if part.relation_tone is not None:
                parts.append(
                    {"paragraph": part.index} | pack(explain_paragraph(analysis, part, roster))
                )
            for mention in (m for actor in part.actors for m in actor.mentions):
                place = {"paragraph": part.index, "actor": mention.actor}
                place |= {"start": mention.start, "end": mention.end}
                mentions.append(place | pack(explain_mention(analysis, mention)))
    return {"mentions": mentions, "paragraphs": parts}


def _text(analysis: Analysis) -> str:
    """The article's text as far as its paragraphs hold it, each at its place."""
    text = ""
    for part in analysis.paragraphs:
        text += "\n" * (part.start - len(text)) + part.text
    return text


def _mentions(parts: Sequence[Paragraph]) -> list[Mention]:
    found = [m for part in parts for actor in part.actors for m in actor.mentions]
    return sorted(Mention(m.start, m.end, m.actor, m.surface, m.via, m.confidence) for m in found)


def _of_rules(words: Sequence[Contribution], share: float) -> list[Contribution]:
    """The squashed sum shared out among its words in proportion to their values."""
    total = math.fsum(word.value for word in words)
    per_unit = squash(total) / total if total else 0.0
    return [_scaled(word, share * per_unit) for word in words]


def _scaled(word: Contribution, factor: float) -> Contribution:
    return Contribution(word.text, word.start, word.end, word.value * factor, word.rule)
