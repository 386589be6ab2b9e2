"""The document pass: names first, then descriptions, groups and pronouns.

What stays ambiguous stays out: a wrong name is worse than a missing one.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from components.actors.names import name_mentions
from components.actors.records import Mention
from components.actors.references import generic_titles, groups, pronouns, served_titles
from components.actors.roster import Roster
from components.text import Span


def mentions(
    text: str, sentences: Sequence[Span], roster: Roster, day: date | None
) -> tuple[Mention, ...]:
    """All mentions of roster actors in ``text``, in order of their place.

    ``sentences`` are the text's sentences in order; ``day`` is the article's date, by which
    titles of office resolve (None: only holders the text names itself). Mentions do not
    overlap, but a group yields one mention for each of its members at the same place.
    """
    found = name_mentions(text, roster, day)
    found = _replaced(found, served_titles(text, found, roster, day))
    found = sorted([*found, *generic_titles(text, found, roster, day)])
    found = sorted([*found, *groups(text, sentences, found, roster)])
    found = sorted([*found, *pronouns(text, sentences, found, roster)])
    found = _replaced(found, served_titles(text, found, roster, day))
    return tuple(sorted(found))


def _replaced(found: list[Mention], pairs: Iterable[tuple[Mention, Mention]]) -> list[Mention]:
    swaps = dict(pairs)
    return [swaps.get(mention, mention) for mention in found]
