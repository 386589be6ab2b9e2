"""Labels and small print around the documents of LexisNexis and Nexis Uni."""

from __future__ import annotations

import re
from collections.abc import Container

from components.ingest.databases.blocks import Block

LABEL = re.compile(r"(?P<label>[^\W\d_][\w/ -]{2,30}?)[ \t]*:(?!//)\s*(?P<value>.*)", re.DOTALL)
# Labels that stand between headline and text, in the languages of the service.
_FIELDS = {
    "author": "byline autor author von auteur",
    "section": "section rubrik ressort seccion rubrique",
    "title": "headline titel title",
    "length": "length länge longueur longitud",
    "": "dateline highlight series series-title column distribution notes correction anmerkung "
    "ort place zusammenfassung edition ausgabe cycle source document-type abstract teaser",
}
OF_LABEL = {label: name for name, labels in _FIELDS.items() for label in labels.split()}
BODY_MARK = re.compile(r"(?:body|full text|volltext)\s*:?", re.IGNORECASE)
SURE_TAIL = frozenset(
    "load-date publication-type pub-type language sprache langue update journal-code document-type "
    "correction-date acc-no issn journal-typ publikationstyp subject-terms".split()
)
LIKELY_TAIL = frozenset(
    "graphic subject organization person geographic country city state ticker industry company "
    "notes type distribution url series loaddate terms category feedback contact website "
    "copyright product name keywords schlagwörter thema unternehmen".split()
)
TAIL_HEADING = re.compile(
    r"(?:graphic|classification|notes|load-date|correction-date|klassifizierung|grafik)\s*:?",
    re.IGNORECASE,
)
RIGHTS = re.compile(
    r"(?:copyright\b|\(c\)\s|©).{0,250}$"
    r"|.{0,200}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\b.{0,60}$"
    r"|these materials may not be republished.{0,200}$",
    re.IGNORECASE,
)


def is_tail(block: Block) -> bool:
    """Whether a block is small print of the kind that stands behind a text."""
    if name_of(block, SURE_TAIL | LIKELY_TAIL) is not None:
        return True
    return bool(TAIL_HEADING.fullmatch(block.text)) or (
        bool(RIGHTS.match(block.text)) and len(block.text.split()) <= 40
    )


def is_header(block: Block) -> bool:
    """Whether a block is a label of the kind that stands in front of a text."""
    return name_of(block, OF_LABEL) is not None


def is_any_label(line: str) -> bool:
    """Whether a line opens with a label that no sentence has, so that it is a block of its own."""
    match = LABEL.match(line)
    if match is None:
        return False
    label = match["label"]
    return label == "Load-Date" or (
        label.isupper() and label.lower() in {*OF_LABEL, *SURE_TAIL, *LIKELY_TAIL}
    )


def name_of(block: Block, known: Container[str]) -> str | None:
    """Lower-case label that opens a block, None where it is not among the known ones."""
    match = LABEL.match(block.first)
    if match is None:
        return None
    label = match["label"].strip()
    if label.lower() not in known or not (label.isupper() or _is_small_print(label, block.text)):
        return None
    return label.lower()


def _is_small_print(label: str, text: str) -> bool:
    """Word files capitalise their labels, as sentences do: only what is no sentence counts."""
    return label.istitle() and ("%)" in text or not re.search("[.!?][\"'”’»)]*$", text))
