import socket

import pytest

from components.ingest import read
from components.ingest.records import ArticleDraft
from components.ingest.webpage import MAX_HTML_BYTES, MAX_TAGS
from tests.ingest.inputs import ARTICLE

BODY = "".join(f"<p>{line}</p>" for line in ARTICLE)
LONG = BODY + "".join(
    f"<p>Point {n} of the talks was settled by the two sides.</p>" for n in range(9)
)


def draft(html: str | bytes, name: str = "page.html") -> ArticleDraft:
    data = html if isinstance(html, bytes) else html.encode()
    reading = read(name, data)
    assert not reading.refusals, reading.refusals
    return reading.articles[0]


def news_page(head: str = "", body: str = LONG) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Talks resume | Inkwell Gazette</title>{head}"
        "<style>.ad{color:red}</style><script>var a='terrible';</script></head><body>"
        "<div id='cookie-banner'><p>We use wonderful cookies. Accept all.</p></div>"
        "<header><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav></header>"
        f"<main><article><h1>Talks resume</h1><p class='byline'>By Jane Doe</p>{body}</article></main>"
        "<aside><h3>Most read</h3><p><a href='/x'>A horrible thing happened</a></p></aside>"
        "<footer><p>© 2022 Inkwell Gazette. All rights reserved.</p></footer></body></html>"
    )


def test_article_without_the_site_around_it() -> None:
    article = draft(news_page())
    assert article.text.split("\n\n")[: len(ARTICLE)] == list(ARTICLE)
    for word in ("cookies", "Home", "horrible", "reserved", "terrible", "color"):
        assert word not in article.text
    assert article.title.value == "Talks resume"
    assert (article.source.value, article.source.origin) == ("Inkwell Gazette", "guessed")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2022-03-03T23:30:00-05:00'>",
        "<meta name='date' content='March 3, 2022'>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", '
        '"datePublished": "2022-03-03", "publisher": {"name": "Inkwell"}}</script>',
        '<script type=\'application/ld+json\'>{"@graph": [{"@type": ["Article"], '
        '"datePublished": "2022-03-03T01:00Z"}]}</script>',
    ],
)
def test_stated_dates_are_found(head: str) -> None:
    article = draft(news_page(head))
    assert (article.date.value, article.date.origin) == ("2022-03-03", "found")


def test_stated_time_element_and_outlet() -> None:
    page = news_page(
        "<meta property='og:site_name' content='The Ledger'>",
        "<time class='read__published' datetime='2022-03-03'>March 3</time>" + LONG,
    )
    article = draft(page)
    assert article.date.value == "2022-03-03"
    assert (article.source.value, article.source.origin) == ("The Ledger", "found")


def test_dates_in_running_text_are_not_the_page_s_date() -> None:
    body = LONG + "<p>On March 3, 2021 and 2021-04-05 the talks had failed, in 2014 as well.</p>"
    assert draft(news_page(body=body)).date.value is None
    assert draft(body).date.value is None


def test_fragments_keep_everything() -> None:
    article = draft("<p>Jane Doe, Secretary</p>\n" + BODY + "<p>Thanks.</p>")
    assert article.text.split("\n\n") == ["Jane Doe, Secretary", *ARTICLE, "Thanks."]
    assert article.title.value is None


def test_line_breaks_as_paragraphs() -> None:
    page = "<html><body><h1>Talks</h1>" + "<br><br>".join(ARTICLE) + "</body></html>"
    assert draft(page).text.split("\n\n") == list(ARTICLE)


def test_scripts_are_never_text() -> None:
    page = (
        "<html><head><title><script>alert(1)</script></title></head><body>"
        "<h1>Putin <img src=x onerror='alert(2)'> visits</h1>"
        f"<p onclick='alert(3)'>{ARTICLE[0]}</p><script>alert(4)</script>"
        "<iframe srcdoc='<script>alert(5)</script>'></iframe><style>body{display:none}</style>"
        "<p style='display:none'>hidden words</p></body></html>"
    )
    article = draft(page)
    assert article.text == ARTICLE[0]
    assert article.title.value == "Putin visits"


