"""Exports made up for the tests, in the conventions of each service."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    title: str
    day: str
    iso: str
    paragraphs: tuple[str, ...]


STORIES = (
    Story(
        "Envoys Return to the Table",
        "March 3, 2021",
        "2021-03-03",
        (
            "Negotiators from the two countries met in a hotel on the lake on Wednesday, their first "
            "meeting since the autumn, and said that they would go on talking through the spring.",
            "“We did not agree on much,” one of them said. “But we agreed on a date, and that is more "
            "than we had when we arrived here this morning.”",
            "QUESTION: Will the ministers come too? ANSWER: That has not been decided, and nobody in "
            "the room was ready to say so.",
        ),
    ),
    Story(
        "Harbor Reopens After Long Dispute: What Comes Next",
        "May 8, 2021",
        "2021-05-08",
        (
            "The harbor opened again on Saturday after a dispute about pilots and fees that had kept "
            "ships out for eleven weeks.",
            "Notes: the figures that both sides gave for lost trade differ by a factor of three, and "
            "neither of them has published how it counted.",
        ),
    ),
    Story(
        "A Short Word From the Ministry",
        "December 12, 2021",
        "2021-12-12",
        ("The ministry had no comment on Sunday, and none is expected before the new year.",),
    ),
)


def wrapped(paragraphs: Sequence[str], width: int = 78) -> str:
    return "\n\n".join(textwrap.fill(text, width) for text in paragraphs)


def centred(*lines: str) -> str:
    return "\n".join(line.center(78).rstrip() for line in lines)


def lexisnexis(stories: Sequence[Story] = STORIES, top: bool = False) -> str:
    """Text as LexisNexis Academic exported it; top puts the line on rights above the source."""
    total = len(stories)
    pieces = [
        "Download Request: Selected Items: 1-3\nTime Of Request: Friday, March 20, 2023  16:51:31",
        "Send To:\nREADING ROOM\n1 HIGH STREET",
        "Terms: (envoys w/5 lake)",
    ]
    for number, story in enumerate(stories, start=1):
        rights = centred("Copyright 2021 Lakeside Post Company", "All Rights Reserved")
        pieces.append(centred(f"{number} of {total} DOCUMENTS"))
        if top:
            pieces.append(rights)
        pieces += [
            centred("The Lakeside Post (Geneva)"),
            centred(f"{story.day} Wednesday", "Late Edition - Final"),
            textwrap.fill(story.title, 78),
            "BYLINE: By ANNA EXAMPLE and\nB. SAMPLE",
            "SECTION: Section A; Foreign Desk; Pg. 6",
            f"LENGTH: {sum(len(text.split()) for text in story.paragraphs)} words",
            "DATELINE: GENEVA",
            wrapped(story.paragraphs),
            "URL: http://www.lakeside.example/a/1",
            "GRAPHIC: PHOTO: The hotel on the lake, seen from the pier. (PHOTOGRAPH BY C. LENS)",
            f"LOAD-DATE: {story.day}",
            "LANGUAGE: ENGLISH",
            "SUBJECT: NEGOTIATIONS (90%); HOTELS (60%)",
            "PUBLICATION-TYPE: Newspaper",
        ]
        if not top:
            pieces.append(rights)
    return "\n\n\n".join(pieces) + "\n"


def nexis_uni(stories: Sequence[Story] = STORIES) -> str:
    """Paragraphs of a Word export of Nexis Uni, contents list first."""
    lines = [
        "User Name: = 1234",
        "Date and Time: = Monday, March 20, 2023 4:51:00 PM",
        f"Documents ({len(stories)})",
        *(f"{number}. {story.title}" for number, story in enumerate(stories, start=1)),
    ]
    for story in stories:
        lines += [
            story.title,
            "The Lakeside Post (Geneva)",
            f"{story.day} Wednesday",
            "Late Edition - Final",
            "Copyright 2021 Lakeside Post Company All Rights Reserved",
            "Section: Section A; Foreign Desk; Pg. 6",
            f"Length: {sum(len(text.split()) for text in story.paragraphs)} words",
            "Byline: By ANNA EXAMPLE",
            "Highlight: The first talks since the autumn.",
            "Body",
            *story.paragraphs,
            "Graphic",
            "PHOTO: The hotel on the lake, seen from the pier.",
            "Classification",
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
            "Subject: NEGOTIATIONS (90%); HOTELS (60%)",
            f"Load-Date: {story.day}",
            "End of Document",
        ]
    return "\n".join(lines)


def day_first(day: str) -> str:
    month, number, year = day.replace(",", "").split()
    return f"{number} {month} {year}"


def factiva(stories: Sequence[Story] = STORIES, blank: str = "\n\n") -> str:
    """Text as Factiva shows it; blank is what separates paragraphs."""
    pieces = []
    for number, story in enumerate(stories, start=1):
        header = [
            "By Anna Example",
            f"{sum(len(text.split()) for text in story.paragraphs)} words",
            day_first(story.day),
            "14:05 GMT",
            "The Lakeside Post",
            "LAKEPO",
            "A6",
            "English",
            "Copyright 2021 Lakeside Post Company, Inc.",
        ]
        pieces += [
            story.title,
            "\n".join(header),
            *story.paragraphs,
            "Lakeside Post Company, Inc.",
            f"Document LAKEPO0020{story.iso.replace('-', '')}eh330000{number}",
        ]
    pieces += [
        "Search Summary\nText\tenvoys and lake\nDate\tAll Dates\nResults Found\t3",
        "© 2023 Factiva, Inc. All rights reserved.",
    ]
    return blank.join(pieces)


def factiva_coded(stories: Sequence[Story] = STORIES) -> str:
    """Text with Factiva's two-letter codes, values behind them."""
    pieces = []
    for number, story in enumerate(stories, start=1):
        first, *rest = story.paragraphs
        pieces.append(
            "\n".join(
                [
                    "SE  Foreign Desk",
                    f"HD  {story.title}",
                    "BY  By Anna Example",
                    "WC  120 words",
                    f"PD  {day_first(story.day)}",
                    "ET  14:05 GMT",
                    "SN  The Lakeside Post",
                    "SC  LAKEPO",
                    "LA  English",
                    "CY  Copyright 2021 Lakeside Post Company",
                    f"LP  {first}",
                    *([f"TD  {rest[0]}"] if rest else ["TD"]),
                    *(f"\n{text}" for text in rest[1:]),
                    "",
                    "NS  gdip : International Relations",
                    "RE  switz : Switzerland",
                    "PUB Lakeside Post Company",
                    f"AN  Document LAKEPO0020{story.iso.replace('-', '')}eh330000{number}",
                ]
            )
        )
    return "\n\n".join(pieces)


