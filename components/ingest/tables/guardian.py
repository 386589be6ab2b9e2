"""Answers of the Guardian's service: the text of an article from its blocks."""

from __future__ import annotations

from typing import Any

_DEPTH = 3


def completed(value: Any, depth: int = 0) -> Any:
    """The value with each of the Guardian's items completed; any other value as it is."""
    if depth > _DEPTH:
        return value
    if isinstance(value, list):
        return [completed(item, depth + 1) for item in value] if _holds_item(value) else value
    if not isinstance(value, dict):
        return value
    if _is_item(value):
        return _item(value)
    inner = {
        key: completed(value[key], depth + 1)
        for key in ("response", "results", "content")
        if isinstance(value.get(key), dict | list)
    }
    return {**value, **inner} if inner else value


def _holds_item(values: list[Any]) -> bool:
    return any(isinstance(item, dict) and _is_item(item) for item in values)


def _is_item(value: dict[str, Any]) -> bool:
    return "webTitle" in value and "webPublicationDate" in value


def _item(item: dict[str, Any]) -> dict[str, Any]:
    stated = item.get("fields")
    fields: dict[str, Any] = dict(stated) if isinstance(stated, dict) else {}
    if not (fields.get("body") or fields.get("bodyText")) and (text := _block_text(item)):
        fields["body"] = text
    # Blocks have headlines and days of their own, which are not the article's.
    return {key: each for key, each in item.items() if key != "blocks"} | {"fields": fields}


def _block_text(item: dict[str, Any]) -> str:
    """HTML of the blocks of a text in order, else their plain text."""
    holder = item.get("blocks")
    blocks = holder.get("body") if isinstance(holder, dict) else None
    texts = [
        str(block.get("bodyHtml") or block.get("bodyTextSummary") or "")
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, dict)
    ]
    return "\n\n".join(text for text in texts if text.strip())
