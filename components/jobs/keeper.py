"""Keeping a worker process alive beside a server."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-m", "components.jobs.worker")
_STEADY_SECONDS = 60.0  # a worker that ran so long did not fail at its start
_LONGEST_WAIT = 60.0
_PATIENCE = 5.0  # for the article at hand, when the server ends
_log = logging.getLogger("detente.worker")


def keep_worker(command: tuple[str, ...] = _COMMAND) -> Callable[[], None]:
    """Start a worker, and another one whenever it ends; the function that stops it for good.

    The worker also ends by itself when this process does, however that happens.
    """
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        wait = 1.0
        while not stopping.is_set():
            began = time.monotonic()
            process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=_ROOT)
            running[:] = [process]
            if stopping.is_set():  # stop() came before there was a process to stop
                _end(process)
            code = process.wait()
            if stopping.is_set():
                return
            wait = (
                1.0 if time.monotonic() - began > _STEADY_SECONDS else min(wait * 2, _LONGEST_WAIT)
            )
            _log.warning("the worker ended with code %s; another starts in %.0f s", code, wait)
            stopping.wait(wait)

    def stop() -> None:
        stopping.set()
        for process in running:
            _end(process)
        thread.join(_PATIENCE)

    thread = threading.Thread(target=keep, name="worker-keeper", daemon=True)
    thread.start()
    return stop


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(_PATIENCE)
