import re
import tomllib
from pathlib import Path

import pytest

from components.settings import SETTINGS, Settings, SettingsError, load_settings, user_data_dir

ROOT = Path(__file__).resolve().parents[1]
VARIABLES = {setting.variable for setting in SETTINGS}


@pytest.fixture(autouse=True)
def defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DETENTE_DATA_DIR", str(tmp_path))
    settings = load_settings()
    assert settings.database_url == f"sqlite:///{tmp_path.as_posix()}/detente.db"
    assert (settings.address, settings.port) == ("127.0.0.1", 8501)
    assert settings.public_url == "http://localhost:8501"
    assert settings.is_local
    assert not list(tmp_path.iterdir()), "reading settings must not create anything"


def test_streamlit_has_the_same_defaults() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    settings = load_settings()
    assert config["server"]["address"] == settings.address
    assert config["server"]["port"] == settings.port
    assert config["server"]["maxUploadSize"] == settings.max_upload_mb


def test_the_default_data_folder_is_the_users_and_outside_the_repository() -> None:
    home = Path.home()
    assert user_data_dir("linux", {}) == home / ".local" / "share" / "detente"
    assert user_data_dir("linux", {"XDG_DATA_HOME": "/x"}) == Path("/x/detente")
    assert user_data_dir("darwin", {}) == home / "Library" / "Application Support" / "Detente"
    assert user_data_dir("win32", {"LOCALAPPDATA": "/local"}) == Path("/local/Detente")
    assert user_data_dir("win32", {}) == home / "AppData" / "Local" / "Detente"
    assert load_settings().data_dir == user_data_dir()
    assert ROOT not in load_settings().data_dir.parents


def test_data_folder_may_start_with_a_tilde_and_is_absolute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DETENTE_DATA_DIR", "~/news")
    assert load_settings().data_dir == Path.home() / "news"
    monkeypatch.setenv("DETENTE_DATA_DIR", "news")
    assert load_settings().data_dir == Path.cwd() / "news"


def test_public_url_follows_the_port_and_loses_its_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "9000")
    assert load_settings().public_url == "http://localhost:9000"
    monkeypatch.setenv("DETENTE_PUBLIC_URL", "https://news.example.org/detente/")
    settings = load_settings()
    assert settings.public_url == "https://news.example.org/detente"
    assert not settings.is_local


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:8501", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:8501", True),
        ("http://0.0.0.0:8501", True),
        ("http://192.168.1.20:8501", False),
        ("https://localhost.example.org", False),
    ],
)
def test_is_local(monkeypatch: pytest.MonkeyPatch, url: str, local: bool) -> None:
    monkeypatch.setenv("DETENTE_PUBLIC_URL", url)
    assert load_settings().is_local is local


def test_postgres_urls_name_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        monkeypatch.setenv("DETENTE_DATABASE_URL", f"{scheme}://me:secret@host/db")
        settings = load_settings()
        assert settings.database_url == "postgresql+psycopg://me:secret@host/db"
        assert "secret" not in repr(settings)


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, "")
    empty = load_settings()
    for variable in VARIABLES:
        monkeypatch.delenv(variable)
    assert empty == load_settings()


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("STREAMLIT_SERVER_PORT", "http", "must be a whole number"),
        ("STREAMLIT_SERVER_PORT", "70000", "must be at most 65535"),
        ("STREAMLIT_SERVER_ADDRESS", "http://0.0.0.0", "must be a bare address"),
        ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "0", "must be at least 1"),
        ("DETENTE_MAX_FILES", "-3", "must be at least 1"),
        ("DETENTE_MAX_CHARACTERS", "1e6", "must be a whole number"),
        ("DETENTE_FETCH", "yes", "must be 'off' or 'on'"),
        ("DETENTE_FETCH_SECONDS", "3000", "must be at most 300"),
        ("DETENTE_PUBLIC_URL", "news.example.org", "must be an address such as https://"),
        ("DETENTE_PUBLIC_URL", "ftp://news.example.org", "must be an address such as https://"),
        ("DETENTE_PUBLIC_URL", "http://host:99999", "must be an address such as https://"),
        ("DETENTE_PUBLIC_URL", "http://host/?doc=1", "without a name"),
        ("DETENTE_DATABASE_URL", "mysql://me:secret@host/db", "must start with sqlite:///"),
        ("DETENTE_DATA_DIR", __file__, "must be a folder"),
    ],
)
def test_a_bad_value_gives_one_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"The setting {variable} cannot be used: it ")
    assert words in message
    assert message.endswith(".") and "\n" not in message
    assert "secret" not in message and "Error" not in message


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


def test_every_field_is_described() -> None:
    assert len(SETTINGS) == len(Settings.model_fields)
    assert all(setting.meaning.endswith(".") for setting in SETTINGS)


def test_readme_and_settings_agree() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", readme, flags=re.MULTILINE)
    table = {variable: default.strip("`") for variable, default, _ in rows}
    documented = {name: value for name, value in table.items() if name in VARIABLES}
    assert documented == {setting.variable: setting.default for setting in SETTINGS}


def test_readme_names_no_variable_that_does_not_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"DETENTE_[A-Z_]+", readme)) <= VARIABLES
