"""Whom “I”, “we”, “our two countries” and “you” mean in what somebody says."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from components.actors.offices import office_holder
from components.actors.records import Mention, Via, free_of
from components.actors.roster import Roster
from components.actors.turns import Turn
from components.text import Span, quotations
from components.text.spans import indexes_in, starting_in

# Confidence by the way a mention was resolved. “We” is often the speaker's office, or everybody.
_I, _WE, _BOTH, _YOU, _OFFICE = 0.95, 0.7, 0.8, 0.8, 0.9
_NEAR = 3000  # characters before “our two countries” in which the other country is looked for
_HALF = 800  # characters after which a mention of it counts half
_TOO_CLOSE = 0.75  # a third country this salient leaves the other one open

_WORDS = re.compile(
    r"(?:I|me|Me|mine|Mine|myself|Myself|my|My|we|We|us|our|Our|ours|Ours|ourselves|Ourselves|"
    r"both of us|the two of us|between us|both our|both of our|"
    r"you|You|your|Your|yours|yourself|Mr|Madam|Mister)\b(?!['’]all)"
)
_I_WORDS = frozenset("i me mine myself my".split())
_YOU_WORDS = frozenset("you your yours yourself".split())
_STATES = (
    r"countries|nations|states|peoples|presidents|leaders|governments|sides|capitals|armies|militaries|"
    r"delegations|great powers|nuclear powers"
)
_BOTH_AFTER = re.compile(
    rf"(?:[Bb]oth (?:of )?)?[Oo]ur (?:two |respective )?(?:{_STATES})\b|(?:both|the two) of us|between us|"
    r"[Oo]ur (?:bilateral|mutual|joint|Russian-American|Russian?-U\.?S\.?|U\.?S\.?-Russian?) (?!friend)[a-z]+|"
    r"[Oo]ur (?:relations|relationship|ties|dialogue|cooperation|contacts|talks|partnership|negotiations|"
    r"interaction)\b(?! (?:with|to|among|in)\b)"
)
_OURS = re.compile(
    r"[Oo]ur (?:country|nation|people|government|side|military|armed forces|troops|citizens|motherland|economy)\b"
)
_OUR_OFFICE = re.compile(
    r"(?:[Oo]ur|[Mm]y) (?P<title>(?:foreign|defen[cs]e|prime|finance) minister|"
    r"secretary of (?:state|defense)|president)"
    r"\b(?!\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)
_COLLEAGUE = re.compile(
    r"[Mm]y (?:[a-z]+ )?(?:colleague|counterpart|opposite number)\b(?!,? (?:and|from|in|the|[A-Z]))"
)
_VOCATIVE = re.compile(
    r"(?:Mr\.?|Madam|Mister)\s+(?P<title>President|Secretary[- ]General|Secretary|Prime Minister|Foreign Minister|"
    r"Minister|Chancellor|Ambassador|Vice President)\b(?!\s+[A-Z])"
)
_VOCATIVES = {
    "secretary": ("secretary of state", "secretary of defense", "treasury secretary"),
    "minister": ("foreign minister", "defense minister", "defence minister"),
    "secretary-general": ("secretary general", "secretary-general"),
    "secretary general": ("secretary general", "secretary-general"),
}
_YOU_KNOW = re.compile(r"\s(?:know|see|all|guys|folks|may|might|can|could)\b")
# “World War I”, “Nicholas I”, “I-95”: a numeral, not a speaker.
_NUMERAL = re.compile(
    r"(?:War|Phase|Part|Article|Type|Chapter|Title|Minsk|START|SALT|Nicholas|Alexander|Peter|Paul|"
    r"Elizabeth|Catherine|James|Charles|Francis)\s$"
)
_Meant = list[tuple[str | None, Via, float]]


def first_person(
    text: str,
    turns: Sequence[Turn],
    paragraphs: Sequence[Span],
    mentions: Sequence[Mention],
    roster: Roster,
    day: date | None,
    *,
    quoted: bool = False,
) -> Iterator[Mention]:
    """“I” → the speaker; “we”, “our country” → the speaker's country; “our two countries” → both.

    “You” is whoever answers a question, or the other of two speakers. What a speaker quotes is
    left out, unless the turns themselves are quotations (``quoted``).
    """
    people = frozenset(turn.speaker for turn in turns if turn.speaker)
    alone = people if all(turn.speaker for turn in turns) else frozenset[str]()
    done = 0
    for index, turn in enumerate(turns):
        you = _addressee(turns, index, alone)
        if turn.speaker is None and you is None:
            continue
        inner = [] if quoted else list(_quotations(text, turn, paragraphs))
        for found in _WORDS.finditer(text, turn.start, turn.end):
            start = found.start()
            if start < done or (start and (text[start - 1].isalnum() or text[start - 1] in "-’'")):
                continue
            if indexes_in(inner, Span(*found.span())) or not free_of(mentions, *found.span()):
                continue
            end, meant = _meaning(text, found, turns, index, you, people, mentions, roster, day)
            done = end
            for actor, via, confidence in meant:
                if actor and free_of(mentions, start, end):
                    yield Mention(start, end, actor, text[start:end], via, confidence)


def _meaning(
    text: str,
    found: re.Match[str],
    turns: Sequence[Turn],
    index: int,
    you: str | None,
    people: frozenset[str],
    mentions: Sequence[Mention],
    roster: Roster,
    day: date | None,
) -> tuple[int, _Meant]:
    """Where the phrase that begins with ``found`` ends, and whom it means."""
    start, end, word = found.start(), found.end(), found.group().lower()
    speaker = turns[index].speaker
    home = _home(speaker, roster)
    if vocative := _VOCATIVE.match(text, start):
        return vocative.end(), [
            (_called(vocative, turns, index, mentions, roster, day), "title", _OFFICE)
        ]
    if word in _YOU_WORDS:
        return end, [] if _YOU_KNOW.match(text, end) else [(you, "pronoun", _YOU)]
    if speaker is None:
        return end, []
    if both := _BOTH_AFTER.match(text, start):
        other = home and _other_country(home, people, mentions, start, roster)
        return both.end(), [(home, "group", _BOTH), (other, "group", _BOTH)] if other else []
    if (office := _OUR_OFFICE.match(text, start)) and home:
        holder = office_holder(home, office["title"].lower(), roster, day)
        if holder and holder != speaker:
            return office.end(), [(holder, "title", _OFFICE)]
    if ours := _OURS.match(text, start):
        return ours.end(), [(home, "group", _BOTH)]
    if colleague := _COLLEAGUE.match(text, start):
        return colleague.end(), [(_other_speaker(people, speaker), "title", _YOU)]
    if word in _I_WORDS:
        alone = found.group() != "I" or not (
            (text[end : end + 1] in (".", "-") and text[end + 1 : end + 2].strip())
            or _NUMERAL.search(text[max(0, start - 12) : start])
        )
        person = roster.actors[speaker].is_person
        return end, [(speaker, "pronoun", _I)] if alone and person else []
    return end, [(home, "group", _WE)]


def _home(speaker: str | None, roster: Roster) -> str | None:
    """Whom a speaker's “we” means: the country, or the group of states that speaks itself."""
    if speaker is None:
        return None
    group = roster.actors[speaker].kind in ("organisation", "alliance")
    return roster.home(speaker) or (speaker if group else None)


