"""Persons whom the roster lacks: they compete for pronouns, and bear no tone."""

import re
from collections.abc import Iterator, Sequence

from components.actors.records import Mention, free_of
from components.text import Span

_WORD = r"[A-ZÀ-Þ](?:[\w’'-]{0,30}[a-zà-ÿ]|\.)"
_CAPITALS = re.compile(rf"{_WORD}(?:\s(?:(?:de|von|van|al|bin|la)\s)?{_WORD}){{0,6}}")
# Words that begin sentences, and titles: no part of a name.
_SMALL = frozenset(
    "the a an and but or if when while as in on at by for from with to of that this these those what why how who "
    "where i we he she it they his her its our their you your my is are was were not no yes so then now after "
    "before since although though because despite however meanwhile moreover still even also both there here "
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday president minister secretary general mr mrs ms dr last one two "
    "some many most all any other another under during according".split()
)
# A name that ends in one of these is a place, a body or a document.
_THINGS = frozenset(
    "sea war street house union charter states court council act state county river lake bay agreement treaty "
    "party university institute center centre news times post journal daily league bank department ministry "
    "committee commission assembly conference summit east west north south forces force army navy embassy day "
    "christmas easter internet olympics ocean island islands gulf city square airport accords accord stream "
    "group community republic organization organisation fund program programme doctrine office bureau council "
    "europe america africa asia english russian american square palace region oblast province".split()
)


def strangers(text: str, mentions: Sequence[Mention]) -> Iterator[Span]:
    """Names of two words or more that are no mention, and their surnames where they stand alone."""
    surnames: set[str] = set()
    for found in _CAPITALS.finditer(text):
        begin = found.start()
        if (begin and text[begin - 1].isalnum()) or not free_of(mentions, begin, found.end()):
            continue
        words = found.group().split()
        while words and words[0].lower().strip(".") in _SMALL:
            words.pop(0)
        if not words or words[-1].lower() in _THINGS:
            continue
        name = _plain(words[-1])
        if len(words) > 1:
            surnames.add(name)
        elif name not in surnames:
            continue
        start = (
            found.start() + found.group().rindex(words[-1]) if len(words) == 1 else found.start()
        )
        yield Span(start, found.end())


def _plain(surname: str) -> str:
    return surname.removesuffix("’s").removesuffix("'s")
