"""What an analyst does, in a real browser on a real server."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components import store
from tests.browser.helpers import Server, wait_idle

WARM = (
    "Moscow and Washington praised constructive talks in Geneva on Monday.\n\n"
    "Vladimir Putin called the U.S.-Russian dialogue “useful”, and Joe Biden thanked him.\n\n"
    "The weather by the lake was mild.\n"
)
COLD = (
    "Washington imposed new sanctions on Moscow and expelled ten Russian diplomats.\n\n"
    "The Kremlin spokesman condemned the hostile move and threatened retaliation against the United States.\n"
)
# Nothing in an article may run, load or restyle: it is words.
NASTY = (
    "<script>document.title='owned'</script> Moscow and Washington met.\n\n"
    "![x](http://tracker.example/pixel.png) **bold** :red[red] $x$ <style>body{display:none}</style> Talks went on.\n"
)


@pytest.fixture
def three_files(tmp_path: Path) -> list[Path]:
    files = {"2021-06-16 warm.txt": WARM, "2021-04-15 cold.txt": COLD, "nasty.txt": NASTY}
    paths = []
    for name, text in files.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    wait_idle(page, 60_000)


def sample_collection(server: Server, page: Page) -> str:
    """Id of the samples; a first visit waits until the app has made them."""
    open_page(page, server.url)
    expect(page.locator(".st-key-library_header")).to_be_visible(timeout=60_000)
    engine = store.connect(f"sqlite:///{server.data_dir / 'detente.db'}")
    [samples] = [each.id for each in store.list_collections(engine) if each.is_sample]
    engine.dispose()
    return samples


def make_collection(page: Page, name: str) -> None:
    page.locator(".st-key-library_new button").click()
    page.get_by_label("Name").fill(name)
    page.locator(".st-key-library_new_make button").click()
    wait_idle(page)
    expect(page.get_by_text(name).first).to_be_visible()


def choose(page: Page, files: list[Path]) -> None:
    """Choose the files, and wait until the app has them: a click before would add nothing."""
    box = page.locator("[class*=st-key-library_files]").first
    wait_idle(page)
    box.locator("input[type=file]").set_input_files(files)
    expect(box).to_contain_text(files[0].name[:12], timeout=60_000)
    wait_idle(page)


def upload(page: Page, files: list[Path]) -> None:
    """Choose the files and add them, and wait until the import, which is a job, is over."""
    uploader = page.locator("[class*=st-key-library_files] input[type=file]")
    if not uploader.count():
        page.get_by_text("Add articles", exact=True).click()
        wait_idle(page)
    choose(page, files)
    page.get_by_role("button", name="Add these files").click()
    expect(page.locator(".st-key-library_results")).to_be_visible(timeout=120_000)
    wait_idle(page, 60_000)


def evidence_text(page: Page) -> str:
    shown = page.locator(".st-key-evidence .evidence")  # inside the component's shadow root
    expect(shown).to_be_visible()
    return " ".join(shown.inner_text().split())


def assert_only_words(page: Page) -> None:
    """Nothing in the evidence came out of the article but text; locators look into shadow roots."""
    made = page.locator(".st-key-evidence .evidence").locator("b, strong, script, img, style, a")
    expect(made).to_have_count(0)


def test_upload_read_click_copy_and_open_elsewhere(
    server: Server, page: Page, three_files: list[Path], new_context
) -> None:
    open_page(page, server.url)
    make_collection(page, "Geneva")
    upload(page, three_files)

    page.get_by_role("link", name="Document").click()
    wait_idle(page)
    picker = page.locator(".st-key-article_choice")
    picker.locator("input").click()
    page.get_by_role("option", name="warm").click()
    wait_idle(page)
    # The second column of the chart is the second paragraph.
    chart = page.locator(".st-key-relation_by_paragraph [data-testid=stVegaLiteChart]")
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] * 0.52, "y": box["height"] * 0.3})
    wait_idle(page)
    expect(page.get_by_text("Paragraph 2 of 3")).to_be_visible()
    shown = evidence_text(page)
    assert "dialogue" in shown and "Vladimir Putin" in shown

    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(server.url) and "par=2" in link

    elsewhere: BrowserContext = new_context()
    other = elsewhere.new_page()
    open_page(other, link)
    expect(other.get_by_text("Paragraph 2 of 3")).to_be_visible()
    assert evidence_text(other) == shown


def test_article_text_is_never_run_or_loaded(
    server: Server, page: Page, three_files: list[Path]
) -> None:
    open_page(page, server.url)
    make_collection(page, "Nasty")
    upload(page, three_files[2:])
    page.get_by_role("link", name="Document").click()
    wait_idle(page)
    assert page.title() != "owned"
    shown = evidence_text(page)
    assert "<script>document.title='owned'</script> Moscow and Washington met." in shown
    assert_only_words(page)
    page.get_by_role("button", name="Next").click()
    wait_idle(page)
    shown = evidence_text(page)
    assert "![x](http://tracker.example/pixel.png) **bold** :red[red] $x$ <style>" in shown
    assert_only_words(page)
    assert page.title() != "owned"
    expect(page.get_by_role("heading", name="Document")).to_be_visible()


def test_an_import_is_seen_at_work_outlives_a_reload_and_is_stopped(
    server: Server, page: Page, tmp_path: Path
) -> None:
    packed = tmp_path / "many.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number:04}.txt", f"Talks number {number}\n\n{WARM * 8}")
    open_page(page, server.url)
    make_collection(page, "Many")
    choose(page, [packed])
    page.get_by_role("button", name="Add these files").click()
    at_work = page.locator("[class*=st-key-library_job_]").first
    expect(at_work).to_contain_text("Importing: ", timeout=60_000)
    expect(at_work).to_contain_text("added", timeout=120_000)
    page.reload()
    expect(at_work).to_contain_text("added", timeout=60_000)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The import was stopped.")).to_be_visible(timeout=60_000)
    page.get_by_text("Add articles", exact=True).click()
    results = page.locator(".st-key-library_results")
    expect(results).to_contain_text("Stopped before its end; what was added stays.")
    expect(results).to_contain_text("1 refused")


def test_a_cell_is_edited_and_the_original_is_saved(
    server: Server, page: Page, three_files: list[Path]
) -> None:
    open_page(page, server.url)
    make_collection(page, "Mended")
    upload(page, three_files[1:2])
    page.get_by_role("button", name="Done: show the articles").click()
    wait_idle(page)
    page.locator(".st-key-library_editing label").click()
    wait_idle(page)
    box = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + 300, box["y"] + 52)  # the title, or the file where it has none
    page.wait_for_timeout(1000)
    page.keyboard.type("Sanctions and expulsions", delay=20)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Saved: 1 article changed.")).to_be_visible()
    page.get_by_role("link", name="Document").click()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Sanctions and expulsions")).to_be_visible()
    page.get_by_role("button", name="Show the original").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it").click()
    assert saved.value.suggested_filename == three_files[1].name
    assert saved.value.path().read_text(encoding="utf-8") == COLD


def test_a_link_to_something_deleted_says_so(server: Server, page: Page) -> None:
    open_page(page, f"{server.url}/document?set=gone123456&doc=gone654321&par=2")
    expect(page.get_by_text("not here any more").first).to_be_visible()
    expect(page.get_by_role("heading", name="Document")).to_be_visible()


def test_a_timeline_link_restores_filters_in_a_cold_browser(server: Server, new_context) -> None:
    samples = sample_collection(server, new_context().new_page())
    page = new_context().new_page()
    open_page(
        page,
        f"{server.url}/timeline?set={samples}&unit=Month&from=2024-11-01&to=2025-06-30&actor=vladimir-putin",
    )
    expect(page.get_by_text("by month").first).to_be_visible()
    expect(page.get_by_text("Vladimir Putin").first).to_be_visible()
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    for part in ("unit=Month", "from=2024-11-01", "to=2025-06-30", "actor=vladimir-putin"):
        assert part in link


def test_back_and_forward_restore_what_was_looked_at(server: Server, page: Page) -> None:
    samples = sample_collection(server, page)
    asked = f"set={samples}&actor=vladimir-putin&from=2024-11-01&to=2025-06-30&unit=Month"
    open_page(page, f"{server.url}/timeline?{asked}")
    actors = page.locator(".st-key-actors_choice")
    expect(actors).to_contain_text("Vladimir Putin")
    page.get_by_role("link", name="Document").click()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Document")).to_be_visible()
    page.go_back()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Timeline")).to_be_visible()
    expect(actors).to_contain_text("Vladimir Putin")
    expect(page.get_by_text("by month").first).to_be_visible()
    assert page.url.endswith(f"/timeline?{asked}")
    page.go_forward()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Document")).to_be_visible()
    assert "/document?" in page.url and "actor=vladimir-putin" in page.url

    page.get_by_role("link", name="Timeline").click()
    wait_idle(page)
    expect(actors).to_contain_text("Vladimir Putin")
    page.locator(".st-key-unit").get_by_text("Year", exact=True).click()
    wait_idle(page)
    expect(page.get_by_text("by year").first).to_be_visible()
    page.go_back()
    wait_idle(page)
    expect(page.get_by_text("by month").first).to_be_visible()
    page.go_back()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Document")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/document", "/timeline", "/method"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_scrolls_sideways_on_a_phone_or_shows_an_error(
    server: Server, new_context, path: str, scheme: str
) -> None:
    page = new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme).new_page()
    open_page(page, server.url + path)
    page.wait_for_timeout(500)
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return Math.max(m.scrollWidth - m.clientWidth, document.body.scrollWidth - innerWidth); }"
    )
    assert wide <= 0
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    expect(page.get_by_text("Something went wrong")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_a_click_on_a_month_leads_to_its_articles(server: Server, page: Page) -> None:
    samples = sample_collection(server, page)
    open_page(page, f"{server.url}/timeline?set={samples}&unit=Month&from=2024-11-01&to=2025-06-30")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.88})
    wait_idle(page)
    listed = page.locator(".st-key-timeline_list")
    expect(listed).to_be_visible()
    listed.locator("[class*=st-key-open_] button").first.click()
    wait_idle(page)
    expect(page.get_by_role("heading", name="Document")).to_be_visible()
    assert "/document" in page.url
