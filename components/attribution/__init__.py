"""Attribution: who holds a statement, and how certain it is said to be."""

from components.attribution.hedges import certainty, hedges
from components.attribution.records import (
    Attribution,
    Hedge,
    ParagraphStatements,
    SentenceStatements,
)
from components.attribution.signers import signer
from components.attribution.statements import read_statements, sentence_attributions

__all__ = [
    "Attribution",
    "Hedge",
    "ParagraphStatements",
    "SentenceStatements",
    "certainty",
    "hedges",
    "read_statements",
    "sentence_attributions",
    "signer",
]
