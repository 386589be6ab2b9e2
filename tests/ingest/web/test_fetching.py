import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpcore
import pytest

from components.ingest import read
from components.ingest.web import (
    Fetched,
    FetchPolicy,
    FetchRefused,
    addresses_in,
    fetch,
)
from components.ingest.web.bodies import stated_encoding
from components.ingest.web.fetching import file_name_of
from tests.ingest.web.site import PAGE, Site, running_site


@pytest.fixture(scope="module")
def shared_site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def site(shared_site: Site) -> Site:
    for asked in (shared_site.paths, shared_site.hosts, shared_site.cookies):
        asked.clear()
    return shared_site


def refusal(url: str, policy: FetchPolicy) -> str:
    with pytest.raises(FetchRefused) as caught:
        fetch(url, policy)
    message = str(caught.value)
    assert message[0].isupper() or message[0] in "“0123456789"
    assert message.endswith(".") and "Error" not in message and "\n" not in message
    return message


def test_a_page_is_fetched_from_the_address_its_name_resolves_to(site: Site) -> None:
    fetched = fetch(site.url("/page"), site.policy)
    assert fetched == Fetched(site.url("/page"), "page.html", PAGE.encode(), "text/html")
    assert site.hosts == [f"news.example.org:{site.port}"]
    (article,) = read(fetched.name, fetched.data).articles
    assert article.text.endswith("agreed to meet again.")


def test_a_feed_becomes_its_entries(site: Site) -> None:
    fetched = fetch(site.url("/feed"), site.policy)
    assert [article.title.value for article in read(fetched.name, fetched.data).articles] == [
        "First",
        "Second",
    ]


def test_a_packed_page_is_unpacked(site: Site) -> None:
    assert fetch(site.url("/packed"), site.policy).data == PAGE.encode()


@pytest.mark.parametrize(
    ("header", "data", "encoding"),
    [
        ("text/html; charset=windows-1251", "Послы".encode("cp1251"), "cp1251"),
        ("text/html; charset='KOI8-R'", "Послы".encode("koi8-r"), "koi8-r"),
        ("text/html; charset=ISO-8859-1", "déjà “vu”".encode("cp1252"), "cp1252"),
        ("text/html; charset=windows-1251", "Послы".encode(), None),
        ("text/html; charset=made-up", b"\xff", None),
        ("text/html; charset=ascii", b"plain", None),
        ("text/html; charset=hex", b"\xff", None),
        ("text/html", b"\xff", None),
    ],
)
def test_encodings_that_only_the_site_states(
    header: str, data: bytes, encoding: str | None
) -> None:
    assert stated_encoding(header, data) == encoding


def test_redirects_are_followed_and_named(site: Site) -> None:
    fetched = fetch(site.url("/to?url=/page"), site.policy)
    assert fetched.url == site.url("/page")
    assert fetched.data == PAGE.encode()


def test_nothing_is_fetched_unless_it_is_allowed(site: Site) -> None:
    assert "switched off" in refusal(site.url("/page"), replace(site.policy, allowed=False))
    assert "switched off" in refusal(site.url("/page"), FetchPolicy())
    assert not site.paths


def test_without_the_allowance_this_machine_is_out_of_reach(site: Site) -> None:
    policy = replace(site.policy, allowance=frozenset(), ports=(80, 443, site.port))
    assert "not on the public Internet" in refusal(site.url("/page"), policy)
    assert "not on the public Internet" in refusal(site.url("/page", "127.0.0.1"), policy)
    assert not site.paths


ATTACKS = (
    "http://127.0.0.1/",
    "http://127.0.0.1:{port}1/",
    "http://localhost/",
    "http://localhost.:{port}/page",
    "http://app.localhost:{port}/page",
    "http://0x7f.1:{port}/page",
    "http://2130706433:{port}/page",
    "http://0177.0.0.1:{port}/page",
    "http://127.1:{port}/page",
    "http://0/",
    "http://[::1]:{port}/page",
    "http://[::ffff:127.0.0.1]:{port}/page",
    "http://[::ffff:7f00:1]:{port}/page",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fe80::1%25eth0]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://100.100.100.200/",
    "http://10.0.0.1/",
    "http://192.168.0.1/",
    "http://224.0.0.1/",
    "http://①②⑦.⓪.⓪.①:{port}/page",
    "http://127。0。0。1:{port}/page",
    "http://user:secret@news.example.org:{port}/page",
    "http://news.example.org:{port}@127.0.0.1/",
    "http://127.0.0.1:{port}\\@news.example.org/",
    "http://news.example.org:22/",
    "http://news.example.org:6379/",
    "https://intranet/",
    "file:///etc/passwd",
    "ftp://news.example.org/",
    "gopher://news.example.org/_x",
    "javascript:alert(1)",
    "//news.example.org/page",
    "http://",
    "http://[::1",
    "http://news.example.org:99999/",
    "http://news.example.org/ two",
    "http://news.example.org/\r\nHost: x",
    "",
)


@pytest.mark.parametrize("url", ATTACKS)
def test_attacks_are_refused_and_nothing_is_asked(site: Site, url: str) -> None:
    refusal(url.format(port=site.port), site.policy)
    assert not site.paths


@pytest.mark.parametrize("url", ATTACKS)
def test_attacks_are_refused_as_redirects_too(site: Site, url: str) -> None:
    target = url.format(port=site.port)
    if target in ("", "http://") or target.startswith("//") or "\n" in target:
        # Nothing to redirect to, or a proper address once it is relative to the site's own.
        return
    refusal(site.url(f"/to?url={quote(target, safe='')}"), site.policy)
    assert len(site.paths) == 1


