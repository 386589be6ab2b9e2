"""Files that leave the house: tables safe to open in a spreadsheet, analyses as JSON."""

from components.export.analyses import ROW_FIELDS, analysis_rows, write_csv, write_json
from components.export.tables import neutralised, to_csv, write_rows

__all__ = [
    "ROW_FIELDS",
    "analysis_rows",
    "neutralised",
    "to_csv",
    "write_csv",
    "write_json",
    "write_rows",
]
