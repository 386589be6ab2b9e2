"""The method in words. Every number in it is read from the code that uses it."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from components import analysis, attribution
from components.analysis.documents import MINIMUM_FOR_BAND
from components.charts.look import BANDS
from components.charts.timeline_frames import MINIMUM_SOURCES
from components.figures import figure, measured
from components.relations.combined import (
    NULL_AT_BEARS,
    NULL_AT_NOTHING,
    NULL_AT_SILENT,
    PARAGRAPH,
    RULES,
    SENTENCE,
    SPREAD,
)
from components.relations.sentence import NAMES_BOTH, NEITHER, ONE_SIDE
from components.text.phrases import read_rows
from components.tone import context, squash
from components.tone.targets import LINEAR_SHARE
from components.trends import bands, periods, shifts

# The files of the measured figures, as the page names them.
TEXTS = {
    "newsmtsc_dev_rw": "news sentences, one target",
    "newsmtsc_dev_mt": "news sentences, several targets",
    "relation_tone_dev": "official documents",
    "relation_tone_news_dev": "news articles",
}
METHODS = {
    "encoder": "encoder (shown)",
    "linear": "linear model",
    "context": "context rules",
    "rules": "rules alone",
}
NEWSMTSC = "Hamborg & Donnay 2021, tone toward a named target in political news"


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def squash_constant() -> float:
    """The constant under the root of the squash, S / √(S² + constant)."""
    return round(1 / squash(1.0) ** 2 - 1, 6)


def steps() -> str:
    """How a score comes about, in Markdown."""
    constant = _number(squash_constant())
    linear = f"{LINEAR_SHARE:.0%}".replace("%", "\u00a0%")
    return f"""
1. **Who is meant.** Names, other names, offices (“the Russian president”, by the article’s date),
   groups and pronouns are resolved with an editable roster. What stays ambiguous is left out.
2. **Tone toward an actor.** For each mention the encoder, a small language model trained on coded
   political news, reads the sentence with the target’s name and all other names masked, so that no
   name carries tone. It gives probabilities of negative, neutral and positive, averaged with those
   of a linear model ({linear}); the tone is the probability of positive minus that of negative.
   A paragraph’s tone toward an actor is the mean over its mentions, each weighted by how surely it
   was resolved and how certain its clause is said to be.
3. **The rules beside it.** Each sentence is also read for words and phrases in a table: words of
   cooperation and conflict for the relation, of praise and blame for the actors. “Not”, “lifted”,
   “refused to” and “very” change what follows. The words add up to a sum S, and
   q(S) = S ÷ √(S² + {constant}) puts it on −1 … 1, sentence by sentence. These words are what is
   marked in the text.
4. **Tone toward the relation.** The encoder reads each paragraph, after the end of the one before it,
   with the two sides masked as A and B and all other names masked too, and says how likely it is that
   it does **not** bear on the relation. That is believed from {_number(NULL_AT_BEARS)} where the rules see
   something that bears on it, from {_number(NULL_AT_SILENT)} where they do not, from
   {_number(NULL_AT_NOTHING)} where neither side is named (then it is read without the paragraph before),
   and never where a sentence names both sides. An article that never names one of the sides has no
   relation tone. Where there is one, each sentence has
   r = {SPREAD:.2f} × ({_number(PARAGRAPH)} × paragraph + {_number(SENTENCE)} × sentence + {_number(RULES)} × q).
   **A paragraph’s tone** is the mean of its sentences’ r, each weighted by how surely it is about
   the relation and how certain it is said to
   be. **An article’s tone** is the mean of its paragraphs with the same weights.
5. **By the context rules alone** a word {_number(context.HALF_LIFE)} words away from a mention counts half; what
   the actor says about others counts {_number(context.SPEAKER)}, words inside a quotation the actor is not
   in {_number(context.FOREIGN_QUOTATION)}. They are always shown beside, and so is plain VADER.
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
side and has a word of cooperation or conflict, **{_number(NEITHER)}** for every other sentence of a paragraph
about the relation. By the rules alone such a sentence counts only where it has such a word and the
paragraph names both sides.
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
{MINIMUM_FOR_BAND} sentences about the relation) there is **no band**: “too few for a band”. An article’s band
resamples its paragraphs, or its sentences under {bands.MINIMUM_BLOCKS} paragraphs.
""",
    )
    yield (
        "Shift inside an article",
        f"""