def factiva_page(stories: Sequence[Story] = STORIES) -> str:
    """A page with the codes in a table."""
    rows = []
    for number, story in enumerate(stories, start=1):
        first, *rest = story.paragraphs
        cells = {
            "HD": [story.title],
            "BY": ["By Anna Example"],
            "WC": ["120 words"],
            "PD": [day_first(story.day)],
            "SN": ["The Lakeside Post"],
            "SC": ["LAKEPO"],
            "LA": ["English"],
            "CY": ["Copyright 2021"],
            "LP": [first],
            "TD": rest,
            "IN": ["iaccom : Accommodation"],
            "AN": [f"Document LAKEPO0020{story.iso.replace('-', '')}eh330000{number}"],
        }
        rows.append(
            "<div class='article'><table>"
            + "".join(
                f"<tr><td><b>{code}</b>&nbsp;</td><td>"
                + "".join(f"<p>{text}</p>" for text in texts)
                + "</td></tr>"
                for code, texts in cells.items()
            )
            + "</table></div>"
        )
    return f"<html><head><title>Factiva</title></head><body>{''.join(rows)}</body></html>"


def _proquest_fields(story: Story) -> list[tuple[str, Sequence[str]]]:
    year = story.iso[:4]
    return [
        ("Author", ["Example, Anna"]),
        ("Publication info", [f"The Lakeside Post ; Geneva [Geneva]{day_first(story.day)}: A.6."]),
        ("Abstract", [f"[...] {story.paragraphs[0][:60]}"]),
        ("Full text", story.paragraphs),
        ("Subject", ["Negotiations; Hotels"]),
        ("Location", ["Geneva Switzerland"]),
        ("Title", [story.title]),
        ("Publication title", ["The Lakeside Post; Geneva"]),
        ("Pages", ["A.6"]),
        ("Publication year", [year]),
        ("Publication date", [story.day]),
        ("Section", ["Foreign Desk"]),
        ("Publisher", ["Lakeside Post Company"]),
        ("Source type", ["Newspapers"]),
        ("Language of publication", ["English"]),
        ("Document type", ["News"]),
        ("ProQuest document ID", ["2500000001"]),
        ("Document URL", ["https://www.proquest.example/docview/2500000001"]),
        ("Copyright", ["Copyright Lakeside Post Company 2021"]),
        ("Last updated", ["2021-12-31"]),
        ("Database", ["Lakeside Central"]),
    ]


