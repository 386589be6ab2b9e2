"""Browser tests: the real app in a subprocess, the system's Chromium, nothing outside localhost."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.helpers import CHROMIUM_FLAGS, Server, find_chromium, is_local, running_app

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The running app with a fresh data folder; one for all browser tests of a worker."""
    with running_app(tmp_path_factory.mktemp("server")) as app:
        yield app


# Not for the whole session: while Playwright runs, asyncio.run() is refused to other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        if not path:
            message = (
                f"No Chromium found. Install one: {sys.executable} -m playwright install chromium"
            )
            if os.environ.get("CHROME_BIN"):
                message = "CHROME_BIN names no program. Unset it, or set it to Chromium's path."
            if os.environ.get("REQUIRE_BROWSER") == "1":
                pytest.fail(message)
            pytest.skip(message)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    """Every address that the contexts of this test asked for, WebSockets included."""
    return []


@pytest.fixture
def new_context(browser: Browser, server: Server, requests: list[str]) -> Iterator[NewContext]:
    """Make a fresh browser context: `new_context(viewport=…, color_scheme="dark")`.

    At the end of the test all are closed, and a request that left this machine fails the test.
    """
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
        context.on("request", lambda request: requests.append(request.url))
        context.on("page", _watch_sockets)
        contexts.append(context)
        return context

    def _watch_sockets(page: Page) -> None:
        page.on("websocket", lambda socket: requests.append(socket.url))

    yield make
    for context in contexts:
        context.close()
    assert_all_local(requests)


def assert_all_local(requests: list[str]) -> None:
    """Fail when any of the addresses is not on this machine."""
    foreign = sorted({url for url in requests if not is_local(url)})
    assert not foreign, f"The page asked other machines: {foreign}"


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context(viewport={"width": 1280, "height": 900})


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
