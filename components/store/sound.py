"""Whether a record that came from outside is what its type hints say, down to the last field."""

from __future__ import annotations

import math
import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from components.store.values import storable


def is_sound(record: Any, n_characters: int) -> bool:
    """Whether every field holds what its hint says, and every offset lies within the text.

    Numbers have to be finite, strings storable, and 0 ≤ start ≤ end ≤ n_characters.
    """
    kind: type = type(record)
    hints = _hints(kind)
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    if not all(_fits(hints[name], value, n_characters) for name, value in values.items()):
        return False
    return "start" not in values or 0 <= values["start"] <= values["end"] <= n_characters


@cache
def _hints(record: Any) -> dict[str, Any]:
    return typing.get_type_hints(record)


def _fits(hint: Any, value: Any, n_characters: int) -> bool:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(each, value, n_characters) for each in arguments)
    if origin is typing.Literal:
        return value in arguments
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        several = arguments[-1] is Ellipsis
        if not several and len(value) != len(arguments):
            return False
        kinds = (arguments[0],) * len(value) if several else arguments
        return all(_fits(a, each, n_characters) for a, each in zip(kinds, value, strict=True))
    if is_dataclass(hint):
        return isinstance(value, hint) and is_sound(value, n_characters)  # type: ignore[arg-type]
    if hint is float:
        return type(value) in (int, float) and math.isfinite(value)
    if hint is str:
        return type(value) is str and storable(value)
    return type(value) is hint
