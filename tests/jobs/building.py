"""Uploads made by hand, for the tests of jobs."""

import io
import random
import zipfile
from collections.abc import Mapping

from components.actors import load_roster
from components.analysis import Method

ROSTER = load_roster()
METHOD: Method = "context"  # needs no model, so it starts at once
_WORDS = (
    "talks treaty envoy signed warned praised threat sanctions ministers harvest bridge river "
    "Moscow Washington Geneva delegation deal ceasefire border winter export missile summit"
).split()


def text(number: int, words: int = 60) -> str:
    """An article of its own: no two numbers give texts that are alike."""
    chosen = random.Random(number)
    body = " ".join(chosen.choice(_WORDS) for _ in range(words))
    return f"Moscow and Washington met for round {number}.\n\nThey said {body}.\n"


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()


def articles(count: int, start: int = 0) -> bytes:
    """A zip file of so many articles."""
    return archive(
        {f"{number:05d}.txt": text(number).encode() for number in range(start, start + count)}
    )
