"""Actors: the roster and every place in a text where one of them is meant.

``roster.csv``, ``offices.csv`` and ``terms.csv`` are data to be edited; :func:`mentions`
finds the actors in a text, says how each mention was resolved and how sure that is.
"""

from components.actors.mentions import mentions
from components.actors.records import Mention
from components.actors.roster import Actor, Office, Roster, Term, load_roster

__all__ = ["Actor", "Mention", "Office", "Roster", "Term", "load_roster", "mentions"]
