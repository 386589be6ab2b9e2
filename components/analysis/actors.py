"""From mentions to the tone toward each actor of a paragraph."""

import math
from collections.abc import Sequence

from components.actors import Mention, Roster
from components.analysis.methods import Method
from components.analysis.records import ActorTone, ScoredMention
from components.attribution import Attribution, Hedge, certainty
from components.tone import LABELS, TARGET_METHODS, Contribution, ReadSentence, TargetTone
from components.tone.context import MentionTone, mention_tone

# Weight of a mention by the way it was resolved (method.md: g = resolution × certainty).
RESOLUTION = {"name": 1.0, "alias": 1.0, "title": 0.9, "group": 0.7, "pronoun": 0.7}

_Scored = tuple[ScoredMention, TargetTone, tuple[Contribution, ...]]


def actor_tones(
    read: Sequence[ReadSentence],
    hedged: Sequence[Sequence[Hedge]],
    vader: Sequence[float],
    method: Method,
    roster: Roster,
) -> tuple[ActorTone, ...]:
    """One record per actor of the paragraph, in order of first mention.

    ``hedged`` and ``vader`` hold the hedges and VADER's compound of each sentence.
    """
    gathered: dict[str, list[tuple[int, _Scored]]] = {}
    for number, (each, found) in enumerate(zip(read, hedged, strict=True)):
        if not each.mentions:
            continue
        score = TARGET_METHODS[method](each)
        # “Both leaders” mentions two actors by the same words: they are scored once.
        tones: dict[tuple[int, int], TargetTone] = {}
        for mention in each.mentions:
            place = (mention.start, mention.end)
            if place not in tones:
                tones[place] = score(mention)
            scored = _mention(each, mention, tones[place], found)
            gathered.setdefault(mention.actor, []).append((number, scored))
    return tuple(_actor(actor, places, vader, roster) for actor, places in gathered.items())


def _mention(
    read: ReadSentence, mention: Mention, tone: TargetTone, hedged: Sequence[Hedge]
) -> _Scored:
    context: MentionTone = mention_tone(
        mention, read.words, read.cues, read.attributions, read.quotations
    )
    said = _holding(read.attributions, mention)
    record = ScoredMention(
        mention.start,
        mention.end,
        mention.actor,
        mention.surface,
        mention.via,
        mention.confidence,
        tone.tone,
        tone.label,
        tone.confidence,
        context.tone,
        RESOLUTION[mention.via] * certainty(hedged, mention),
        "attributed" if said else "author",
        said.speaker if said else None,
        len(context.contributions),
    )
    return record, tone, context.contributions


def _holding(found: Sequence[Attribution], mention: Mention) -> Attribution | None:
    """The innermost attribution whose words the mention is among."""
    around = [a for a in found if a.start <= mention.start < a.end]
    return min(around, key=lambda a: a.end - a.start, default=None)


def _actor(
    actor: str,
    places: Sequence[tuple[int, _Scored]],
    vader: Sequence[float],
    roster: Roster,
) -> ActorTone:
    mentions = tuple(record for _, (record, _, _) in places)
    contributions = tuple(c for _, (_, _, words) in places for c in words)
    total = math.fsum(m.weight for m in mentions)
    likely = [
        math.fsum(record.weight * tone.probabilities[k] for _, (record, tone, _) in places) / total
        for k in range(3)
    ]
    tone = math.fsum(m.weight * m.tone for m in mentions) / total
    label = mentions[0].label if len(mentions) == 1 else LABELS[likely.index(max(likely))]
    in_sentences = dict.fromkeys(number for number, _ in places)
    return ActorTone(
        actor=actor,
        name=roster.actors[actor].name,
        side=roster.actors[actor].side,
        tone=tone,
        label=label,
        state="scored" if contributions or label != "neu" else "no_cues",
        n=len(mentions),
        weight=total,
        vader=math.fsum(vader[number] for number in in_sentences) / len(in_sentences),
        mentions=mentions,
        contributions=contributions,
        context=math.fsum(m.weight * m.context for m in mentions) / total,
        probability=likely[LABELS.index(label)],
    )
