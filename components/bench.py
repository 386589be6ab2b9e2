"""Speed on this machine: every tone method over the same articles, one after the other in each round.

A machine is never equally busy twice. So the methods take turns within a round, the order moves on
from round to round, time is processor time, and a ratio is the median of the rounds' own ratios.
"""

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from components.actors import Mention, Roster, load_roster, mentions
from components.analysis import METHODS, Method, analyse, has_encoder
from components.attribution import sentence_attributions
from components.ingest import read
from components.text import Span, paragraphs, quotations, sentences, words
from components.text.spans import inside
from components.tone import TARGET_METHODS, ReadSentence
from components.tone.context import sentence_cues
from components.tone.vader import compound, scores

SAMPLES = Path(__file__).parents[1] / "sample_articles"
BASELINE, NAIVE = "vaderSentiment", "vaderSentiment for each mention"


@dataclass(frozen=True, slots=True)
class Sample:
    """What is measured on: articles (text and date), and their sentences as the methods read them."""

    articles: tuple[tuple[str, date | None], ...]
    places: tuple[ReadSentence, ...]
    roster: Roster


@dataclass(frozen=True, slots=True)
class Speed:
    """A method's rates per second, and how many times as fast it is as the other two (medians)."""

    method: str
    sentences: float
    mentions: float
    articles: float
    of_baseline: float
    of_naive: float


def sample(files: Sequence[Path]) -> Sample:
    """The articles in ``files`` that can be read, cut into sentences, with their mentions.

    Raises ``OSError`` for a file that cannot be opened, ``ValueError`` if no article was found.
    """
    roster = load_roster()
    drafts = [draft for path in files for draft in read(path.name, path.read_bytes()).articles]
    if not drafts:
        raise ValueError("no article to measure on: give files that hold text")
    articles = tuple(
        (draft.text, date.fromisoformat(draft.date.value) if draft.date.value else None)
        for draft in drafts
    )
    places = tuple(place for text, day in articles for place in _places(text, day, roster))
    return Sample(articles, places, roster)


def _places(text: str, day: date | None, roster: Roster) -> list[ReadSentence]:
    spans = paragraphs(text)
    parts = [(part, sentences(text, part)) for part in spans]
    found = mentions(text, [s for _, inner in parts for s in inner], roster, day, paragraphs=spans)
    return [
        _place(
            text, span, tuple(m for m in found if inside(m, span)), quotations(text, part), roster
        )
        for part, inner in parts
        for span in inner
    ]


def _place(
    text: str, span: Span, found: tuple[Mention, ...], quoted: tuple[Span, ...], roster: Roster
) -> ReadSentence:
    tokens = words(text, span)
    said = sentence_attributions(text, span, tokens, found, quoted, roster)
    return ReadSentence(text, span, tokens, found, said, quoted, sentence_cues(text, tokens, found))


def _scorer(name: str, given: Sample) -> Callable[[], object]:
    """Tone toward each mention by a method, from the sentence's words to the scores."""
    method = TARGET_METHODS[name]

    def run() -> object:
        fresh = (
            _place(p.text, p.span, p.mentions, p.quotations, given.roster)
            for p in given.places
            if p.mentions
        )
        return [
            score(mention)
            for place in fresh
            for score in [method(place)]
            for mention in place.mentions
        ]

    return run


def tone_methods(given: Sample) -> dict[str, Callable[[], object]]:
    """Name → a call that scores the whole sample once. The baseline and the naive loop are among them."""
    analyzer = SentimentIntensityAnalyzer()
    texts = [place.text[place.span.start : place.span.end] for place in given.places]
    for_each = [
        text for text, place in zip(texts, given.places, strict=True) for _ in place.mentions
    ]
    scored: list[Method] = [each for each in METHODS if each != "encoder" or has_encoder()]
    found: dict[str, Callable[[], object]] = {
        BASELINE: lambda: [analyzer.polarity_scores(text) for text in texts],
        NAIVE: lambda: [analyzer.polarity_scores(text) for text in for_each],
        "our VADER, all four fields": lambda: [scores(text) for text in texts],
        "our VADER, compound only": lambda: [compound(text) for text in texts],
    }
    found |= {f"{name}, each mention": _scorer(name, given) for name in scored}
    return found | {f"whole analysis, {name}": _analysis(name, given) for name in scored}


def _analysis(method: Method, given: Sample) -> Callable[[], object]:
    return lambda: [
        analyse(text, date=day, roster=given.roster, method=method) for text, day in given.articles
    ]


def measure(given: Sample, methods: Mapping[str, Callable[[], object]], rounds: int) -> list[Speed]:
    """The methods' speeds over ``rounds`` ≥ 1 rounds, after one that warms up and is not counted.

    ``methods`` must hold the baseline and the naive loop.
    """
    names = list(methods)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            start = process_time()
            methods[name]()
            if number:
                # A clock tick at least, so that a sample too small to time has a rate all the same.
                taken[name].append(max(process_time() - start, 1e-6))
    return [
        Speed(
            method=name,
            sentences=len(given.places) / median(taken[name]),
            mentions=sum(len(place.mentions) for place in given.places) / median(taken[name]),
            articles=len(given.articles) / median(taken[name]),
            of_baseline=_ratio(taken[BASELINE], taken[name]),
            of_naive=_ratio(taken[NAIVE], taken[name]),
        )
        for name in names
    ]


def _ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    return median(a / b for a, b in zip(slow, fast, strict=True))


def table(given: Sample, speeds: Sequence[Speed], rounds: int) -> str:
    """The speeds as lines of plain text, with what they were measured on above them."""
    n_mentions = sum(len(place.mentions) for place in given.places)
    n_words = sum(len(text.split()) for text, _ in given.articles) / len(given.articles)
    head = (
        f"{len(given.articles)} articles of {n_words:.0f} words on average, "
        f"{len(given.places):,} sentences, {n_mentions:,} mentions of actors\n"
        f"Python {platform.python_version()}, median of {rounds} rounds, processor time\n\n"
        f"{'':<32}{'sentences/s':>12}{'mentions/s':>12}{'articles/s':>12}{'x library':>11}{'x per mention':>15}\n"
    )
    rows = "".join(
        f"{speed.method:<32}{speed.sentences:>12,.0f}{speed.mentions:>12,.0f}{speed.articles:>12,.1f}"
        f"{speed.of_baseline:>11.2f}{speed.of_naive:>15.2f}\n"
        for speed in speeds
    )
    foot = (
        "\nx library: times as fast as vaderSentiment called once a sentence; "
        "x per mention: as called once for each mention.\n"
    )
    return head + rows + foot


def bench_tone(files: Sequence[Path], rounds: int) -> str:
    """The table for the articles in ``files``, or for the sample articles if there are none."""
    given = sample(files or sorted(SAMPLES.glob("*.txt")))
    return table(given, measure(given, tone_methods(given), rounds), rounds)
