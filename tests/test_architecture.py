"""The design's arrows, read from the imports: who may know whom, and who may know Streamlit."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# What each room of components/ knows; what those know, it may know too.
KNOWS = {
    "text": [],
    "actors": ["text"],
    "attribution": ["actors"],
    "tone": ["attribution"],
    "relations": ["tone"],
    "trends": [],
    "settings": [],
    "records_json": [],
    "analysis": ["relations", "trends", "records_json"],
    "ingest": ["text"],
    "copies": [],
    "store": ["analysis", "copies"],
    "jobs": ["ingest", "analysis", "store", "settings"],
    "sharing": ["analysis", "store"],
    "charts": ["analysis", "store"],
    "export": ["analysis", "store"],
    "ui": ["jobs", "sharing", "charts", "export", "settings", "figures"],
    "frame": ["ui"],
    "bench": ["ingest", "analysis"],
    "metrics": ["tone"],
    "scoring": ["analysis", "metrics"],
    "figures": [],
    "bench_ingest": ["ingest"],
    "evaluation": ["scoring", "figures"],
    "cli": [
        "jobs",
        "export",
        "settings",
        "training",
        "bench",
        "scoring",
        "evaluation",
        "figures",
        "bench_ingest",
    ],
    "__main__": ["cli"],
    "training": ["analysis", "metrics", "scoring"],
}
MAY_USE_STREAMLIT = {"frame", "ui"}


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


COMPONENTS = python_files("components")
PAGES = python_files("pages")
APP = [path for path in (ROOT / "app.py",) if path.exists()]


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    """The room a file of components/ belongs to; "" for components/__init__.py."""
    first = path.relative_to(ROOT / "components").parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Dotted names of all modules a file imports, wherever in the file; relative ones as “.x”.

    `from components import text` counts as components.text.
    """
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            if module == "components":
                yield from (f"components.{alias.name}" for alias in node.names)
            else:
                yield module


def rooms_known(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("components.")}


def reach(name: str) -> set[str]:
    """All rooms that `name` may import from, itself included."""
    return {name}.union(*(reach(other) for other in KNOWS[name]))


def test_every_room_has_its_place_in_the_design() -> None:
    assert {room(path) for path in COMPONENTS} - {""} <= set(KNOWS)


def test_the_arrows_of_the_design_point_one_way() -> None:
    for name, others in KNOWS.items():
        assert all(name not in reach(other) for other in others)


@pytest.mark.parametrize("path", COMPONENTS, ids=label)
def test_a_room_knows_only_the_rooms_below_it(path: Path) -> None:
    allowed = reach(room(path)) if room(path) else set()
    assert rooms_known(path) <= allowed


@pytest.mark.parametrize("path", [*COMPONENTS, *PAGES, *APP], ids=label)
def test_only_ui_frame_pages_and_app_import_streamlit(path: Path) -> None:
    if path in COMPONENTS and room(path) not in MAY_USE_STREAMLIT:
        assert not [name for name in imports(path) if name.split(".")[0] == "streamlit"]


@pytest.mark.parametrize("path", [*COMPONENTS, *PAGES, *APP], ids=label)
def test_rooms_are_imported_by_their_full_name(path: Path) -> None:
    bare = {name for name in imports(path) if name.split(".")[0] in KNOWS}
    relative = {name for name in imports(path) if name.startswith(".")}
    assert not bare | relative, "write from components.text import …"


@pytest.mark.parametrize("path", [*COMPONENTS, *PAGES, *APP], ids=label)
def test_training_is_never_imported_at_run_time(path: Path) -> None:
    if path in COMPONENTS and room(path) in ("training", "cli"):
        return
    assert "training" not in rooms_known(path)


@pytest.mark.parametrize("path", COMPONENTS, ids=label)
def test_components_know_nothing_of_pages_app_or_tests(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"pages", "app", "tests", "dev"}


@pytest.mark.parametrize("path", PAGES, ids=label)
def test_pages_are_thin(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 80


def test_there_is_no_pages_folder_beside_the_main_script() -> None:
    # Streamlit would start in its old pages-directory mode and run a page without the frame.
    assert not (ROOT / "components" / "pages").exists()


# Distributions of training packages, which nobody needs to run the tests.
NOT_HERE = {"sklearn": "scikit-learn"}


def test_what_is_imported_is_in_the_requirements() -> None:
    training = python_files("components/training")
    lists = {
        "requirements.txt": [path for path in [*COMPONENTS, *PAGES, *APP] if path not in training],
        "tests/requirements.txt": python_files("tests"),
        "components/training/requirements.txt": [],
        "components/training/requirements-linear.txt": training,
    }
    distributions = packages_distributions()
    declared: set[str] = set()
    for name, files in lists.items():
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        declared |= {plain(re.split(r"[\[<>=~!]", line)[0]) for line in lines}
        for path in files:
            tops = {module.split(".")[0] for module in imports(path)}
            own = {"", "app", "components", "dev", "pages", "tests"}
            for top in tops - own - set(sys.stdlib_module_names):
                sources = {plain(each) for each in distributions.get(top, [NOT_HERE.get(top, top)])}
                assert sources & declared, f"{label(path)} imports {top}: not in {name}"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip().lower())
