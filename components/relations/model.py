"""Relation tone of a paragraph and its sentences by the encoder (method “model”)."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.actors import Mention, Roster
from components.text import Span
from components.text.spans import HasSpan, inside, overlaps
from components.tone.encoder import LONGEST, run
from components.tone.masking import OTHER, SIDE_A, SIDE_B, THIRD, merged, name_masks, year_masks
from components.tone.wordpiece import SEPARATOR, START, Mask, Piece, pieces

CONTEXT = 40  # pieces of the paragraph before, its end
ROOM = LONGEST - CONTEXT - 3  # pieces of a paragraph that the encoder holds


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
    """Masks of a paragraph: which side a name is on, names of strangers, years; never whose name it is."""
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
    return merged(names, _strangers(text, span, names), year_masks(text, span.start, span.end))


def _strangers(text: str, span: HasSpan, known: Sequence[Mask]) -> list[Mask]:
    """Capitalised names that are nobody's of the roster; known names are out of sight, not joined."""
    seen = list(text[span.start : span.end])
    for mask in known:
        here = slice(max(mask.start - span.start, 0), mask.end - span.start)
        seen[here] = "x" * len(seen[here])
    found = name_masks("".join(seen), 0, len(seen))
    return [Mask(m.start + span.start, m.end + span.start, m.piece) for m in found]


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
    """Relation tone of one paragraph, of its sentences, and whether it bears on the relation at all.

    A long one is read in windows: its tone is their mean by length, and it is null where each is.
    """
    parts = windows(text, span, sentences, found, roster, sides, before=before)
    read = [scores_of(made) for made, _ in parts]
    return ModelRelation(
        sum(share * each.tone for each, (_, share) in zip(read, parts, strict=True)),
        min(each.null for each in read),
        tuple(score for each in read for score in each.sentences),
        tuple(null for each in read for null in each.sentence_nulls),
    )


def windows(
    text: str,
    paragraph: Span,
    sentences: Sequence[Span],
    found: Sequence[Mention],
    roster: Roster,
    sides: tuple[str, str],
    *,
    before: Span | None = None,
) -> list[tuple[Passage, float]]:
    """The paragraph as one passage, or as several of whole sentences that the encoder can hold.

    Each comes with its share (0 … 1) of the paragraph's length, and follows the one before it. A
    sentence that is too long by itself is cut.
    """
    runs: list[list[Span]] = []
    taken = 0
    for sentence in sentences:
        masks = side_masks(text, sentence, found, roster, sides)
        length = len(pieces(text, sentence.start, sentence.end, masks))
        if not runs or taken + length > ROOM:
            runs.append([])
            taken = 0
        runs[-1].append(sentence)
        taken += length
    if len(runs) <= 1:
        return [(passage(text, paragraph, sentences, found, roster, sides, before=before), 1.0)]
    spans = [Span(run[0].start, run[-1].end) for run in runs]
    length = sum(span.end - span.start for span in spans)
    return [
        (
            passage(text, span, run, found, roster, sides, before=spans[n - 1] if n else before),
            (span.end - span.start) / length,
        )
        for n, (span, run) in enumerate(zip(spans, runs, strict=True))
    ]


def scores_of(made: Passage) -> ModelRelation:
    """The encoder's scores of a passage."""
    scores = run(made.pieces, made.kinds, made.spans)[1]
    return ModelRelation(
        float(scores[0, 0]),
        float(scores[0, 1]),
        tuple(float(s) for s in scores[1:, 0]),
        tuple(float(s) for s in scores[1:, 1]),
    )
