"""Lines of sites, lists and printed pages go; sentences that only resemble them stay."""

import pytest

from components.ingest import read
from components.ingest.boilerplate import without_mail_lines, without_site_lines
from components.ingest.printed import without_page_breaks
from tests.ingest.inputs import ARTICLE

GONE = [
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "We use cookies to give you the best experience. By clicking Accept you agree.",
    "This website uses cookies.",
    "Accept all cookies",
    "Read also: Ten things to know about the summit",
    "READ MORE: Kremlin denies everything",
    "See also – Our map of the front",
    "Related: What the treaty says",
    "Читайте также: Переговоры в Женеве",
    "© 2024 The Inkwell Ltd.",
    "Copyright 2024 by The Inkwell. No part of this may be reproduced.",
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Share this article",
    "Our Standards: The Trust Principles.",
    "Sign up here.",
    "Sign up for our daily newsletter here",
    "Follow us on Telegram",
    "- 12 -",
    "Page 3 of 7",
]
STAY = [
    "Advertisement spending by Russian outlets fell sharply, officials said.",
    "Regulators fined the company over cookies that it set without consent.",
    "Related talks on arms control go on in Vienna.",
    "Read the statement again, the minister told reporters.",
    "The author holds the copyright.",
    "Share prices fell in Moscow.",
    "Follow-up talks are planned for May.",
    "2022",
    "Sponsored by both countries, the resolution passed.",
    "Recommended by both delegations, the draft goes to parliament.",
    "Page after page of the report speaks of sanctions.",
]


@pytest.mark.parametrize("line", GONE)
def test_lines_of_the_site_go(line: str) -> None:
    assert list(without_site_lines([ARTICLE[0], line, ARTICLE[1]])) == list(ARTICLE[:2])


@pytest.mark.parametrize("line", STAY)
def test_lines_of_the_article_stay(line: str) -> None:
    lines = [ARTICLE[0], line, ARTICLE[1]]
    assert list(without_site_lines(lines)) == lines
    assert list(without_mail_lines(lines)) == lines


def test_a_text_of_such_lines_alone_is_kept() -> None:
    assert list(without_site_lines(["Advertisement"])) == ["Advertisement"]


def test_lines_go_from_every_kind_of_file() -> None:
    lines = ["This site uses cookies.", *ARTICLE, "© 2024 The Inkwell"]
    html = "".join(f"<p>{line}</p>" for line in lines)
    for name, data in (
        ("a.txt", "\n\n".join(lines)),
        ("a.html", f"<html><body>{html}</body></html>"),
    ):
        assert read(name, data.encode()).articles[0].text == "\n\n".join(ARTICLE)


@pytest.mark.parametrize(
    "tail",
    [
        ["You are receiving this e-mail because you subscribed.", "1 Main Street, Springfield"],
        ["To unsubscribe, click here.", "Privacy policy"],
        ["Sent from my iPhone"],
        ["Update your preferences", "© 2024 The Inkwell"],
    ],
)
def test_mailing_lists_end_with_the_article(tail: list[str]) -> None:
    assert list(without_mail_lines([*ARTICLE, *tail])) == list(ARTICLE)
    assert list(without_mail_lines(["View this email in your browser", *ARTICLE])) == list(ARTICLE)


def test_printed_pages_are_joined() -> None:
    pages = [
        "THE INKWELL                1\n\nPutin met Biden in Geneva, and both\n",
        "THE INKWELL                2\n\nagreed to talk again.\n\nThe talks were short.\n\n- 2 -\n",
        "THE INKWELL                3\n\nOfficials praised them.\n",
    ]
    assert without_page_breaks("\f".join(pages)) == (
        "Putin met Biden in Geneva, and both\nagreed to talk again.\n\nThe talks were short.\n\n"
        "Officials praised them."
    )


def test_pages_keep_lines_that_do_not_return() -> None:
    text = "Putin met Biden.\n\fThey agreed.\n\fOfficials praised them."
    assert (
        without_page_breaks(text) == "Putin met Biden.\n\nThey agreed.\n\nOfficials praised them."
    )
    assert without_page_breaks("Putin\n\nmet Biden.") == "Putin\n\nmet Biden."
