"""Descriptions: titles and aides that only the text before them explains."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from components.actors.names import resolve_office
from components.actors.offices import counterpart, office_holder, predecessor
from components.actors.records import Mention, free_of
from components.actors.roster import Office, Roster
from components.actors.turns import Turn, index_at
from components.text.spans import starting_in

_DESCRIBED = 0.9  # confidence
_WINDOW = 1500  # characters: a description points back three paragraphs at most
_BODY_SURE = 0.9

_THE = re.compile(
    r"(?:The|the|THE|This|this)\s+(?P<former>former\s+|ex-)?(?:(?:U\.S\.|US|American|Russian|sitting)\s+)?(?=(?P<word>[A-Za-z-]+))"
)
_WORD = re.compile(r"[^\s,;:.!?()\"“”’']+")
_GOES_ON = re.compile(r"\s+(?:of|for|[A-Z])|-\w")
_COUNTERPART = re.compile(r"\s+(counterpart|colleague|opposite number)\b(?!,?\s+[A-Z])")
_PREDECESSOR = re.compile(r"\s+(predecessor)\b(?!,?\s+[A-Z])")
# What “the Secretary” is short for.
_AT_HOME = {"secretary": "secretary of state"}
_HIS_BEFORE = re.compile(r"\b(?:[Hh]is|[Hh]er)\s$")
_BODY = re.compile(
    r"(?:The|the|This|this)\s+(?:(?:current|entire|whole|military|western|transatlantic|present|previous)\s+)?"
    r"(?P<body>[Aa]lliance|bloc|[Aa]dministration|27-nation bloc|world body|Times|Post|Journal)\b"
    r"(?!\s+of\b|['’]s\s+[A-Z]|\s+[A-Z])"
)
_AMERICAN = ("white-house", "united-states", "us-department-of-state", "pentagon", "us-congress")
_TIMES = ("new-york-times", "los-angeles-times", "the-times-of-london", "financial-times")
# Which body a description means, by the actor named last before it.
_BODIES: dict[str, dict[str, str]] = {
    "alliance": {"nato": "nato"},
    "bloc": {"european-union": "european-union", "nato": "nato", "g7": "g7"},
    "27-nation bloc": {"european-union": "european-union"},
    "world body": {"united-nations": "united-nations"},
    "times": {each: each for each in _TIMES},
    "post": {"washington-post": "washington-post"},
    "journal": {"wall-street-journal": "wall-street-journal"},
    "administration": dict.fromkeys(_AMERICAN, "white-house"),
}


@lru_cache(maxsize=8)
def _title_table(roster: Roster) -> dict[str, list[tuple[str, ...]]]:
    """Titles of office as words, by their first word, the longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for title in {title for office in roster.offices.values() for title in office.titles}:
        words = tuple(title.split())
        table.setdefault(words[0], []).append(words)
    for titles in table.values():
        titles.sort(key=len, reverse=True)
    return table


def _title_at(text: str, start: int, roster: Roster) -> tuple[str, int] | None:
    """The title of office that begins at ``start``, in lower case, and where it ends."""
    words = list(_WORD.finditer(text, start, start + 80))
    folded = [word.group().lower() for word in words]
    for title in _title_table(roster).get(folded[0], ()) if folded else ():
        if tuple(folded[: len(title)]) == title:
            end = words[len(title) - 1].end()
            spaced = len(" ".join(title)) == end - start
            return (" ".join(title), end) if spaced and not _GOES_ON.match(text, end) else None
    return None


def generic_titles(
    text: str,
    mentions: Sequence[Mention],
    roster: Roster,
    day: date | None,
    turns: Sequence[Turn] = (),
    publisher: str | None = None,
) -> Iterator[Mention]:
    """“the president”, “the ex-president”: the last named person who holds (held) such an office.

    In ``turns``, and in what a country's ``publisher`` prints, “the President” is that
    country's; the speaker is never meant: who says “the President” speaks of another.
    """
    first_words = _title_table(roster)
    for found in _THE.finditer(text):
        start = found.start("former") if found["former"] else found.end()
        if found["word"].lower() not in first_words:
            continue
        at = _title_at(text, found.end(), roster)
        if at is None or not free_of(mentions, start, at[1]):
            continue
        (title, end), former = at, bool(found["former"])
        speaker, home = _speaker_and_home(turns, start, roster)
        home = home or publisher
        own = (
            office_holder(home, _AT_HOME.get(title, title), roster, day)
            if home and not former
            else None
        )
        if own == speaker:
            own = None
        if own and text[start].isupper():
            yield Mention(start, end, own, text[start:end], "title", _DESCRIBED)
            continue
        before = starting_in(mentions, found.start() - _WINDOW, found.start())
        actor = _last_holder(before, title, former, speaker, roster, day) or own
        if actor:
            yield Mention(start, end, actor, text[start:end], "title", _DESCRIBED)


