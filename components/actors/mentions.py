"""The document pass: names first, then who speaks, then descriptions, groups and pronouns.

What stays ambiguous stays out: a wrong name is worse than a missing one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from components.actors.groups import groups
from components.actors.labels import labels
from components.actors.names import name_mentions
from components.actors.pronouns import pronouns
from components.actors.records import Mention
from components.actors.references import bodies, counterparts, generic_titles, served_titles
from components.actors.roster import Roster
from components.actors.speakers import label_speakers, monologue, publisher_of
from components.actors.speech import first_person
from components.actors.turns import Turn, turns_of
from components.text import Span
from components.text.plain import Plain, plain

_PLACE = attrgetter("start", "end", "actor")


def mentions(
    text: str,
    sentences: Sequence[Span],
    roster: Roster,
    day: date | None,
    paragraphs: Sequence[Span] = (),
    *,
    title: str | None = None,
    source: str | None = None,
) -> tuple[Mention, ...]:
    """All mentions of roster actors in ``text``, in order of their place.

    ``sentences`` are the text's sentences in order; ``day`` is the article's date, by which
    titles of office resolve (None: only holders the text names itself). With ``paragraphs``
    the first person is read: who “I”, “we” and “our two countries” are in the turns of a
    transcript, or in a text whose ``title`` or ``source`` says who speaks. Mentions do not
    overlap, but a group yields one mention for each of its members at the same place.
    """
    clean = plain(text)
    if clean.places is None:
        return _mentions(text, sentences, roster, day, paragraphs, title, source)
    spans = (
        [Span(clean.here(s.start), clean.here(s.end)) for s in each]
        for each in (sentences, paragraphs)
    )
    inner, outer = spans
    found = _mentions(clean.text, inner, roster, day, outer, title, source)
    return tuple(_stored(text, clean, mention) for mention in found)


def _stored(text: str, clean: Plain, mention: Mention) -> Mention:
    start, end = clean.stored(mention.start, mention.end)
    return replace(mention, start=start, end=end, surface=text[start:end])


def _mentions(
    text: str,
    sentences: Sequence[Span],
    roster: Roster,
    day: date | None,
    paragraphs: Sequence[Span],
    title: str | None,
    source: str | None,
) -> tuple[Mention, ...]:
    headline = name_mentions(title, roster, day) if title else []
    found = name_mentions(text, roster, day, headline)
    spoken = labels(text, paragraphs, found, roster) if paragraphs else []
    if spoken:
        found = _with(found, label_speakers(spoken, found, roster, day))
    said = turns_of(text, spoken, found, roster)
    publisher = publisher_of(source, roster, day)
    if paragraphs and not said and (alone := monologue(text, title, publisher, roster, day)):
        said = (alone,)
    found = _replaced(found, served_titles(text, found, roster, day))
    found = _with(found, first_person(text, said, paragraphs, found, roster, day))
    found = _with(found, generic_titles(text, found, roster, day, said, publisher))
    found = _with(found, bodies(text, found, name_mentions(source, roster, day) if source else ()))
    found = _with(found, pronouns(text, sentences, paragraphs, found, roster, said))
    found = _with(found, counterparts(text, found, roster, day))
    found = _with(found, groups(text, sentences, found, roster, day, headline))
    found = _replaced(found, served_titles(text, found, roster, day))
    return tuple(sorted(found, key=_PLACE))


def quoted_first_person(
    text: str,
    quotes: Sequence[tuple[Span, str]],
    found: Sequence[Mention],
    roster: Roster,
    day: date | None,
) -> tuple[Mention, ...]:
    """``found`` with the first person of quotations: each of ``quotes`` is a span and its speaker."""
    said = [Turn(speaker, "", span.start, span.start, span.end) for span, speaker in quotes]
    more = first_person(text, said, (), found, roster, day, quoted=True)
    return tuple(_with(list(found), more))


def _with(found: list[Mention], more: Iterable[Mention]) -> list[Mention]:
    added = list(more)
    return sorted([*found, *added], key=_PLACE) if added else found


def _replaced(found: list[Mention], pairs: Iterable[tuple[Mention, Mention]]) -> list[Mention]:
    swaps = dict(pairs)
    return [swaps.get(mention, mention) for mention in found]
