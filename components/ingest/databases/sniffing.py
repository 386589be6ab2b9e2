"""Which news database an export comes from, if any: by marks that ordinary articles lack."""

from __future__ import annotations

import re
from typing import Literal

Service = Literal["lexisnexis", "nexis_uni", "factiva", "proquest"]

#: Number of characters at either end in which the marks are looked for.
_SAMPLE = 400_000
# A mark stands at the start of a line, or of an element's text where the text is a page's source.
_AT = r"(?:^|>)[ \t]*(?:&nbsp;|\xa0)*"
_UPTO = r"[ \t]*(?=$|<|&nbsp;)"


def _line(pattern: str, flags: int = re.MULTILINE | re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(_AT + pattern + _UPTO, flags)


def _label(names: str, flags: int = re.MULTILINE) -> re.Pattern[str]:
    return re.compile(_AT + rf"(?:{names})[ \t]*:", flags)


COUNTER = r"(?:Document|Dokument|Documento)?[ \t]*(\d[\d.,]*) (?:of|von|de) (\d[\d.,]*)"
_DOCUMENTS = _line(rf"{COUNTER} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?)")
_COUNTED = _line(r"(?:Document|Dokument|Documento) \d[\d.,]* (?:of|von|de) \d[\d.,]*")
_END = _line(r"(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)")
_LENGTH = _label("LENGTH|Length|LÄNGE|Länge|LONGUEUR|Longueur|LONGITUD|Longitud")
_LOADED = _label("LOAD-DATE|Load-Date|UPDATE|Update|PUBLICATION-TYPE|Publication-Type")
_RIGHTS = re.compile(
    r"All Rights Reserved|Alle Rechte vorbehalten|Tous droits réservés", re.IGNORECASE
)
_BODY = _line(r"(?:Body|Full Text|Classification)")
_ACCESSION = _line(r"Document [A-Z][A-Z0-9]{3,}\d{6,}[a-z0-9]{5,}", re.MULTILINE)
_N_WORDS = _line(r"\d[\d.,]* (?:words|Wörter|mots|palabras)")
_CODES = re.compile(
    _AT + r"(?:<b>)?(HD|WC|PD|SN|SC|LP|TD|AN)(?:</b>)?(?=&nbsp;|\xa0|[ \t]{2,}|[ \t]*$|<)",
    re.MULTILINE,
)
_FULL_TEXT = re.compile(
    _AT + rf"(?:(?:Full text|Full Text|FULL TEXT|Abstract|ABSTRACT)[ \t]*:|FULL TEXT{_UPTO})",
    re.MULTILINE,
)
_PROQUEST = re.compile(
    _AT
    + r"(?P<label>Publication info|Publication title|Publication year|Publication date|"
    + r"ProQuest document ID|ProQuest document link|Document URL|Source type|"
    + r"Language of publication|Place of publication|Publication subject|Database)[ \t]*(?::|<|$)",
    re.MULTILINE | re.IGNORECASE,
)


def sniff(text: str) -> Service | None:
    """The service whose export text is, None for anything else.

    text: cleaned lines, paragraphs a line each, or the source of a page.
    """
    if len(text) > 2 * _SAMPLE:
        text = text[:_SAMPLE] + "\n" + text[-_SAMPLE:]
    has_labels = _LENGTH.search(text) or _LOADED.search(text)
    if has_labels and _DOCUMENTS.search(text):
        return "lexisnexis"
    if _END.search(text) and (has_labels or _BODY.search(text)):
        return "nexis_uni"
    if _is_factiva(text):
        return "factiva"
    if _is_proquest(text):
        return "proquest"
    if has_labels and (_COUNTED.search(text) or (_LENGTH.search(text) and _LOADED.search(text))):
        return "lexisnexis"
    if _DOCUMENTS.search(text) and _RIGHTS.search(text):
        return "lexisnexis"
    return None


def _is_factiva(text: str) -> bool:
    if _ACCESSION.search(text) and (_N_WORDS.search(text) or "Factiva" in text):
        return True
    codes = {match[1] for match in _CODES.finditer(text)}
    return {"HD", "PD"} <= codes and bool(codes & {"LP", "TD"}) and len(codes) >= 4


def _is_proquest(text: str) -> bool:
    if not _FULL_TEXT.search(text):
        return False
    labels = {match["label"].lower() for match in _PROQUEST.finditer(text)}
    return len(labels) >= 3 or (len(labels) >= 2 and "proquest" in text.lower())
