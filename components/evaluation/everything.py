"""Every figure the README and the Method page show, from a folder of coded files.

Kept in ``components/measured.json``, which ``python -m components evaluate everything FOLDER
--format json`` writes anew.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from components.evaluation.mentions import evaluate_mentions
from components.evaluation.scores import evaluate
from components.evaluation.statements import evaluate_statements
from components.figures import Figure

_TARGETS = ("newsmtsc_dev_rw.jsonl", "newsmtsc_dev_mt.jsonl")
_RELATIONS = ("relations_plover_train.jsonl",)
_DOCUMENTS = ("relation_tone_dev.json", "relation_tone_news_dev.json")


def evaluate_everything(folder: Path) -> list[Figure]:
    """All figures on the files of ``folder`` that are there. Raises ``ValueError`` or ``OSError``."""
    jobs: list[tuple[str, Callable[[Path], list[Figure]]]] = []
    for method in ("encoder", "linear", "context"):
        jobs += [(name, _of("targets", method)) for name in _TARGETS]
    jobs += [(name, _of("relations", "context")) for name in _RELATIONS]
    for method in ("encoder", "rules"):
        jobs += [(name, _of("relation-tone", method)) for name in _DOCUMENTS]
    jobs += [(name, evaluate_statements) for name in _DOCUMENTS]
    jobs += [(name, evaluate_mentions) for name in _DOCUMENTS]
    return [
        figure
        for name, measure in jobs
        if (folder / name).exists()
        for figure in measure(folder / name)
    ]


def _of(what: str, method: str) -> Callable[[Path], list[Figure]]:
    return partial(_one, what, method)


def _one(what: str, method: str, path: Path) -> list[Figure]:
    return evaluate(what, [path], method)
