"""The encoder: a small BERT with two heads, run by onnxruntime on one core.

One ONNX file serves tone toward a target here and relation tone in
``components/relations/model.py``. Everything runs at batch 1: dynamic int8 scales would
let the neighbours in a batch change a label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from components.text.spans import HasSpan
from components.tone.masking import TARGET, target_masks
from components.tone.wordpiece import SEPARATOR, START, Mask, pieces

if TYPE_CHECKING:
    import onnxruntime

MODEL = Path(__file__).parent / "model" / "encoder.onnx"
LONGEST = 256  # pieces; longer sentences are cut around the target


@cache
def session() -> onnxruntime.InferenceSession:
    """The model, loaded once, on one thread. Raises ``FileNotFoundError`` where it is absent."""
    if not MODEL.exists():
        raise FileNotFoundError(f"the encoder's model is missing: {MODEL}")
    # A third of a second, which the other methods need not wait for.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(MODEL), options, providers=["CPUExecutionProvider"])


@cache
def version() -> str:
    """The first 12 hex digits of the model file's sha256."""
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]


def run(
    inputs: Sequence[int], kinds: Sequence[int], spans: Sequence[Sequence[int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Scores of each span of pieces, read in the whole input of L pieces.

    ``inputs`` are vocabulary indices, ``kinds`` 0 or 1 (context or passage) for each,
    ``spans`` the places of each of S spans. Returns target probabilities (S × 3: negative,
    neutral, positive) and relation scores (S × 2: tone −1 … 1, probability of null).
    """
    pool = np.zeros((1, len(spans), len(inputs)), dtype=np.float32)
    for row, places in enumerate(spans):
        if places:
            pool[0, row, list(places)] = 1.0 / len(places)
    targets, relation = session().run(
        None,
        {
            "pieces": np.asarray([inputs], dtype=np.int64),
            "kinds": np.asarray([kinds], dtype=np.int64),
            "pool": pool,
        },
    )
    return targets[0], relation[0]


@dataclass(frozen=True, slots=True)
class TargetInput:
    """The encoder's input for one target.

    ``pieces`` are vocabulary indices, ``places`` the target's among them, ``offsets`` the
    characters of each piece ((0, 0) for BERT's marks).
    """

    pieces: tuple[int, ...]
    places: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


def target_input(
    text: str,
    sentence: HasSpan,
    target: HasSpan,
    others: Iterable[HasSpan],
    *,
    longest: int = LONGEST,
) -> TargetInput:
    """A sentence with its names masked, cut to ``longest`` pieces around the target."""
    masks = target_masks(text, sentence.start, sentence.end, target, others)
    return masked_input(text, sentence, masks, longest=longest)


def masked_input(
    text: str, sentence: HasSpan, masks: Sequence[Mask], *, longest: int = LONGEST
) -> TargetInput:
    """As :func:`target_input`, with the masks given."""
    found = pieces(text, sentence.start, sentence.end, masks)
    at = next((i for i, piece in enumerate(found) if piece.index == TARGET), 0)
    room = longest - 2
    first = max(0, min(at - room // 2, len(found) - room))
    kept = found[first : first + room]
    indices = (START, *(piece.index for piece in kept), SEPARATOR)
    places = tuple(i for i, index in enumerate(indices) if index == TARGET)
    return TargetInput(indices, places or (0,), ((0, 0), *((p.start, p.end) for p in kept), (0, 0)))


def target_probabilities(
    text: str, sentence: HasSpan, target: HasSpan, others: Iterable[HasSpan] = ()
) -> tuple[float, float, float]:
    """Probabilities (negative, neutral, positive) of the tone toward ``target`` in its sentence.

    ``others`` are the known mentions of other actors; capitalised names are masked besides.
    """
    made = target_input(text, sentence, target, others)
    probabilities = run(made.pieces, [0] * len(made.pieces), [made.places])[0][0]
    negative, neutral, positive = (float(p) for p in probabilities)
    return negative, neutral, positive
