"""What every test may count on: an own data folder, default settings, and no network."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

# Set before any test module is imported: streamlit reads its environment only once. A variable
# of the developer's own must not change what the tests see.
for _name in [name for name in os.environ if name.startswith(("DETENTE_", "STREAMLIT_"))]:
    del os.environ[_name]
_DATA = Path(tempfile.mkdtemp(prefix="detente-tests-"))
os.environ["DETENTE_DATA_DIR"] = str(_DATA)
# The fast method, which is the same on every processor; tests of the encoder ask for it by name.
os.environ["DETENTE_METHOD"] = "context"
os.environ["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] = "full"
os.environ["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] = "false"

# A busy machine is slow, not wrong; and a red run must be the same when it is repeated.
hypothesis_settings.register_profile("detente", deadline=None, derandomize=True)
hypothesis_settings.load_profile("detente")


def pytest_unconfigure() -> None:
    shutil.rmtree(_DATA, ignore_errors=True)


def _is_local(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # A Unix socket.
    host = str(address[0])
    return host in ("localhost", "::1", "", "0.0.0.0") or host.startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """A connection to another machine fails the test that tried it."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if not _is_local(address):
                raise AssertionError(f"A test tried to reach {address}: tests use no network.")
            return original(self, address)

        return call

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        yield
