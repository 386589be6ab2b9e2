"""The index: one row for each input, with what should become of it."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

# Files that measure something else, or that only say what is expected.
_NO_INPUT = re.compile(r"not an input|gold (?:sent|snip|\()|entity gold|splitting cases", re.I)
_SPLITTING = re.compile(r"gold sent|splitting cases", re.IGNORECASE)
_OTHER_FOLDERS = ("sentences", "sentiment")
_REFUSED = re.compile(
    r"REAL SCAN|no text layer|GDELT events|scanned pages|needs (?:a |the )?(?:user )?password",
    re.IGNORECASE,
)
# The tiny feeds of feedparser's tests say in a comment which field they are about.
_FEED_TEST = re.compile(r"Expect:|in its first comment")
_FEED_TEXT = re.compile(r"entries\[0\]\['(?:title(?:_detail)?|summary|content)'\](?!\[0\]\['src)")
_EITHER = re.compile(r"message is acceptable", re.IGNORECASE)
_COUNT = re.compile(r"\b(\d+) (?:items|articles|documents)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """An input: its path below the index, and the index's fields as they stand there."""

    path: str
    fields: dict[str, str]

    def get(self, name: str) -> str:
        return (self.fields.get(name) or "").strip()

    @property
    def folder(self) -> str:
        return self.path.split("/")[0] if "/" in self.path else ""

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def group(self) -> str:
        """The folder; in the matrix of containers the container."""
        return f"matrix {self.name}" if self.folder == "matrix" else self.folder or "files"

    @property
    def expected(self) -> str:
        """ "refuse", "accept" or "either"."""
        said = f"{self.get('kind')} {self.get('notes')}"
        if _EITHER.search(said):
            return "either"
        if _FEED_TEST.search(said):
            # The others have no entry, or one without a title and without a text.
            return "accept" if _FEED_TEXT.search(said) else "refuse"
        return "refuse" if _REFUSED.search(said) else "accept"

    @property
    def count(self) -> int | None:
        """How many articles the index says the file holds, None where it does not say."""
        match = _COUNT.search(self.get("notes"))
        return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Index:
    """Rows of the inputs, the folder they lie in, whether they carry verdicts, and the rows of
    files whose sentences are known.
    """

    rows: tuple[Row, ...]
    folder: Path
    has_verdicts: bool
    splitting: tuple[Row, ...] = ()


def load(path: Path) -> Index:
    """The index at path, or in the folder at path; see bench_ingest for what is raised."""
    file = path / "index.csv" if path.is_dir() else path
    if not file.is_file():
        what = (
            f"no index.csv in the folder {path}" if path.is_dir() else f"no folder or file {path}"
        )
        raise FileNotFoundError(f"There is {what}. Give the folder of the inputs and their index.")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = set(reader.fieldnames or ())
        found = [Row(row.get("path") or "", row) for row in reader]
    if "path" not in columns or not columns & {"verdict", "expected_text"}:
        raise ValueError(
            f"{file.name} is no index of inputs: it needs the columns path and expected_text, or "
            "path and verdict."
        )
    rows = tuple(row for row in found if row.path and _is_input(row))
    splitting = tuple(
        row for row in found if row.path.endswith(".json") and _SPLITTING.search(row.get("kind"))
    )
    return Index(rows, file.parent, "verdict" in columns, splitting)


def _is_input(row: Row) -> bool:
    said = f"{row.get('kind')} {row.get('notes')}"
    return row.folder not in _OTHER_FOLDERS and not _NO_INPUT.search(said)
