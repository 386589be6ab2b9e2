"""The process that does the jobs: ``python -m components.jobs.worker``, started by app.py.

It ends when its standard input does, that is with the server that started it; the job at hand is
put back and goes on with the next start. A low priority leaves the processor to the pages.
"""

from __future__ import annotations

import datetime
import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress

from components import store
from components.jobs.queueing import queue_rescore
from components.jobs.running import run_next
from components.jobs.spool import drop_unused, spool_folder
from components.settings import SettingsError, load_settings

_POLL_SECONDS = 0.3
_LOOK_SECONDS = 60.0  # how often an idle worker looks for scores that are out of date
_WAIT_SECONDS = 5.0  # after the store could not be asked
_log = logging.getLogger("detente.worker")


def main() -> int:
    """Do jobs until the parent process ends; the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s: %(message)s")
    stopping = threading.Event()
    # Ctrl-C reaches the whole group of processes; the end of standard input follows it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    threading.Thread(target=_wait_for_parent, args=(stopping,), daemon=True).start()
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(10)
    try:
        settings = load_settings()
        engine = store.connect(settings.database_url)
    except (SettingsError, store.StoreError) as error:
        _log.error("%s", error)
        return 1
    with suppress(store.StoreError):
        drop_unused(engine, spool_folder(settings.data_dir))
    began, looked = datetime.datetime.now(datetime.UTC), -_LOOK_SECONDS
    while not stopping.is_set():
        try:
            if run_next(engine, settings, is_stopping=stopping.is_set):
                continue
            if time.monotonic() - looked >= _LOOK_SECONDS:
                looked = time.monotonic()
                queue_rescore(engine, unless_ended_since=began)
            else:
                stopping.wait(_POLL_SECONDS)
        except store.StoreError as error:
            _log.warning("%s", error)
            stopping.wait(_WAIT_SECONDS)
    engine.dispose()
    return 0


def _wait_for_parent(stopping: threading.Event) -> None:
    # The buffered reader would hold a lock at the end of the process.
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    stopping.set()


if __name__ == "__main__":
    sys.exit(main())
