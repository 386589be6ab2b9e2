"""What the tests of pages share: an empty store that the app under test opens too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from components import jobs
from components.ui import resources


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty store of this test's own; the app under test opens the same."""
    monkeypatch.setenv("DETENTE_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(jobs, "seed_samples", lambda engine, *, roster: None)
    _forget_shared()
    yield resources.engine()
    resources.engine().dispose()
    _forget_shared()


def _forget_shared() -> None:
    resources.settings.clear()
    resources.engine.clear()
