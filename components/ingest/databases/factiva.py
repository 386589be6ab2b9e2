"""Exports of Factiva: the plain format, and the indexed one with its two-letter codes."""

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
    without_by,
)
from components.ingest.dates import only_date, stated_time
from components.ingest.records import NOTHING, Extracts, Proposal, found

_ACCESSION = re.compile(r"(?:AN\s+)?Document [A-Z][A-Z0-9]{3,}\d{6,}[a-z0-9]{5,}")
_N_WORDS = re.compile(r"\d[\d.,]* (?:words|Wörter|mots|palabras|parole|слов)", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[AP]M)?(?:\s+[A-Z]{2,4})?", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:copyright\b|\(c\)|©|\u24b8)", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"English|German|French|Spanish|Russian|Italian|Portuguese|Dutch|Polish|Deutsch|Englisch"
    r"|Chinese.{0,15}|Japanese|Arabic|Turkish|Ukrainian|Swedish|Norwegian|Danish|Finnish|Czech",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:By|Von|Par|Por) [^\W\d_]", re.IGNORECASE)
_ENDS_SENTENCE = re.compile("[.!?…][\"'”’»)\\]]*$")
_SUMMARY = re.compile(r"Search Summary|Suchzusammenfassung|Résumé de la recherche", re.IGNORECASE)
_SERVICE_LINE = re.compile(r"©.{0,40}Factiva|Factiva, Inc|Dow Jones & Company, Inc", re.IGNORECASE)
# What stands at the head or foot of each printed page.
_FOOT = re.compile(r"Page \d+ of \d+\s*(?:©.*)?|Factiva|Dow Jones(?: Factiva)?", re.IGNORECASE)
_CODES = frozenset(
    "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY CX LP TD CT RF ART CO IN NS RE IPD IPC PUB AN "
    "CLM GC DLN".split()
)
_CODE_LINE = re.compile(r"(?P<code>[A-Z]{2,3})(?:(?:\s{2,}|\t)(?P<value>\S.*))?")
_CODE_WITH_VALUE = re.compile(r"(?P<code>[A-Z]{2,3})\s+(?P<value>\S.*)")
_HEADER_LINES = 14


@dataclass(slots=True)
class _Coded:
    """Blocks behind each code, in the order in which they stand."""

    values: dict[str, list[Block]] = field(default_factory=dict)

    def line(self, code: str) -> str:
        return one_line(" ".join(block.text for block in self.values.get(code, ())))


def read_factiva(blocks: Sequence[Block]) -> Extracts:
    """Documents up to their accession number (“Document ABCD000020210709ei2o00000”)."""
    blocks = alone(blocks, lambda line: bool(_ACCESSION.fullmatch(line) or _FOOT.fullmatch(line)))
    blocks = _without_summary([block for block in blocks if not _FOOT.fullmatch(block.text)])
    if sum(_code_of(block) in ("HD", "PD", "LP", "TD") for block in _cut_at_codes(blocks)) >= 3:
        coded = _coded_parts(_cut_at_codes(blocks))
        return extracts([_coded_document(n, part) for n, part in enumerate(coded, start=1)])
    parts = _parts(blocks)
    return extracts([_document(number, part) for number, part in enumerate(parts, start=1)])


def _without_summary(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without the page on the search, which stands behind the last document."""
    last = max((i for i, b in enumerate(blocks) if _ACCESSION.fullmatch(b.text)), default=-1)
    for index in range(last + 1, len(blocks)):
        first = blocks[index].first
        if _SUMMARY.match(first) or _SERVICE_LINE.search(first):
            return list(blocks[:index])
    return list(blocks)


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if _ACCESSION.fullmatch(block.text):
            parts.append([])
        else:
            parts[-1].append(block)
    # A download that broke off ends without the number.
    last = parts.pop()
    if any(_N_WORDS.fullmatch(one_line(line)) for block in last for line in block.lines):
        parts.append(last)
    return parts


def _document(number: int, blocks: Sequence[Block]) -> Document:
    lines = [(i, one_line(line)) for i, block in enumerate(blocks) for line in block.lines]
    at = next((k for k, (_, line) in enumerate(lines) if _N_WORDS.fullmatch(line)), None)
    if at is None:
        body = paragraphs_of(blocks[1:])
        return Document(number, title=blocks[0].text if blocks else "", body=body)
    head = [block.text for block in blocks[: lines[at][0]]]
    inside = [one_line(line) for line in blocks[lines[at][0]].lines]
    head += inside[: next(k for k, line in enumerate(inside) if _N_WORDS.fullmatch(line))]
    title, author, section = _headline(head)
    end = _header_end(lines, at)
    header = [line for _, line in lines[at + 1 : end]]
    rights = next((line for line in header if _RIGHTS.match(line)), "")
    date, time = _date(header)
    body = paragraphs_of(_body(blocks, lines, end))
    return Document(
        number=number,
        title=title,
        body=_without_publisher(body, rights),
        date=date,
        time=time,
        source=_source(header),
        author=author,
        section=section,
    )


def _body(blocks: Sequence[Block], lines: Sequence[tuple[int, str]], end: int) -> list[Block]:
    """Blocks behind the header, which may end within one."""
    if end >= len(lines):
        return []
    index = lines[end][0]
    first = next(k for k, (i, _) in enumerate(lines) if i == index)
    rest = blocks[index].lines[end - first :]
    return [Block(tuple(rest), blocks[index].width), *blocks[index + 1 :]]


def _header_end(lines: Sequence[tuple[int, str]], start: int) -> int:
    """Index behind the lines on date, source, language and rights."""
    window = range(start + 1, min(len(lines), start + 1 + _HEADER_LINES))
    rights = [k for k in window if _RIGHTS.match(lines[k][1])]
    if rights:
        # The line on rights may be wrapped; its rest stands in the same block.
        end = rights[0] + 1
        while end < len(lines) and lines[end][0] == lines[rights[0]][0] and end - rights[0] < 3:
            if _ENDS_SENTENCE.search(lines[end - 1][1]) or len(lines[end][1].split()) > 8:
                break
            end += 1
        return end
    languages = [k for k in window if _LANGUAGE.fullmatch(lines[k][1])]
    if languages:
        return languages[0] + 1
    end = start + 1
    while end in window and (only_date(lines[end][1]) or _TIME.fullmatch(lines[end][1])):
        end += 1
    return end


def _headline(head: Sequence[str]) -> tuple[str, str, str]:
    """Title, author and section among the lines above the number of words.

    A list of contents may stand above the first document, so only the last lines count.
    """
    rest = [line for line in map(one_line, head) if line][-3:]
    author = section = ""
    if len(rest) > 1 and (_BYLINE.match(rest[-1]) or _is_names(rest[-1], rest[-2])):
        author = without_by(rest.pop())
    title = max(rest[-2:], key=len, default="")
    if len(rest) > 1 and rest[-1] == title and len(rest[-2].split()) <= 4:
        section = rest[-2]
    return title, author, section


def _is_names(line: str, above: str) -> bool:
    """Whether a line under a headline is a byline without “By”."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", line)
    names = [word for word in words if word not in ("and", "und", "in", "de", "von")]
    short = 1 <= len(words) <= 8 and len(line) < len(above)
    return short and all(word[0].isupper() for word in names) and not _ENDS_SENTENCE.search(line)


