import pytest

from components.ingest import read
from components.ingest.records import ArticleDraft
from tests.ingest.inputs import ARTICLE

TEXT = "\n\n".join(ARTICLE)


def draft(text: str, name: str = "a.md") -> ArticleDraft:
    reading = read(name, text.encode())
    assert not reading.refusals, reading.refusals
    return reading.articles[0]


def test_front_matter_is_metadata_and_no_text() -> None:
    article = draft(
        '---\ntitle: "Talks: a new\\_start"\ndate: 2022-03-03 09:00:00-05:00\nsource: The Ledger\n'
        f"author: [Jane Doe, John Roe]\ntags: war\n---\n\n{TEXT}".replace("\\_", " ")
    )
    assert article.text == TEXT
    assert (article.title.value, article.title.origin) == ("Talks: a new start", "found")
    assert (article.date.value, article.date.origin) == ("2022-03-03", "found")
    assert article.source.value == "The Ledger"
    assert article.author.value == "Jane Doe, John Roe"


def test_front_matter_that_is_no_yaml_is_read_line_by_line() -> None:
    article = draft(f"---\ntitle: Talks: a new start\ndate: 2022-03-03\n---\n{TEXT}")
    assert article.title.value == "Talks: a new start"
    assert article.date.value == "2022-03-03"


def test_front_matter_in_a_text_file() -> None:
    assert draft(f"---\ntitle: Talks\n---\n{TEXT}", "a.txt").text == TEXT


@pytest.mark.parametrize("matter", ["[[[[[", "&a [*a, *a]", "title: {", "- 1\n- 2", ""])
def test_odd_front_matter_does_no_harm(matter: str) -> None:
    assert draft(f"---\n{matter}\n---\n\n{TEXT}").text.endswith(TEXT)


def test_heading_is_the_title_and_not_repeated() -> None:
    article = draft(f"# Talks in *Geneva*\n\n{TEXT}")
    assert (article.title.value, article.title.origin) == ("Talks in Geneva", "found")
    assert article.text == TEXT


def test_markup_goes_and_words_stay() -> None:
    article = draft(
        "Putin **met** [Biden](http://x.example) in _Geneva_ ![alt](http://x.example/a.gif) today.\n\n"
        "> He said: the talks *were* frank.\n\n- first point here\n- second point here\n\n"
        "7. a numbered point\n\n```python\nimport os\n```\n\n    Indented like a typist does.\n\n"
        "a line\nwrapped hard  \nand broken\n\n| a | b |\n|---|---|\n| Putin | frank |\n"
    )
    assert article.text.split("\n\n") == [
        "Putin met Biden in Geneva today.",
        "He said: the talks were frank.",
        "first point here",
        "second point here",
        "7. a numbered point",
        "Indented like a typist does.",
        "a line wrapped hard and broken",
        "a",
        "b",
        "Putin",
        "frank",
    ]


def test_raw_html_is_stripped() -> None:
    article = draft(
        "# Putin & Biden <script>alert(1)</script>\n\n"
        f'<div onmouseover="alert(2)">{ARTICLE[0]}</div>\n\n'
        "[ref]: javascript:alert(3)\n\n<script>alert(4)</script>\n\nThe <b>end</b> came."
    )
    assert article.title.value == "Putin & Biden"
    assert article.text == f"{ARTICLE[0]}\n\nThe end came."
