"""Which words made the encoder's relation tone (permutation occlusion, as for targets)."""

from collections.abc import Callable, Sequence

from components.actors import Mention, Roster
from components.relations.model import Passage, windows
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
    if len(shares) > len(sentences) + 1:
        raise ValueError(f"{len(shares)} shares for {len(sentences) + 1} spans")
    left = list(shares[1:]) + [0.0] * (len(sentences) + 1 - len(shares))
    explained: list[Explanation] = []
    for made, share in windows(text, paragraph, sentences, found, roster, sides, before=before):
        own = [shares[0] * share, *left[: len(made.spans) - 1]]
        left = left[len(made.spans) - 1 :]
        words = players(text, made.pieces, made.offsets)
        explained.append(
            occlusion(text, made.pieces, words, _tone(made, own), draws=draws, seed=seed)
        )
    return Explanation(
        sum(each.baseline for each in explained),
        sum(each.score for each in explained),
        tuple(word for each in explained for word in each.words),
    )


def _tone(made: Passage, shares: Sequence[float]) -> Callable[[Sequence[int]], float]:
    def tone(inputs: Sequence[int]) -> float:
        # All spans, as when the paragraph is scored: int8 scales follow what is asked together.
        scores = run(inputs, made.kinds, made.spans)[1][:, 0]
        return float(sum(share * float(s) for share, s in zip(shares, scores, strict=True)))

    return tone
