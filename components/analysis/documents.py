"""From sentences to the paragraph and the article: weighted means, the band and the shift."""

import math
from collections.abc import Iterable, Sequence

from components.analysis.records import Document, Paragraph, Shift
from components.trends import bootstrap_band, document_shift

MINIMUM_FOR_BAND = 8  # relevant sentences


def weighted(
    given: Iterable[tuple[float | None, float, float]],
) -> tuple[float | None, float, float | None]:
    """Σ w h r / Σ w h, Σ w h, and the hedged share of Σ w, of (tone or None, w, h).

    What has no tone counts nowhere; without any tone the result is (None, 0, None).
    """
    relevant = [(tone, w, h) for tone, w, h in given if tone is not None and w]
    weight = math.fsum(w * h for _, w, h in relevant)
    if not weight:
        return None, 0.0, None
    tone = math.fsum(w * h * tone for tone, w, h in relevant) / weight
    hedged = math.fsum(w for _, w, h in relevant if h < 1)
    return tone, weight, hedged / math.fsum(w for _, w, _ in relevant)


def summary(parts: Sequence[Paragraph], scored: Sequence[bool]) -> Document:
    """The article's numbers from its paragraphs'; ``scored`` says which of them were read at all."""
    numbered = list(enumerate(s for part in parts for s in part.sentences))
    relevant = [(i, s) for i, s in numbered if s.relation_tone is not None]
    blocks = [part.index for part in parts for s in part.sentences if s.relation_tone is not None]
    tones = [s.relation_tone or 0.0 for _, s in relevant]
    tone, _, uncertainty = weighted((s.relation_tone, s.weight, s.certainty) for _, s in numbered)
    rules, _, _ = weighted((part.rules, part.rules_weight, 1.0) for part in parts)
    baseline = [
        s.vader for part, read in zip(parts, scored, strict=True) if read for s in part.sentences
    ]
    found = document_shift(tones, blocks)
    return Document(
        relation_tone=tone,
        band=bootstrap_band(
            tones,
            [s.weight * s.certainty for _, s in relevant],
            blocks,
            minimum=MINIMUM_FOR_BAND,
        ),
        n_sentences=len(relevant),
        uncertainty=uncertainty,
        shift=Shift(
            relevant[found.after][0] if found.after is not None else None,
            found.delta,
            found.p,
            found.reason,
        ),
        rules=rules,
        vader=math.fsum(baseline) / len(baseline) if baseline else None,
    )
