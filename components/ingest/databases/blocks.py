"""Exports as blocks of lines, whatever file they came in, and what all their readers share."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from components.ingest.characters import clean, one_line
from components.ingest.lines import wrap_width
from components.ingest.records import NOTHING, Extract, Extracts, Proposal, found

Form = Literal["lines", "paragraphs", "html"]

NO_TEXT = (
    "The export holds no text for this document. Export it again with the full text, or leave it "
    "out."
)
_WIDEST_WRAP, _NARROWEST_WRAP = 100, 40
_CAPITALS = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ /-]{2,30}:")
_HYPHEN_AT_END = re.compile(r"[^\s-]-$")
_INDENT = re.compile(r" *")
_ENDS_SENTENCE = re.compile("[.!?…:;][\"'”’»)\\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank line between them, none empty; a paragraph, a label, a heading.

    width: column at which the file's lines are wrapped, None where each line stands for itself.
    """

    lines: tuple[str, ...]
    width: int | None = None

    @property
    def text(self) -> str:
        return _joined(self.lines)

    @property
    def first(self) -> str:
        return one_line(self.lines[0])


@dataclass(frozen=True, slots=True)
class Document:
    """What an export says of one document; body is empty where it holds no text of it.

    number: place in the file, from 1.
    """

    number: int
    title: str = ""
    body: tuple[str, ...] = ()
    date: Proposal = NOTHING
    time: Proposal = NOTHING
    source: str = ""
    author: str = ""
    section: str = ""
    url: str = ""
    cut: bool = False


def blocks_of(text: str, form: Form) -> tuple[Block, ...]:
    """Blocks of an export in order; see read_export for text and form."""
    if form == "html":
        # The library behind web pages takes long to load.
        from components.ingest.webpage import html_paragraphs

        return tuple(Block((line,)) for line in html_paragraphs(text))
    lines = clean(text).split("\n")
    if form == "paragraphs":
        return tuple(Block((line,)) for line in map(str.strip, lines) if line)
    groups = _groups(lines)
    width = _width(groups)
    if width is None:
        # Nothing is wrapped, so every line is a paragraph, a label or a heading.
        return tuple(Block((line,)) for group in groups for line in group)
    return tuple(Block(tuple(group), width) for group in groups)


def split_lines(blocks: Iterable[Block], starts: Callable[[str], bool]) -> tuple[Block, ...]:
    """Blocks cut so that every line for which starts is true opens one of its own."""
    result: list[Block] = []
    for block in blocks:
        current: list[str] = []
        for line in block.lines:
            if current and starts(line.strip()):
                result.append(Block(tuple(current), block.width))
                current = []
            current.append(line)
        result.append(Block(tuple(current), block.width))
    return tuple(result)


def alone(blocks: Iterable[Block], is_mark: Callable[[str], bool]) -> tuple[Block, ...]:
    """Blocks cut so that every line for which is_mark is true is a block by itself."""
    result: list[Block] = []
    for block in blocks:
        current: list[str] = []
        for line in block.lines:
            if is_mark(line.strip()):
                if current:
                    result.append(Block(tuple(current), block.width))
                result.append(Block((line,), block.width))
                current = []
            else:
                current.append(line)
        if current:
            result.append(Block(tuple(current), block.width))
    return tuple(result)


def paragraphs_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Paragraphs of article text, each one line; those without a word are left out."""
    lines = (line for block in blocks for line in _unwrapped(block))
    return tuple(line for line in lines if re.search(r"\w", line))


def extracts(documents: Sequence[Document], total: int | None = None) -> Extracts:
    """Documents as articles or named refusals, and a word where the export counts more of them.

    total: how many documents the export says it holds, None where it does not say.
    """
    articles: list[Extract] = []
    refusals: list[tuple[str, str]] = []
    for document in documents:
        part = f"document {document.number}: {document.title}".removesuffix(": ")
        if document.body or document.title:
            articles.append(_extract(document, part))
        else:
            refusals.append((part, NO_TEXT))
    warnings: tuple[str, ...] = ()
    if total is not None and total != len(documents):
        warnings = (
            f"The export counts {total:,} documents, and {len(documents):,} are in this file.",
        )
    return Extracts(tuple(articles), tuple(refusals), warnings)


def stated_total(counts: Iterable[str]) -> int | None:
    """The number of documents that most of an export's counters name."""
    numbers = Counter(int(re.sub(r"\D", "", count)) for count in counts if count)
    return numbers.most_common(1)[0][0] if numbers else None


def stated(value: str, reason: str) -> Proposal:
    """A value that the export states, nothing where it states none."""
    return found(value, reason) if value else NOTHING


def without_by(byline: str) -> str:
    """The author in a byline, without the “By” in front."""
    return re.sub(r"^(?:by|von|par|por)\s+", "", one_line(byline), flags=re.IGNORECASE).strip(" ;,")


def _extract(document: Document, part: str) -> Extract:
    label = "the export’s entry for this document"
    return Extract(
        paragraphs=document.body or (document.title,),
        title=stated(document.title, label),
        date=document.date,
        time=document.time,
        source=stated(document.source, label),
        author=stated(document.author, label),
        section=stated(document.section, label),
        url=stated(document.url, label),
        completeness=_completeness(document),
        headed=True,
        part=part,
    )


def _completeness(document: Document) -> Literal["full", "truncated", "headline"]:
    if not document.body:
        return "headline"
    return "truncated" if document.cut else "full"


def _groups(lines: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _width(groups: Sequence[Sequence[str]]) -> int | None:
    """Column at which running text is wrapped; labels and centred lines say nothing about it."""
    running = [
        group
        for group in groups
        if len(group) > 1 and not any(_indent(line) > 8 or _CAPITALS.match(line) for line in group)
    ]
    pairs = [pair for group in running for pair in itertools.pairwise(group)]
    widest = max((len(line) for pair in pairs for line in pair), default=0)
    if not pairs or widest > _WIDEST_WRAP:
        return wrap_width(groups)
    # Short lines are those of a header, and where paragraphs end.
    pairs = [pair for pair in pairs if len(pair[0]) >= 0.6 * widest]
    broken = sum(
        not _ENDS_SENTENCE.search(line) and len(line) + 1 + len(following.split()[0]) > widest - 2
        for line, following in pairs
    )
    return widest if widest >= _NARROWEST_WRAP and broken >= 0.5 * len(pairs) else None


def _unwrapped(block: Block) -> Iterable[str]:
    if block.width is None:
        yield from map(one_line, block.lines)
        return
    current: list[str] = []
    for line in block.lines:
        if current and _starts(current[-1], line, block.width):
            yield _joined(current)
            current = []
        current.append(line)
    yield _joined(current)


def _joined(lines: Iterable[str]) -> str:
    """Lines as one; a hyphen at a line's end was there before the wrap, so no space follows it."""
    pieces: list[str] = []
    for line in map(one_line, lines):
        if pieces and not _HYPHEN_AT_END.search(pieces[-1][-2:]):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces).strip()


def _starts(previous: str, line: str, width: int) -> bool:
    """Whether line opens a paragraph though no blank line stands before it."""
    if max(len(previous), len(line)) > 1.25 * width + 8:
        return True
    if _indent(line) > _indent(previous) and _ENDS_SENTENCE.search(previous):
        return True
    first = line.split(maxsplit=1)[0]
    room = width - len(previous.rstrip())
    # A sentence that ends where the next word would have fitted ends its paragraph.
    return room > len(first) + 1 and bool(_ENDS_SENTENCE.search(previous.rstrip()))


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return len(match.group()) if match else 0
