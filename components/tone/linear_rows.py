"""The linear model's rows of a sentence's n-grams, without writing out those that it lacks.

The same rows in the same order as looking up each of ``linear_features.grams``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.tone.linear_features import NEAR, Reading, alone, windows

# Side and reach of the tokens in text order: far before, near before, near after, far after.
_REGIONS = (("<", "f"), ("<", "n"), (">", "n"), (">", "f"))


@dataclass(frozen=True, slots=True)
class Rows:
    """N-gram → row of the model, by what the n-gram is made of.

    ``by_region``: for each region around the target the rows of a token that stands in it;
    ``pairs``: the row of a token and the next; ``windows``: rows around the target.
    """

    by_region: Sequence[Mapping[str, Sequence[int]]]
    pairs: Mapping[tuple[str, str], int]
    windows: Mapping[str, int]


def by_kind(rows: Mapping[str, int]) -> Rows:
    """The rows (n-gram → row) of a model."""
    around = {gram: row for gram, row in rows.items() if gram[0] == "@"}
    pairs: dict[tuple[str, str], int] = {}
    tokens: set[str] = set()
    for gram, row in rows.items():
        first, space, second = gram.partition(" ")
        if space:
            pairs[first, second] = row
        elif gram not in around:
            # Whether a side and a reach are written before the token, its letters do not tell.
            tokens |= {gram, gram[1:], gram[2:]} if gram[0] in "<>" else {gram}
    by_region: list[dict[str, tuple[int, ...]]] = [{} for _ in _REGIONS]
    for known, region in zip(by_region, _REGIONS, strict=True):
        for token in tokens:
            if found := tuple(rows[name] for name in alone(token, *region) if name in rows):
                known[token] = found
    return Rows(by_region, pairs, around)


def rows_of(read: Reading, rows: Rows) -> Iterable[int]:
    """Each row of a sentence once, in order of its n-grams."""
    tokens, target = [*read.tokens, ""], read.target
    near = max(target - NEAR, 0)
    edges = ((0, near), (near, target), (target + 1, target + NEAR + 1), (target + NEAR + 1, None))
    found: list[int] = []
    for known, (first, last) in zip(rows.by_region, edges, strict=True):
        for pair in pairwise(tokens[first : None if last is None else last + 1]):
            found += known.get(pair[0], ())
            if pair in rows.pairs:
                found.append(rows.pairs[pair])
    found += [rows.windows[name] for name, _ in windows(read) if name in rows.windows]
    return dict.fromkeys(found)
