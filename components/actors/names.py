"""Names, aliases, adjectives, surnames and titles of office → mentions."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from components.actors.namesakes import CAPITALISED_WORDS, means_other, without_bearers
from components.actors.patterns import Match, fold, matches
from components.actors.records import Mention
from components.actors.roster import Roster

# Confidence by the way a mention was resolved: near the precision measured on coded texts.
_FULL, _ALIAS, _SURNAME, _BY_TITLE, _NAMED_LATER = 1.0, 0.97, 0.98, 0.95, 0.9
_BY_DATE, _BY_TEXT, _FORMER, _IN_OFFICE = 0.95, 0.9, 0.8, 0.9

_HONORIFIC = (
    r"(?:First\s+)?Deputy|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|President(?:-elect)?|Vice President|Prime Minister|"
    r"Premier|Chancellor|Foreign Minister|Foreign Secretary|Defen[cs]e Minister|Defen[cs]e Secretary|"
    r"Secretary of State|"
    r"Secretary of Defen[cs]e|Treasury Secretary|Secretary[- ]General|Secretary|Minister|Ambassador|Senator|Sen\.|"
    r"Representative|Rep\.|Congressman|Congresswoman|Speaker|Governor|Gov\.|General|Gen\.|Admiral|Adm\.|Colonel|"
    r"Col\.|Marshal|Director|Envoy|Spokesman|Spokeswoman|National Security Advis[eo]r"
)
_COURTESY = frozenset({"mr", "mrs", "ms", "dr", "sir"})
_TITLE_BEFORE = re.compile(rf"(?:(?<![\w-])(?:{_HONORIFIC})\s+)+$", re.IGNORECASE)
_COURTESY_BEFORE = re.compile(r"\b(Mr|Mrs|Ms)\.?\s$")
_FIRST_NAME_BEFORE = re.compile(r"(?<![\w.])([A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)?)\s(?:[A-Z]\.\s)?$")
# A title before a name that is not on the roster means that person, not the office's holder.
_NAME_AFTER = re.compile(r"\s[A-Z][\w.’'-]+\s(?:[A-Z]\.\s)?[A-Z][\w’'-]+")
_APPOSED = re.compile(r",\s+(?:the\s+)?(?:(?:then|former|late|new|outgoing|ex)[\s-])?")
_POSSESSIVE_BEFORE = re.compile(r"['’]s?\s$")
_FORMER_BEFORE = re.compile(
    r"(?:\b(?:former|late|onetime|one-time|previous)\s(?:(?:U\.S\.|[A-Z][A-Za-z]+)\s)?|\bex-)$",
    re.IGNORECASE,
)
_NOT_YET_BEFORE = re.compile(r"\b(?:incoming|next|future|aspiring|designated)\s$", re.IGNORECASE)


def title_start(text: str, start: int) -> int:
    """Where a capitalised title directly before ``start`` begins; ``start`` if there is none."""
    before = text[max(0, start - 30) : start]
    words = before.split()
    if not words or not before[-1].isspace() or not words[-1][0].isupper():
        return start
    window = max(0, start - 60)
    found = _TITLE_BEFORE.search(text[window:start])
    if not found or not text[window + found.start()].isupper():
        return start
    return window + found.start()


def _first_name(text: str, start: int) -> tuple[str, int] | None:
    """A capitalised first name before a surname, and where it begins."""
    begin = max(0, start - 40)
    before = _FIRST_NAME_BEFORE.search(text[begin:start])
    if before is None or before[1] in CAPITALISED_WORDS or title_start(text, start) < start:
        return None
    return before[1], begin + before.start()


def _only(candidates: Iterable[str]) -> str | None:
    """The one candidate, or None where there are none or several."""
    distinct = list(dict.fromkeys(candidates))
    return distinct[0] if len(distinct) == 1 else None


def resolve_surname(
    text: str, match: Match, roster: Roster, day: date | None, named: Mapping[str, int]
) -> tuple[str, float, int] | None:
    """Who a bare surname means, how sure that is, and where the name begins; None if ambiguous.

    ``named`` says where the text first names a person in full.
    """
    surname = match.key("surname")
    bearers = [roster.actors[actor] for actor in roster.bearers.get(surname or "", ())]
    start = match.start
    if courtesy := _COURTESY_BEFORE.search(text[max(0, start - 5) : start]):
        pronoun = "he" if courtesy[1] == "Mr" else "she"
        bearers = [actor for actor in bearers if actor.pronoun == pronoun]
    first = _first_name(text, match.start)
    if first and first[0] != surname:
        # “Mary Trump” is somebody else; “George Bush” narrows the choice.
        bearers = [a for a in bearers if first[0] in a.name.split()]
        start = first[1]
    ids = {actor.id for actor in bearers}
    if before := _only(each for each in ids if named.get(each, match.start) < match.start):
        return before, _SURNAME, start
    if day and (found := _by_office(text, start, sorted(ids), roster, day)):
        return *found, start
    if later := _only(each for each in ids if each in named):
        return later, _NAMED_LATER, start
    if len(bearers) == 1 and bearers[0].surname_alone:
        return bearers[0].id, _SURNAME, start
    return None


def _by_office(
    text: str, start: int, bearers: Sequence[str], roster: Roster, day: date
) -> tuple[str, float] | None:
    """The one bearer of a surname who holds the title before it, or leads a state, on ``day``."""
    begin = title_start(text, start)
    title = text[begin:start].strip().lower()
    title = "" if title.strip(".") in _COURTESY else title
    if title and _FORMER_BEFORE.search(text[max(0, begin - 26) : begin]):
        held = _only(actor for actor in bearers if roster.held(actor, title, before=day))
        return (held, _FORMER) if held else None
    if titled := title and _only(actor for actor in bearers if roster.holds(actor, title, day)):
        return titled, _BY_TITLE
    leading = None if title else _only(actor for actor in bearers if roster.leads(actor, day))
    return (leading, _IN_OFFICE) if leading else None


def resolve_office(
    text: str, start: int, office: str, roster: Roster, day: date | None, named: Container[str]
) -> tuple[str, float] | None:
    """Who an office's title at ``start`` means on ``day``; None while it is ambiguous.

    Without a date only a holder whom the text also names can be meant.
    """
    before = text[max(0, start - 26) : start]
    terms = roster.terms_of(office)
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


def _person(text: str, match: Match, bearer: tuple[str, float, int]) -> Mention:
    actor, confidence, start = bearer
    return Mention(start, match.end, actor, text[start : match.end], "name", confidence)


def _mention_of(
    text: str, match: Match, roster: Roster, day: date | None, named: Mapping[str, int]
) -> Mention | None:
    if actor := match.key("name"):
        if match.key("surname") and (bearer := resolve_surname(text, match, roster, day, named)):
            return _person(text, match, bearer)
        if means_other(text, match, roster.actors[actor], "name"):
            return None
        return Mention(match.start, match.end, actor, match.surface, "name", _FULL)
    if actor := match.key("alias"):
        if means_other(text, match, roster.actors[actor], "alias"):
            return None
        return Mention(match.start, match.end, actor, match.surface, "alias", _ALIAS)
    if match.key("surname"):
        bearer = resolve_surname(text, match, roster, day, named)
        if bearer and means_other(text, match, roster.actors[bearer[0]], "surname"):
            return None
        return bearer and _person(text, match, bearer)
    if office := match.key("title"):
        if _NAME_AFTER.match(text, match.end) or _POSSESSIVE_BEFORE.search(
            text[max(0, match.start - 4) : match.start]
        ):
            return None
        found = resolve_office(text, match.start, office, roster, day, named)
        return found and Mention(match.start, match.end, found[0], match.surface, "title", found[1])
    if actor := match.key("adjective"):
        if means_other(text, match, roster.actors[actor], "adjective"):
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


def _apposition(
    text: str, match: Match, office: str, before: Mention, roster: Roster
) -> Mention | None:
    """“Mark Milley, (then) chairman of the Joint Chiefs”: who is named just before, if he held it."""
    if not _APPOSED.fullmatch(text, before.end, match.start):
        return None
    if not any(term.holder == before.actor for term in roster.terms_of(office)):
        return None
    return Mention(match.start, match.end, before.actor, match.surface, "title", _BY_TITLE)


def name_mentions(
    text: str, roster: Roster, day: date | None, headline: Sequence[Mention] = ()
) -> list[Mention]:
    """Mentions by name, alias, adjective, surname and title of office, in order.

    Persons whom the ``headline`` names in full are named before the text begins.

    A title directly before a name belongs to the name's mention (“Russian President
    Vladimir Putin” is one). An office whose holder stays open still mentions its country.
    """
    stored, text = text, fold(text)
    found = without_bearers(text, matches(text, roster), roster)
    named = {m.actor: -1 for m in headline if roster.actors[m.actor].is_person and " " in m.surface}
    for match in found:
        for actor in (match.key("name"), match.key("alias")):
            if actor and roster.actors[actor].is_person and " " in match.surface:
                named.setdefault(actor, match.start)
    result: list[Mention] = []
    pending: Match | None = None  # a title that the next name may take up
    for match in found:
        mention = _mention_of(text, match, roster, day, named)
        if result and (office := match.key("title")):
            mention = _apposition(text, match, office, result[-1], roster) or mention
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
        if result and mention.start < result[-1].end:
            continue
        result.append(mention)
    return result if text == stored else [_stored(stored, mention) for mention in result]


def _stored(text: str, mention: Mention) -> Mention:
    """The mention with its surface as the text prints it."""
    surface = text[mention.start : mention.end]
    return mention if surface == mention.surface else replace(mention, surface=surface)
