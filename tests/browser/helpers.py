"""Finding Chromium, starting the app, waiting for it; used by the fixtures and by browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser cannot find any other machine, so a request that is made is seen and still fails.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True, slots=True)
class Server:
    """A running app: its address without a trailing slash, its data folder and its log."""

    url: str
    data_dir: Path
    log: Path


def find_chromium(playwrights_own: str) -> str:
    """Path of a Chromium, or "" where there is none. With CHROME_BIN set, nothing else counts."""
    chosen = os.environ.get("CHROME_BIN")
    if chosen:
        return shutil.which(chosen) or ""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    return playwrights_own if Path(playwrights_own).is_file() else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(folder: Path, **variables: str) -> Iterator[Server]:
    """Start `streamlit run app.py` on a free port with its data under `folder`, and stop it again.

    `variables` are further environment variables. Raises RuntimeError, with the end of the
    server's log, if it does not answer within 60 seconds.
    """
    port = free_port()
    server = Server(f"http://localhost:{port}", folder / "data", folder / "server.log")
    environment = os.environ | {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "DETENTE_DATA_DIR": str(server.data_dir),
        "DETENTE_PUBLIC_URL": server.url,
        **variables,
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with server.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_healthy(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    direct = build_opener(ProxyHandler({}))
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with direct.open(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    tail = server.log.read_text(errors="replace")[-3000:]
    raise RuntimeError(f"The app did not start.\n{tail}")


def wait_idle(page: Page, timeout: float = 30_000) -> None:
    """Wait until the app has finished its run; after an action, until the run it started is over.

    `timeout` is in milliseconds. Raises Playwright's TimeoutError.
    """
    # A click is answered only a moment later: idle at once may still mean not yet begun.
    page.wait_for_timeout(150)
    page.wait_for_selector(IDLE, state="attached", timeout=timeout)


def is_local(url: str) -> bool:
    """True for addresses on this machine and for what never leaves the page (data:, blob:)."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return True
    return parts.hostname in ("localhost", "127.0.0.1", "::1")
