"""Texts to compare VADERs on: made-up ones from a seed, and every string of a folder's files."""

import json
import random
import string
from collections.abc import Iterator
from pathlib import Path

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SENTIMENT_LADEN_IDIOMS,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

from components.text import paragraphs, sentences

ORACLE = SentimentIntensityAnalyzer()
LEXICON = sorted(ORACLE.lexicon)
EMOJIS = sorted(ORACLE.emojis)
# What the rules treat by name comes up often; names and everyday words fill the gaps.
NAMED = (
    "but But BUT but, however at least very least least at no No NO no, or nor never so this SO "
    "THIS without doubt kind of kind Kind-of sort of just enough n't N'T ain't don't DON'T can't "
    "the shit the bomb bad ass badass bus stop yeah right kiss of death to die for beating heart"
).split()
PHRASES = [
    *SPECIAL_CASES, *SENTIMENT_LADEN_IDIOMS, "kind of", "sort of", "just enough",
    "at least", "very least", "never so", "never this", "without doubt", "without a doubt", "no kind of",
    "don’t like", "“great”", "‘no’ problem", "won’t", "isn´t good", "not — good", "good—bad", "U.S.",
]  # fmt: skip
PLAIN = (
    "the of to a in that it said Russia Putin Washington United States talks with and USA NATO on "
    "was president 2024 5 I sanctions x İ ß ﬁ K ΑΣ café"
).split()
SPACES = [" "] * 30 + ["  ", "\n", "\t", "\u00a0", "\u2003", "\x1c", "\u200b", "\r\n", "", ","]
EDGES = [
    "",
    "",
    "",
    "",
    "",
    "",
    ".",
    ",",
    "!",
    "?",
    "...",
    "!!",
    "???",
    '"',
    "'",
    "(",
    ")",
    "“",
    "”",
]
# An emoji of several characters is not looked up whole, but each of its characters may be one.
ODD = [
    "!",
    "?",
    "!!!!!",
    "????",
    "-",
    "—",
    "'",
    "''",
    "...",
    "\U0001f468\u200d⚕️",
    "\ud83d",
    "\x00",
    "\ufeff",
]
EMOTICONS = [word for word in LEXICON if not any(char.isalnum() for char in word)]


def fuzzed(seed: int) -> str:
    """One made-up text, dense with what VADER treats by a rule."""
    draw = random.Random(seed)
    sources: list[list[str]] = [
        LEXICON, LEXICON, sorted(BOOSTER_DICT), NEGATE, NAMED, NAMED, PHRASES, PLAIN, PLAIN, PLAIN,
        EMOJIS, EMOTICONS, ODD,
    ]  # fmt: skip
    if seed % 3 == 0:
        return _close(draw)
    # A few words that come again: equal valences are what the rule for “but” stumbles over.
    again = [draw.choice(draw.choice(sources)) for _ in range(draw.randint(1, 4))]
    cased = draw.choice((0.0, 0.1, 0.5, 1.0))
    pieces: list[str] = []
    for _ in range(draw.choice((0, 1, 2, 3, 4, 5, 8, 12, 20, 40))):
        word = draw.choice(again if draw.random() < 0.2 else draw.choice(sources))
        if draw.random() < cased:
            change = draw.choice((str.upper, str.title, str.swapcase, str.upper))
            word = change(word)
        if draw.random() < 0.03:
            word = "".join(draw.choices(string.printable + "’é😀❤", k=draw.randint(1, 6)))
        pieces += [draw.choice(EDGES), word, draw.choice(EDGES), draw.choice(SPACES)]
    return "".join(pieces)


def _close(draw: random.Random) -> str:
    """Words that the rules name, in every order beside a few of the lexicon: nothing to space them out."""
    few = [*draw.sample(LEXICON, 3), *draw.sample(PLAIN, 2), *draw.sample(NEGATE, 1)]
    words = [draw.choice((*NAMED, *few, *few)) for _ in range(draw.randint(2, 12))]
    return " ".join(word.upper() if draw.random() < 0.1 else word for word in words)


def in_files(folder: Path) -> Iterator[str]:
    """Every string of the folder's text files; whole, by line, by paragraph and by sentence."""
    seen: set[str] = set()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        for whole in _strings(path):
            for text in _cut(whole):
                if text not in seen:
                    seen.add(text)
                    yield text


def _strings(path: Path) -> Iterator[str]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    if path.suffix in (".json", ".jsonl"):
        try:
            lines = [text] if path.suffix == ".json" else text.splitlines()
            yield from [found for line in lines for found in _inside(json.loads(line))]
        except (ValueError, RecursionError):  # broken on purpose: text all the same
            yield text
    elif path.suffix in (".txt", ".md", ".csv", ".rss", ".html", ".xml"):
        yield text


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside(each)


def _cut(text: str) -> Iterator[str]:
    yield from (line[:5000] for line in text.splitlines())
    for paragraph in paragraphs(text):
        yield text[paragraph.start : paragraph.end][:5000]
        yield from (text[s.start : s.end] for s in sentences(text, paragraph))