def proquest(stories: Sequence[Story] = STORIES) -> str:
    """Text export: rules of underscores, a contents list before and a bibliography behind."""
    rule = "_" * 60
    contents = "\n".join(f"{number}. {story.title}" for number, story in enumerate(stories, 1))
    pieces = [rule, "Report Information from ProQuest\nMarch 20 2023 16:51", rule]
    pieces += ["Table of contents", contents]
    for number, story in enumerate(stories, start=1):
        pieces += [rule, f"Document {number} of {len(stories)}", story.title]
        for label, (first, *rest) in _proquest_fields(story):
            pieces += [f"{label}: {first}", *rest]
    pieces += [rule, "Bibliography", "Citation style: APA 6th"]
    pieces += [f"Example, A. (2021). {story.title}. The Lakeside Post" for story in stories]
    return "\n\n".join(pieces)


def proquest_page(stories: Sequence[Story] = STORIES) -> str:
    """Page export: no rule, a label in bold before each field."""
    parts = []
    for story in stories:
        parts.append(f"<div><a name='DocID_1'></a><p style='font-weight:bold'>{story.title}</p>")
        for label, (first, *rest) in _proquest_fields(story):
            if label == "Full text":
                texts = "".join(f"<p>{text}</p>" for text in (first, *rest))
                parts.append(f"<p><strong>{label}: </strong><text>{texts}</text></p>")
            else:
                parts.append(f"<p><strong>{label}:  </strong>{first}</p>")
        parts.append("</div>")
    return "".join(parts)


def factiva_plain_page(stories: Sequence[Story] = STORIES) -> str:
    """A page without codes."""
    articles = []
    for block in factiva(stories).split("Search Summary")[0].strip().split("\n\n"):
        if block.startswith("By Anna"):
            articles += [f"<div>{line}</div>" for line in block.split("\n")]
        else:
            articles.append(f"<p class='articleParagraph'>{block}</p>")
    return f"<html><body><div class='article'>{''.join(articles)}</div></body></html>"


def as_page(export: str) -> str:
    """An export whose blocks are paragraphs of a page."""
    blocks = [" ".join(block.split()) for block in export.split("\n\n") if block.strip()]
    return "<html><body>" + "\n".join(f"<p>{block}</p>" for block in blocks) + "</body></html>"


def as_paragraphs(export: str) -> str:
    """An export as Word files have it: no wraps, no blank lines, each centred line by itself."""
    lines: list[str] = []
    for block in (part.strip("\n") for part in export.split("\n\n")):
        if block.startswith(" " * 8):
            lines += [line.strip() for line in block.split("\n")]
        elif block.strip():
            lines.append(" ".join(block.split()))
    return "\n".join(lines)


def proquest_with_headings(stories: Sequence[Story] = STORIES) -> str:
    """The later text export: abstract and text under headings, the other fields below them."""
    text = proquest(stories)
    for label, heading in (("Abstract", "ABSTRACT"), ("Full text", "FULL TEXT")):
        text = text.replace(f"{label}: ", f"{heading}\n\n")
    return text.replace("Subject: ", "DETAILS\n\nSubject: ")


def rewrapped(export: str, width: int = 76) -> str:
    """An export whose lines were wrapped on the way, by a mail program for instance."""
    return "\n".join(textwrap.fill(line, width) for line in export.split("\n"))
