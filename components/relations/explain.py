"""Which words made the encoder's relation tone (permutation occlusion, as for targets)."""

from collections.abc import Sequence

from components.actors import Mention, Roster
from components.relations.model import passage
from components.text import Span
from components.tone.encoder import run
from components.tone.explain import Explanation, occlusion, players


def explain_relation(
    text: str,
    paragraph: Span,
    sentences: Sequence[Span],
    found: Sequence[Mention],
    roster: Roster,
    sides: tuple[str, str],
    *,
    before: Span | None = None,
    shares: Sequence[float] = (1.0,),
    draws: int | None = None,
    seed: int = 0,
) -> Explanation:
    """The words of the paragraph that made ``shares[0]`` · P + Σ ``shares[i]`` · S_i.

    P is the encoder's relation tone of the paragraph, S_i of its i-th sentence (from 1), each
    −1 … 1; the default explains P alone. The other arguments are those of ``model.paragraph``.
    Raises ``ValueError`` for more shares than the paragraph and its sentences.
    """
    made = passage(text, paragraph, sentences, found, roster, sides, before=before)
    if len(shares) > len(made.spans):
        raise ValueError(f"{len(shares)} shares for {len(made.spans)} spans")

    def tone(inputs: Sequence[int]) -> float:
        # All spans, as when the paragraph is scored: int8 scales follow what is asked together.
        scores = run(inputs, made.kinds, made.spans)[1][: len(shares), 0]
        return float(sum(share * float(s) for share, s in zip(shares, scores, strict=True)))

    words = players(text, made.pieces, made.offsets)
    return occlusion(text, made.pieces, words, tone, draws=draws, seed=seed)
