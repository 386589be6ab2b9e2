"""Take README's screenshots: `.venv/bin/python -m tests.browser.tour` (needs Chromium)."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from components import store
from tests.browser.helpers import CHROMIUM_FLAGS, find_chromium, running_app, wait_idle

FOLDER = Path(__file__).with_name("tour")
SHOWN = "2014-04-03-reset-to-rupture.txt"


def main() -> None:
    """Start the app on fresh samples and photograph a document and the timeline."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_app(Path(folder)) as app,
        sync_playwright() as playwright,
    ):
        path = find_chromium(playwright.chromium.executable_path)
        if not path:
            sys.exit("No Chromium found.")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1250}, color_scheme="light")
        page.goto(app.url)
        wait_idle(page, 60_000)
        engine = store.connect(f"sqlite:///{app.data_dir / 'detente.db'}")
        [samples] = store.list_collections(engine)
        articles = {each.input_name: each.id for each in store.list_articles(engine, samples.id)}
        engine.dispose()
        views = {
            "document": f"document?set={samples.id}&doc={articles[SHOWN]}&par=6",
            "timeline": f"timeline?set={samples.id}&unit=Month&from=2024-11-01&to=2025-06-30",
        }
        for name, view in views.items():
            page.goto(f"{app.url}/{view}")
            wait_idle(page, 60_000)
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
