"""Cues of saying in one sentence: which words attribute, and to whom."""

from functools import cache
from pathlib import Path

from components.attribution.cue import NOBODY, Cue, Saying, clause_edge, first_of
from components.attribution.noun_phrases import Subject, subject_before
from components.attribution.reading import Reading
from components.attribution.subjects import leading, object_after, owner_word
from components.attribution.verbs import Earlier, agent_of, verb_cue
from components.attribution.word_lists import BEING, DETERMINERS, DOCUMENTS, OFFICES, SPEAKERS
from components.text.phrases import Hit, Table, compile_table, find, read_rows

# After “per”: a measure, no speaker.
_MEASURES = frozenset("cent se capita day year month week hour annum".split())


@cache
def _tables() -> tuple[Table[Saying], Table[Saying]]:
    """Verbs and phrases; nouns (“Putin’s claim that”), which share forms with the verbs."""
    tables: tuple[dict[str, Saying], dict[str, Saying]] = ({}, {})
    for row in read_rows(Path(__file__).with_name("saying.csv")):
        saying = Saying(row["kind"], float(row["certainty"]))
        for form in row["forms"].split("|"):
            tables[row["kind"] == "noun"][form] = saying
    return compile_table(tables[0]), compile_table(tables[1])


def cues(reading: Reading) -> list[Cue]:
    """The cues of a sentence that attribute, in order."""
    verbs, nouns = _tables()
    found: list[Cue] = []
    taken: set[int] = set()
    earlier = Earlier(None, None)
    for hit in find(reading.keys, verbs):
        if any(reading.owner[i] >= 0 for i in range(hit.first, hit.last + 1)):
            continue
        cue = _cue(reading, hit, earlier)
        if cue is None:
            continue
        found.append(cue)
        taken.update(range(cue.first, cue.last + 1))
        earlier = _later(reading, earlier, cue)
    for hit in find(reading.keys, nouns):
        cue = None if hit.first in taken else _noun(reading, hit)
        if cue:
            found.append(cue)
    return sorted(found, key=lambda cue: cue.first)


def _later(reading: Reading, earlier: Earlier, cue: Cue) -> Earlier:
    """What later verbs may share their subject with, once ``cue`` is known."""
    if cue.side not in ("before", "shared") or cue.agentless:
        return earlier
    edge = cue.side == "before" and clause_edge(reading, first_of(reading, cue)) is not None
    return Earlier(cue if edge or earlier.main is None else earlier.main, cue)


def _cue(reading: Reading, hit: Hit[Saying], earlier: Earlier) -> Cue | None:
    kind = hit.value.kind
    if kind == "agentless":
        agent = agent_of(reading, hit)
        return agent or Cue(hit.value, hit.first, hit.last, hit.last, NOBODY, "none")
    if kind == "own":
        subject = owner_word(reading, range(hit.first, hit.last + 1))
        return Cue(hit.value, hit.first, hit.last, hit.last, subject, "own") if subject else None
    if kind in ("of", "citing"):
        return _naming(reading, hit)
    if kind == "quoted":
        subject = subject_before(reading, leading(reading, hit.first).last)
        return Cue(hit.value, hit.first, hit.last, hit.last, subject, "before") if subject else None
    return verb_cue(reading, hit, earlier)


def _naming(reading: Reading, hit: Hit[Saying]) -> Cue | None:
    """Phrases that are followed by who speaks: “according to”, “citing”."""
    if reading.keys[hit.first] == "per" and not _names_after_per(reading, hit.last + 1):
        return None
    is_verb = hit.value.kind == "citing" and reading.keys[hit.first] != "citing"
    if is_verb and hit.first and reading.keys[hit.first - 1] in BEING | DETERMINERS:
        return None  # “the cited report”, “was quoted”
    named = object_after(reading, hit.last)
    if named is None:
        return None
    subject, tail = named
    if hit.value.kind == "citing" and not _is_source(reading, subject):
        return None  # “citing low unemployment”
    return Cue(hit.value, hit.first, hit.last, tail, subject, "named")


def _is_source(reading: Reading, subject: Subject) -> bool:
    """Whether who is cited can tell something: on the roster, a name, an outlet or a document."""
    text = reading.text[subject.start : subject.end]
    words = text.lower().replace("’", "'").split()
    last = text.split()[-1:] or [""]
    return bool(
        subject.actors
        or last[0][:1].isupper()
        or any(not group.isdisjoint(words) for group in (SPEAKERS, DOCUMENTS, OFFICES))
    )


def _names_after_per(reading: Reading, at: int) -> bool:
    """Whether somebody is named after “per”: “per the Kremlin”, but not “per year”."""
    if at >= len(reading.keys) or reading.marks[at] or reading.keys[at] in _MEASURES:
        return False
    return reading.owner[at] >= 0 or reading.keys[at] in DETERMINERS


def _noun(reading: Reading, hit: Hit[Saying]) -> Cue | None:
    """“Putin’s claim that”: a noun of saying right after whose it is."""
    at = hit.first - 1
    if at >= 0 and reading.owner[at] < 0 and not reading.marks[hit.first]:
        at -= 1  # one adjective: “Trump’s stated view”
    if at < 0 or reading.owner[at] < 0 or reading.marks[at + 1] or reading.quoted[hit.first] >= 0:
        return None
    named = reading.named[reading.owner[at]]
    possessive = reading.text[named.end : named.end + 1] in ("'", "’")
    follows = reading.keys[hit.last + 1] if hit.last + 1 < len(reading.keys) else ""
    if not (possessive or (named.via == "pronoun" and not named.noun)):
        return None
    if reading.marks[hit.last + 1 : hit.last + 2] not in ([""], []) or follows not in (
        "that", "of", "about", "to", "on",
    ):  # fmt: skip
        return None
    subject = Subject(named.actors, named.start, named.end, True)
    return Cue(hit.value, hit.first, hit.last, hit.last, subject, "noun")
