"""The seam of all methods of tone toward a target: one scorer per sentence, one call per mention."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from components.actors import Mention
from components.attribution import Attribution
from components.text import Span, Word
from components.tone import linear
from components.tone.context import label, mention_tone
from components.tone.cues import Cue
from components.tone.vader import compound

LABELS = ("neg", "neu", "pos")
Probabilities = tuple[float, float, float]

# Share of the linear model in the encoder's probabilities (see the model card).
LINEAR_SHARE = 0.2
# Log-odds of neg, neu, pos for a rule's tone t: bias + a·t + b·|t|, fitted on newsmtsc_train.
_CALIBRATION = {
    "vader": ((0.05, 0.44, -0.49), (-1.1, -0.18, 1.28), (0.4, -0.83, 0.42)),
    "context": ((-0.23, 0.52, -0.29), (-1.95, -0.54, 2.49), (1.24, -1.57, 0.33)),
}


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of ``text`` with what was found in it; every method scores mentions from this."""

    text: str
    span: Span
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    quotations: tuple[Span, ...]
    cues: Sequence[Cue]


@dataclass(frozen=True, slots=True)
class TargetTone:
    """Tone −1 … 1 toward a target, its label, and probabilities (0 … 1) of neg, neu, pos."""

    tone: float
    label: str
    probabilities: Probabilities

    @property
    def confidence(self) -> float:
        """Probability of the label."""
        return self.probabilities[LABELS.index(self.label)]


Scorer = Callable[[Mention], TargetTone]


def by_vader(read: ReadSentence) -> Scorer:
    """Plain VADER's compound of the whole sentence, whoever the target is."""
    tone = compound(read.text[read.span.start : read.span.end])
    found = of_rule("vader", tone, "neg" if tone <= -0.05 else "pos" if tone >= 0.05 else "neu")
    return lambda mention: found


def by_context(read: ReadSentence) -> Scorer:
    """The context rules."""

    def score(mention: Mention) -> TargetTone:
        tone = mention_tone(mention, read.words, read.cues, read.attributions, read.quotations).tone
        return of_rule("context", tone, label(tone))

    return score


def by_linear(read: ReadSentence) -> Scorer:
    """The linear model."""
    score = _linear(read)
    return lambda mention: _of_model(score(mention))


def by_encoder(read: ReadSentence) -> Scorer:
    """The encoder, averaged with the linear model."""
    from components.tone import encoder

    others = [each for each in read.mentions if each.via != "pronoun"]
    linear_score = _linear(read)

    def score(mention: Mention) -> TargetTone:
        ours = encoder.target_probabilities(read.text, read.span, mention, others)
        pairs = zip(ours, linear_score(mention), strict=True)
        negative, neutral, positive = ((1 - LINEAR_SHARE) * a + LINEAR_SHARE * b for a, b in pairs)
        return _of_model((negative, neutral, positive))

    return score


def _linear(read: ReadSentence) -> Callable[[Mention], Probabilities]:
    return linear.scorer(read.text, read.words, read.cues, read.attributions, read.quotations)


TARGET_METHODS: Mapping[str, Callable[[ReadSentence], Scorer]] = {
    "encoder": by_encoder,
    "linear": by_linear,
    "context": by_context,
    "vader": by_vader,
}


def _of_model(probabilities: Probabilities) -> TargetTone:
    best = max(range(3), key=probabilities.__getitem__)
    return TargetTone(probabilities[2] - probabilities[0], LABELS[best], probabilities)


def of_rule(method: str, tone: float, said: str) -> TargetTone:
    """A rule's tone and label with the probabilities that such a tone has on newsmtsc_train."""
    bias, slope, size = _CALIBRATION[method]
    raised = [
        math.exp(b + s * tone + z * abs(tone)) for b, s, z in zip(bias, slope, size, strict=True)
    ]
    negative, neutral, positive = (each / math.fsum(raised) for each in raised)
    return TargetTone(tone, said, (negative, neutral, positive))
