"""Names, aliases, adjectives, surnames and titles of office → mentions."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from components.actors.patterns import Match, fold, matches
from components.actors.records import Mention
from components.actors.roster import Actor, Roster

# Confidence by the way a mention was resolved: starting points, measured in the next method version.
_FULL, _ALIAS, _SURNAME, _BY_TITLE, _NAMED_LATER = 1.0, 0.95, 0.95, 0.9, 0.8
_BY_DATE, _BY_TEXT, _FORMER, _IN_OFFICE = 0.9, 0.8, 0.7, 0.8

# “a Russian opposition outlet” speaks for no state: the adjective is no mention of it.
_NOT_THE_STATE = re.compile(
    r"[\s-]+(?:[a-z][a-z-]*\s+){0,2}?(?:opposition|dissidents?|outlets?|newspapers?|dail(?:y|ies)|magazines?|media|"
    r"press|journalists?|reporters?|broadcasters?|channels?|activists?|exiles?|emigr\w+|analysts?|experts?|scholars?|"
    r"historians?|language|literature|novels?|poets?|ballet|cuisine|tourists?|skaters?|players?)\b"
)
_HONORIFIC = (
    r"(?:First\s+)?Deputy|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|President(?:-elect)?|Vice President|Prime Minister|"
    r"Premier|Chancellor|Foreign Minister|Foreign Secretary|Defen[cs]e Minister|Defen[cs]e Secretary|"
    r"Secretary of State|"
    r"Secretary of Defen[cs]e|Treasury Secretary|Secretary[- ]General|Secretary|Minister|Ambassador|Senator|Sen\.|"
    r"Representative|Rep\.|Congressman|Congresswoman|Speaker|Governor|Gov\.|General|Gen\.|Admiral|Adm\.|Colonel|"
    r"Col\.|Marshal|Director|Envoy|Spokesman|Spokeswoman|National Security Advis[eo]r"
)
_HONORIFIC_AFTER = re.compile(rf"\s(?:{_HONORIFIC})\b", re.IGNORECASE)
_TITLE_BEFORE = re.compile(rf"(?:(?<![\w-])(?:{_HONORIFIC})\s+)+$", re.IGNORECASE)
_FIRST_NAME_BEFORE = re.compile(r"(?<![\w.])([A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?)\s(?:[A-Z]\.\s)?$")
# A title before a name that is not on the roster means that person, not the office's holder.
_NAME_AFTER = re.compile(r"\s[A-Z][\w.’'-]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+")
# “Kerry County”, “Trump Tower”, “Paris Hilton”: something else by the name of an actor.
_PLACE_AFTER = re.compile(
    r"\s(?:County|Tower|Towers|Street|Avenue|Boulevard|Road|Park|Square|Airport|University|College|School|Island|"
    r"Hotel|Bridge|Stadium|Center|Centre|Building|Library|Lake|River|Bay|Hills|Mall)\b"
)
_CAPITAL_AFTER = re.compile(r"\s([A-Z][a-zà-ÿ]+)\b")
_POSSESSIVE_BEFORE = re.compile(r"['’]s?\s$")
_FORMER_BEFORE = re.compile(
    r"(?:\b(?:former|late|onetime|one-time|previous)\s|\bex-)$", re.IGNORECASE
)
_NOT_YET_BEFORE = re.compile(r"\b(?:incoming|next|future|aspiring|designated)\s$", re.IGNORECASE)
_CAPITALISED_WORDS = frozenset(
    "The A An And But Or If When While As In On At By For From With To Of That This These Those What Why How "
    "Who Where Did Does Do Will Would Can Could Should May Might Has Have Had Is Are Was Were Although Though "
    "Because Since After Before Under Between Against Despite Moreover Nevertheless Both Either Neither Not Yet "
    "So Even Only Says Said Today Yesterday Later Then Until Unlike Like Without Throughout During Once Asked "
    "January February March April June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)


def title_start(text: str, start: int) -> int:
    """Where a capitalised title directly before ``start`` begins; ``start`` if there is none."""
    window = max(0, start - 60)
    found = _TITLE_BEFORE.search(fold(text[window:start]))
    if not found or not text[window + found.start()].isupper():
        return start
    return window + found.start()


def _first_name(text: str, start: int) -> tuple[str, int] | None:
    """A capitalised first name before a surname, and where it begins."""
    begin = max(0, start - 40)
    before = _FIRST_NAME_BEFORE.search(text[begin:start])
    if before is None or before[1] in _CAPITALISED_WORDS or title_start(text, start) < start:
        return None
    return before[1], begin + before.start()


def _only(candidates: Iterable[str]) -> str | None:
    """The one candidate, or None where there are none or several."""
    distinct = list(dict.fromkeys(candidates))
    return distinct[0] if len(distinct) == 1 else None


def resolve_surname(
    text: str, match: Match, roster: Roster, day: date | None, named: Sequence[tuple[int, str]]
) -> tuple[str, float, int] | None:
    """Who a bare surname means, how sure that is, and where the name begins; None if ambiguous.

    ``named`` lists (offset, actor) of the persons the text names in full.
    """
    surname = match.key("surname")
    bearers = [actor for actor in roster.actors.values() if actor.surname == surname]
    start = match.start
    if first := _first_name(text, match.start):
        # “Mary Trump” is somebody else; “George Bush” narrows the choice.
        bearers = [a for a in bearers if first[0] in a.name.split()]
        start = first[1]
    ids = {actor.id for actor in bearers}
    if before := _only(actor for offset, actor in named if actor in ids and offset < match.start):
        return before, _SURNAME, start
    if day and (found := _by_office(text, start, sorted(ids), roster, day)):
        return *found, start
    if later := _only(actor for _, actor in named if actor in ids):
        return later, _NAMED_LATER, start
    if len(bearers) == 1 and bearers[0].surname_alone:
        return bearers[0].id, _SURNAME, start
    return None


def _by_office(
    text: str, start: int, bearers: Sequence[str], roster: Roster, day: date
) -> tuple[str, float] | None:
    """The one bearer of a surname who holds the title before it, or leads a state, on ``day``."""
    begin = title_start(text, start)
    title = fold(text[begin:start]).strip().lower()
    if title and _FORMER_BEFORE.search(text[max(0, begin - 12) : begin]):
        held = _only(actor for actor in bearers if roster.held(actor, title, before=day))
        return (held, _FORMER) if held else None
    if titled := title and _only(actor for actor in bearers if roster.holds(actor, title, day)):
        return titled, _BY_TITLE
    leading = None if title else _only(actor for actor in bearers if roster.leads(actor, day))
    return (leading, _IN_OFFICE) if leading else None


def resolve_office(
    text: str, start: int, office: str, roster: Roster, day: date | None, named: Iterable[str]
) -> tuple[str, float] | None:
    """Who an office's title at ``start`` means on ``day``; None while it is ambiguous.

    Without a date only a holder whom the text also names can be meant.
    """
    named = set(named)
    before = text[max(0, start - 14) : start]
    terms = list(roster.terms_of(office))
    if _NOT_YET_BEFORE.search(before):
        return None
    if _FORMER_BEFORE.search(before):
        former = (
            t.holder
            for t in terms
            if t.holder in named and (day is None or (t.end and t.end < day))
        )
        holder = _only(former)
        return (holder, _FORMER) if holder else None
    if day is None:
        holder = _only(t.holder for t in terms if t.holder in named)
        return (holder, _BY_TEXT) if holder else None
    covering = [t.holder for t in terms if t.covers(day)]
    if holder := _only(covering):
        return holder, _BY_DATE
    holder = _only(holder for holder in covering if holder in named)
    return (holder, _BY_TEXT) if holder else None


def _is_other_name(text: str, match: Match, actor: Actor) -> bool:
    """Whether a metonym only begins a name that the roster lacks: “Paris Hilton”, “Kerry County”."""
    if _PLACE_AFTER.match(text, match.end):
        return True
    after = _CAPITAL_AFTER.match(text, match.end)
    if actor.kind != "country" or " " in match.surface or match.surface.isupper() or not after:
        return False
    return after[1] not in _CAPITALISED_WORDS and not _HONORIFIC_AFTER.match(text, match.end)


def _mention_of(
    text: str, match: Match, roster: Roster, day: date | None, named: Sequence[tuple[int, str]]
) -> Mention | None:
    if actor := match.key("name"):
        return Mention(match.start, match.end, actor, match.surface, "name", _FULL)
    if actor := match.key("alias"):
        if _is_other_name(text, match, roster.actors[actor]):
            return None
        return Mention(match.start, match.end, actor, match.surface, "alias", _ALIAS)
    if match.key("surname"):
        if _PLACE_AFTER.match(text, match.end):
            return None
        bearer = resolve_surname(text, match, roster, day, named)
        if bearer is None:
            return None
        actor, confidence, start = bearer
        return Mention(start, match.end, actor, text[start : match.end], "name", confidence)
    if office := match.key("title"):
        if _NAME_AFTER.match(text, match.end) or _POSSESSIVE_BEFORE.search(
            text[max(0, match.start - 4) : match.start]
        ):
            return None
        holders = [actor for _, actor in named]
        found = resolve_office(text, match.start, office, roster, day, holders)
        return found and Mention(match.start, match.end, found[0], match.surface, "title", found[1])
    if actor := match.key("adjective"):
        if _NOT_THE_STATE.match(text, match.end):
            return None
        return Mention(match.start, match.end, actor, match.surface, "alias", _ALIAS)
    return None


def _with_title(text: str, mention: Mention, start: int) -> Mention:
    return Mention(
        start,
        mention.end,
        mention.actor,
        text[start : mention.end],
        mention.via,
        mention.confidence,
    )


def name_mentions(text: str, roster: Roster, day: date | None) -> list[Mention]:
    """Mentions by name, alias, adjective, surname and title of office, in order.

    A title directly before a name belongs to the name's mention (“Russian President
    Vladimir Putin” is one). An office whose holder stays open still mentions its country.
    """
    found = matches(text, roster)
    named = [
        (match.start, actor)
        for match in found
        for actor in (match.key("name"), match.key("alias"))
        if actor and roster.actors[actor].is_person and " " in match.surface
    ]
    result: list[Mention] = []
    pending: Match | None = None  # a title that the next name may take up
    for match in found:
        mention = _mention_of(text, match, roster, day, named)
        is_title = match.key("title") is not None and mention is not None and mention.via == "title"
        if pending is not None:
            joined = text[pending.end : match.start] == " "
            if joined and mention and roster.actors[mention.actor].is_person and not is_title:
                if result and result[-1].start >= pending.start:
                    result.pop()
                result.append(_with_title(text, mention, pending.start))
                pending = None
                continue
        pending = match if match.key("title") is not None else None
        if mention is None:
            inner = (_mention_of(text, each, roster, day, named) for each in match.inner)
            countries = [each for each in inner if each and not roster.actors[each.actor].is_person]
            result += countries if match.key("title") is not None else []
            continue
        if roster.actors[mention.actor].is_person and not is_title:
            mention = _with_title(text, mention, title_start(text, mention.start))
        result.append(mention)
    return result
