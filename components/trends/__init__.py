"""Numbers over time and along a text: bootstrap bands, shifts, periods. Knows no other room."""

from components.trends.bands import bootstrap_band, clustered_band
from components.trends.periods import (
    UNITS,
    Observation,
    Period,
    Unit,
    best_unit,
    densest_run,
    period_end,
    period_start,
    period_table,
)
from components.trends.shifts import DocumentShift, document_shift

__all__ = [
    "UNITS",
    "DocumentShift",
    "Observation",
    "Period",
    "Unit",
    "best_unit",
    "bootstrap_band",
    "clustered_band",
    "densest_run",
    "document_shift",
    "period_end",
    "period_start",
    "period_table",
]
