#!/usr/bin/env python3
"""Set Détente up, then start it (python3 dev.py run) or test it (python3 dev.py test).

Needs Python 3.11 or newer and pip; all else goes into .venv/ and .dev/ in this folder.
Arguments after “test” go to pytest.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import url2pathname

if sys.version_info < (3, 11):  # noqa: UP036 - said in words, before newer syntax fails
    sys.exit(f"Détente needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LISTS = {"run": ["requirements.txt"], "test": ["requirements.txt", "tests/requirements.txt"]}
NO_PIP = "pip is missing: install it (Debian: apt-get install python3-pip) or uv, then start again."
FAILED = """Setting up failed; the reason is above. It needs the Python package index once: check
the network connection, HTTPS_PROXY and pip's settings (pip config list), then start again."""


def pip_options() -> dict[str, str]:
    """pip's settings: its global ones, over them its install ones, over them PIP_… variables."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    listing = subprocess.run(command, capture_output=True, text=True).stdout
    pairs = [line.split("=", 1) for line in listing.splitlines() if "=" in line]
    pairs.sort(key=lambda pair: pair[0].startswith("install."))
    options = {name.rpartition(".")[2]: str(ast.literal_eval(value)) for name, value in pairs}
    variables = {name[4:]: value for name, value in os.environ.items() if name.startswith("PIP_")}
    return options | {name.lower().replace("_", "-"): text for name, text in variables.items()}


def present(places: str) -> list[str]:
    """The places that are not missing local folders: pip passes over those, uv stops at them."""
    paths = {place: Path(url2pathname(place.removeprefix("file://"))) for place in places.split()}
    return [place for place, path in paths.items() if "http" in place[:4] or path.exists()]


def uv_environment(options: dict[str, str]) -> dict[str, str]:
    """pip's settings under uv's names. What is set for uv already is left as it is."""
    extra = present(options.get("extra-index-url", ""))
    found = {
        "UV_DEFAULT_INDEX": options.get("index-url"),
        "UV_INDEX": " ".join(extra),
        "UV_INDEX_STRATEGY": "unsafe-best-match" if extra else None,  # as pip does
        "UV_FIND_LINKS": ",".join(present(options.get("find-links", ""))),
        "UV_INSECURE_HOST": options.get("trusted-host"),
        "UV_HTTP_TIMEOUT": options.get("timeout") or options.get("default-timeout"),
        "SSL_CERT_FILE": options.get("cert"),
        "HTTPS_PROXY": options.get("proxy"),
        "UV_PYTHON_DOWNLOADS": "never",
    }
    return {name: value for name, value in found.items() if value} | dict(os.environ)


def find_uv() -> str:
    """uv from PATH, or from .dev/, where pip can put it even where it may install nowhere else."""
    own = ROOT / ".dev" / "uv"
    uv = shutil.which("uv") or shutil.which("uv", path=str(own / "bin"))
    if uv is None:
        pip = [sys.executable, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True).returncode:
            sys.exit(NO_PIP)
        subprocess.run([*pip, "install", "--quiet", "--target", str(own), "uv"], check=True)
        uv = shutil.which("uv", path=str(own / "bin"))
    return uv or sys.exit(FAILED)


def set_up(kind: str) -> None:
    """Bring .venv up to what `kind` needs; nothing to do while its stamp is the present one."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    digest = hashlib.sha256(f"{sys.version} {base} {ROOT}".encode())
    owner, present_owner = VENV / "made-for", digest.hexdigest()
    for name in LISTS[kind]:
        digest.update((ROOT / name).read_bytes())
    stamp, wanted = VENV / f"ready-{kind}", digest.hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print("Setting up .venv; the first time takes a minute or two.", flush=True)
    uv, env = find_uv(), uv_environment(pip_options())
    if not owner.is_file() or owner.read_text() != present_owner:
        command = [uv, "venv", "--quiet", "--clear", "--no-project", "--python", base, str(VENV)]
        subprocess.run(command, env=env, check=True)
        owner.write_text(present_owner)
    lists = [word for name in LISTS[kind] for word in ("-r", name)]
    subprocess.run([uv, "pip", "install", "--python", str(PYTHON), *lists], env=env, check=True)
    stamp.write_text(wanted)


def run() -> int:
    """Start the app. Its address and port: .streamlit/config.toml and the variables in README."""
    if os.environ.get("CI"):
        os.environ.setdefault("STREAMLIT_SERVER_HEADLESS", "true")
    command = [str(PYTHON), "-m", "streamlit", "run", "app.py"]
    if os.name != "nt":
        os.execv(command[0], command)  # Ctrl-C and other signals go straight to the app.
    return subprocess.run(command).returncode


def test(arguments: list[str]) -> int:
    """Lint, format, types and tests, each of them even when one before it failed."""
    failed = []
    for step in ("ruff check", "ruff format --check", "mypy", "pytest"):
        more = ["-n", "2", "--dist", "loadfile", *arguments] if step == "pytest" else []
        print(f"\n== {step}", flush=True)
        if subprocess.run([str(PYTHON), "-m", *step.split(), *more]).returncode:
            failed.append(step)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nNothing failed.")
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:] != ["run"] and sys.argv[1:2] != ["test"]:
        sys.exit(__doc__)
    os.chdir(ROOT)
    try:
        set_up(sys.argv[1])
        sys.exit(run() if sys.argv[1] == "run" else test(sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError:
        sys.exit(FAILED)