def test_declared_encoding() -> None:
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{'Переговоры в Женеве. ' * 5}</p>"
    assert draft(page.encode("cp1251")).text.startswith("Переговоры в Женеве.")
    page = "<?xml version='1.0' encoding='koi8-r'?><html><body><p>Переговоры в Женеве.</p></body></html>"
    assert draft(page.encode("koi8-r")).text == "Переговоры в Женеве."


def test_site_lines_at_the_end_go_but_sentences_stay() -> None:
    tail = "<p>More Stories From Inkwell</p><p>The war goes on</p><p>Write to Jane at jane@x.example</p>"
    article = draft(f"<html><body><article>{LONG}{tail}</article></body></html>")
    assert article.text.endswith("settled by the two sides.")


def test_text_deeper_than_any_tree_is_kept() -> None:
    page = f"<html><body>{'<div>' * 5000}<p>{ARTICLE[0]}</p><script>var x = 1;</script>"
    assert draft(page).text == ARTICLE[0]


def test_too_large_pages_are_refused() -> None:
    reading = read("page.html", b"<html>" + b" " * MAX_HTML_BYTES)
    assert "too large" in reading.refusals[0].message


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        "<!DOCTYPE html SYSTEM 'http://evil.example/x.dtd'><html><head>"
        "<link rel='stylesheet' href='http://evil.example/a.css'>"
        "<link rel='canonical' href='http://evil.example/story/'>"
        "<meta http-equiv='refresh' content='0;url=http://evil.example'></head><body>"
        f"<img src='http://evil.example/pixel.gif'>{LONG}</body></html>"
    )
    assert draft(page).text.startswith(ARTICLE[0])


def test_pages_of_very_many_elements_are_read_whole_with_a_notice() -> None:
    page = f"<html><body><nav>Home</nav>{BODY}{'<div><i></i></div>' * 11_000}</body></html>"
    article = draft(page)
    assert article.text == "\n\n".join(ARTICLE)
    assert "unusually large" in article.warnings[0]


def test_address_section_and_time_as_the_page_states_them() -> None:
    head = (
        "<link rel='canonical' href='https://x.example/talks'>"
        "<meta property='article:section' content='World'>"
        "<meta property='article:published_time' content='2022-02-25T23:30:00-05:00'>"
    )
    article = draft(f"<html><head>{head}</head><body><article>{LONG}</article></body></html>")
    assert (article.url.value, article.url.origin) == ("https://x.example/talks", "found")
    assert article.section.value == "World"
    assert (article.date.value, article.time.value) == ("2022-02-25", "2022-02-25T23:30:00-05:00")


def test_the_address_that_a_browser_noted_on_saving() -> None:
    note = "<!-- saved from url=(0027)https://x.example/talks/2022 -->"
    article = draft(f"<!DOCTYPE html>\n{note}\n<html><body><article>{LONG}</article></body></html>")
    assert article.url.value == "https://x.example/talks/2022"
    assert article.time.value is None


def test_pages_of_endless_tags_are_read_without_a_tree() -> None:
    page = f"<html><body>{'<b></b>' * MAX_TAGS}<p>{ARTICLE[0]}</p><script>var x = 1;</script>"
    article = draft(page)
    assert article.text == ARTICLE[0]
    assert "unusually large" in article.warnings[0]


@pytest.mark.parametrize(
    "body", ["\\n\\n".join(ARTICLE), BODY.replace("</", "<\\/")], ids=["characters", "html"]
)
def test_pages_that_a_script_fills_are_read_from_their_description(body: str) -> None:
    stated = body.replace('"', '\\"')
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"articleBody": "{stated}"}}</script>'
    )
    shell = "<body><div id='root'></div><noscript>Please turn scripts on.</noscript></body>"
    article = draft(f"<html><head><title>Talks</title>{head}</head>{shell}</html>")
    assert article.text == "\n\n".join(ARTICLE)
    assert "only when a script runs" in article.warnings[0]
    shown = draft(news_page(head, BODY))
    assert not any("script" in warning for warning in shown.warnings)
