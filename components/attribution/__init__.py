"""Attribution: who holds a statement, and how certain it is said to be."""

from components.attribution.hedges import Hedge, certainty, hedges
from components.attribution.speakers import Attribution, attributions

__all__ = ["Attribution", "Hedge", "attributions", "certainty", "hedges"]
