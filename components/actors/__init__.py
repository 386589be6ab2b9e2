"""Actors: the roster and every place in a text where one of them is meant.

``roster.csv``, ``offices.csv`` and ``terms.csv`` are data to be edited; :func:`mentions`
finds the actors in a text, says how each mention was resolved and how sure that is.
"""

from components.actors.mentions import mentions, quoted_first_person
from components.actors.records import Mention
from components.actors.roster import Actor, Office, Roster, Term, load_roster
from components.actors.turns import Turn, in_label, turn_at, turns

__all__ = [
    "Actor",
    "Mention",
    "Office",
    "Roster",
    "Term",
    "Turn",
    "in_label",
    "load_roster",
    "mentions",
    "quoted_first_person",
    "turn_at",
    "turns",
]
