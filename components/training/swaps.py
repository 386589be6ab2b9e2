"""Do names carry the score? Names exchanged by a seeded list, scores compared.

``main(["--data", PATH])`` prints the table on the dev files. A label or a tone that changes
when only a name or a year does was read from the name.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from components.actors import Mention, Roster, load_roster, mentions
from components.relations import model
from components.scoring import score_target, target_row
from components.text import Span, paragraphs, sentences
from components.training.data import day_of, read_lines

NAMES = (
    "Angela Merkel", "Smith", "Grace Best", "Xi Jinping", "Emmanuel Macron", "Vladimir Putin", "Jones",
    "Maria Lopez", "Volodymyr Zelensky", "Nancy Pelosi", "Mitch McConnell", "Boris Johnson", "Ahmed Hassan",
    "O’Neill", "Sarah Huckabee Sanders", "Kim Jong Un", "Wang Yi", "Robert Mueller", "Jean-Claude Juncker",
    "Lindsey Graham",
)  # fmt: skip
SIDES = ("US", "RU")
PRONOUNS = frozenset("he she they it i we you him her them his its their our my us me".split())
_ENDING = re.compile(r"(?:[’']s?|[\s“”\"(,.])+$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Swap:
    """How many labels or tones were compared, how many changed, and by how much on average."""

    n: int
    changed: int
    mean: float

    @property
    def share(self) -> float:
        """Share changed, 0 … 1."""
        return self.changed / self.n if self.n else 0.0


Place = tuple[int, int]


def renamed(text: str, old: Place, name: str, kept: Place) -> tuple[str, Place]:
    """``text`` with ``name`` at ``old``, and where ``kept`` lies in it."""
    longer = len(name) - (old[1] - old[0])
    shift = longer if old[0] < kept[0] else 0
    return text[: old[0]] + name + text[old[1] :], (kept[0] + shift, kept[1] + shift)


def _name_end(text: str, place: Place) -> int:
    """The end of the name without “’s” and marks: what is exchanged is the name alone."""
    words = text[place[0] : place[1]]
    return place[0] + (len(_ENDING.sub("", words)) or len(words))


def _is_name(text: str, place: Place) -> bool:
    words = text[place[0] : place[1]]
    return words[:1].isupper() and words.lower() not in PRONOUNS


def _label(text: str, place: Place, method: str) -> str:
    row = target_row({"sentence": text, "start": place[0], "end": place[1]})
    return score_target(row, method).label


def target_swaps(
    rows: Sequence[Mapping[str, object]], *, method: str = "encoder", seed: int = 1
) -> tuple[Swap, Swap]:
    """Labels changed by another name for the target, and for another target of the same sentence.

    ``rows`` have sentence, start and end; every name is exchanged for 3 of ``NAMES``.
    """
    chance = random.Random(seed)
    by_sentence: dict[str, set[Place]] = defaultdict(set)
    for row in rows:
        text = str(row["sentence"])
        place = (int(str(row["start"])), int(str(row["end"])))
        by_sentence[text].add((place[0], _name_end(text, place)))
    own: list[bool] = []
    other: list[bool] = []
    for text, places in sorted(by_sentence.items()):
        for place in sorted(places):
            before = _label(text, place, method)
            for old in sorted(places):
                overlap = old[0] < place[1] and place[0] < old[1]
                if not _is_name(text, old) or (overlap and old != place):
                    continue
                for name in chance.sample(NAMES, 3):
                    made, at = renamed(text, old, name, place)
                    at = (at[0], at[0] + len(name)) if old == place else at
                    changed = _label(made, at, method) != before
                    (own if old == place else other).append(changed)
    return Swap(len(own), sum(own), 0.0), Swap(len(other), sum(other), 0.0)


def exchanged(text: str, found: Iterable[Mention], roster: Roster, chance: random.Random) -> str:
    """``text`` with persons and countries exchanged for others of their side.

    A country that is one of the two sides is exchanged for another of its names; the others,
    third parties to the relation, for each other. Each actor has one new name throughout.
    """
    chosen: dict[str, str] = {}
    for mention in sorted(found, reverse=True):
        actor = roster.actors[mention.actor]
        if mention.via not in ("name", "alias") or actor.kind not in ("person", "country"):
            continue
        if actor.id not in chosen:
            chosen[actor.id] = chance.choice(_alternatives(actor.id, roster))
        possessive = text[mention.end - 2 : mention.end] in ("'s", "’s")
        end = mention.end - 2 if possessive else mention.end
        text = text[: mention.start] + chosen[actor.id] + text[end:]
    return text


def _alternatives(actor: str, roster: Roster) -> list[str]:
    own = roster.actors[actor]
    if own.kind == "country" and own.side in SIDES:
        return [own.name, *(alias for alias in own.aliases if alias[:1].isupper())]
    third = own.side not in SIDES and bool(own.side)
    return sorted(
        each.name
        for each in roster.actors.values()
        if each.kind == own.kind
        and (each.side == own.side or (third and bool(each.side) and each.side not in SIDES))
    )


def shifted(text: str, by: int = -7) -> str:
    """``text`` with its years moved."""
    return _YEAR.sub(lambda year: str(int(year.group()) + by), text)


def relation_tones(
    texts: Sequence[str], day: date | None
) -> tuple[str, list[Mention], list[float]]:
    """The paragraphs as one text, its mentions, and the encoder's tone of each paragraph."""
    text, roster = "\n\n".join(texts), load_roster()
    spans = paragraphs(text)
    split = [sentences(text, span) for span in spans]
    found = list(mentions(text, [s for part in split for s in part], roster, day))
    return text, found, list(_tones(text, spans, split, found, roster))


