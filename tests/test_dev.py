"""dev.py and the files around it: what a bare machine gets."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py, as if it lay in an empty folder with two requirements files."""
    spec = importlib.util.spec_from_file_location("dev_under_test", ROOT / "dev.py")
    assert spec and spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "tests").mkdir()
    (tmp_path / "requirements.txt").write_text("streamlit\n")
    (tmp_path / "tests" / "requirements.txt").write_text("pytest\n")
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    for variable in ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_FIND_LINKS", "SSL_CERT_FILE"):
        monkeypatch.delenv(variable, raising=False)
    return module


@pytest.fixture
def commands(dev: Any, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands dev.py would have run; none of them is run."""
    ran: list[list[str]] = []

    def record(command: list[str], **_: Any) -> SimpleNamespace:
        ran.append(command)
        if command[1:2] == ["venv"]:
            Path(command[-1]).mkdir(exist_ok=True)
        return SimpleNamespace(returncode=0, stdout="")

    monkeypatch.setattr(dev.subprocess, "run", record)
    monkeypatch.setattr(dev, "find_uv", lambda: "uv")
    return ran


def installs(commands: list[list[str]]) -> list[list[str]]:
    return [command for command in commands if command[:3] == ["uv", "pip", "install"]]


def test_dev_needs_only_the_standard_library_and_is_short() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 130
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert all(name.split(".")[0] in sys.stdlib_module_names for name in names)


def test_set_up_makes_the_environment_once(dev: Any, commands: list[list[str]]) -> None:
    dev.set_up("run")
    assert [command for command in commands if command[:2] == ["uv", "venv"]]
    assert len(installs(commands)) == 1
    commands.clear()
    dev.set_up("run")
    assert commands == []


def test_tests_add_their_own_requirements(dev: Any, commands: list[list[str]]) -> None:
    dev.set_up("run")
    assert "tests/requirements.txt" not in installs(commands)[0]
    dev.set_up("test")
    assert "tests/requirements.txt" in installs(commands)[1]
    assert sum(command[:2] == ["uv", "venv"] for command in commands) == 1


def test_changed_requirements_are_installed(dev: Any, commands: list[list[str]]) -> None:
    dev.set_up("run")
    (dev.ROOT / "requirements.txt").write_text("streamlit\npandas\n")
    dev.set_up("run")
    assert len(installs(commands)) == 2


def test_another_python_gets_a_new_environment(
    dev: Any, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("run")
    monkeypatch.setattr(dev.sys, "version", "3.99.0 of another day")
    dev.set_up("run")
    assert sum(command[:2] == ["uv", "venv"] for command in commands) == 2


def test_a_set_up_that_was_broken_off_is_taken_up_again(
    dev: Any, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = dev.subprocess.run

    def no_network(command: list[str], **options: Any) -> SimpleNamespace:
        if command[:3] == ["uv", "pip", "install"]:
            raise subprocess.CalledProcessError(1, command)
        result: SimpleNamespace = whole(command, **options)
        return result

    monkeypatch.setattr(dev.subprocess, "run", no_network)
    with pytest.raises(subprocess.CalledProcessError):
        dev.set_up("run")
    monkeypatch.setattr(dev.subprocess, "run", whole)
    dev.set_up("run")
    assert len(installs(commands)) == 1


def test_pip_options_are_read_in_pips_own_order(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = (
        "global.cert='/global.pem'\nglobal.extra-index-url='\\nfile:///one\\nhttps://two/simple'\n"
        "global.index-url='https://global/simple'\ninstall.index-url='https://install/simple'\n"
        ":env:.timeout='9'\n"
    )
    answer = SimpleNamespace(returncode=0, stdout=listing)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: answer)
    monkeypatch.setenv("PIP_CERT", "/environment.pem")
    options = dev.pip_options()
    assert options["cert"] == "/environment.pem"
    assert options["index-url"] == "https://install/simple"
    assert options["extra-index-url"].split() == ["file:///one", "https://two/simple"]
    assert options["timeout"] == "9"


def test_pips_settings_are_handed_to_uv(dev: Any, tmp_path: Path) -> None:
    there = tmp_path.as_uri()
    options = {
        "index-url": "https://index/simple",
        "extra-index-url": f"{there} file:///not/there https://extra/simple",
        "find-links": f"{tmp_path} /not/there",
        "cert": "/certificate.pem",
    }
    env = dev.uv_environment(options)
    assert env["UV_DEFAULT_INDEX"] == "https://index/simple"
    assert env["UV_INDEX"] == f"{there} https://extra/simple"
    assert env["UV_FIND_LINKS"] == str(tmp_path)
    assert env["SSL_CERT_FILE"] == "/certificate.pem"
    assert "UV_INDEX" not in dev.uv_environment({"extra-index-url": "file:///not/there"})


def test_what_is_set_for_uv_stays(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine/simple")
    env = dev.uv_environment({"index-url": "https://pip/simple"})
    assert env["UV_DEFAULT_INDEX"] == "https://mine/simple"


def test_missing_pip_is_said_in_words(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda *_, **__: None)
    failing = SimpleNamespace(returncode=1)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: failing)
    with pytest.raises(SystemExit, match="pip is missing: install it"):
        dev.find_uv()


def test_test_runs_every_step_and_names_those_that_failed(
    dev: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []

    def fail_types(command: list[str], **_: Any) -> SimpleNamespace:
        ran.append(command[2:])
        return SimpleNamespace(returncode=int("mypy" in command))

    monkeypatch.setattr(dev.subprocess, "run", fail_types)
    assert dev.test(["-k", "offsets"]) == 1
    assert capsys.readouterr().out.endswith("Failed: mypy.\n")
    assert [command[0] for command in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert ran[-1][-2:] == ["-k", "offsets"]
    assert all("-k" not in command for command in ran[:-1])


@pytest.mark.parametrize("arguments", [[], ["serve"], ["run", "--server.port", "9"]])
def test_anything_else_shows_how_to_use_it(arguments: list[str]) -> None:
    command = [sys.executable, str(ROOT / "dev.py"), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 1
    assert "python3 dev.py run" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_ranges_without_addresses(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    needed = [line for line in lines if line and not line.startswith("#")]
    assert needed
    for line in needed:
        assert re.fullmatch(r"[\w.\[\]-]+>=[\d.]+,<[\d.]+", line), line


def test_readme_and_ci_use_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 dev.py run" in readme and "python3 dev.py test" in readme
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ci.rstrip().endswith("python3 dev.py test")
    assert "export REQUIRE_BROWSER=1" in ci


def test_what_dev_makes_is_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {".venv/", ".dev/", "uv.lock"} <= set(ignored)
    assert not (ROOT / "uv.lock").exists()


def streamlit_config() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_streamlit_keeps_to_this_machine() -> None:
    config = streamlit_config()
    assert config["browser"] == {"serverAddress": "localhost", "gatherUsageStats": False}
    assert config["server"]["address"] == "127.0.0.1"
    assert config["client"]["showErrorDetails"] == "none"
    assert "http" not in str(config["theme"]), "fonts come from the system, not from a CDN"


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_theme_is_legible(mode: str) -> None:
    theme = streamlit_config()["theme"][mode]
    surfaces = (theme["backgroundColor"], theme["secondaryBackgroundColor"])
    for surface in surfaces:
        # The primary colour is text too: the chosen tab, pill or slider value.
        for text in ("textColor", "linkColor", "grayTextColor", "dataframeHeaderTextColor"):
            assert contrast(theme[text], surface) >= 4.5, (text, surface)
        assert contrast(theme["primaryColor"], surface) >= 4.5
        assert all(contrast(colour, surface) >= 3 for colour in theme["chartCategoricalColors"])
    # White on a filled button. On a dark page no colour can have 4.5 both ways: there, large only.
    assert contrast("#ffffff", theme["primaryColor"]) >= (4.5 if mode == "light" else 3)