def _quotations(text: str, turn: Turn, paragraphs: Sequence[Span]) -> Iterator[Span]:
    index = bisect_left(paragraphs, turn.start, key=lambda span: span.end)
    while index < len(paragraphs) and paragraphs[index].start < turn.end:
        yield from quotations(text, paragraphs[index])
        index += 1


def _other_speaker(people: frozenset[str], speaker: str) -> str | None:
    others = people - {speaker}
    return next(iter(others)) if len(others) == 1 else None


def _addressee(turns: Sequence[Turn], index: int, alone: frozenset[str]) -> str | None:
    """Who “you” is: the one who answers next, or the other of two who talk ``alone``."""
    speaker = turns[index].speaker
    if speaker is None:
        return turns[index + 1].speaker if index + 1 < len(turns) else None
    return _other_speaker(alone, speaker) if speaker in alone else None


def _called(
    vocative: re.Match[str],
    turns: Sequence[Turn],
    index: int,
    mentions: Sequence[Mention],
    roster: Roster,
    day: date | None,
) -> str | None:
    """Whom “Mr President” calls: a speaker with that title, else the last such person named."""
    title = vocative["title"].lower()
    titles = _VOCATIVES.get(title, (title,))
    near = [
        turn.speaker
        for turn in (*turns[index + 1 : index + 4], *reversed(turns[max(0, index - 3) : index]))
    ]
    named = [
        m.actor for m in reversed(starting_in(mentions, vocative.start() - _NEAR, vocative.start()))
    ]
    for actor in (*near, *named):
        if (
            actor
            and actor != turns[index].speaker
            and any(roster.holds(actor, each, day) for each in titles)
        ):
            return actor
    return None


def _other_country(
    home: str,
    people: frozenset[str],
    mentions: Sequence[Mention],
    position: int,
    roster: Roster,
) -> str | None:
    """The country of the one other speaker, or the country most spoken of besides ``home``."""
    homes = {roster.home(speaker) for speaker in people} - {None, home}
    if len(homes) == 1:
        return homes.pop()
    salience: dict[str, float] = {}
    for mention in starting_in(mentions, position - _NEAR, position):
        country = roster.country(mention.actor)
        if country and country != home:
            weight = 0.5 ** ((position - mention.end) / _HALF)
            salience[country] = salience.get(country, 0.0) + weight
    ranked = sorted(salience, key=lambda country: -salience[country])
    if not ranked or (len(ranked) > 1 and salience[ranked[1]] > _TOO_CLOSE * salience[ranked[0]]):
        return None
    return ranked[0]
