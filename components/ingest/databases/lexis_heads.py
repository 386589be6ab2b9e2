"""Heads of Nexis Uni documents set without blank lines between their lines, in wrapped text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.ingest.databases.blocks import Block
from components.ingest.databases.lexis_labels import BODY_MARK, is_header
from components.ingest.dates import only_date

_LAST_DAY = 6


def heads_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the lines of each head (headline, outlet, day, labels, “Body”) set apart.

    Only blocks of several lines with a day among the first ones are heads, and only where a label
    or the mark of the text follows.
    """
    result: list[Block] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        result += _apart(block, following)
    return tuple(result)


def _apart(block: Block, following: Block | None) -> Iterator[Block]:
    lines = block.lines
    if len(lines) > 1 and BODY_MARK.fullmatch(lines[0].strip()):
        yield Block(lines[:1], block.width)
        yield Block(lines[1:], block.width)
        return
    day = next((i for i in range(1, min(len(lines), _LAST_DAY)) if only_date(lines[i])), None)
    if block.width is None or day is None:
        yield block
        return
    marks = [i for i in range(day + 1, len(lines)) if _is_mark(lines[i])]
    if not marks and (following is None or not _is_mark(following.lines[0])):
        yield block
        return
    last = next(
        (i for i in marks if BODY_MARK.fullmatch(lines[i].strip())), max(marks, default=day)
    )
    if day > 1:
        yield Block(lines[: day - 1], block.width)
    head = [[line] for line in lines[day - 1 : day + 1]]
    for index in range(day + 1, last + 1):
        # A label's value may run on in the next line.
        if head[-1:] and _runs_on(head[-1], lines[index], block.width):
            head[-1].append(lines[index])
        else:
            head.append([lines[index]])
    yield from (Block(tuple(each), block.width) for each in head)
    if lines[last + 1 :]:
        yield Block(lines[last + 1 :], block.width)


def _is_mark(line: str) -> bool:
    return is_header(Block((line,))) or bool(BODY_MARK.fullmatch(line.strip()))


def _runs_on(lines: Sequence[str], line: str, width: int) -> bool:
    return is_header(Block((lines[0],))) and not _is_mark(line) and len(lines[-1]) > 0.6 * width
