"""A small roster and one way to read a text, for the tests of who says what."""

from components.actors import Mention, mentions
from components.actors.roster import parse_roster
from components.actors.turns import Turn
from components.attribution import Attribution, ParagraphStatements, read_statements
from components.text import paragraphs, quotations, sentences, words

ROSTER = parse_roster(
    "id,name,kind,side,pronoun,surname,surname_alone,aliases,adjectives\n"
    "putin,Vladimir Putin,person,RU,he,Putin,yes,,\n"
    "trump,Donald Trump,person,US,he,Trump,yes,,\n"
    "merkel,Angela Merkel,person,DE,she,Merkel,yes,,\n"
    "kremlin,Kremlin,government,RU,it,,,,\n"
    "pentagon,Pentagon,government,US,it,,,,\n"
    "courier,Northern Courier,outlet,,it,,,,\n"
    "germany,Germany,country,DE,it,,,Berlin,German\n"
    "united-states,United States,country,US,it,,,Washington|U.S.,American\n"
    "russia,Russia,country,RU,it,,,Moscow,Russian\n",
    "id,country,titles,bare,serves\n",
    "office,holder,from,to\n",
)


def read(
    text: str, turns: tuple[Turn, ...] = (), voice: str | None = None
) -> tuple[ParagraphStatements, ...]:
    """Everything the reader finds in ``text``."""
    spans = paragraphs(text)
    split = [sentences(text, span) for span in spans]
    return read_statements(
        text,
        spans,
        split,
        [[words(text, each) for each in part] for part in split],
        named(text),
        [quotations(text, span) for span in spans],
        turns,
        roster=ROSTER,
        voice=voice,
    )


def named(text: str) -> tuple[Mention, ...]:
    """The mentions of ``text``, in order."""
    split = [each for span in paragraphs(text) for each in sentences(text, span)]
    return mentions(text, split, ROSTER, None)


def said(text: str, turns: tuple[Turn, ...] = (), voice: str | None = None) -> list[Attribution]:
    """The attributions of all paragraphs, in order."""
    return [each for part in read(text, turns, voice) for each in part.attributions]


def speakers(text: str) -> list[str | None]:
    """The speakers of all attributions, in order."""
    return [each.speaker for each in said(text)]


def scope(text: str, each: Attribution) -> str:
    """What an attribution covers, marks and blanks around it left out."""
    return text[each.start : each.end].strip(' ,;.“”"')


def naming(text: str, each: Attribution) -> str | None:
    """The words that name the speaker."""
    if each.speaker_start is None:
        return None
    return text[each.speaker_start : each.speaker_end]
