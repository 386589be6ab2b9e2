"""One address in, its page or feed out; every step on the way is checked."""

from __future__ import annotations

import functools
import re
import ssl
from urllib.parse import unquote, urljoin, urlsplit

import httpcore
import httpx

from components.ingest.web.addresses import BadHost, checked_host, is_public
from components.ingest.web.bodies import body_of, checked_type, stated_encoding
from components.ingest.web.connecting import Deadline, GuardedBackend
from components.ingest.web.records import Fetched, FetchPolicy, FetchRefused
from components.ingest.web.transport import GuardedTransport

_OFF = (
    "Fetching from the web is switched off. Save the page in your browser and upload the file, or "
    "ask whoever runs Détente to set DETENTE_FETCH=on."
)
_HEADERS = {
    "User-Agent": "Detente/1 (reads single pages and feeds on request)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, identity",
    "Accept-Language": "en",
}
_FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
)
_REDIRECTS = (301, 302, 303, 307, 308)
_LONGEST = 2_000
_PASTED = re.compile(r"\bhttps?://[^\s<>\"“”]+", re.IGNORECASE)
_EXTENSIONS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/json": "json",
    "application/feed+json": "json",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
}
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=/|-|$)")


def fetch(url: str, policy: FetchPolicy) -> Fetched:
    """The page or feed at url, as bytes; nothing in it is run or fetched.

    Raises FetchRefused, with a sentence for the reader, when fetching is off, when the address or
    one it redirects to is not on the public web, and when the site fails, is too slow or too large.
    """
    if not policy.allowed:
        raise FetchRefused(_OFF)
    deadline = Deadline(policy.max_seconds)
    backend = GuardedBackend(policy, deadline)
    address = url.strip()
    for _ in range(policy.max_redirects + 1):
        address = checked_url(address, policy)
        answer = _asked(address, policy, backend, deadline)
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise FetchRefused(
        f"The address redirects more than {policy.max_redirects} times, so it was given up."
    )


def addresses_in(text: str) -> tuple[str, ...]:
    """Web addresses in a pasted text, in order, each once, without the full stop behind them."""
    return tuple(dict.fromkeys(match.rstrip(".,;:!?)]}’'") for match in _PASTED.findall(text)))


def checked_url(url: str, policy: FetchPolicy) -> str:
    """Address in the one spelling that is asked for; raises FetchRefused for any other kind."""
    if len(url) > _LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise FetchRefused("This is no web address. Paste one that starts with https://.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise FetchRefused("This is no web address. Paste one that starts with https://.") from None
    if parts.scheme not in ("http", "https"):
        raise FetchRefused("Only addresses that start with http:// or https:// are fetched.")
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise FetchRefused("The address holds a user name or password. Paste it without them.")
    try:
        host = checked_host(host)
    except BadHost as error:
        raise FetchRefused(str(error)) from None
    port = port or (443 if parts.scheme == "https" else 80)
    spelled = f"[{host}]" if ":" in host else host
    if re.fullmatch(r"[0-9.]+|\[.*\]", spelled) and not (
        is_public(host) or (host, port) in policy.allowance
    ):
        raise FetchRefused(
            f"“{host}” is not on the public Internet, so nothing is fetched from it."
        )
    if port not in policy.ports and not any(port == each for _, each in policy.allowance):
        raise FetchRefused(f"Only the web’s usual ports are fetched from, and this is {port}.")
    usual = port == (443 if parts.scheme == "https" else 80)
    netloc = spelled if usual else f"{spelled}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    try:
        # Percent-encoding and the like, by the library that will send it.
        return str(httpx.URL(f"{parts.scheme}://{netloc}{parts.path or '/'}{query}"))
    except httpx.InvalidURL:
        raise FetchRefused("This is no web address. Paste one that starts with https://.") from None


def _asked(
    url: str, policy: FetchPolicy, backend: GuardedBackend, deadline: Deadline
) -> Fetched | str:
    """What a site answers: its page, or the address that it redirects to."""
    try:
        with (
            # A client of its own for each step: no cookies, no connection kept, no proxy.
            httpx.Client(
                transport=GuardedTransport(backend, _tls()),
                trust_env=False,
                follow_redirects=False,
                timeout=policy.max_seconds,
            ) as client,
            client.stream("GET", url, headers=_HEADERS) as response,
        ):
            if response.status_code in _REDIRECTS and response.headers.get("location"):
                return _target(url, response.headers["location"])
            _check_status(response.status_code)
            stated = response.headers.get("content-type", "")
            content_type = checked_type(stated)
            data = body_of(response, policy.max_bytes, deadline)
    except (httpx.TimeoutException, httpcore.TimeoutException):
        raise FetchRefused(
            "The site did not answer in time. Try again later, or save the page in your browser "
            "and upload the file."
        ) from None
    except _FAILURES as error:
        raise FetchRefused(_failure(error)) from None
    name = file_name_of(url, content_type)
    return Fetched(url, name, data, content_type, stated_encoding(stated, data))


def _target(url: str, location: str) -> str:
    try:
        return urljoin(url, location.strip())
    except ValueError:
        raise FetchRefused("The site redirects to something that is no web address.") from None


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _check_status(status: int) -> None:
    if 200 <= status < 300 and status not in (204, 205):
        return
    if status in (401, 402, 403, 407, 429, 451):
        raise FetchRefused(
            f"The site does not give this page to programs (it answered {status}). Save the page "
            "in your browser and upload the file."
        )
    if status in (404, 410):
        raise FetchRefused(f"There is no page at this address (the site answered {status}).")
    raise FetchRefused(f"The site answered {status} instead of a page. Try again later.")


def _failure(error: Exception) -> str:
    if "CERTIFICATE" in str(error).upper():
        return "The site’s certificate could not be verified, so nothing was fetched from it."
    return "The site could not be reached or broke off. Check the address and try again later."


def file_name_of(url: str, content_type: str) -> str:
    """A file name for what lies at an address: its last part, a date on its way, its kind."""
    path = unquote(urlsplit(url).path)
    last = re.sub(r"[^\w.() -]+", "-", path.rstrip("/").rsplit("/", 1)[-1]).strip("-. ")[:100]
    host = urlsplit(url).hostname or "page"
    name = last or host
    date = _PATH_DATE.search(path)
    if date and date[1] not in name:
        name = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02} {name}"
    extension = _EXTENSIONS.get(content_type)
    if extension and not re.search(rf"\.(?:{extension}|htm|xml|rss|atom|md)$", name, re.IGNORECASE):
        name = f"{name}.{extension}"
    return name
