"""Characters to JSON values: one value, or one a line with a word on each bad line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from components.ingest.records import Unreadable
from components.ingest.tables.records import MAX_ROWS

TOO_MANY = f"The file is too large: it has more than {MAX_ROWS:,} entries. Split it into several."
_TOO_DEEP = (
    "The JSON is nested too deeply to be read. Export a plain list of articles and upload that."
)
_BROKEN = (
    "This is not valid JSON, line {line} column {column}: {problem}. The file may be cut off; "
    "export it again."
)
_BAD_LINE = "This line is not valid JSON, column {column}: {problem}."
_DUPLICATE = "The key “{key}” stands twice in this entry; the last one was taken."
_PROBLEMS = {
    "Unterminated string starting at": "a text is never closed",
    "Expecting value": "a value is missing",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing",
    "Extra data": "something follows after the end",
    "Invalid control character at": "a text holds a control character",
    "Illegal trailing comma before end of object": "there is a comma too many",
    "Illegal trailing comma before end of array": "there is a comma too many",
}
_LINE_NAMES = ("jsonl", "ndjson", "jsonlines")


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value; where it stands (“line 3”, "" for a whole file); why it could not be read."""

    value: Any
    part: str = ""
    refusal: str = ""


def values_of(text: str, name: str) -> tuple[Value, ...]:
    """The value of a JSON text, or one for each of its lines.

    Raises Unreadable where it is neither, saying at which line and column.
    """
    text = text.lstrip("\ufeff").replace("\x00", "")
    by_line = name.lower().rstrip().rsplit(".", 1)[-1] in _LINE_NAMES
    if by_line and len(_filled(text)) > 1:
        return _lines(text)
    try:
        return (Value(_parsed(text)),)
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    except json.JSONDecodeError as error:
        lines = _filled(text)
        if len(lines) > 1 and _is_value(lines[0][1]):
            return _lines(text)
        if error.msg == "Extra data" and (several := _one_after_another(text)):
            return several
        raise Unreadable(
            _BROKEN.format(line=error.lineno, column=error.colno, problem=_problem(error))
        ) from error


def _filled(text: str) -> list[tuple[int, str]]:
    # Only line feeds end a line: JSON may hold the other line ends inside its strings.
    return [
        (number, line)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and line.strip() != "\x1e"
    ]


def _lines(text: str) -> tuple[Value, ...]:
    if text.count("\n") > MAX_ROWS:
        raise Unreadable(TOO_MANY)
    return tuple(_line(number, line) for number, line in _filled(text))


def _line(number: int, line: str) -> Value:
    part = f"line {number}"
    try:
        return Value(_parsed(line.strip().lstrip("\x1e").rstrip(",")), part)
    except RecursionError:
        return Value(None, part, _TOO_DEEP)
    except json.JSONDecodeError as error:
        message = _BAD_LINE.format(column=error.colno, problem=_problem(error))
        return Value(None, part, message)


def _one_after_another(text: str) -> tuple[Value, ...]:
    """Values written one after the other, each over several lines."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs)
    values: list[Value] = []
    position = 0
    while match := re.compile(r"[\s,\x1e]*(?=\S)").match(text, position):
        try:
            value, position = decoder.raw_decode(text, match.end())
        except json.JSONDecodeError as error:
            rest = f"What follows is not valid JSON, line {error.lineno} column {error.colno}."
            values.append(Value(None, f"entry {len(values) + 1}", rest))
            break
        except RecursionError:
            values.append(Value(None, f"entry {len(values) + 1}", _TOO_DEEP))
            break
        if isinstance(value, dict | list):
            values.append(Value(value, f"entry {len(values) + 1}"))
        if len(values) > MAX_ROWS:
            raise Unreadable(TOO_MANY)
    return tuple(values)


def _is_value(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False


class _Pairs(dict[str, Any]):
    """An object that remembers which of its keys stood twice."""

    twice: tuple[str, ...] = ()

    def __init__(self, pairs: Iterable[tuple[str, Any]] = ()) -> None:
        pairs = list(pairs)
        super().__init__(pairs)
        if len(self) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.twice = tuple(key for key, count in counts.items() if count > 1)


def duplicate_keys(value: Any) -> tuple[str, ...]:
    """A sentence for every key that stands twice in an object."""
    keys = value.twice if isinstance(value, _Pairs) else ()
    return tuple(_DUPLICATE.format(key=key[:60]) for key in keys[:3])


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_Pairs, strict=False)
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        # Python refuses numbers of thousands of digits.
        raise json.JSONDecodeError("Expecting value", text, 0) from error


def _problem(error: json.JSONDecodeError) -> str:
    return _PROBLEMS.get(error.msg, error.msg[:1].lower() + error.msg[1:])
