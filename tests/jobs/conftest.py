"""What the tests of jobs share: a store of their own, settings for it, and small articles.

Jobs are the same on every database, and tests/store tries their statements on both; here SQLite
is enough.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from components import store
from components.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("DETENTE_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DETENTE_DATABASE_URL", raising=False)
    return load_settings()


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    opened = store.connect(settings.database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def collection(engine: Engine) -> str:
    return store.create_collection(engine, "Arms control")
