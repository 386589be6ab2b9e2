"""Scores of single sentences, JSON lines in and out: the interface other tools measure us by.

``score targets``: rows {id, sentence, start, end} → {id, tone, label, probabilities, confidence}.
``score relations``: rows {id, sentence, source?, target?} → {id, tone}; source and target are
[start, end]. Offsets count characters of ``sentence``. Output rows stand in the order of input.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from components.actors import Mention, load_roster
from components.analysis import has_encoder
from components.attribution import sentence_attributions
from components.relations.directed import directed_tone
from components.text import Span, quotations, words
from components.tone import LABELS, TARGET_METHODS, ReadSentence, TargetTone, compound
from components.tone.context import sentence_cues

Row = Mapping[str, Any]
_TARGET = "target"  # the target's id among the sentence's mentions


class BadRowError(ValueError):
    """A line that is no row of the kind asked for; says which line and what to write."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A sentence and the place of the target in it."""

    id: Any
    sentence: str
    target: Span


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A sentence and the places of the source and of the target in it, where known."""

    id: Any
    sentence: str
    source: Span | None
    target: Span | None


def _read(row: TargetRow) -> tuple[ReadSentence, Mention]:
    text, sentence = row.sentence, Span(0, len(row.sentence))
    start, end = row.target.start, row.target.end
    mention = Mention(start, end, _TARGET, text[start:end], "name", 1.0)
    tokens, quoted = words(text, sentence), quotations(text, sentence)
    said = sentence_attributions(text, sentence, tokens, [mention], quoted, load_roster())
    cues = sentence_cues(text, tokens, [mention])
    return ReadSentence(text, sentence, tokens, (mention,), said, quoted, cues), mention


def score_target(row: TargetRow, method: str) -> TargetTone:
    """Tone toward the row's target. Raises ``KeyError`` for a method that is not there."""
    read, mention = _read(row)
    return TARGET_METHODS[method](read)(mention)


def _relation_vader(row: RelationRow) -> float:
    return compound(row.sentence)


def _relation_context(row: RelationRow) -> float:
    tokens = words(row.sentence, Span(0, len(row.sentence)))
    return directed_tone(row.sentence, tokens, row.source, row.target)[0]


def target_methods() -> tuple[str, ...]:
    """Names of the targets methods, the best that is installed first."""
    return tuple(name for name in TARGET_METHODS if name != "encoder" or has_encoder())


@cache
def relation_methods() -> Mapping[str, Callable[[RelationRow], float]]:
    """Method name → scorer of one row, the best first."""
    return {"context": _relation_context, "vader": _relation_vader}


def target_row(row: Row) -> TargetRow:
    """A row of ``score targets``. Raises ``ValueError`` for a row of another shape."""
    sentence = _sentence(row)
    place = [row.get("start"), row.get("end")]
    return TargetRow(row.get("id"), sentence, _span(place, "start and end", sentence))


def relation_row(row: Row) -> RelationRow:
    """A row of ``score relations``. Raises ``ValueError`` for a row of another shape."""
    sentence = _sentence(row)
    ends = [
        None if row.get(name) is None else _span(row[name], name, sentence)
        for name in ("source", "target")
    ]
    return RelationRow(row.get("id"), sentence, ends[0], ends[1])


def _sentence(row: Row) -> str:
    sentence = row.get("sentence")
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError("“sentence” is missing: it must be a text")
    return sentence


def _span(place: Any, name: str, sentence: str) -> Span:
    whole = isinstance(place, list) and len(place) == 2 and all(type(each) is int for each in place)
    if not whole:
        raise ValueError(f"“{name}” must be two whole numbers, the first and last offset + 1")
    if not 0 <= place[0] < place[1] <= len(sentence):
        raise ValueError(
            f"“{name}” {place[0]}–{place[1]} is no place in a sentence of {len(sentence)} characters"
        )
    return Span(place[0], place[1])


def read_lines(lines: Iterable[str]) -> Iterator[tuple[int, Row]]:
    """Numbered JSON objects of a JSON-lines file; empty lines are passed over.

    Raises :class:`BadRowError` at a line that is none.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                raise BadRowError(f"line {number}: this is not JSON; one object a line") from None
            if not isinstance(row, dict):
                raise BadRowError(f"line {number}: this is JSON, but no object {{…}}")
            yield number, row


def score_targets(lines: Iterable[str], method: str) -> Iterator[str]:
    """Output lines of ``score targets``. Raises :class:`BadRowError`, ``KeyError`` for a method."""
    for number, row in read_lines(lines):
        with_row = _checked(number, target_row, row)
        found = score_target(with_row, method)
        yield _line(
            {
                "id": with_row.id,
                "tone": round(found.tone, 4),
                "label": found.label,
                "probabilities": {
                    name: round(p, 4) for name, p in zip(LABELS, found.probabilities, strict=True)
                },
                "confidence": round(found.confidence, 4),
            }
        )


def score_relations(lines: Iterable[str], method: str) -> Iterator[str]:
    """Output lines of ``score relations``. Raises :class:`BadRowError`, ``KeyError`` for a method."""
    score = relation_methods()[method]
    for number, row in read_lines(lines):
        with_row = _checked(number, relation_row, row)
        yield _line({"id": with_row.id, "tone": round(score(with_row), 4)})


def _checked(number: int, parse: Callable[[Row], Any], row: Row) -> Any:
    try:
        return parse(row)
    except ValueError as error:
        raise BadRowError(f"line {number}: {error}") from None


def _line(row: Row) -> str:
    return json.dumps(row) + "\n"


def score_file(what: str, source: Path, output: Path, method: str | None) -> int:
    """Score a file of rows (``what``: targets or relations) into another; returns the number of rows.

    Raises :class:`BadRowError` at the first bad row, ``ValueError`` for a method that is not
    there, ``OSError``; nothing is written then.
    """
    methods: Sequence[str] = list(target_methods() if what == "targets" else relation_methods())
    chosen = method or methods[0]
    if chosen not in methods:
        raise ValueError(
            f"there is no method “{chosen}” for {what} here: take {', '.join(methods)}"
        )
    score = score_targets if what == "targets" else score_relations
    try:
        lines = source.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ValueError(f"{source} is not UTF-8: save it as UTF-8 text") from None
    made = list(score(lines, chosen))
    output.write_text("".join(made), encoding="utf-8")
    return len(made)
