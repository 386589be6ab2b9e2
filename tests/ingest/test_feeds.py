import socket

import pytest

from components.ingest import read
from components.ingest.feeds import read_feed
from components.ingest.records import Extract, Unreadable

FULL = "<p>The envoys met on Monday.</p><p>They will meet again in May.</p>"
LONG = " ".join(f"Sentence number {number} says a little more." for number in range(40))
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lakeside &amp;#8211; Wire</title>
<item>{item}</item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry>{entry}</entry></feed>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("a feed asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def rss(item: str) -> Extract:
    (article,) = read_feed(RSS.format(item=item).encode()).articles
    return article


def atom(entry: str) -> Extract:
    (article,) = read_feed(ATOM.format(entry=entry).encode()).articles
    return article


def test_full_content_is_the_text_and_the_teaser_is_not() -> None:
    article = rss(
        "<title>Envoys meet</title><link>https://a.example.org/1</link>"
        "<dc:creator>Anna Example</dc:creator><category>World</category><category>Talks</category>"
        "<pubDate>Thu, 24 Feb 2022 23:30:00 -0500</pubDate><description>A teaser.</description>"
        f"<content:encoded><![CDATA[{FULL}<script>bad()</script>]]></content:encoded>"
    )
    assert article.paragraphs == ("The envoys met on Monday.", "They will meet again in May.")
    assert article.completeness == "full"
    assert article.title.value == "Envoys meet"
    assert (article.date.value, article.date.origin) == ("2022-02-24", "found")
    assert article.time.value == "2022-02-24T23:30:00-05:00"
    assert article.author.value == "Anna Example"
    assert article.source.value == "Lakeside – Wire"
    assert article.section.value == "World, Talks"
    assert article.url.value == "https://a.example.org/1"
    assert article.part == "entry 1: Envoys meet"
    assert article.headed


def test_a_short_summary_is_marked_as_cut_and_a_long_one_is_taken_for_the_article() -> None:
    assert rss("<title>A</title><description>Two envoys met.</description>").completeness == (
        "truncated"
    )
    whole = rss(f"<title>A</title><description>{LONG}</description>")
    assert whole.completeness == "full"
    cut = rss(f"<title>A</title><description>{LONG} [&amp;hellip;]</description>")
    assert cut.completeness == "truncated"


@pytest.mark.parametrize(
    "ending", ["<p>Read more</p>", "<p>Continue reading …</p>", " […]", "…", " [+2310 chars]"]
)
def test_content_that_breaks_off_is_marked(ending: str) -> None:
    article = rss(
        f"<title>A</title><content:encoded><![CDATA[<p>{LONG}</p><p>The end{ending}</p>]]>"
        "</content:encoded>"
    )
    assert article.completeness == "truncated"
    assert not article.paragraphs[-1].startswith(("Read", "Continue"))


def test_pointers_of_the_blog_software_go() -> None:
    article = rss(
        f"<title>A</title><content:encoded><![CDATA[{FULL}"
        "<p>The post <a href='x'>A</a> appeared first on Lakeside.</p>]]></content:encoded>"
    )
    assert article.paragraphs == ("The envoys met on Monday.", "They will meet again in May.")
    assert article.completeness == "full"


def test_a_headline_alone_is_marked() -> None:
    article = rss(
        "<title>Only this</title><description><![CDATA[<script>x()</script>]]></description>"
    )
    assert article.completeness == "headline"
    assert article.paragraphs == ("Only this",)
    assert rss("<title>Same</title><description>Same</description>").completeness == "headline"


def test_atom_takes_the_day_of_publication_and_not_of_the_last_change() -> None:
    article = atom(
        "<title>T</title><published>2021-07-09T14:05:00+03:00</published>"
        f"<updated>2026-01-01T00:00:00Z</updated><content type='html'>{escape(FULL)}</content>"
        "<summary>Less.</summary>"
    )
    assert (article.date.value, article.date.origin) == ("2021-07-09", "found")
    assert article.time.value == "2021-07-09T14:05:00+03:00"
    assert len(article.paragraphs) == 2
    changed = atom(
        "<title>T</title><updated>2024-01-02T00:00:00Z</updated><content>Text.</content>"
    )
    assert (changed.date.value, changed.date.origin) == ("2024-01-02", "guessed")
    assert "last changed" in changed.date.reason


def test_dublin_core_dates_and_rdf() -> None:
    article = rss("<title>T</title><dc:date>2003-12-31T10:14:55Z</dc:date>")
    assert (article.date.value, article.date.origin) == ("2003-12-31", "found")
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
     xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
     <channel rdf:about="x"><title>Wire</title></channel><item rdf:about="y"><title>T</title>
     <link>https://a.example.org/y</link><description>Short.</description>
     <dc:date>2004-05-06</dc:date></item></rdf:RDF>"""
    (article,) = read_feed(rdf.encode()).articles
    assert (article.title.value, article.date.value) == ("T", "2004-05-06")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<title>Talks &amp;amp; tea: O&amp;#8217;Neil</title>", "Talks & tea: O’Neil"),
        ("<title type='html'>Now &lt;b&gt;bold&lt;/b&gt;</title>", "Now bold"),
        ("<title type='text'>Use of the &lt;blink&gt; tag</title>", "Use of the <blink> tag"),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <i>b</i></div></title>",
            "A b",
        ),
        ("<title>Fewer than 3 &lt; 5</title>", "Fewer than 3 < 5"),
    ],
)
def test_titles(title: str, shown: str) -> None:
    assert atom(f"{title}<content>Text.</content>").title.value == shown


def test_plain_text_is_no_markup() -> None:
    article = atom("<title>T</title><content type='text'>The &lt;blink&gt; tag\n\nTwo</content>")
    assert article.paragraphs == ("The <blink> tag", "Two")


def test_entries_without_text_are_refused_by_name() -> None:
    result = read_feed(
        b"<rss version='2.0'><channel><item><title>One</title></item>"
        b"<item><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item></channel></rss>"
    )
    assert len(result.articles) == 1
    assert result.refusals == (("entry 2", "This entry has no title and no text."),)
    linked = ATOM.format(entry="<content src='http://a.example.org/film.mp4'/>")
    ((part, message),) = read_feed(linked.encode()).refusals
    assert part == "entry 1" and "film.mp4" in message


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(codec: str) -> None:
    text = RSS.replace("UTF-8", codec).format(
        item="<title>Послы встретились</title><description>Они говорили.</description>"
    )
    (article,) = read_feed(text.encode(codec)).articles
    assert article.title.value == "Послы встретились"


def test_a_damaged_feed_is_read_as_far_as_it_goes_and_says_so() -> None:
    text = RSS.format(item="<title>A & B</title><description>One. <br> Two.</description>")
    result = read_feed(text.encode())
    assert result.articles[0].title.value == "A & B"
    assert result.warnings


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY x PUBLIC "a" "http://a.example.org/x">]>',
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://a.example.org/p"> %p;]>',
        '<!DOCTYPE rss [<!ENTITY x "' + "a" * 500 + '">]>',
        '<!doctype rss [<!entity x system "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(doctype: str, codec: str) -> None:
    text = f"<?xml version='1.0' encoding='{codec}'?>{doctype}<rss version='2.0'><channel><item>"
    text += "<title>t &x;</title></item></channel></rss>"
    with pytest.raises(Unreadable, match="entities"):
        read_feed(text.encode(codec))


def test_names_of_characters_are_harmless() -> None:
    text = (
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;"><!ENTITY mdash "&#8212;">]><rss version="0.91">'
        "<channel><item><title>A&mdash;B</title></item></channel></rss>"
    )
    assert read_feed(text.encode()).articles[0].title.value == "A—B"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<note><to>x</to><body>Text.</body></note>", "not a news feed"),
        (b"<rss version='2.0'></rss>", "no entries"),
        (b"not XML at all", "not a news feed"),
        (b"", "not a news feed"),
    ],
)
def test_what_is_no_feed(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_feed(data)


def test_through_the_front_door() -> None:
    text = RSS.format(
        item=f"<title>A</title><content:encoded><![CDATA[{FULL}]]></content:encoded></item>"
        "<item><title>B</title>"
    )
    for name in ("feed.rss", "feed.xml", "feed.txt", "feed"):
        first, second = read(name, text.encode()).articles
        assert first.text == "The envoys met on Monday.\n\nThey will meet again in May."
        assert (second.text, second.completeness) == ("B", "headline")


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
