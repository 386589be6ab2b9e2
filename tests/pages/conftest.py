"""What the tests of pages share: an empty store that the app under test opens too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from components import jobs, store
from components.ui import resources
from tests.pages.library_driver import Open, opened


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty store of this test's own; the app under test opens the same."""
    monkeypatch.setenv("DETENTE_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(jobs, "seed_samples", lambda engine, *, roster, method=None: None)
    _forget_shared()
    yield resources.engine()
    resources.engine().dispose()
    _forget_shared()


@pytest.fixture
def collection(engine: Engine) -> str:
    """An empty collection with a name that Markdown would read."""
    return store.create_collection(engine, "Arms *control*")


@pytest.fixture
def library(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the Library in a new session; scores come from the rules, which is quick."""
    monkeypatch.setenv("DETENTE_METHOD", "context")
    return opened


def _forget_shared() -> None:
    resources.settings.clear()
    resources.engine.clear()
