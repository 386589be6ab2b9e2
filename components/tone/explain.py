"""Which words made the encoder's score: seeded permutation occlusion (Shapley values).

Every word starts blank; words are shown one after another in a random order, and what each
adds when it appears is its share, averaged over orders (Štrumbelj and Kononenko 2014). In
every order the shares add up to the difference between nothing and everything shown, so the
baseline and the words make the score exactly.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from components.text.spans import HasSpan
from components.tone.contributions import Contribution
from components.tone.encoder import run, target_input
from components.tone.masking import MASKS
from components.tone.wordpiece import BLANK

PLAYERS = 24  # words; a longer text is explained by phrases
EFFORT = 16_000  # pieces read for one explanation, in all: one to two seconds of one core
RULE = "encoder: what the score gains with these words"


@dataclass(frozen=True, slots=True)
class Explanation:
    """``baseline`` (every word blank) plus the values of ``words`` is ``score``."""

    baseline: float
    score: float
    words: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Player:
    """A word or phrase: characters ``start``–``end``, and its places in the encoder's input."""

    start: int
    end: int
    places: tuple[int, ...]
    last: bool  # a mark or a name follows: a phrase ends here


def players(
    text: str,
    inputs: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    *,
    most: int = PLAYERS,
) -> list[Player]:
    """The words of an input of L pieces, joined into at most ``most`` phrases.

    ``offsets`` are the characters of each piece; pieces at (0, 0) and masked names are no
    players, nor is what ends them (“’s”). A mark belongs to the word that it touches.
    """
    found: list[Player] = []
    waiting: tuple[int, ...] = ()  # marks that no word of the same phrase stands before
    for place, (index, (start, end)) in enumerate(zip(inputs, offsets, strict=True)):
        if start == end:
            continue
        if index in MASKS:
            waiting = ()
            if found:
                found[-1] = _grown(found[-1], last=True)
        elif _is_ending(text, start):
            if found and start - found[-1].end <= 1:
                found[-1] = _grown(found[-1], place, end=end)
        elif found and (found[-1].start, found[-1].end) == (start, end):
            found[-1] = _grown(found[-1], place)
        elif any(c.isalnum() for c in text[start:end]):
            found.append(Player(start, end, (*waiting, place), last=False))
            waiting = ()
        elif found and not found[-1].last and start == found[-1].end:
            found[-1] = _grown(found[-1], place, last=True)
        else:
            waiting = (*waiting, place)
            if found:
                found[-1] = _grown(found[-1], last=True)
    if waiting and found:
        found[-1] = _grown(found[-1], *waiting)
    return _joined(found, most)


def _is_ending(text: str, start: int) -> bool:
    """Whether what begins here goes on a word after its apostrophe: “don’t”, “Putin’s”."""
    return text[start - 1 : start] in ("'", "’") and text[max(0, start - 2) : start - 1].isalnum()


def _grown(
    player: Player, *places: int, end: int | None = None, last: bool | None = None
) -> Player:
    return Player(
        player.start,
        player.end if end is None else end,
        player.places + places,
        (player.last and end is None) if last is None else last,
    )


def _joined(words: list[Player], most: int) -> list[Player]:
    """The shortest neighbours joined, first inside a phrase, until few enough are left."""
    while len(words) > max(1, most):
        at = min(
            range(len(words) - 1),
            key=lambda i: (words[i].last, words[i + 1].end - words[i].start, i),
        )
        one, two = words[at : at + 2]
        words[at : at + 2] = [Player(one.start, two.end, one.places + two.places, two.last)]
    return words


def occlusion(
    text: str,
    inputs: Sequence[int],
    found: Sequence[Player],
    value: Callable[[Sequence[int]], float],
    *,
    draws: int | None = None,
    seed: int = 0,
) -> Explanation:
    """Shares of ``found`` in ``value`` of the input; the same for the same seed.

    ``draws`` orders are tried, each one also backwards (so an even number is); None: as many as
    ``EFFORT`` allows, at least 2 and at most 16.
    """
    if draws is None:
        draws = max(2, min(16, EFFORT // max(1, len(found) * len(inputs))))
    chance = random.Random(seed)
    blank = list(inputs)
    for player in found:
        for place in player.places:
            blank[place] = BLANK
    baseline, score = value(blank), value(inputs)
    totals = [0.0] * len(found)
    orders: list[list[int]] = []
    for _ in range((draws + 1) // 2):
        order = list(range(len(found)))
        chance.shuffle(order)
        orders += [order, order[::-1]]
    for order in orders:
        shown, before = list(blank), baseline
        for number, each in enumerate(order, start=1):
            for place in found[each].places:
                shown[place] = inputs[place]
            after = score if number == len(order) else value(shown)
            totals[each] += after - before
            before = after
    words = tuple(
        Contribution(text[p.start : p.end], p.start, p.end, total / len(orders), RULE)
        for p, total in zip(found, totals, strict=True)
    )
    return Explanation(baseline, score, words)


def explain_target(
    text: str,
    sentence: HasSpan,
    target: HasSpan,
    others: Iterable[HasSpan] = (),
    *,
    draws: int | None = None,
    seed: int = 0,
) -> Explanation:
    """The words that made the encoder's tone (p_pos − p_neg, −1 … 1) toward ``target``.

    Arguments as of ``encoder.target_probabilities``.
    """
    made = target_input(text, sentence, target, others)

    def tone(inputs: Sequence[int]) -> float:
        negative, _, positive = run(inputs, [0] * len(inputs), [made.places])[0][0]
        return float(positive) - float(negative)

    found = players(text, made.pieces, made.offsets)
    return occlusion(text, made.pieces, found, tone, draws=draws, seed=seed)
