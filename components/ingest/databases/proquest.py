"""Exports of ProQuest (text, Word, web page): a label before each field, “Full text” among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.ingest.characters import one_line
from components.ingest.databases.blocks import (
    Block,
    Document,
    alone,
    extracts,
    paragraphs_of,
    split_lines,
    stated_total,
)
from components.ingest.dates import first_date
from components.ingest.records import NOTHING, Extracts, Proposal, found

_RULE = re.compile(r"[_=]{10,}")
_COUNTER = re.compile(r"(?:Document|Dokument) (\d[\d.,]*) (?:of|von) (\d[\d.,]*)", re.IGNORECASE)
_LABELS = (
    "abstract", "abstract (summary)", "author", "alternate title", "author affiliation",
    "classification", "column", "company / organization", "companies", "copyright",
    "corporate author", "correspondence author", "country of publication", "credit", "database",
    "dateline", "document feature", "document features", "document id", "document type",
    "document url", "doi", "e-issn", "edition", "entry date", "first page", "full text",
    "identifier / keyword", "identifiers / keywords", "isbn", "issn", "issue", "journal subject",
    "language", "language of publication", "last updated", "links", "location", "mesh subject",
    "number of pages", "online publication date", "pages", "people", "person",
    "place of publication", "product name", "proquest document id", "proquest document link",
    "publication date", "publication info", "publication subject", "publication title",
    "publication year", "publisher", "section", "source", "source type", "sponsor", "start page",
    "sub title", "subject", "substance", "supplement", "ticker symbol", "title", "volume", "year",
    "publication milestone date", "coden", "accession number", "references", "cited by", "notes",
    "details",
)  # fmt: skip
_LABEL = re.compile(
    r"(?P<label>" + "|".join(sorted(map(re.escape, _LABELS), key=len, reverse=True)) + r")"
    r"\s*:(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
# Later exports set these as headings, without a colon.
_HEADING = re.compile(r"(?P<label>abstract|full text|details|links|contains)", re.IGNORECASE)
_TEXT = "full text"
# Labels that only the service writes; one of them shows that a text has ended.
_AFTER_TEXT = frozenset(_LABELS) - {
    "author", "column", "dateline", "edition", "issue", "language", "links", "location", "notes",
    "pages", "people", "person", "references", "section", "source", "sponsor", "title", "volume",
    "year", "publisher", "companies", "supplement",
}  # fmt: skip
# What the buttons above a text leave behind when a page is copied.
_TRANSLATE = re.compile(
    r"Translate(?: ?full text| ?\[unavailable\])?(?: ?Undo Translation)?(?:\s*From ?To)?\s+"
)
_NO_TEXT = re.compile(r"(?:full text )?not available\.?|none\.?|-+", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:copyright\b|\(copyright|\(c\)\s|©).{0,200}$|credit:.{0,120}$|word count:.{0,20}$"
    r"|.{0,150}\ball rights reserved\b.{0,60}$|illustration$|caption:.{0,30}$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?:enlarge this image\.?\s*)+", re.IGNORECASE)
_LINK = re.compile(r"proquest document link", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+")


@dataclass(slots=True)
class _Labelled:
    """Blocks in front of the first label, and those behind each label."""

    head: list[Block] = field(default_factory=list)
    values: dict[str, list[Block]] = field(default_factory=dict)

    def line(self, label: str) -> str:
        return one_line(" ".join(block.text for block in self.values.get(label, ())))


def read_proquest(blocks: Sequence[Block]) -> Extracts:
    """Documents between rules of underscores or counters; the text is what “Full text” holds."""
    blocks = alone(blocks, lambda line: bool(_RULE.fullmatch(line) or _COUNTER.fullmatch(line)))
    blocks = split_lines(blocks, _is_label)
    totals = [match[2] for block in blocks if (match := _COUNTER.fullmatch(block.text))]
    parts = [_labelled(part) for part in _parts(blocks, bool(totals))]
    kept = [part for part in parts if _is_document(part)]
    documents = [_document(number, part) for number, part in enumerate(kept, start=1)]
    return extracts(documents, stated_total(totals))


def _parts(blocks: Sequence[Block], counted: bool) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if _COUNTER.fullmatch(block.text) or _RULE.fullmatch(block.text):
            parts.append([])
        elif not counted and _opens(block, parts[-1]):
            # Pages and Word files carry no rule: the headline stands before the first label.
            head = [parts[-1].pop()]
            parts.append([*head, block])
        else:
            parts[-1].append(block)
    return [part for part in parts if part]


def _opens(block: Block, part: Sequence[Block]) -> bool:
    """Whether a block is the first label of a further document in a file without rules."""
    if _name(block) not in ("author", "publication info") or len(part) < 2:
        return False
    if _name(part[-1]) is not None:
        return False
    return any(_name(other) in ("database", "proquest document id") for other in part)


def _is_label(line: str) -> bool:
    return (_LABEL.match(line) or _HEADING.fullmatch(line)) is not None


def _name(block: Block) -> str | None:
    first = block.lines[0].strip()
    match = _LABEL.match(first) or _HEADING.fullmatch(first)
    return match["label"].lower() if match else None


def _is_document(part: _Labelled) -> bool:
    """A list of contents, a bibliography and a page on the search have none of these."""
    return len(part.values) >= 3 and (
        _TEXT in part.values
        or "publication info" in part.values
        or "publication title" in part.values
    )


def _labelled(blocks: Sequence[Block]) -> _Labelled:
    result = _Labelled()
    label = ""
    for block in blocks:
        new = _name(block)
        if label == _TEXT and new is not None and new not in _AFTER_TEXT:
            new = None
        if new is None:
            (result.values[label] if label else result.head).append(block)
            continue
        if new in result.values and new != "copyright":
            result.values[label].append(block)
            continue
        label = new
        values = result.values.setdefault(label, [])
        match = _LABEL.match(block.lines[0].strip())
        first = match["value"].strip() if match else ""
        lines = (first, *block.lines[1:]) if first else block.lines[1:]
        if lines:
            values.append(Block(tuple(lines), block.width))
    return result


def _document(number: int, part: _Labelled) -> Document:
    info = part.line("publication info")
    body = _body(part.values.get(_TEXT, ()))
    cut = not body
    if cut:
        body = _body(part.values.get("abstract", part.values.get("abstract (summary)", ())))
    return Document(
        number=number,
        title=_title(part),
        body=body,
        date=_date(part, info),
        source=_place_left_out(part.line("publication title") or info),
        author=part.line("author"),
        section=part.line("section"),
        url=_url(part),
        cut=cut,
    )


def _title(part: _Labelled) -> str:
    head = [block.text for block in part.head if not _LINK.fullmatch(block.text)]
    stated_title = part.line("title")
    if stated_title and not (head and one_line(head[0]) == stated_title):
        # The label repeats the headline above it, sometimes without its second part.
        return one_line(head[0]) if head and head[0].startswith(stated_title[:30]) else stated_title
    return one_line(head[0]) if head else ""


def _body(blocks: Sequence[Block]) -> tuple[str, ...]:
    lines = list(paragraphs_of(blocks))
    if lines and (match := _TRANSLATE.match(lines[0])):
        lines[0] = lines[0][match.end() :]
    text = [line for line in lines if line and not _PICTURE.fullmatch(line)]
    while text and (_CLOSING.match(text[-1]) or _LINK.fullmatch(text[-1])):
        text.pop()
    if len(text) == 1 and _NO_TEXT.fullmatch(text[0]):
        return ()
    return tuple(text)


def _date(part: _Labelled, info: str) -> Proposal:
    for label in ("publication date", "online publication date"):
        value = part.line(label)
        if hit := first_date(value):
            return found(
                hit.date.isoformat(), f"the line “Publication date: {value}” of the export"
            )
    if hit := first_date(info[-60:]):
        return found(hit.date.isoformat(), "the line “Publication info” of the export")
    stated = part.line("publication date") or part.line("publication year")
    return Proposal(None, "none", f"the export says only “{stated}”") if stated else NOTHING


def _place_left_out(title: str) -> str:
    """Name of the publication, without the place behind it."""
    return re.split(r"\s*;|\s+\[", title)[0].strip()


def _url(part: _Labelled) -> str:
    match = _URL.search(part.line("document url") or part.line("proquest document link"))
    return match.group() if match else ""
