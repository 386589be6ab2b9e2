"""Forms that look like an actor's and mean something else: “Paris Hilton”, “American Airlines”."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from components.actors.patterns import Match
from components.actors.roster import Actor, Roster

# “a Russian opposition outlet” speaks for no state, and a language, a dish or an artist is none.
_NOT_THE_STATE = re.compile(
    r"[\s-]+(?:(?:independent|opposition|business|leading|prominent|veteran|former|exiled|investigative|war|sports|"
    r"political|military|news|popular|online|liberal|well-known|famous|young|local|private|tabloid|television|radio|"
    r"rights|human|civil|society|security|policy|foreign|intelligence|social|daily|weekly|nationalist)\s+){0,2}?"
    r"(?:opposition|dissidents?|outlets?|newspapers?|dail(?:y|ies)|magazines?|media|"
    r"press(?!\s(?:secretary|service|office|conference|statement))|journalists?|reporters?|broadcasters?|"
    r"channels?(?!\s(?:of|for))|activists?|exiles?|emigr\w+|analysts?|experts?(?!\s(?:group|level|talks|team|consult))|"
    r"scholars?|historians?|language|literature|novels?|poets?|ballet|cuisine|tourists?|skaters?|players?|"
    r"actress(?:es)?|singers?|musicians?|composers?|painters?|artists?|novelists?|writers?|films?|movies?|chess|"
    r"grandmasters?|vodka|dolls?|dressing|cheese|wines?|fries|takeaways?|cats?|bulldogs?|pastr(?:y|ies)|cigars?|"
    r"dictionary|grammar|dollars?|cents|football|flu)\b"
)
# Companies, clubs, places and titles of works that begin with a country's adjective.
_BRAND_AFTER = re.compile(
    r"\s(?:Airlines?|Airways|Air\sLines|Standard|Express|Hill|Village|Open|Idol|Grand\sPrix|Steel|Bancorp|Enterprise|"
    r"Weekly|Football|Circus|Ballet|Opera|Orchestra|Film|Dream|Beauty|Pie|Psycho|Legion|Conservative|Prospect|"
    r"Spectator|Petroleum|Bar\sAssociation|Medical\sAssociation|Civil\sLiberties|Jewish|Chamber|Heritage|"
    r"Psychological|Cancer|Heart|Apparel|Eagle|Wells|Blue|Shepherd|Quarter|Riviera|Canadian)\b"
)
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Ii]nto|from|speaks?|spoke|speaking|spoken|learn(?:ed|ing|s)?|fluent|broken|perfect|native|"
    r"understands?|teach(?:es|ing)?|taught)\s$"
)
_LANGUAGE_AFTER = re.compile(
    r"\s*(?:[.,;:!?)”\"]|$)|\s(?:and|or|by|but|with|to|at|on|as|language)\b|-(?:language|speaking)\b"
)
# “Kerry County”, “Trump Tower”, “Kennedy Space Center”: something else by the name of an actor.
_PLACE_AFTER = re.compile(
    r"\s(?:County|Tower|Towers|Street|Avenue|Boulevard|Road|Park|Square|(?:[A-Z][a-z]+\s){0,2}(?:Airport|Library|Center|"
    r"Centre)|airport|University|College|School|Island|Hotels?|Bridge|Stadium|Building|Lake|River|Bay|Hills|Mall|"
    r"Organi[sz]ation|Foundation|Institute|Memorial|Peak|Prize|Award|Show|Motor|National\sAirport|Vineyards?)\b"
)
_CAPITAL_AFTER = re.compile(r"\s([A-Z][a-zà-ÿ]+)\b")
_CAPITAL_BEFORE = re.compile(r"(?<![\w.])([A-Z][a-zà-ÿ]+)\s$")
# “New London”, “Little Russia”, “Lake Moscow”.
_PLACE_BEFORE = re.compile(r"\b(?:New|Little|Lake|Fort|Port|Mount|Saint|St\.)\s$")
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Calif\\.|Colorado|Connecticut|Delaware|Florida|Fla\\.|Georgia|Ga\\.|Idaho|"
    "Illinois|Ill\\.|Indiana|Ind\\.|Iowa|Kansas|Kentucky|Ky\\.|Louisiana|Maine|Maryland|Massachusetts|Michigan|Mich\\.|"
    "Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|"
    "North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Pa\\.|Rhode Island|South Carolina|South Dakota|"
    "Tennessee|Tenn\\.|Texas|Utah|Vermont|Virginia|Wisconsin|Wyoming|Ontario"
)
_IN_AMERICA = re.compile(rf",?\s(?:{_STATES})\b")
_HONORIFIC_AFTER = re.compile(
    r"\s(?:(?:First\s+)?Deputy|Mr|Mrs|Ms|Dr|President|Vice|Prime|Premier|Chancellor|Foreign|Defen[cs]e|Secretary|"
    r"Treasury|Minister|Ambassador|Senator|Speaker|Governor|General|Admiral|Director|Envoy|Spokes\w+|National)\b",
    re.IGNORECASE,
)
# Bodies that other states have too, by the word that is printed without the country.
_SHARED = frozenset(
    {"Congress", "Senate", "Supreme Court", "Treasury", "Democrats", "Republicans", "General Assembly",
     "Security Council", "House of Representatives"}
)  # fmt: skip
_OTHERS_BEFORE = re.compile(
    r"(?:(?<![\w.])(?!The\s|Both\s|But\s|And\s|When\s|If\s|While\s|As\s|In\s|U\.N\.\s|UN\s|House\s)"
    r"[A-Z][a-zà-ÿ]+|[A-Z]\w+['’]s)\s$"
)
_OTHERS_AFTER = re.compile(
    r"\s(?:of\s(?!the\sUnited|America|the\sU\.?S|the\sUnited\sNations)(?:the\s)?[A-Z]|party\b|yields?\b|bonds?\b|notes?\b|bills?\b)"
)
# Countries whose names persons and places bear too: “Michael Jordan”, “Northern Ireland”.
_NAMESAKES = frozenset({"Jordan", "Georgia", "Ireland", "Israel"})
_BLOCK = 2000  # characters read around “Georgia” for what else they name
_GEORGIA_US = re.compile(
    rf"\b(?:Atlanta|Kemp|Raffensperger|Ossoff|Warnock|Fulton|Savannah|Augusta|{_STATES.replace('Georgia|', '')})\b"
)
_GEORGIA_COUNTRY = re.compile(
    r"\b(?:Georgian|Tbilisi|Abkhazia|Ossetia|Saakashvili|Ivanishvili|Caucasus|Shevardnadze|Azerbaijan|Armenia|Moldova)"
)
_GEORGIA_STATE_AFTER = re.compile(
    r"(?:['’]s)?\s(?:Gov\b|Gov\.|Governor|Secretary of State|Senate|runoff|Republican|Democrat|voters?\b|"
    r"state\b|lawmakers|ballots|county|election workers|Tech\b|Bulldogs|primary)"
)
# Places whose names persons bear: once “Valeska Paris” is named, a bare “Paris” is she.
_BORNE = ("Paris", "London", "Berlin", "Jordan", "Israel")
_FULL_NAME = re.compile(
    r"(?<![\w.'])(?!(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Professor)\s)(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)\s"
    rf"(?:(?:[A-Z]\.|(?P<second>[A-ZÀ-Þ][a-zà-ÿ]+))\s)?(?P<surname>{'|'.join(_BORNE)})\b"
    r"(?!\s[A-Z]|-|,\s(?:France|England|Germany|Ontario))"
)
_NO_FIRST_NAME = frozenset(
    "East West North South Central Northern Southern Eastern Western Greater Inner Outer Downtown Nazi Weimar "
    "Imperial Divided Occupied Modern Ancient Official Wartime Swinging Perhaps Maybe Sometimes Often Inside Outside "
    "Near Around Across Beyond Meanwhile Again Instead Indeed Yet Thus Hence Because Whether Within Via Dear Hello "
    "Visit Mr Mrs Ms Dr Sir Lady Lord President King Queen Mayor Port Fort Saint New Little Air Paris London Berlin "
    "Jordan Israel Amid Toward Towards Soon Still Ask Let Every No Tell Given Where Whereas".split()
)
_CAPITAL_THEN = re.compile(
    r"\b(?!(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Professor)\s)[A-ZÀ-Þ][\w’'-]*\s$"
)  # headlines: each word has a capital
_SMALL_THEN = re.compile(r"[a-zà-ÿ],?\s$")
_SETS_APART = re.compile(
    r"\b(?:[Ss]ince|[Aa]fter|[Uu]nder|[Bb]efore|[Dd]espite|[Uu]nlike|[Ii]n|[Aa]t)\s$"
)
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross|[Ii]nto|central|downtown)\s$"
)
_LISTED = re.compile(r"\s?(?:,|and|or|&|[-–/])\s?")
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s$")
CAPITALISED_WORDS = frozenset(
    "The A An And But Or If When While As In On At By For From With To Of That This These Those What Why How "
    "Who Where Did Does Do Will Would Can Could Should May Might Has Have Had Is Are Was Were Although Though "
    "Because Since After Before Under Between Against Despite Moreover Nevertheless Both Either Neither Not Yet "
    "So Even Only Says Said Today Yesterday Later Then Until Unlike Like Without Throughout During Once Asked "
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday Following Amid Among Beyond Behind Besides Inside Outside Within "
    "Regarding Concerning Given Including Except Toward Towards Upon Whether Whereas Whenever Meanwhile However "
    "Instead Perhaps Maybe Indeed Therefore Thus Hence Nor Or Again Still".split()
)


def means_other(text: str, match: Match, actor: Actor, kind: str) -> bool:
    """Whether a form of ``actor`` (as "name", "alias", "adjective" or "surname") means something else."""
    after = match.end
    if kind == "surname":
        return _PLACE_AFTER.match(text, after) is not None
    if kind == "adjective":
        return _is_no_state(text, match)
    if match.surface in actor.adjectives and (
        text[after : after + 1] == "$" or _is_no_state(text, match)
    ):
        return True
    if actor.is_person:
        return _PLACE_AFTER.match(text, after) is not None
    before = text[max(0, match.start - 24) : match.start]
    if match.surface in _SHARED:
        return bool(_OTHERS_BEFORE.search(before) or _OTHERS_AFTER.match(text, after))
    if actor.kind != "country" or " " in match.surface:
        return kind == "alias" and _PLACE_AFTER.match(text, after) is not None
    if _IN_AMERICA.match(text, after) and match.surface not in ("America", "USA", "Georgia"):
        return True
    if _PLACE_BEFORE.search(before):
        return True
    if kind == "name":
        if match.surface not in _NAMESAKES:
            return False
        word = _CAPITAL_BEFORE.search(before)
        named = word is not None and word[1] not in CAPITALISED_WORDS
        return named or (match.surface == "Georgia" and _is_georgia_us(text, match))
    if _PLACE_AFTER.match(text, after):
        return True
    capital = _CAPITAL_AFTER.match(text, after)
    if match.surface.isupper() or not capital or capital[1] in CAPITALISED_WORDS:
        return False
    return not _HONORIFIC_AFTER.match(text, after)


def without_bearers(text: str, found: Sequence[Match], roster: Roster) -> list[Match]:
    """``found`` without the places that name a person: “Valeska Paris”, and “Paris” after her."""
    ends = {match.end for match in found}
    bearers = {
        full["surname"]: full.end()
        for full in reversed(list(_FULL_NAME.finditer(text)))
        if full.end("first") not in ends and _names_a_person(text, full)
    }
    return [
        match
        for number, match in enumerate(found)
        if not (_is_country(match, roster) and _is_bearer(text, found, number, bearers))
    ]


def _is_country(match: Match, roster: Roster) -> bool:
    actor = match.key("alias") or match.key("name")
    return actor is not None and roster.actors[actor].kind == "country"


def _is_bearer(text: str, found: Sequence[Match], number: int, bearers: Mapping[str, int]) -> bool:
    match = found[number]
    if match.surface.istitle() and _COURTESY.search(text[max(0, match.start - 5) : match.start]):
        return True
    named = bearers.get(match.surface)
    if named is None or match.end < named:
        return False
    return match.end == named or not _is_place(text, found, number)


def _names_a_person(text: str, full: re.Match[str]) -> bool:
    names = {full["first"], full["second"] or full["first"]}
    if names & (CAPITALISED_WORDS | _NO_FIRST_NAME) or any(n.endswith("ly") for n in names):
        return False
    before = text[max(0, full.start() - 30) : full.start()]
    if full["second"] and not _SMALL_THEN.search(before):
        return False
    return not _CAPITAL_THEN.search(before) and not _SETS_APART.search(before)


def _is_place(text: str, found: Sequence[Match], number: int) -> bool:
    """Whether the match stands as a place: “in Paris”, “Berlin and Paris”, “Paris, France”."""
    match = found[number]
    near = pairwise(found[max(0, number - 1) : number + 2])
    listed = any(_LISTED.fullmatch(text, one.end, two.start) for one, two in near)
    return listed or bool(_WHERE.search(text[max(0, match.start - 10) : match.start]))


def _is_no_state(text: str, match: Match) -> bool:
    if _NOT_THE_STATE.match(text, match.end) or _BRAND_AFTER.match(text, match.end):
        return True
    before = text[max(0, match.start - 14) : match.start]
    return bool(_LANGUAGE_BEFORE.search(before) and _LANGUAGE_AFTER.match(text, match.end))


def _is_georgia_us(text: str, match: Match) -> bool:
    """Whether “Georgia” is the U.S. state: by what follows it, else by what else the text names."""
    if _GEORGIA_STATE_AFTER.match(text, match.end):
        return True
    block = match.start // _BLOCK * _BLOCK
    return _speaks_of_us_georgia(text[max(0, block - _BLOCK) : block + 2 * _BLOCK])


@lru_cache(maxsize=64)
def _speaks_of_us_georgia(near: str) -> bool:
    return not _GEORGIA_COUNTRY.search(near) and _GEORGIA_US.search(near) is not None
