"""The method in words. Every number in it is read from the code that uses it."""

from collections.abc import Iterable
from pathlib import Path

from components import analysis, attribution
from components.charts.look import BANDS
from components.charts.timeline_frames import MINIMUM_SOURCES
from components.relations.sentence import NAMES_BOTH, NEITHER, ONE_SIDE
from components.text.phrases import read_rows
from components.tone import context, squash
from components.trends import bands, periods, shifts

METHOD_NAME = "rules, version 1"

# Macro-F1 of the context rules and of plain VADER on NewsMTSC's dev files: file, n, rules, VADER.
MEASURED = (("rw", 343, 0.615, 0.508), ("mt", 440, 0.567, 0.526))
# Relation tone against two coders, r within documents: texts, n paragraphs, rules, VADER.
MEASURED_RELATION = (("official documents", 119, 0.50, 0.21), ("news articles", 40, 0.19, 0.23))
NEWSMTSC = "Hamborg & Donnay 2021, tone toward a named target in political news"


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def squash_constant() -> float:
    """The constant under the root of the squash, S / √(S² + constant)."""
    return round(1 / squash(1.0) ** 2 - 1, 6)


def steps() -> str:
    """How a score comes about, in Markdown."""
    constant = _number(squash_constant())
    return f"""
1. **Who is meant.** Names, other names, offices (“the Russian president”, by the article’s date),
   groups and pronouns are resolved with an editable roster. What stays ambiguous is left out.
2. **Which words count.** Each sentence is read for words and phrases in a table: words of
   cooperation and conflict for the relation, words of praise and blame for the actors. Words
   inside a name carry no tone. “Not”, “lifted”, “refused to” and “very” change what follows.
3. **A sentence’s tone.** The words add up to a sum S, and q(S) = S ÷ √(S² + {constant}) puts it on
   −1 … 1. This is done per sentence, never on a whole paragraph, where the scale would saturate.
4. **A paragraph’s tone** is the mean of its sentences, each weighted by how surely it is about the
   relation and how certain it is said to be. **An article’s tone** is the mean of its paragraphs
   with the same weights.
5. **Tone toward an actor** is the same sum around each mention: a word {_number(context.HALF_LIFE)}
   words away counts half. What the actor says about others counts {_number(context.SPEAKER)}, words
   inside a quotation the actor is not in {_number(context.FOREIGN_QUOTATION)}.
"""


def definitions() -> Iterable[tuple[str, str]]:
    """(heading, Markdown) of each definition."""
    yield (
        "Three states, never mixed up",
        """
For an actor in a paragraph: **absent** (blank), **no counting words** (named, but nothing near says
anything good or bad) and **scored**. For the relation: a paragraph that does not bear on how the two
sides stand has **no tone: a gap in the chart, never a zero**. A paragraph that names both sides and
says nothing warm or cold is 0.
""",
    )
    yield (
        "Weights of sentences",
        f"""
**{_number(NAMES_BOTH)}** where a sentence names both sides, **{_number(ONE_SIDE)}** where it names one
side and has a word of cooperation or conflict, **{_number(NEITHER)}** where it names neither but has such
a word in a paragraph with a sentence that names both; otherwise it does not count.
""",
    )
    classes = ", ".join(
        f"{name.replace('_', '-')} **{_number(value)}**" for name, value in hedge_classes()
    )
    yield (
        "Hedges",
        f"""
A hedge lowers a sentence’s weight; it never turns its tone. Asserted **1**, {classes}; the lowest
that applies counts. The *hedged share* says how much of a text’s weight is hedged.
""",
    )
    mention = ", ".join(f"{name} {_number(value)}" for name, value in _resolution())
    yield (
        "Weights of mentions",
        f"By the way a mention was resolved ({mention}), times its sentence’s certainty.",
    )
    named = " · ".join(f"**{name}** {_number(low)} … {_number(high)}" for name, low, high in BANDS)
    yield ("Named bands", f"{named}. They are names for reading aloud, not classes.")
    yield (
        "Periods",
        f"""
The mean over sources of the mean over each source’s articles, so that a loud source weighs no more
than a quiet one. Copies of a text count once for each of their sources. The {bands.LEVEL:.0%} band comes
from {bands.DRAWS:,} seeded bootstrap draws that resample sources and then their articles, or articles only
under {MINIMUM_SOURCES} sources. Under {periods.MINIMUM_FOR_BAND} articles (for one article: under
{analysis.MINIMUM_FOR_BAND} sentences about the relation) there is **no band**: “too few for a band”.
""",
    )
    yield (
        "Shift inside an article",
        f"""
Every split with at least {shifts.EDGE} sentences on either side is tried for the largest difference of
means. A shift is claimed when p < {_number(shifts.ALPHA)} in {shifts.PERMUTATIONS:,} seeded permutations of
that maximum **and** the difference is at least {_number(shifts.LEAST)}. Under {shifts.MINIMUM} sentences
about the relation nothing is tested: “too few sentences to test”.
""",
    )


def hedge_classes() -> list[tuple[str, float]]:
    """(class, certainty) of the hedges' table, from the most certain down."""
    rows = read_rows(Path(attribution.__file__).with_name("hedges.csv"))
    found = {(row["class"], float(row["certainty"])) for row in rows}
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _resolution() -> list[tuple[str, float]]:
    return list(analysis.RESOLUTION.items())


def measured_relation() -> str:
    """How well the rules follow the tone inside documents, in one sentence."""
    found = "; ".join(
        f"r = {rules:.2f} within {texts} (n = {n} paragraphs), plain VADER {vader:.2f}"
        for texts, n, rules, vader in MEASURED_RELATION
    )
    return f"{found}. On news prose the rules are not better than VADER yet."


def measured() -> str:
    """What was measured, in one sentence."""
    rules = " and ".join(f"{rules:.2f} on “{name}” (n = {n})" for name, n, rules, _ in MEASURED)
    vader = " and ".join(f"{vader:.2f}" for *_, vader in MEASURED)
    return (
        f"Macro-F1 on the dev files of NewsMTSC ({NEWSMTSC}): {rules}, against {vader} for plain "
        "VADER. Always guessing the most common label would be far below both."
    )


def limits() -> str:
    """The limits, in Markdown."""
    return f"""
- **An automatic estimate.** It reads words, not meaning: irony, allusion and what is left unsaid escape
  it. Single numbers are often wrong; open the words behind one before you quote it.
- **Measured so far:** {measured()} Tone toward the relation, against paragraphs coded twice by independent
  coders: {measured_relation()}
- **Trends are firmer than points.** Trust a change over thirty or more mentions more than one over ten,
  and look at n and the band before the line.
- **English only.** Text in another language is kept and shown, and nothing in it is scored.
- **United States–Russia only.** Another pair of countries can be chosen; how accurate the scores are for
  it has not been measured.
- **The method is “{METHOD_NAME}”.** Models trained on coded news come next and will stand beside it; every
  score says which version made it.
"""
