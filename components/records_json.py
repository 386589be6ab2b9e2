"""Frozen records ⇄ plain JSON values, by their fields and type hints."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")

# “class” is a Python keyword.
_JSON_NAMES = {"cls": "class"}


def pack(value: Any) -> Any:
    """A record as dicts, lists and scalars; dates as ISO text."""
    if is_dataclass(value):
        return {
            _JSON_NAMES.get(f.name, f.name): pack(getattr(value, f.name)) for f in fields(value)
        }
    if isinstance(value, tuple):
        return [pack(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _hints(record: Any) -> Mapping[str, Any]:
    return typing.get_type_hints(record)


def unpack(record: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that :func:`pack` printed; a field that is absent has its default.

    Raises ``ValueError`` where the shape does not fit.
    """
    hints = _hints(typing.cast(Any, record))
    try:
        values = {
            f.name: _value(hints[f.name], data[_JSON_NAMES.get(f.name, f.name)])
            for f in fields(record)  # type: ignore[arg-type]
            if f.default is MISSING or _JSON_NAMES.get(f.name, f.name) in data
        }
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a {record.__name__}: {error}") from error
    return record(**values)


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(next(a for a in arguments if a is not type(None)), value)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return tuple(_value(arguments[0], each) for each in value)
        return tuple(_value(a, each) for a, each in zip(arguments, value, strict=True))
    if is_dataclass(hint):
        return unpack(typing.cast(type[Any], hint), value)
    return date.fromisoformat(value) if hint is date else value
