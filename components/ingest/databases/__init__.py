"""Exports of news databases: many documents in one file, each with its labels and small print.

from components.ingest.databases import read_export, sniff
service = sniff(text)                              # "factiva", None for anything else
extracts = read_export(service, text, "lines")     # an Extract or a named refusal per document
"""

from __future__ import annotations

from typing import Literal

from components.ingest.databases.blocks import Form, blocks_of
from components.ingest.databases.factiva import read_factiva
from components.ingest.databases.lexisnexis import read_lexisnexis
from components.ingest.databases.proquest import read_proquest
from components.ingest.databases.sniffing import Service, sniff
from components.ingest.records import Extracts, Unreadable

_READERS = {
    "lexisnexis": read_lexisnexis,
    "nexis_uni": read_lexisnexis,
    "factiva": read_factiva,
    "proquest": read_proquest,
}
#: Names of the services as a reader knows them.
NAMES: dict[Service, str] = {
    "lexisnexis": "LexisNexis",
    "nexis_uni": "Nexis Uni",
    "factiva": "Factiva",
    "proquest": "ProQuest",
}


def read_export(service: str, text: str, form: Literal["lines", "paragraphs", "html"]) -> Extracts:
    """Documents of an export in the file's order; each ends as an article or a named refusal.

    service: what sniff answered for the same text.
    text: cleaned text; form says how it is set: "lines" as in a text file, with hard wraps and
    blank lines; "paragraphs" with one paragraph a line; "html" is the source of a page.
    Raises Unreadable when no document can be told apart, ValueError for a service unknown here.
    """
    reader = _READERS.get(service)
    if reader is None:
        raise ValueError(f"no reader for exports of {service!r}")
    extracts = reader(blocks_of(text, form))
    if not extracts.articles and not extracts.refusals:
        raise Unreadable(
            "This looks like an export of a news database, but no document was found in it. "
            "Export it again as text with the full text of each document, and upload that."
        )
    return extracts


__all__ = ["NAMES", "Form", "Service", "read_export", "sniff"]