def _tones(
    text: str,
    spans: Sequence[Span],
    split: Sequence[Sequence[Span]],
    found: Sequence[Mention],
    roster: Roster,
) -> Iterator[float]:
    before = None
    for span, part in zip(spans, split, strict=True):
        yield model.paragraph(text, span, part, found, roster, SIDES, before=before).tone
        before = span


def relation_swaps(
    documents: Iterable[tuple[Sequence[str], date | None]], *, seed: int = 1
) -> tuple[Swap, Swap]:
    """Mean |change| of the encoder's paragraph tones by other names, and by other years."""
    chance = random.Random(seed)
    names: list[float] = []
    years: list[float] = []
    for texts, day in documents:
        text, found, before = relation_tones(texts, day)
        made = exchanged(text, found, load_roster(), chance)
        for other, changes in ((made, names), (shifted(text), years)):
            after = relation_tones(other.split("\n\n"), day)[2]
            changes += [abs(a - b) for a, b in zip(before, after, strict=True)]
    return _swap(names), _swap(years)


def _swap(changes: Sequence[float]) -> Swap:
    mean = sum(changes) / len(changes) if changes else 0.0
    return Swap(len(changes), sum(change > 0.05 for change in changes), mean)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args(argv).data
    for name in ("newsmtsc_dev_rw", "newsmtsc_dev_mt"):
        own, other = target_swaps(read_lines(data / f"{name}.jsonl"))
        for what, swap in (("its own name", own), ("another's name", other)):
            print(
                f"{name}, labels changed by {what}: {swap.changed} of {swap.n} ({swap.share:.1%})"
            )
    for name in ("relation_tone_dev", "relation_tone_news_dev"):
        documents = [
            ([" ".join(p["text"].split()) for p in each["paragraphs"]], day_of(each.get("date")))
            for each in json.loads((data / f"{name}.json").read_text("utf-8"))
        ]
        for what, swap in zip(("names", "years"), relation_swaps(documents), strict=True):
            print(
                f"{name}, {what}: mean change {swap.mean:.4f}, over .05 in {swap.share:.1%} of {swap.n}"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
