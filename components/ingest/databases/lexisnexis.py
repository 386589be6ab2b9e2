"""Exports of LexisNexis (text) and Nexis Uni (Word, PDF, text): labels around each document."""

from __future__ import annotations

import datetime
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
    without_by,
)
from components.ingest.databases.lexis_heads import heads_apart
from components.ingest.databases.lexis_labels import (
    BODY_MARK,
    OF_LABEL,
    RIGHTS,
    SURE_TAIL,
    TAIL_HEADING,
    is_any_label,
    is_header,
    is_tail,
    name_of,
)
from components.ingest.databases.sniffing import COUNTER
from components.ingest.dates import first_date, only_date, stated_time
from components.ingest.records import NOTHING, Extracts, Proposal, found

_COUNTER = re.compile(
    rf"(?:{COUNTER} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?)"
    r"|(?:Document|Dokument|Documento) \d[\d.,]* (?:of|von|de) (\d[\d.,]*))",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Spring|Summer|Autumn|Fall|Winter)(?:[ /–-]\w+)?,? (?:19|20)\d\d",
    re.IGNORECASE,
)
# In Word files the lines on the edition are paragraphs of their own, between day and headline.
_EDITION = re.compile(r"(?:\S+ ){0,5}(?:edition|ausgabe)\b.{0,30}|.{0,40};", re.IGNORECASE)
_HEADER_BLOCKS = 14
_N_WORDS = re.compile(r"([\d.,]+)")


@dataclass(slots=True)
class _Header:
    values: dict[str, str] = field(default_factory=dict)
    end: int = 0


def read_lexisnexis(blocks: Sequence[Block]) -> Extracts:
    """Documents between counters (“3 of 10 DOCUMENTS”) or up to “End of Document”."""
    blocks = alone(blocks, lambda line: bool(_COUNTER.fullmatch(line) or _END.fullmatch(line)))
    blocks = split_lines(heads_apart(blocks), is_any_label)
    totals = [match[2] or match[3] for block in blocks if (match := _counted(block))]
    parts = _parts(blocks, counted=bool(totals))
    documents = [_document(number, part) for number, part in enumerate(parts, start=1)]
    return extracts(documents, stated_total(totals))


def _counted(block: Block) -> re.Match[str] | None:
    return _COUNTER.fullmatch(block.first) if len(block.lines) == 1 else None


def _parts(blocks: Sequence[Block], counted: bool) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    ended = False
    for block in blocks:
        if (counted and _counted(block)) or (not counted and _END.fullmatch(block.first)):
            parts.append([])
            ended = False
        elif _END.fullmatch(block.first):
            ended = True
        elif not ended:
            parts[-1].append(block)
    if counted:
        # What stands before the first counter is the cover page.
        return parts[1:]
    # What stands behind the last end mark is the end of the file, unless a download broke off.
    return [part for part in parts if _day_at(part) is not None or any(map(is_header, part))]


def _document(number: int, blocks: Sequence[Block]) -> Document:
    limit = next((i for i, b in enumerate(blocks) if BODY_MARK.fullmatch(b.text)), len(blocks))
    at = _day_at(blocks[:limit], last=limit < len(blocks))
    before = [b for b in blocks[: at or 0] if not RIGHTS.match(b.text) and not is_header(b)]
    start = 0 if at is None else at + 1
    header = (
        _marked_header(blocks, start, limit, titled=len(before) >= 2)
        if limit < len(blocks)
        else _header(blocks, start, titled=len(before) >= 2)
    )
    title = header.values.get("title", "")
    if not title and len(before) >= 2:
        title = before[-2].text
    source = before[-1].text if before else ""
    end = _end_of_body(blocks, header.end)
    body = paragraphs_of(blocks[header.end : end])
    date, time = _date(blocks[at]) if at is not None else (NOTHING, NOTHING)
    if date.value is None:
        date = _load_date(blocks) or date
    return Document(
        number=number,
        title=title,
        body=body,
        date=date,
        time=time,
        source=source,
        author=without_by(header.values.get("author", "")),
        section=header.values.get("section", ""),
        url=_url(blocks[end:]),
        cut=_is_cut(header.values.get("length", ""), body),
    )


def _day_at(blocks: Sequence[Block], last: bool = False) -> int | None:
    """Index of the block that holds the day of publication, editions and time of day aside."""
    places = range(len(blocks))[-_HEADER_BLOCKS:] if last else range(len(blocks))[:_HEADER_BLOCKS]
    hits = [i for i in places if _is_day(blocks[i])]
    if not hits:
        hits = [i for i in places if _MONTH_ONLY.fullmatch(blocks[i].first)]
    if not hits:
        return None
    return hits[-1] if last else hits[0]


