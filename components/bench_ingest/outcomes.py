"""An index of bad inputs: is each refused, accepted or marked as it should be, and how fast?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from components.bench_ingest.answers import Answer

#: Seconds in which each input must be answered.
SLOWEST = 10.0

_ASKS_FOR_NOTE = re.compile(r"warn|notice|marked|reported|skipped|proposal")


def agrees(answer: Answer) -> bool:
    """Whether an outcome is the verdict's, or another that the row's `expected` allows."""
    verdict, allowed = answer.row.get("verdict"), answer.row.get("expected").lower()
    if not answer.articles:
        return bool(answer.reading.refusals) and (verdict == "refuse" or "refuse" in allowed)
    if verdict == "refuse":
        return bool(re.search(r"\bor (?:accept|read|cap)|\bread as\b|skipped", allowed))
    if verdict == "accept" or "not required" in allowed or _is_noted(answer):
        return True
    return allowed.startswith("accept") and not _ASKS_FOR_NOTE.search(allowed)


def _is_noted(answer: Answer) -> bool:
    """Whether the reader is told anything: a warning, a refused part, a guess, a language."""
    reading = answer.reading
    return bool(
        reading.warnings
        or reading.refusals
        or any(
            draft.warnings or draft.date.origin == "guessed" or draft.language not in ("en", "und")
            for draft in reading.articles
        )
    )


def outcome_table(answers: Sequence[Answer]) -> str:
    """Agreement by verdict, the slowest input, and each input that came out otherwise."""
    lines = [f"{'verdict':<12}{'inputs':>8}{'as expected':>13}{'slowest':>10}"]
    for verdict in Counter(answer.row.get("verdict") for answer in answers):
        these = [answer for answer in answers if answer.row.get("verdict") == verdict]
        lines.append(_line(verdict or "none", these))
    lines += [_line("all", answers), ""]
    for answer in answers:
        if not agrees(answer) or answer.seconds > SLOWEST:
            lines.append(f"{answer.row.path}: {_outcome(answer)}, in {answer.seconds:.1f} s")
            lines.append(f"    expected: {answer.row.get('verdict')}; {answer.row.get('expected')}")
    return "\n".join(lines).rstrip() + "\n"


def _line(name: str, answers: Sequence[Answer]) -> str:
    good = sum(map(agrees, answers))
    slowest = max((answer.seconds for answer in answers), default=0.0)
    return f"{name:<12}{len(answers):>8}{good:>13}{slowest:>8.1f} s"


def _outcome(answer: Answer) -> str:
    if answer.articles:
        return f"{len(answer.articles)} articles"
    first = answer.reading.refusals[0].message if answer.reading.refusals else "no answer"
    return f"refused: {first}"
