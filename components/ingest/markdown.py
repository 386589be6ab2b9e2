"""Markdown to paragraphs: front matter is metadata; markup, code and pictures stay out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from components.ingest.characters import clean, one_line
from components.ingest.dates import only_date, stated_date
from components.ingest.decode import decode
from components.ingest.records import NOTHING, Extract, Proposal, found
from components.ingest.webpage import html_paragraphs

_FRONT = re.compile(r"\s*---[ ]*\n(?P<matter>.*?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.DOTALL)
_LONGEST_FRONT = 20_000
# References that the parser does not take, such as links to scripts, are no text either.
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ ]*\S.*$", re.MULTILINE)
_UNREAD_TAG = re.compile(r"<(/?)(?:script|style|textarea|svg)\b", re.IGNORECASE)
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "date": ("date", "published", "published_time", "publication_date", "pubdate", "publishdate"),
    "source": ("source", "publication", "publisher", "outlet", "newspaper", "site"),
    "author": ("author", "authors", "byline"),
}
# Indented lines are how typists start paragraphs, hardly ever code, in texts of this kind.
_PARSER = MarkdownIt("commonmark").enable("table").disable("code")


@dataclass(frozen=True, slots=True)
class _Front:
    values: dict[str, str]
    rest: str


def read_markdown(data: bytes, encoding: str | None = None) -> Extract:
    """Paragraphs of a Markdown file; its first heading is the title when no front matter is."""
    decoded = decode(data, chosen=encoding)
    front = _front_matter(clean(decoded.text))
    paragraphs, heading = _rendered(front.rest)
    title = _stated(front, "title")
    if title.value is None and heading and only_date(heading) is None:
        title = found(heading, "the first heading")
    return Extract(
        paragraphs=paragraphs,
        title=title,
        date=_stated_day(front),
        source=_stated(front, "source"),
        author=_stated(front, "author"),
        warnings=decoded.warnings,
    )


def _front_matter(text: str) -> _Front:
    match = _FRONT.match(text[: _LONGEST_FRONT + 10])
    if match is None:
        return _Front({}, text)
    try:
        # The base loader makes nothing but strings, lists and mappings.
        loaded = yaml.load(match["matter"], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        loaded = None
    if not isinstance(loaded, dict):
        loaded = _plain_pairs(match["matter"])
    if not loaded:
        return _Front({}, text)
    values = {str(key).lower(): _words(value) for key, value in loaded.items()}
    return _Front(values, text[match.end() :])


def _plain_pairs(matter: str) -> dict[str, str]:
    """Lines of “key: value” where the block is no valid YAML, such as an unquoted colon."""
    pairs = re.findall(r"^([A-Za-z_ -]{2,30}):[ ]*(.+)$", matter, re.MULTILINE)
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def _words(value: object) -> str:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return ", ".join(one_line(item) for item in value[:10] if isinstance(item, str))
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return one_line(value["name"])
    return ""


def _stated(front: _Front, field: str) -> Proposal:
    for key in _FIELDS[field]:
        if value := front.values.get(key):
            return found(value, f"the front matter ({key})")
    return NOTHING


def _stated_day(front: _Front) -> Proposal:
    for key in _FIELDS["date"]:
        if day := stated_date(front.values.get(key, "")):
            return found(day.isoformat(), f"the front matter ({key})")
    return NOTHING


def _rendered(text: str) -> tuple[tuple[str, ...], str | None]:
    """Paragraphs in order and the first heading when it stands above them all."""
    # Four or more spaces open a code block in Markdown; here they only indent.
    text = _REFERENCE.sub("", re.sub(r"^ {4,}(?=\S)", "", text, flags=re.MULTILINE))
    tokens = _PARSER.parse(text)
    paragraphs: list[str] = []
    heading: str | None = None
    number = ""
    for index, token in enumerate(tokens):
        if token.type == "html_block":
            paragraphs.extend(html_paragraphs(token.content))
        elif token.type == "list_item_open" and token.info and _is_lone_item(tokens, index):
            number = f"{token.info}{token.markup} "
        elif token.type == "inline" and (line := _inline(token.children or ())):
            opens = tokens[index - 1].type if index else ""
            if opens == "heading_open" and heading is None and not paragraphs:
                heading = line
            paragraphs.append(number + line)
            number = ""
    return tuple(paragraphs), heading


def _is_lone_item(tokens: Sequence[Token], index: int) -> bool:
    """Whether a list has one item only: most likely a paragraph that happens to start “1.”."""
    level = tokens[index].level
    after = (token for token in tokens[index + 1 :] if token.level <= level)
    closed = next(after, None)
    following = next(after, None)
    first = tokens[index - 1].type == "ordered_list_open"
    return first and closed is not None and (following is None or following.level < level)


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    unread = False
    for token in tokens:
        if token.type == "html_inline" and (tag := _UNREAD_TAG.match(token.content)):
            unread = not tag[1]
        elif unread:
            continue
        elif token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "html_inline":
            parts.append(" " if token.content.lower().startswith("<br") else "")
    return one_line("".join(parts))