def _is_day(block: Block) -> bool:
    return _day(block.first) is not None and len(block.lines) <= 6


def _day(line: str) -> datetime.date | None:
    """The day of a line that holds nothing else but the time of day or the edition."""
    if (day := only_date(line)) is not None:
        return day
    hit = first_date(line)
    if hit is None or hit.start > 0:
        return None
    rest = re.sub(r"^[\s,]*(?:\w+day)?[\s,]*", "", line[hit.end :])
    return hit.date if _EDITION.fullmatch(rest) else None


def _marked_header(blocks: Sequence[Block], start: int, limit: int, titled: bool) -> _Header:
    """Labels up to the mark “Body”, before which everything is a label or a headline."""
    header = _Header(end=limit + 1)
    for block in blocks[start:limit]:
        label, colon, value = block.text.partition(":")
        name = OF_LABEL.get(label.strip().lower()) if colon else None
        if name is not None:
            header.values.setdefault(name, one_line(value))
        elif not titled and not header.values and _may_be_title(block, 0, blocks[:1]):
            header.values["title"] = block.text
    return header


def _header(blocks: Sequence[Block], start: int, titled: bool) -> _Header:
    """Labels from start on, and the headline among them unless it stood before the day."""
    header = _Header(end=start)
    index = start
    window = min(len(blocks), start + _HEADER_BLOCKS)
    last_label = max((i for i in range(start, window) if is_header(blocks[i])), default=-1)
    while index < window:
        block = blocks[index]
        name = name_of(block, OF_LABEL)
        if name_of(block, SURE_TAIL) is not None:
            break
        if name is not None:
            label, _, value = block.text.partition(":")
            header.values.setdefault(OF_LABEL[label.strip().lower()], one_line(value))
        elif not RIGHTS.match(block.text):
            # Headlines stand above the labels; below them the text begins.
            if not titled and not header.values and _may_be_title(block, index, blocks):
                header.values["title"] = block.text
            elif index > last_label and not _EDITION.fullmatch(block.text):
                break
        index += 1
    header.end = index
    return header


def _may_be_title(block: Block, index: int, blocks: Sequence[Block]) -> bool:
    if RIGHTS.match(block.text):
        return False
    n_words = len(block.text.split())
    if n_words <= 8 and _EDITION.fullmatch(block.text):
        return False
    followed = any(is_header(later) for later in blocks[index + 1 : index + 4])
    return n_words <= 60 if followed else n_words <= 25 and not block.text.endswith(".")


def _end_of_body(blocks: Sequence[Block], start: int) -> int:
    end = len(blocks)
    for index in range(start, len(blocks)):
        block = blocks[index]
        short = len(block.text.split()) <= 12
        heading = TAIL_HEADING.fullmatch(block.text)
        if (heading or (name_of(block, SURE_TAIL) is not None and short)) and _tail_from(
            blocks[index:]
        ):
            end = index
            break
    while end > start and is_tail(blocks[end - 1]):
        end -= 1
    return end


def _tail_from(blocks: Sequence[Block]) -> bool:
    """Whether blocks are the small print behind a text: labels, rights, captions."""
    return sum(map(is_tail, blocks)) >= 0.4 * len(blocks) or len(blocks) <= 6


def _date(block: Block) -> tuple[Proposal, Proposal]:
    """Day of publication and, where a time zone is stated, the moment."""
    line = block.first
    day = _day(line)
    reason = f"the line “{line}” of the export"
    if day is None:
        return Proposal(None, "none", f"the export says only “{line}”"), NOTHING
    moment = stated_time(line)
    return found(day.isoformat(), reason), found(moment, reason) if moment else NOTHING


def _load_date(blocks: Sequence[Block]) -> Proposal | None:
    for block in blocks:
        if name_of(block, ("load-date", "update")) and (hit := first_date(block.text)):
            return Proposal(hit.date.isoformat(), "guessed", f"the line “{block.text}”")
    return None


def _url(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if name_of(block, ("url",)) is not None:
            match = re.search(r"https?://\S+", block.text)
            return match.group() if match else ""
    return ""


def _is_cut(length: str, body: Sequence[str]) -> bool:
    """Whether the text is far shorter than the export itself says."""
    match = _N_WORDS.search(length)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    n_stated = int(digits[:7]) if digits else 0
    return n_stated >= 60 and sum(len(line.split()) for line in body) < 0.5 * n_stated