@pytest.mark.parametrize(
    "address",
    ["127.0.0.2", "10.0.0.7", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"],
)
def test_a_name_that_resolves_to_an_inner_address_is_refused(site: Site, address: str) -> None:
    message = refusal(site.url("/page"), site.resolving([address]))
    assert address in message and "not on the public Internet" in message
    assert not site.paths


def test_one_inner_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    refusal(site.url("/page"), site.resolving(["127.0.0.1", "10.0.0.7"]))
    assert not site.paths


def test_a_name_that_changes_its_address_between_check_and_connection(site: Site) -> None:
    # Asked once for each connection, so the second answer comes too late to matter.
    assert fetch(site.url("/page"), site.resolving(["127.0.0.1"], ["10.0.0.7"])).data
    # A redirect to the same name is a connection of its own, and is checked again.
    site.paths.clear()
    message = refusal(site.url("/to?url=/page"), site.resolving(["127.0.0.1"], ["10.0.0.7"]))
    assert "10.0.0.7" in message
    assert site.paths == ["/to?url=/page"]


def test_a_name_that_does_not_resolve(site: Site) -> None:
    def fails(host: str) -> list[str]:
        raise OSError("no such name")

    assert "No site was found" in refusal(site.url("/page"), replace(site.policy, resolve=fails))


def test_a_resolver_that_hangs_is_not_waited_for(site: Site) -> None:
    def hangs(host: str) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    started = time.monotonic()
    refusal(site.url("/page"), replace(site.policy, resolve=hangs, max_seconds=0.3))
    assert time.monotonic() - started < 2


def test_limits_on_redirects_bytes_and_time(site: Site) -> None:
    assert "more than 5 times" in refusal(site.url("/round"), site.policy)
    assert len(site.paths) == 6 and not any(site.cookies)
    assert "larger than 0.2 MB" in refusal(site.url("/endless"), site.policy)
    assert "larger than 0.2 MB" in refusal(site.url("/bomb"), site.policy)
    assert "larger than" in refusal(site.url("/page"), replace(site.policy, max_bytes=50))
    started = time.monotonic()
    refusal(site.url("/slow"), replace(site.policy, max_seconds=0.5))
    assert time.monotonic() - started < 2


def test_the_limit_on_bytes_is_exact(site: Site) -> None:
    size = len(PAGE.encode())
    for path in ("/page", "/packed"):
        assert fetch(site.url(path), replace(site.policy, max_bytes=size)).data
        refusal(site.url(path), replace(site.policy, max_bytes=size - 1))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/picture", "a picture"),
        ("/program", "cannot be read here"),
        ("/odd", "packed in a way"),
        ("/cut", "broke off"),
        ("/status?code=403", "Save the page in your browser"),
        ("/status?code=404", "no page at this address"),
        ("/status?code=500", "answered 500"),
        ("/status?code=204", "answered 204"),
        ("/nowhere", "no page at this address"),
    ],
)
def test_answers_that_are_no_page(site: Site, path: str, words: str) -> None:
    assert words in refusal(site.url(path), site.policy)


def test_a_site_that_is_not_there() -> None:
    with running_site() as gone:
        policy, url = gone.policy, gone.url("/page")
    assert "could not be reached" in refusal(url, policy)


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.url("/page"), site.policy).data


class _Wire(httpcore.NetworkStream):
    """A stream that plays a page and notes what it was told."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.sent = b""
        body = PAGE.encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
        self.left = [head % len(body) + body, b""]

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.left.pop(0)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.sent += buffer

    def close(self) -> None:
        pass

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


def test_tls_and_host_keep_the_name_while_the_checked_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wire = _Wire()

    def connect(self: object, host: str, port: int, *rest: object, **more: object) -> _Wire:
        wire.connected.append((host, port))
        return wire

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    policy = FetchPolicy(allowed=True, resolve=lambda host: ["93.184.216.34"])
    assert fetch("https://news.example.org/a?b=c#d", policy).data == PAGE.encode()
    assert wire.connected == [("93.184.216.34", 443)]
    assert wire.names == ["news.example.org"]
    assert wire.sent.startswith(b"GET /a?b=c HTTP/1.1\r\nHost: news.example.org\r\n")


def test_addresses_in_a_pasted_text() -> None:
    text = (
        "See https://a.example.org/x, and (http://b.example.org/y?z=1).\n"
        "https://a.example.org/x\n<https://c.example.org>"
    )
    assert addresses_in(text) == (
        "https://a.example.org/x",
        "http://b.example.org/y?z=1",
        "https://c.example.org",
    )
    assert addresses_in("no address here") == ()


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        (
            "https://n.example.org/2022/02/24/envoys-meet",
            "text/html",
            "2022-02-24 envoys-meet.html",
        ),
        ("https://n.example.org/envoys-2022-02-24.html", "text/html", "envoys-2022-02-24.html"),
        ("https://n.example.org/", "text/html", "n.example.org.html"),
        ("https://n.example.org/a/..%2F..%2Fetc", "", "etc"),
        ("https://n.example.org/feed/", "application/rss+xml", "feed.xml"),
        ("https://n.example.org/speech.pdf", "application/pdf", "speech.pdf"),
    ],
)
def test_names_made_from_addresses(url: str, kind: str, name: str) -> None:
    assert file_name_of(url, kind) == name
