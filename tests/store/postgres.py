"""A real PostgreSQL for the tests, where one is installed: started, used, and stopped again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg


def programs() -> Path | None:
    """The folder with initdb and postgres, the newest version first; None when not installed."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: -float(each.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run the PostgreSQL in `folder`; gives the address of its databases up to the name: f"{…}"."""
    home = Path(tempfile.mkdtemp(prefix="detente-pg-"))
    process = None
    try:
        owner = _owner(home)
        common = [folder / "initdb", "-D", home / "data", "-U", "tester", "-A", "trust"]
        _run([*common, "-E", "UTF8", "--locale=C", "--no-sync"], home, owner)
        quick = ("fsync=off", "full_page_writes=off", "listen_addresses=")
        options = [part for each in quick for part in ("-c", each)]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *options],
                cwd=home, stdout=log, stderr=log, **owner,
            )  # fmt: skip
        _wait(home, process)
        yield f"postgresql+psycopg://tester@/{{}}?host={home}"
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def _owner(home: Path) -> dict[str, Any]:
    """Popen's arguments for another user where the tests run as root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return {}
    import pwd

    names = {each.pw_name: each for each in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(home, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _run(command: list[Any], home: Path, owner: dict[str, Any]) -> None:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **owner)
    assert done.returncode == 0, done.stderr


def _wait(home: Path, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            psycopg.connect(host=str(home), user="tester", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            assert process.poll() is None, (home / "log").read_text()
            time.sleep(0.1)
    raise AssertionError((home / "log").read_text())