Every split with at least {shifts.EDGE} sentences on either side is tried for the largest difference of
means. A shift is claimed when p < {_number(shifts.ALPHA)} in {shifts.PERMUTATIONS:,} seeded permutations of
that maximum **and** the difference is at least {_number(shifts.LEAST)}. Whole paragraphs change places, because
the sentences of one are alike. Under {shifts.MINIMUM} sentences or {shifts.MINIMUM_BLOCKS} paragraphs about the
relation nothing is tested: “too few sentences to test”.
""",
    )


def hedge_classes() -> list[tuple[str, float]]:
    """(class, certainty) of the hedges' table, from the most certain down."""
    rows = read_rows(Path(attribution.__file__).with_name("hedges.csv"))
    found = {(row["class"], float(row["certainty"])) for row in rows}
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _resolution() -> list[tuple[str, float]]:
    return list(analysis.RESOLUTION.items())


def target_figures() -> pd.DataFrame:
    """Tone toward a target on NewsMTSC's dev files: one row per text and method, VADER last."""
    measures = ("macro-F1", "accuracy", "accuracy of the confident half", "positive–negative flips",
                "calibration error (ECE)")  # fmt: skip
    return _figures(("newsmtsc_dev_rw", "newsmtsc_dev_mt"), measures)


def relation_figures() -> pd.DataFrame:
    """Tone toward the relation against two coders: one row per text and method, VADER last."""
    measures = ("pooled r", "r within documents", "balanced accuracy of the null")
    return _figures(("relation_tone_dev", "relation_tone_news_dev"), measures)


def _figures(files: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    rows = []
    for file in files:
        found = [each for each in measured() if each.file == file and each.measure in measures]
        for method in dict.fromkeys(each.method for each in found):
            mine = {each.measure: each for each in found if each.method == method}
            cells = [_cell(mine[name].value, mine[name].interval) for name in measures]
            rows.append([TEXTS[file], METHODS[method], f"{mine[measures[0]].n}", *cells])
        theirs = {each.measure: each for each in found}
        cells = [_cell(theirs[name].vader, theirs[name].vader_interval) for name in measures]
        rows.append([TEXTS[file], "plain VADER", f"{theirs[measures[0]].n}", *cells])
    return pd.DataFrame(rows, columns=["texts", "method", "n", *measures])


def _cell(value: float, interval: tuple[float, float]) -> str:
    if math.isnan(value):
        return "–"
    low, high = interval
    return f"{value:.2f} ({low:.2f} … {high:.2f})".replace("-", "−")


def how_often_right() -> str:
    """How often a mention is right, and how much more often when confident, in one sentence."""
    shown = analysis.default_method()
    one, several = (
        [figure(file, measure, shown) for measure in ("accuracy", "accuracy of the confident half")]
        for file in ("newsmtsc_dev_rw", "newsmtsc_dev_mt")
    )
    return (
        f"Negative, neutral or positive is right for {one[0].value:.0%} of mentions in news sentences "
        f"with one target (n = {one[0].n}) and {several[0].value:.0%} with several (n = {several[0].n}); "
        f"in the half it is most confident of, for {one[1].value:.0%} and {several[1].value:.0%}."
    ).replace("%", "\u00a0%")


def limits() -> str:
    """The limits, in Markdown."""
    return f"""
- **An automatic estimate.** It reads words, not meaning: irony, allusion and what is left unsaid escape
  it. Single numbers are often wrong; open the words behind one before you quote it.
- **How often it is right:** {how_often_right()}
- **Trends are firmer than points.** Trust a change over thirty or more mentions more than one over ten,
  and look at n and the band before the line.
- **English only.** Text in another language is kept and shown, and nothing in it is scored.
- **United States–Russia only.** Another pair of countries can be chosen; how accurate the scores are for
  it has not been measured.
"""
