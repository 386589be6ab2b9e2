"""Files that leave the house: tables safe to open in a spreadsheet, analyses as JSON."""

from components.export.analyses import ROW_FIELDS, analyses_csv, analyses_json, analysis_rows
from components.export.tables import neutralised, to_csv

__all__ = [
    "ROW_FIELDS",
    "analyses_csv",
    "analyses_json",
    "analysis_rows",
    "neutralised",
    "to_csv",
]
