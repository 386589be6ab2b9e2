"""A small site on this machine, and a policy that may fetch from it and from nowhere else."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from components.ingest.web import FetchPolicy

PAGE = (
    "<html><head><title>Envoys meet</title></head><body><article><h1>Envoys meet</h1>"
    "<p>The two envoys met in Vienna on Monday and spoke for three hours.</p>"
    "<p>Both sides called the talks useful and agreed to meet again.</p></article></body></html>"
)
FEED = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Small Wire</title>"
    "<item><title>First</title><link>http://news.example.org/page</link>"
    "<description>One thing happened.</description></item>"
    "<item><title>Second</title><description>Another thing happened.</description></item>"
    "</channel></rss>"
)


@dataclass
class Site:
    """The running site: its port, the paths and Host headers asked for, and a policy for it."""

    port: int
    paths: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)

    @property
    def policy(self) -> FetchPolicy:
        return FetchPolicy(
            allowed=True,
            max_bytes=200_000,
            max_seconds=5.0,
            resolve=lambda host: ["127.0.0.1"],
            allowance=frozenset({("127.0.0.1", self.port)}),
        )

    def url(self, path: str, host: str = "news.example.org") -> str:
        return f"http://{host}:{self.port}{path}"

    def resolving(self, *answers: Sequence[str]) -> FetchPolicy:
        """A policy whose resolver gives one answer after the other, the last for ever."""
        left = list(answers)
        return replace(self.policy, resolve=lambda host: left.pop(0) if len(left) > 1 else left[0])


@contextmanager
def running_site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

        def do_GET(self) -> None:
            site.paths.append(self.path)
            site.hosts.append(self.headers["Host"])
            site.cookies.append(self.headers.get("Cookie", ""))
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            # The guard hangs up on what is too large or too slow.
            with suppress(BrokenPipeError, ConnectionResetError):
                answer(self, path, query)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def answer(handler: BaseHTTPRequestHandler, path: str, query: dict[str, list[str]]) -> None:
    bodies = {
        "/page": ("text/html; charset=utf-8", PAGE.encode()),
        "/2022/02/24/envoys": ("text/html", PAGE.encode()),
        "/feed": ("application/rss+xml", FEED.encode()),
        "/picture": ("image/png", b"\x89PNG"),
        "/program": ("application/x-msdownload", b"MZ"),
    }
    if path in bodies:
        send(handler, 200, *bodies[path])
    elif path == "/to":
        send(handler, 302, "text/html", b"", Location=query["url"][0])
    elif path == "/round":
        send(handler, 302, "text/html", b"", Location="/round", **{"Set-Cookie": "a=1"})
    elif path == "/status":
        send(handler, int(query["code"][0]), "text/html", PAGE.encode())
    elif path == "/packed":
        data = gzip.compress(PAGE.encode())
        send(handler, 200, "text/html", data, **{"Content-Encoding": "gzip"})
    elif path == "/bomb":
        data = gzip.compress(bytes(50_000_000))
        send(handler, 200, "text/html", data, **{"Content-Encoding": "gzip"})
    elif path == "/odd":
        send(handler, 200, "text/html", b"x", **{"Content-Encoding": "br"})
    elif path == "/cut":
        data = gzip.compress(PAGE.encode())[:-20]
        send(handler, 200, "text/html", data, **{"Content-Encoding": "gzip"})
    elif path == "/endless":
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(b"<p>more</p>" * 1000)
    elif path == "/slow":
        drip(handler, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 1000)
    else:
        send(handler, 404, "text/html", b"no")


def drip(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    for byte in data:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


def send(
    handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes, **headers: str
) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
