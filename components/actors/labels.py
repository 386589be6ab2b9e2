"""Labels of a transcript: line beginnings that name a speaker (“SECRETARY BLINKEN:”, “Q:”)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from components.actors.records import Mention
from components.actors.roster import Roster
from components.text import Span
from components.text.spans import starting_in

# A label ends in a colon; White House transcripts print a bare Q before each question.
_LINE = re.compile(
    r"^[^\S\n]*(?:(?P<label>[^\W\d_][^\n:?!;“”\"<>\[\]]{0,79}?)[^\S\n]*:(?=\s|\Z)"
    r"|(?P<q>Q)(?=[^\S\n]+[“\"'(\[A-Z…—–]))",
    re.MULTILINE,
)
_ASIDE = re.compile(r"\s*\([^()]*\)$|,?\s+via (?:an? )?[a-z]+$", re.IGNORECASE)
# Who asks, or speaks unnamed.
_NOBODY = frozenset(
    "q a question questions answer answers moderator remark remarks reply reporter reporters press journalist "
    "correspondent operator interviewer interpreter translator participant participants audience host anchor "
    "voice voices speaker unidentified staff aide".split()
)
_TITLED = re.compile(
    r"(?:MR|MRS|MS|DR|THE|AMB|AMBASSADOR|SECRETARY|PRESIDENT|MINISTER|PRIME|FOREIGN|VICE|SENATOR|SEN|REP|SENIOR|"
    r"GENERAL|GEN|ADMIRAL|ADM|COLONEL|COL|CHAIRMAN|CHANCELLOR|KING|QUEEN|HIGH|ASSISTANT|DEPUTY|UNDER|SIR|FIRST|"
    r"DIRECTOR|SPECIAL|ACTING|PREMIER|GOVERNOR|GOV)\b\.?\s+[A-Z]"
)
_PERSONAL = re.compile(
    r"(?:[A-Z]\.\s?)*[A-ZÀ-Þ][\w’'-]*\w(?:\s(?:[A-ZÀ-Þ][\w’'-]*[\w.]|de|von|van|der|al|bin)){0,4}"
)
_BEFORE_NAME = re.compile(r"(?:(?:[A-Z][\w’'.-]*|of|the|and|for|to|at|on)\s+|[A-Z]\.\s?)*")
_NOT_BEFORE_NAME = frozenset(
    "to from with by for and but or about like as if when while so then says".split()
)
# Headings and datelines end in a colon as labels do.
_HEADING = frozenset(
    "note notes update correction warning summary background source sources photo video watch read related fact "
    "facts claim verdict breaking editor's contact contacts subject date time place location topics tags more key "
    "points point example first second third finally today yesterday what why how when where who which sheet "
    "transcript caption image copyright from to re cc attachment annex part section chapter opinion analysis".split()
)
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker as printed, without colon and aside, at ``start``; ``said``: where the saying begins."""

    text: str
    start: int
    said: int
    is_nobody: bool  # a reporter, a moderator, a voice

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def person_in(label: Label, named: Sequence[Mention], roster: Roster) -> Mention | None:
    """The mention of a person that a label ends with; None if it names nobody on the roster."""
    here = starting_in(named, label.start, label.said)
    persons = [m for m in here if roster.actors[m.actor].is_person and m.end >= label.end]
    return persons[-1] if persons else None


def labels(
    text: str, paragraphs: Sequence[Span], named: Sequence[Mention], roster: Roster
) -> list[Label]:
    """The labels of ``text``, in order; empty where it is no transcript.

    A label is sure when it asks (“QUESTION”), names a person of the roster in capitals, has a
    title in capitals or comes again; others (“Vladimir Todorov”, once) count beside sure ones.
    """
    begins = {span.start for span in paragraphs}
    found = [label for label in _candidates(text) if label.text.isupper() or label.start in begins]
    times = Counter(label.text for label in found)
    sure, likely = set[int](), set[int]()
    for index, label in enumerate(found):
        person = _names_person(text, label, named, roster)
        again = times[label.text] > 1
        elsewhere = not person and bool(starting_in(named, label.start, label.said))
        if label.is_nobody:
            (sure if again or label.text.isupper() else likely).add(index)
        elif label.text.isupper():
            titled = bool(_TITLED.match(label.text))
            if person or titled or (again and not elsewhere):
                sure.add(index)
            elif not elsewhere:
                likely.add(index)
        elif person:
            (sure if again or _is_speech(text, label) else likely).add(index)
        elif _PERSONAL.fullmatch(label.text) and " " in label.text and not elsewhere:
            (sure if again else likely).add(index)
    if not sure:
        return []
    return [label for index, label in enumerate(found) if index in sure or index in likely]


def _candidates(text: str) -> list[Label]:
    found = []
    for line in _LINE.finditer(text):
        group = "label" if line["label"] else "q"
        words = _ASIDE.sub("", line[group])
        parts = words.lower().split()
        if not parts or len(parts) > _MOST_WORDS or not words[0].isupper():
            continue
        if _HEADING & {parts[0], parts[-1]}:
            continue
        said = line.end()
        said += len(text[said : said + 200]) - len(text[said : said + 200].lstrip())
        nobody = len(parts) <= 2 and all(part.strip(".") in _NOBODY for part in parts)
        found.append(Label(words, line.start(group), said, nobody))
    return found


def _names_person(
    text: str, label: Label, named: Sequence[Mention], roster: Roster
) -> Mention | None:
    person = person_in(label, named, roster)
    if person is None or person.start < label.start:
        return None
    before = text[label.start : person.start]
    if not _BEFORE_NAME.fullmatch(before):
        return None
    return None if _NOT_BEFORE_NAME & set(before.lower().split()[:1]) else person


def _is_speech(text: str, label: Label) -> bool:
    """Whether a label that stands once begins a speech and is no headline (“Putin: U.S. must go”)."""
    if " " not in label.text:
        return False
    line = text[label.said : (text.find("\n", label.said) + 1 or len(text) + 1) - 1].rstrip()
    return line.endswith((".", "!", "?", "…", "”", '"', ")", ":"))
