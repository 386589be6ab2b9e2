"""Connections to the very addresses that were checked, within a time limit."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from components.ingest.web.addresses import is_public
from components.ingest.web.records import FetchPolicy, FetchRefused


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, more than 0; raises FetchRefused when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchRefused(
                f"The site took longer than {self._seconds:g} seconds, so the fetch was given up. "
                "Try again later, or save the page in your browser and upload the file."
            )
        return left

    def within(self, timeout: float | None) -> float:
        """The shorter of a timeout and the time left."""
        return self.left() if timeout is None else min(timeout, self.left())


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, refuses it unless every address is public, and connects to one of those.

    The library above asks for each connection here, so that redirects pass through as well; it
    keeps the name for TLS and for the Host header.
    """

    def __init__(self, policy: FetchPolicy, deadline: Deadline) -> None:
        self._policy, self._deadline = policy, deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = checked_addresses(host, port, self._policy, self._deadline)
        last: Exception | None = None
        for address in addresses[:4]:
            try:
                stream = self._network.connect_tcp(address, port, self._deadline.within(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                continue
            return TimedStream(stream, self._deadline)
        raise last or httpcore.ConnectError("no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise FetchRefused("Only addresses on the web are fetched.")


class TimedStream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, however slowly the bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(
            ssl_context, server_hostname, self._deadline.within(timeout)
        )
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def checked_addresses(
    host: str, port: int, policy: FetchPolicy, deadline: Deadline
) -> Sequence[str]:
    """IP addresses of a host, all of them public; raises FetchRefused unless they are."""
    addresses = _resolved(host, policy, deadline)
    if not addresses:
        raise FetchRefused(f"No site was found at “{host}”. Check the address.")
    for address in addresses:
        if not is_public(address) and (address, port) not in policy.allowance:
            raise FetchRefused(
                f"“{host}” leads to {address}, which is not on the public Internet, so nothing "
                "is fetched from it."
            )
    return addresses


def _resolved(host: str, policy: FetchPolicy, deadline: Deadline) -> Sequence[str]:
    """Addresses of a host; the resolver knows no time limit, so it works beside and is left."""
    answers: list[Sequence[str]] = []

    def ask() -> None:
        try:
            answers.append(policy.resolve(host))
        except (OSError, UnicodeError):
            answers.append(())

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(deadline.left())
    if not answers:
        deadline.left()
        return ()
    return answers[0]