def _last_holder(
    before: Sequence[Mention],
    title: str,
    former: bool,
    speaker: str | None,
    roster: Roster,
    day: date | None,
) -> str | None:
    for actor in (mention.actor for mention in reversed(before)):
        fits = roster.held(actor, title, before=day) if former else roster.holds(actor, title, day)
        if fits and actor != speaker and roster.actors[actor].is_person:
            return actor
    return None


def _speaker_and_home(
    turns: Sequence[Turn], place: int, roster: Roster
) -> tuple[str | None, str | None]:
    """Who speaks at ``place``, and the country spoken from: for a question, of who answers."""
    index = index_at(turns, place)
    if index is None:
        return None, None
    answers = next((turn.speaker for turn in turns[index : index + 3] if turn.speaker), None)
    return turns[index].speaker, roster.home(answers) if answers else None


def counterparts(
    text: str, mentions: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[Mention]:
    """“his American counterpart”: who holds the same office there; “his predecessor”."""
    for index, mention in enumerate(mentions):
        if roster.actors[mention.actor].kind != "country":
            continue
        noun = _COUNTERPART.match(text, mention.end)
        boss = _boss(text, mentions, index, roster) if noun else None
        actor = boss and counterpart(boss, mention.actor, roster, day)
        if noun and actor:
            yield Mention(*noun.span(1), actor, noun[1], "title", _DESCRIBED)
    for mention in mentions:
        noun = _PREDECESSOR.match(text, mention.end) if mention.via == "pronoun" else None
        actor = predecessor(mention.actor, roster, day) if noun else None
        if noun and actor:
            yield Mention(*noun.span(1), actor, noun[1], "title", _DESCRIBED)


def _boss(text: str, mentions: Sequence[Mention], index: int, roster: Roster) -> str | None:
    """Whose counterpart: the “his” before it, or the person named last before that."""
    place = mentions[index]
    if not _HIS_BEFORE.search(text[max(0, place.start - 5) : place.start]):
        return None
    for mention in reversed(starting_in(mentions, place.start - 300, place.start)):
        if roster.actors[mention.actor].is_person and mention.via != "group":
            return mention.actor
    return None


def bodies(
    text: str, mentions: Sequence[Mention], publisher: Sequence[Mention] = ()
) -> Iterator[Mention]:
    """“the alliance”, “the bloc”, “The Times”: the body named last that is one, or the ``publisher``."""
    for found in _BODY.finditer(text):
        start, end = found.span("body")
        if text[max(0, found.start() - 1) : found.start()].isalnum():
            continue
        if not free_of(mentions, start, end):
            continue
        fitting = _BODIES[found["body"].lower()]
        before = starting_in(mentions, found.start() - _WINDOW, found.start())
        named = (m.actor for m in (*reversed(before), *publisher) if m.actor in fitting)
        if actor := next(named, None):
            yield Mention(start, end, fitting[actor], found["body"], "title", _BODY_SURE)


@lru_cache(maxsize=8)
def _served(roster: Roster) -> tuple[tuple[Office, ...], re.Pattern[str]]:
    """The offices that serve another, and their titles after “Putin’s” or “his”."""
    served = tuple(office for office in roster.offices.values() if office.serves)
    titles = sorted(
        {re.escape(title) for office in served for title in office.titles}, key=len, reverse=True
    )
    return served, re.compile(rf"(?:['’]s?)?\s+(?P<title>{'|'.join(titles)})\b", re.IGNORECASE)


def served_titles(
    text: str, mentions: Sequence[Mention], roster: Roster, day: date | None
) -> Iterator[tuple[Mention, Mention]]:
    """“Putin’s spokesman”, “his spokesman” → (mention of the boss it replaces, mention of the aide)."""
    served, follows = _served(roster)
    named: set[str] | None = None
    for mention in mentions:
        if mention.via != "pronoun" and text[mention.end : mention.end + 1] not in ("'", "’"):
            continue
        found = follows.match(text, mention.end)
        if not found or starting_in(mentions, mention.end, found.end()):
            continue
        if named is None:
            named = {m.actor for m in mentions if m.via in ("name", "alias")}
        offices = [each for each in served if found["title"].lower() in each.titles]
        holder = _aide(text, mention, offices, roster, day, named)
        if holder:
            actor, confidence = holder
            surface = text[mention.start : found.end()]
            confidence = min(confidence, mention.confidence)
            yield mention, Mention(mention.start, found.end(), actor, surface, "title", confidence)


def _aide(
    text: str,
    boss: Mention,
    offices: Sequence[Office],
    roster: Roster,
    day: date | None,
    named: set[str],
) -> tuple[str, float] | None:
    """Who serves ``boss`` in one of ``offices``: by date while the boss is in office, else if only one did."""
    for office in offices:
        times = [term for term in roster.terms_of(office.serves) if term.holder == boss.actor]
        if not times:
            continue
        if day is None or any(term.covers(day) for term in times):
            if found := resolve_office(text, boss.start, office.id, roster, day, named):
                return found
            continue
        served = {
            term.holder
            for term in roster.terms_of(office.id)
            for time in times
            if term.start <= (time.end or term.start) and time.start <= (term.end or time.start)
        }
        if len(served) == 1:
            return served.pop(), _DESCRIBED
    return None
