"""Environment variables → frozen Settings. Every variable is listed in README's settings table.

The address, the port and the upload size go by Streamlit's own names: Streamlit reads them itself,
so they hold however the app is started, and their defaults are those of `.streamlit/config.toml`.
"""

import ipaddress
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(ValueError):
    """A setting has a value that cannot be used. The message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of README's settings table; `default` is worded as it stands there."""

    variable: str
    default: str
    meaning: str


class Settings(BaseSettings):
    """What an installation can choose. Made by `load_settings`, never changed afterwards."""

    model_config = SettingsConfigDict(
        frozen=True, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    data_dir: Annotated[
        Path,
        Field(
            validation_alias="DETENTE_DATA_DIR",
            description="Folder that holds the database and everything else Détente keeps.",
            json_schema_extra={"shown": "your user data folder, such as ~/.local/share/detente"},
        ),
    ] = Path()
    database_url: Annotated[
        str,
        Field(
            validation_alias="DETENTE_DATABASE_URL",
            description="SQLAlchemy URL of the database: SQLite or PostgreSQL.",
            json_schema_extra={"shown": "detente.db, a SQLite file in the data folder"},
            # A database URL may hold a password.
            repr=False,
        ),
    ] = ""
    address: Annotated[
        str,
        Field(
            validation_alias="STREAMLIT_SERVER_ADDRESS",
            description="Address to listen on; the default can be reached from this machine only.",
        ),
    ] = "127.0.0.1"
    port: Annotated[
        int,
        Field(
            validation_alias="STREAMLIT_SERVER_PORT",
            description="Port to listen on.",
            ge=1,
            le=65535,
        ),
    ] = 8501
    public_url: Annotated[
        str,
        Field(
            validation_alias="DETENTE_PUBLIC_URL",
            description="Base of every copied link: the address under which others reach the app.",
            json_schema_extra={"shown": "http://localhost: and the port"},
        ),
    ] = ""
    max_upload_mb: Annotated[
        int,
        Field(
            validation_alias="STREAMLIT_SERVER_MAX_UPLOAD_SIZE",
            description="Largest file that can be uploaded, in megabytes.",
            ge=1,
        ),
    ] = 50
    max_files: Annotated[
        int,
        Field(
            validation_alias="DETENTE_MAX_FILES",
            description="Most files chosen in one upload; a zip may hold more.",
            ge=1,
        ),
    ] = 200
    max_zip_files: Annotated[
        int,
        Field(
            validation_alias="DETENTE_MAX_ZIP_FILES",
            description="Most articles in one zip, or files in one folder.",
            ge=1,
            le=60_000,
        ),
    ] = 15_000
    max_characters: Annotated[
        int,
        Field(
            validation_alias="DETENTE_MAX_CHARACTERS",
            description="Longest article that is accepted, in characters.",
            ge=1,
        ),
    ] = 2_000_000
    keep_originals: Annotated[
        Literal["on", "off"],
        Field(
            validation_alias="DETENTE_KEEP_ORIGINALS",
            description="“on” keeps the files that articles were read from, for a second look.",
        ),
    ] = "on"
    method: Annotated[
        Literal["encoder", "linear", "context"],
        Field(
            validation_alias="DETENTE_METHOD",
            description="How tone is scored: “encoder” (best), “linear” (fast) or “context” (rules).",
        ),
    ] = "encoder"
    fetch: Annotated[
        Literal["off", "on"],
        Field(
            validation_alias="DETENTE_FETCH",
            description="“on” lets people fetch pages and feeds from the public web by address.",
        ),
    ] = "off"
    fetch_mb: Annotated[
        int,
        Field(
            validation_alias="DETENTE_FETCH_MB",
            description="Largest page or feed that is fetched, in megabytes.",
            ge=1,
        ),
    ] = 10
    fetch_seconds: Annotated[
        int,
        Field(
            validation_alias="DETENTE_FETCH_SECONDS",
            description="Longest time that one fetch may take, in seconds.",
            ge=1,
            le=300,
        ),
    ] = 20

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, values: dict[str, Any]) -> dict[str, Any]:
        given = dict(values)
        folder = Path(given.get("DETENTE_DATA_DIR") or user_data_dir()).expanduser().absolute()
        given["DETENTE_DATA_DIR"] = folder
        if not given.get("DETENTE_DATABASE_URL"):
            given["DETENTE_DATABASE_URL"] = f"sqlite:///{(folder / 'detente.db').as_posix()}"
        if not given.get("DETENTE_PUBLIC_URL"):
            port = given.get("STREAMLIT_SERVER_PORT", cls.model_fields["port"].default)
            given["DETENTE_PUBLIC_URL"] = f"http://localhost:{port}"
        return given

    @field_validator("data_dir")
    @classmethod
    def _folder(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise ValueError("must be a folder, and is a file")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        if separator and scheme in ("postgres", "postgresql"):
            return f"postgresql+psycopg://{rest}"
        if separator and (scheme == "postgresql+psycopg" or scheme == "sqlite"):
            return value
        raise ValueError("must start with sqlite:/// or postgresql://")

    @field_validator("address")
    @classmethod
    def _bare_address(cls, value: str) -> str:
        if "/" in value or " " in value:
            raise ValueError("must be a bare address such as 127.0.0.1 or 0.0.0.0, without http://")
        return value

    @field_validator("public_url")
    @classmethod
    def _link_base(cls, value: str) -> str:
        wanted = "must be an address such as https://detente.example.org"
        try:
            parts = urlsplit(value)
            host, _ = parts.hostname, parts.port
        except ValueError:
            raise ValueError(wanted) from None
        if parts.scheme not in ("http", "https") or not host or " " in value:
            raise ValueError(wanted)
        if parts.query or parts.fragment or parts.username is not None:
            raise ValueError(f"{wanted}, without a name, “?” or “#”")
        return value.rstrip("/")

    @property
    def is_local(self) -> bool:
        """True when copied links work on this machine only."""
        host = urlsplit(self.public_url).hostname or ""
        if host == "localhost" or host.endswith(".localhost"):
            return True
        try:
            ip = ipaddress.ip_address(host)
        except ValueError:
            return False
        return ip.is_loopback or ip.is_unspecified


def user_data_dir(platform: str = sys.platform, env: Mapping[str, str] = os.environ) -> Path:
    """Détente's folder among the user's own data; it need not exist yet."""
    if platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Detente"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Detente"
    return Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "detente"


def load_settings() -> Settings:
    """Read the environment as it is now. Raises SettingsError with one plain sentence."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        limits = first.get("ctx", {})
        reason = {
            "int_parsing": "must be a whole number",
            "bool_parsing": "must be on or off",
            "greater_than_equal": f"must be at least {limits.get('ge')}",
            "literal_error": f"must be {limits.get('expected')}",
            "less_than_equal": f"must be at most {limits.get('le')}",
        }.get(first["type"], str(first["msg"]).removeprefix("Value error, "))
        raise SettingsError(f"The setting {first['loc'][0]} cannot be used: it {reason}.") from None


def _rows() -> tuple[Setting, ...]:
    rows = []
    for field in Settings.model_fields.values():
        extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        shown = extra.get("shown", field.default)
        rows.append(Setting(str(field.validation_alias), str(shown), field.description or ""))
    return tuple(rows)


SETTINGS: tuple[Setting, ...] = _rows()
