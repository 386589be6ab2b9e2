"""An index of good inputs as tables: words, dates and counts by kind, and what falls short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from components.bench_ingest.answers import Answer
from components.bench_ingest.collections import Agreement, agreements
from components.bench_ingest.measures import (
    Words,
    date_verdict,
    decodes,
    measure_words,
    outcome_agrees,
    sentences_of,
)

_RECALL, _PRECISION = 0.99, 0.97
_MOST_LINES = 60


def input_tables(answers: Sequence[Answer], folder: Path) -> str:
    """All tables, one under the other."""
    words = {answer.row.path: measure_words(answer, folder) for answer in answers}
    dates = {answer.row.path: date_verdict(answer) for answer in answers}
    found = agreements(answers, folder)
    parts = [
        _by_kind(answers, words, dates),
        _matrix(answers, words),
        _collections(found),
        _short(answers, words, dates),
    ]
    return "\n".join(part for part in parts if part)


def _by_kind(
    answers: Sequence[Answer], words: dict[str, Words | None], dates: dict[str, str]
) -> str:
    groups: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.row.group].append(answer)
    head = (
        f"{'kind':<32}{'files':>6}{'outcome':>9}{'recall':>8}{'lowest':>8}{'precis.':>9}"
        f"{'lowest':>8}{'parag. off':>12}{'dates':>9}{'no date':>9}{'articles/s':>12}"
    )
    lines = [_line(name, these, words, dates) for name, these in groups.items()]
    note = (
        "parag. off: paragraphs too many or too few, beyond three, as a share of those expected. "
        "dates: exact\namong files that carry their date. no date: left open or marked as a guess "
        "among files that carry none.\n"
    )
    return "\n".join([head, *lines, _line("all", answers, words, dates), "", note])


def _line(
    name: str,
    answers: Sequence[Answer],
    words: dict[str, Words | None],
    dates: dict[str, str],
) -> str:
    agreed = sum(map(outcome_agrees, answers))
    measured = [
        each
        for answer in answers
        if (each := words[answer.row.path]) is not None
        and (answer.articles or answer.row.expected == "accept")
    ]
    verdicts = Counter(dates[answer.row.path] for answer in answers)
    carried = verdicts["exact"] + verdicts["wrong"] + verdicts["missing"]
    open_ = verdicts["kept open"] + verdicts["invented"]
    n_articles = sum(len(answer.articles) for answer in answers)
    seconds = sum(answer.seconds for answer in answers)
    return (
        f"{name:<32}{len(answers):>6}{_of(agreed, len(answers)):>9}"
        + _share([each.recall for each in measured], 8)
        + _share([each.precision for each in measured], 9)
        + (
            f"{mean(each.paragraph_error for each in measured):>12.1%}"
            if measured
            else f"{'–':>12}"
        )
        + f"{_of(verdicts['exact'], carried):>9}{_of(verdicts['kept open'], open_):>9}"
        + f"{n_articles / max(seconds, 1e-9):>12.1f}"
    )


def _share(values: Sequence[float], width: int) -> str:
    if not values:
        return f"{'–':>{width}}{'–':>8}"
    return f"{mean(values):>{width}.3f}{min(values):>8.3f}"


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


def _matrix(answers: Sequence[Answer], words: dict[str, Words | None]) -> str:
    """One article in many containers: how many give the same sentences and all the words."""
    lines = []
    articles = dict.fromkeys(
        answer.row.path.split("/")[1] for answer in answers if answer.row.folder == "matrix"
    )
    for name in articles:
        these = [answer for answer in answers if answer.row.path.startswith(f"matrix/{name}/")]
        versions = {answer.row.name: sentences_of(answer) for answer in these if answer.articles}
        usual = Counter(versions.values()).most_common(1)
        same = usual[0][1] if usual else 0
        other = sorted(key for key, value in versions.items() if value != usual[0][0])
        whole = sum(
            (each := words[answer.row.path]) is not None and each.recall >= _RECALL
            for answer in these
        )
        lines.append(f"{name[:40]:<42}{len(these):>6}{whole:>14}{same:>18}  {', '.join(other)}")
    if not lines:
        return ""
    head = f"{'one article in many containers':<42}{'files':>6}{'recall ≥ .99':>14}"
    return "\n".join([f"{head}{'same sentences':>18}  others", *lines, ""])


def _collections(found: Sequence[Agreement]) -> str:
    if not found:
        return ""
    head = f"{'one set of articles in many':<42}{'count':>7}{'titles':>8}{'dates':>7}{'marks':>7}"
    lines = [f"{head}  as expected"]
    for each in found:
        numbers = f"{each.count:>7}{each.titles:>8}{each.dates:>7}{_yes(each.marked):>7}"
        if each.should_refuse:
            numbers = f"{'refused' if each.refused else each.count:>7}{'':>22}"
        lines.append(f"{each.name:<42}{numbers}  {_yes(each.is_exact)}")
    exact = sum(each.is_exact for each in found)
    return "\n".join([*lines, f"{exact} of {len(found)} as expected", ""])


def _yes(value: bool) -> str:
    return "yes" if value else "NO"


def _short(answers: Sequence[Answer], words: dict[str, Words | None], dates: dict[str, str]) -> str:
    lines = [line for answer in answers for line in _shortfalls(answer, words, dates)]
    if not lines:
        return ""
    more = len(lines) - _MOST_LINES
    rest = [f"… and {more} more"] if more > 0 else []
    return "\n".join(["What falls short", *lines[:_MOST_LINES], *rest, ""])


def _shortfalls(
    answer: Answer, words: dict[str, Words | None], dates: dict[str, str]
) -> Iterator[str]:
    path, row = answer.row.path, answer.row
    if not outcome_agrees(answer):
        wanted = f"{row.count} articles" if row.count and row.expected == "accept" else row.expected
        if not decodes(answer):
            wanted += f", read as {row.get('encoding')}"
        yield f"{path}: {_became(answer)}, expected: {wanted}"
    each = words[path]
    if each is not None and answer.articles:
        if each.recall < _RECALL:
            yield f"{path}: word recall {each.recall:.3f}"
        if each.precision < _PRECISION:
            yield f"{path}: word precision {each.precision:.3f}"
    if dates[path] in ("wrong", "missing", "invented"):
        given = answer.articles[0].date.value if answer.articles else None
        yield f"{path}: date {dates[path]}: {given}, expected {row.get('date')}"


def _became(answer: Answer) -> str:
    if answer.articles:
        return f"{len(answer.articles)} articles"
    refusals = answer.reading.refusals
    return f"refused ({refusals[0].message[:80]})" if refusals else "nothing"