def _source(header: Sequence[str]) -> str:
    for line in header:
        if only_date(line) or _TIME.fullmatch(line) or _N_WORDS.fullmatch(line):
            continue
        return "" if _RIGHTS.match(line) or _LANGUAGE.fullmatch(line) else line
    return ""


def _date(header: Sequence[str]) -> tuple[Proposal, Proposal]:
    for index, line in enumerate(header):
        if (day := only_date(line)) is None:
            continue
        date = found(day.isoformat(), f"the line “{line}” of the export")
        following = header[index + 1] if index + 1 < len(header) else ""
        moment = stated_time(f"{line} {following}") if _TIME.fullmatch(following) else None
        return date, found(moment, f"the line “{following}” of the export") if moment else NOTHING
    return NOTHING, NOTHING


def _without_publisher(body: tuple[str, ...], rights: str) -> tuple[str, ...]:
    """Body without the publisher's name, which stands in the line on rights too."""
    if body and rights and len(body[-1].split()) <= 12:
        last = body[-1].rstrip(".").casefold()
        if last in rights.casefold() or _RIGHTS.match(body[-1]):
            return body[:-1]
    return body


def _cut_at_codes(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which every line that opens with a code opens a block."""
    result: list[Block] = []
    for block in blocks:
        current: list[str] = []
        for line in block.lines:
            if current and _code_of(Block((line,))):
                result.append(Block(tuple(current), block.width))
                current = []
            current.append(line)
        result.append(Block(tuple(current), block.width))
    return result


def _code_of(block: Block) -> str:
    line = block.lines[0].strip("\t\r ")
    match = _CODE_LINE.fullmatch(line)
    if match is None and (loose := _CODE_WITH_VALUE.fullmatch(line)):
        # With one space in between only codes that no sentence opens with.
        match = loose if loose["code"] in ("HD", "WC", "SN", "LP", "TD") else None
    return match["code"] if match and match["code"] in _CODES else ""


def _coded_parts(blocks: Sequence[Block]) -> list[_Coded]:
    parts: list[_Coded] = []
    code = ""
    section: list[Block] = []
    for block in blocks:
        new = _code_of(block)
        if new == "SE":
            section = []
        if new == "HD":
            parts.append(_Coded({"SE": section} if section else {}))
            section = []
        code = "AN" if _ACCESSION.fullmatch(block.text) else new or code
        target = section if code == "SE" else _values(parts, code)
        rest = _behind_code(block) if new else block
        if rest is not None and target is not None:
            target.append(rest)
    return parts


def _values(parts: Sequence[_Coded], code: str) -> list[Block] | None:
    return parts[-1].values.setdefault(code, []) if parts and code else None


def _behind_code(block: Block) -> Block | None:
    first = block.lines[0].strip()
    value = first[len(_code_of(block)) :].strip()
    lines = (value, *block.lines[1:]) if value else block.lines[1:]
    return Block(tuple(lines), block.width) if lines else None


def _coded_document(number: int, coded: _Coded) -> Document:
    date, time = _date([coded.line("PD"), coded.line("ET")])
    text = [*coded.values.get("LP", ()), *coded.values.get("TD", ())]
    return Document(
        number=number,
        title=coded.line("HD"),
        body=paragraphs_of(text),
        date=date,
        time=time,
        source=coded.line("SN"),
        author=without_by(coded.line("BY")),
        section=coded.line("SE"),
    )
