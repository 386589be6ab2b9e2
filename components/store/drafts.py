"""From a draft to the row of an article: what is proposed about it, checked and cleaned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components import copies
from components.analysis import Analysis
from components.store.errors import StoreError
from components.store.originals import PackedOriginal
from components.store.records import DETAILS, DraftLike, ProposalLike
from components.store.scores import ScoreRows, key_of, score_rows
from components.store.values import (
    checked_text,
    identity,
    line,
    new_id,
    now,
    parsed_date,
    parsed_time,
    text_hash,
)

Values = dict[str, Any]
ORIGINS = frozenset({"found", "guessed", "edited", "none"})
COMPLETENESS = ("full", "truncated", "headline")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that only has to be written: all that takes time was done before the transaction.

    values: its row without the collection, with the id it will have; rows and key: its scores,
    where it has any; copy_keys: by which its near copies are found.
    """

    values: Values
    copy_keys: tuple[int, ...]
    rows: ScoreRows | None = None
    key: str = ""
    original: PackedOriginal | None = None

    @property
    def id(self) -> str:
        """The id the article will have."""
        return str(self.values["id"])


def prepare(
    draft: DraftLike,
    analysis: Analysis | None,
    *,
    input_name: str = "",
    original: PackedOriginal | None = None,
    read_options: Mapping[str, Any] | None = None,
) -> Prepared:
    """Check and clean a draft, number its scores and find its copy keys; nothing is stored.

    Raises StoreError when the text is blank or cannot be stored unchanged (NUL), a date or time
    is none, or the analysis is not one of this text.
    """
    values = article_values(draft, input_name)
    values["id"] = values["copy_group"] = new_id(12)
    is_kept = original is not None and original.data is not None
    values["original_hash"] = original.sha256 if original and is_kept else None
    values["read_options"] = dict(read_options or {})
    keys = copies.keys(copies.shingles(draft.text))
    if analysis is None:
        return Prepared(values, keys, original=original)
    key = key_of(values["id"], values["text_hash"], analysis)
    return Prepared(values, keys, score_rows(draft.text, analysis), key, original)


def article_values(draft: DraftLike, input_name: str) -> Values:
    """The draft as a row, checked and cleaned, without id, collection and copy group.

    Raises StoreError.
    """
    text = checked_text(draft.text)
    values: Values = {"text": text, "text_hash": text_hash(text)}
    for name, proposal in (("title", draft.title), ("source", draft.source), ("date", draft.date)):
        value, origin, reason = _proposed(name, proposal)
        values |= {name: value, f"{name}_origin": origin, f"{name}_reason": reason}
    values["detail_origins"] = {}
    for name in DETAILS:
        value, *origins = _proposed(name, getattr(draft, name, None))
        values[name] = value
        if origins[0] != "none" or origins[1]:
            values["detail_origins"][name] = origins
    values["identity"] = identity(values["text_hash"], values["source"], values["date"])
    values["language"] = line(draft.language) or ""
    values["input_name"] = line(input_name) or ""
    values["warnings"] = [kept for each in draft.warnings if (kept := line(each))]
    values["completeness"] = checked_completeness(getattr(draft, "completeness", "full"))
    languages = getattr(draft, "paragraph_languages", ())
    values["paragraph_languages"] = [line(each) or "" for each in languages]
    values["part"] = line(getattr(draft, "part", "")) or ""
    values["created"] = now()
    return values


def checked_completeness(value: object) -> str:
    """full, truncated or headline. Raises StoreError for anything else."""
    if value not in COMPLETENESS:
        raise StoreError("An article is full, truncated or a headline.")
    return str(value)


def value_of(name: str, value: str | None) -> Any:
    """What a column of that name holds for `value`. Raises StoreError for no date or time."""
    if name == "date":
        return parsed_date(value)
    return parsed_time(value) if name == "time" else line(value)


def _proposed(name: str, proposal: ProposalLike | None) -> tuple[Any, str, str]:
    if proposal is None:
        return None, "none", ""
    if proposal.origin not in ORIGINS:
        raise StoreError("Where a title, source or date comes from is found, guessed or none.")
    value = value_of(name, proposal.value)
    origin = proposal.origin if value is not None or proposal.origin == "edited" else "none"
    return value, origin, line(proposal.reason) or ""
