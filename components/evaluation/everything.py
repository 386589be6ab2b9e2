"""Every figure the README and the Method page show, from a folder of coded files.

Kept in ``components/measured.json``, which ``python -m components evaluate everything FOLDER
--format json`` writes anew.
"""

from collections.abc import Sequence
from pathlib import Path

from components.evaluation.mentions import evaluate_mentions
from components.evaluation.scores import evaluate
from components.evaluation.statements import evaluate_statements
from components.figures import Figure

_TARGETS = ("newsmtsc_dev_rw.jsonl", "newsmtsc_dev_mt.jsonl")
_RELATIONS = ("relations_plover_train.jsonl",)
_DOCUMENTS = ("relation_tone_dev.json", "relation_tone_news_dev.json")
_BY_METHOD = (
    ("targets", _TARGETS, ("encoder", "linear", "context")),
    ("relations", _RELATIONS, ("context",)),
    ("relation-tone", _DOCUMENTS, ("encoder", "rules")),
)


def evaluate_everything(folder: Path) -> list[Figure]:
    """All figures on the files of ``folder`` that are there. Raises ``ValueError`` or ``OSError``."""
    found: list[Figure] = []
    for what, files, methods in _BY_METHOD:
        for method in methods:
            found += evaluate(what, _there(folder, files), method)
    for measure in (evaluate_statements, evaluate_mentions):
        found += [figure for path in _there(folder, _DOCUMENTS) for figure in measure(path)]
    return found


def _there(folder: Path, names: Sequence[str]) -> list[Path]:
    return [folder / name for name in names if (folder / name).exists()]
