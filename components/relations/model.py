"""Relation tone of a paragraph and its sentences by the encoder (method “model”)."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.actors import Mention, Roster
from components.text import Span
from components.text.spans import HasSpan, inside, overlaps
from components.tone.encoder import LONGEST, run
from components.tone.masking import OTHER, SIDE_A, SIDE_B, THIRD, merged, year_masks
from components.tone.wordpiece import SEPARATOR, START, Mask, Piece, pieces

CONTEXT = 40  # pieces of the paragraph before, its end


@dataclass(frozen=True, slots=True)
class Passage:
    """The encoder's input for one paragraph: context, then the paragraph.

    ``spans`` holds the places of the whole paragraph, then of each sentence (empty where the
    sentence was cut off); ``offsets`` the characters of each piece ((0, 0) for marks and context).
    """

    pieces: tuple[int, ...]
    kinds: tuple[int, ...]
    spans: tuple[tuple[int, ...], ...]
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ModelRelation:
    """Relation tone −1 … 1 of the paragraph and of its sentences, and the probability of null."""

    tone: float
    null: float
    sentences: tuple[float, ...]
    sentence_nulls: tuple[float, ...]


def side_masks(
    text: str, span: HasSpan, found: Sequence[Mention], roster: Roster, sides: tuple[str, str]
) -> list[Mask]:
    """Masks of a paragraph: which side a name is on, and years; nothing says whose name it is."""
    groups = {m.start for m in found if m.via == "group"}
    names = []
    for mention in found:
        if mention.via == "pronoun" or mention.start in groups or not inside(mention, span):
            continue
        side = roster.actors[mention.actor].side
        piece = (
            SIDE_A if side == sides[0]
            else SIDE_B if side == sides[1]
            else THIRD if side
            else OTHER
        )  # fmt: skip
        end = (
            mention.end - 2 if text[mention.end - 2 : mention.end] in ("'s", "’s") else mention.end
        )
        names.append(Mask(_with_article(text, mention.start, span.start), end, piece))
    return merged(names, year_masks(text, span.start, span.end))


def _with_article(text: str, start: int, first: int) -> int:
    """Where “the” before a name begins: “the Kremlin” and “Moscow” read alike."""
    before = text[max(first, start - 5) : start].lower()
    return start - 4 if before.endswith("the ") and not before[:-4].isalnum() else start


def passage(
    text: str,
    paragraph: Span,
    sentences: Sequence[Span],
    found: Sequence[Mention],
    roster: Roster,
    sides: tuple[str, str],
    *,
    before: Span | None = None,
    title: str | None = None,
    longest: int = LONGEST,
) -> Passage:
    """The encoder's input for ``paragraph``; ``before`` is the paragraph before it."""
    context: list[Piece] = []
    if before is not None:
        masks = side_masks(text, before, found, roster, sides)
        context = pieces(text, before.start, before.end, masks)[-CONTEXT:]
    masks = side_masks(text, paragraph, found, roster, sides)
    own = pieces(text, paragraph.start, paragraph.end, masks)[: longest - 3 - len(context)]
    first = len(context) + 2
    indices = [START, *(p.index for p in context), SEPARATOR, *(p.index for p in own), SEPARATOR]
    spans = [tuple(range(first, first + len(own)))]
    for sentence in sentences:
        spans.append(tuple(first + i for i, p in enumerate(own) if overlaps(p, sentence)))
    offsets = [(0, 0)] * first + [(p.start, p.end) for p in own] + [(0, 0)]
    return Passage(
        tuple(indices),
        tuple([0] * first + [1] * (len(own) + 1)),
        tuple(spans),
        tuple(offsets),
    )


def paragraph(
    text: str,
    span: Span,
    sentences: Sequence[Span],
    found: Sequence[Mention],
    roster: Roster,
    sides: tuple[str, str],
    *,
    before: Span | None = None,
) -> ModelRelation:
    """Relation tone of one paragraph, of its sentences, and whether it bears on the relation at all."""
    return scores_of(passage(text, span, sentences, found, roster, sides, before=before))


def scores_of(made: Passage) -> ModelRelation:
    """The encoder's scores of a passage."""
    scores = run(made.pieces, made.kinds, made.spans)[1]
    return ModelRelation(
        float(scores[0, 0]),
        float(scores[0, 1]),
        tuple(float(s) for s in scores[1:, 0]),
        tuple(float(s) for s in scores[1:, 1]),
    )
