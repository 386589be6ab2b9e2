"""What may be fetched, what was, and why something was not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.ingest.web.addresses import system_addresses


class FetchRefused(Exception):
    """An address that was not fetched; its message says why and what to do, in plain words."""


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """What an installation allows.

    allowed: whether anything is fetched at all.
    max_bytes: largest page, in bytes, before and after decompression.
    max_seconds: longest time for one address, redirects and all.
    max_redirects: most redirects followed; each is checked like the first address.
    max_addresses: most addresses taken at once; the caller refuses the rest.
    ports: the ports that may be connected to.
    resolve: host name to IP addresses; raises OSError where there are none.
    allowance: for tests only: pairs of IP address and port that count as public. No setting
    leads here.
    """

    allowed: bool = False
    max_bytes: int = 10_000_000
    max_seconds: float = 20.0
    max_redirects: int = 5
    max_addresses: int = 50
    ports: tuple[int, ...] = (80, 443)
    resolve: Callable[[str], Sequence[str]] = system_addresses
    allowance: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed as it came.

    url: where it was in the end, after redirects.
    name: a file name made from the address, for `components.ingest.read`.
    content_type: as the site names it, lower case, without parameters; "" where it names none.
    encoding: Python's name of the encoding that the site states, where the bytes are not UTF-8;
    None otherwise. It is for `ReadOptions(encoding=…)`.
    """

    url: str
    name: str
    data: bytes
    content_type: str
    encoding: str | None = None
