"""Every convention gives the same articles: texts, titles, days; nothing of the small print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from docx.document import Document

from components.ingest import read
from components.ingest.characters import clean
from components.ingest.databases import read_export, sniff
from components.ingest.records import Extracts, Unreadable
from tests.ingest.databases import exports
from tests.ingest.databases.exports import STORIES, Story
from tests.ingest.inputs import docx_bytes

Form = Literal["lines", "paragraphs", "html"]

CONVENTIONS: dict[str, tuple[Callable[[], str], str, Form]] = {
    "lexisnexis": (exports.lexisnexis, "lexisnexis", "lines"),
    "lexisnexis, rights on top": (lambda: exports.lexisnexis(top=True), "lexisnexis", "lines"),
    "nexis uni": (exports.nexis_uni, "nexis_uni", "paragraphs"),
    "nexis uni as text": (
        lambda: exports.nexis_uni().replace("\n", "\n\n"),
        "nexis_uni",
        "lines",
    ),
    "nexis uni without blank lines": (exports.nexis_uni, "nexis_uni", "lines"),
    "factiva without blank lines": (lambda: exports.factiva(blank="\n"), "factiva", "lines"),
    "proquest without blank lines": (
        lambda: exports.proquest().replace("\n\n", "\n"),
        "proquest",
        "lines",
    ),
    "factiva": (exports.factiva, "factiva", "lines"),
    "factiva wrapped": (lambda: exports.rewrapped(exports.factiva()), "factiva", "lines"),
    "factiva printed": (
        lambda: exports.factiva().replace(
            "\n\nDocument", "\n\nPage 1 of 3 © 2023 Factiva, Inc. All rights reserved.\n\nDocument"
        ),
        "factiva",
        "lines",
    ),
    "proquest wrapped": (lambda: exports.rewrapped(exports.proquest()), "proquest", "lines"),
    "nexis uni wrapped": (
        lambda: exports.rewrapped(exports.nexis_uni().replace("\n", "\n\n")),
        "nexis_uni",
        "lines",
    ),
    "factiva from word": (lambda: exports.factiva(blank="\n"), "factiva", "paragraphs"),
    "factiva with codes": (exports.factiva_coded, "factiva", "lines"),
    "factiva page": (exports.factiva_page, "factiva", "html"),
    "factiva plain page": (exports.factiva_plain_page, "factiva", "html"),
    "lexisnexis page": (lambda: exports.as_page(exports.lexisnexis()), "lexisnexis", "html"),
    "lexisnexis from word": (
        lambda: exports.as_paragraphs(exports.lexisnexis(top=True)),
        "lexisnexis",
        "paragraphs",
    ),
    "nexis uni page": (
        lambda: exports.as_page(exports.nexis_uni().replace("\n", "\n\n")),
        "nexis_uni",
        "html",
    ),
    "proquest with headings": (exports.proquest_with_headings, "proquest", "lines"),
    "proquest": (exports.proquest, "proquest", "lines"),
    "proquest from word": (
        lambda: exports.proquest().replace("\n\n", "\n"),
        "proquest",
        "paragraphs",
    ),
    "proquest page": (exports.proquest_page, "proquest", "html"),
}


def extracts(make: Callable[[], str], service: str, form: Form) -> Extracts:
    text = make() if form == "html" else clean(make())
    assert sniff(text) == service
    return read_export(service, text, form)


@pytest.fixture(params=CONVENTIONS, ids=str)
def convention(request: pytest.FixtureRequest) -> Extracts:
    return extracts(*CONVENTIONS[request.param])


def test_every_document_is_an_article_with_its_title_and_day(convention: Extracts) -> None:
    assert [(each.title.value, each.date.value) for each in convention.articles] == [
        (story.title, story.iso) for story in STORIES
    ]
    assert all(each.date.origin == "found" for each in convention.articles)
    assert not convention.refusals and not convention.warnings


def test_texts_are_whole_and_free_of_small_print(convention: Extracts) -> None:
    assert [each.paragraphs for each in convention.articles] == [
        story.paragraphs for story in STORIES
    ]
    assert {each.completeness for each in convention.articles} == {"full"}


def test_sources_authors_and_parts(convention: Extracts) -> None:
    for number, each in enumerate(convention.articles, start=1):
        assert (each.source.value or "").startswith("The Lakeside Post")
        assert "Example" in (each.author.value or "").title()
        assert each.part == f"document {number}: {each.title.value}"
        assert each.headed


@pytest.mark.parametrize("name", ["lexisnexis", "proquest", "proquest page", "factiva with codes"])
def test_sections(name: str) -> None:
    for each in extracts(*CONVENTIONS[name]).articles:
        assert "Foreign Desk" in (each.section.value or "")


def test_addresses_and_times() -> None:
    assert {each.url.value for each in extracts(*CONVENTIONS["proquest"]).articles} == {
        "https://www.proquest.example/docview/2500000001"
    }
    (first, *_) = extracts(*CONVENTIONS["factiva"]).articles
    assert first.time.value == "2021-03-03T14:05:00+00:00"
    (first, *_) = extracts(*CONVENTIONS["factiva with codes"]).articles
    assert first.time.value == "2021-03-03T14:05:00+00:00"


@pytest.mark.parametrize("make", [exports.lexisnexis, exports.factiva, exports.proquest])
def test_one_document_alone(make: Callable[..., str]) -> None:
    text = clean(make(STORIES[:1]))
    (article,) = read_export(sniff(text) or "", text, "lines").articles
    assert article.title.value == STORIES[0].title
    assert article.paragraphs == STORIES[0].paragraphs


def test_through_the_front_door() -> None:
    for name, make in (
        ("export.txt", exports.lexisnexis),
        ("factiva.txt", exports.factiva),
        ("factiva.html", exports.factiva_page),
        ("ProQuestDocuments.txt", exports.proquest),
        ("ProQuestDocuments.html", exports.proquest_page),
    ):
        reading = read(name, make().encode())
        assert [draft.title.value for draft in reading.articles] == [s.title for s in STORIES]
        assert [draft.date.value for draft in reading.articles] == [s.iso for s in STORIES]
        assert not reading.refusals
        assert [draft.text for draft in reading.articles] == [
            "\n\n".join(story.paragraphs) for story in STORIES
        ]


@pytest.mark.parametrize("make", [exports.nexis_uni, exports.proquest])
def test_word_files_through_the_front_door(make: Callable[[], str]) -> None:
    def fill(document: Document) -> None:
        for line in make().split("\n"):
            if line.strip():
                document.add_paragraph(line)

    reading = read("export.DOCX", docx_bytes(fill))
    assert [draft.title.value for draft in reading.articles] == [s.title for s in STORIES]
    assert [draft.text for draft in reading.articles] == [
        "\n\n".join(story.paragraphs) for story in STORIES
    ]


def test_a_document_without_text_is_a_headline_and_one_without_anything_is_refused() -> None:
    empty = Story("Only a Headline Here", "May 9, 2021", "2021-05-09", ())
    for make in (exports.lexisnexis, exports.factiva):
        text = clean(make((STORIES[0], empty, STORIES[2])))
        result = read_export(sniff(text) or "", text, "lines")
        assert [each.completeness for each in result.articles] == ["full", "headline", "full"]
        assert result.articles[1].paragraphs == ("Only a Headline Here",)
        assert result.articles[1].date.value == "2021-05-09"
    text = exports.lexisnexis() + "\n\n" + exports.centred("4 of 3 DOCUMENTS") + "\n\n\n"
    result = read_export("lexisnexis", clean(text), "lines")
    assert len(result.articles) == 3
    ((part, message),) = result.refusals
    assert part == "document 4" and "no text" in message


def test_an_abstract_alone_is_marked_as_cut() -> None:
    text = exports.proquest()
    at = text.index("Full text: ")
    end = text.index("Subject: ")
    result = read_export(
        "proquest", clean(text[:at] + "Full text: Not available.\n\n" + text[end:]), "lines"
    )
    assert [each.completeness for each in result.articles] == ["truncated", "full", "full"]
    assert result.articles[0].paragraphs[0].endswith(STORIES[0].paragraphs[0][:60].strip())


def test_a_text_far_shorter_than_stated_is_marked_as_cut() -> None:
    text = exports.lexisnexis().replace("LENGTH: 15 words", "LENGTH: 1,500 words")
    result = read_export("lexisnexis", clean(text), "lines")
    assert [each.completeness for each in result.articles] == ["full", "full", "truncated"]


def test_a_count_that_does_not_fit_is_said() -> None:
    text = exports.lexisnexis().replace(" of 3 DOCUMENTS", " of 5 DOCUMENTS")
    (warning,) = read_export("lexisnexis", clean(text), "lines").warnings
    assert warning == "The export counts 5 documents, and 3 are in this file."


def test_a_download_that_broke_off_keeps_its_last_document() -> None:
    text = exports.nexis_uni()
    cut = text[: text.rindex("Graphic")]
    assert len(read_export("nexis_uni", cut, "paragraphs").articles) == 3
    text = exports.factiva()
    cut = clean(text[: text.rindex("Lakeside Post Company, Inc.")])
    result = read_export("factiva", cut, "lines")
    assert [each.paragraphs for each in result.articles] == [s.paragraphs for s in STORIES]


def test_german_labels() -> None:
    text = (
        exports.lexisnexis()
        .replace(" of 3 DOCUMENTS", " von 3 DOKUMENTEN")
        .replace("BYLINE:", "AUTOR:")
        .replace("LENGTH:", "LÄNGE:")
        .replace("words\n", "Wörter\n")
        .replace("SECTION:", "RUBRIK:")
        .replace("LOAD-DATE:", "UPDATE:")
        .replace("LANGUAGE:", "SPRACHE:")
        .replace("All Rights Reserved", "Alle Rechte vorbehalten")
    )
    assert sniff(clean(text)) == "lexisnexis"
    result = read_export("lexisnexis", clean(text), "lines")
    assert [each.paragraphs for each in result.articles] == [s.paragraphs for s in STORIES]
    assert [each.title.value for each in result.articles] == [s.title for s in STORIES]


def test_a_document_without_a_headline_keeps_its_first_paragraph() -> None:
    text = exports.lexisnexis().replace(f"\n{STORIES[2].title}\n", "\n")
    last = read_export("lexisnexis", clean(text), "lines").articles[2]
    assert last.title.value is None
    assert last.paragraphs == STORIES[2].paragraphs
    assert last.part == "document 3"


def test_labels_without_blank_lines_between_them() -> None:
    text = exports.lexisnexis()
    for label in ("SECTION:", "LENGTH:", "DATELINE:", "LANGUAGE:", "SUBJECT:", "PUBLICATION-TYPE:"):
        text = text.replace(f"\n\n\n{label}", f"\n{label}")
    result = read_export("lexisnexis", clean(text), "lines")
    assert [each.paragraphs for each in result.articles] == [s.paragraphs for s in STORIES]


def test_old_exports_with_headline_and_body_labels() -> None:
    text = exports.lexisnexis()
    for story in STORIES:
        text = text.replace(f"\n{story.title}\n", f"\nHEADLINE: {story.title}\n")
    text = text.replace("DATELINE: GENEVA", "DATELINE: GENEVA\n\n\nBODY:")
    result = read_export("lexisnexis", clean(text), "lines")
    assert [each.title.value for each in result.articles] == [s.title for s in STORIES]
    assert [each.paragraphs for each in result.articles] == [s.paragraphs for s in STORIES]


def test_a_month_without_a_day_is_no_date() -> None:
    text = exports.lexisnexis().replace("March 3, 2021 Wednesday", "March 2021")
    text = text.replace("LOAD-DATE: March 3, 2021", "LOAD-DATE: March 30, 2021")
    first = read_export("lexisnexis", clean(text), "lines").articles[0]
    assert (first.date.value, first.date.origin) == ("2021-03-30", "guessed")
    assert first.title.value == STORIES[0].title
    text = exports.proquest().replace(
        "Publication date: March 3, 2021", "Publication date: Spring 2021"
    )
    text = text.replace("[Geneva]3 March 2021", "[Geneva] Spring 2021")
    first = read_export("proquest", clean(text), "lines").articles[0]
    assert first.date.value is None and "Spring 2021" in first.date.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "An ordinary article.\n\nIt has two paragraphs.",
        "Document 1 of the treaty says so.\n\nAll rights reserved.",
        "Abstract: we study news.\n\nAuthor: somebody\n\nFull text: not here.",
        "Page 3 of 10\n\nLength: 12 pages\n\nThe committee met.",
        "The end of document reviews\n\nBody and soul\n\nEnd of Document",
        "206 words\n9 July 2021\n\nSome text that was pasted.",
        "Publication date: 3 May 2021\n\nSource type: paper\n\nDatabase: none\n\nText.",
        "1 of 10 documents was leaked, the paper said.\n\nCopyright 2021. All Rights Reserved",
    ],
)
def test_ordinary_texts_are_no_exports(text: str) -> None:
    assert sniff(text) is None


def test_what_only_looks_like_an_export_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_export("proquest", "Full text: x\n\nno more", "lines")
    with pytest.raises(ValueError, match="no reader"):
        read_export("nobody", "x", "lines")


def test_a_sniff_is_quick_on_long_texts() -> None:
    import time

    started = time.process_time()
    assert sniff("The envoys met, and met again.\n" * 100_000) is None
    assert sniff("<p>Body</p><b>x</b> " * 100_000) is None
    assert time.process_time() - started < 2


def compact(mark: str) -> str:
    """Two documents in wrapped lines; mark stands between the labels and the text."""
    return "".join(
        f"{story.title}\nThe Lakeside Post\n{story.day}\nSection: World; Pg. 6\nLength: 15 words\n"
        f"Byline: Anna Example{mark}{exports.wrapped(story.paragraphs[:1])}\nEnd of Document\n"
        for story in STORIES[:2]
    )


@pytest.mark.parametrize("mark", ["\nBody\n", "\n\nBody\n", "\nBody\n\n", "\n\nBody\n\n"])
def test_heads_without_blank_lines_are_read(mark: str) -> None:
    articles = read("export.txt", compact(mark).encode()).articles
    assert [each.text for each in articles] == [story.paragraphs[0] for story in STORIES[:2]]
    for each, story in zip(articles, STORIES, strict=False):
        assert (each.title.value, each.date.value) == (story.title, story.iso)
        assert (each.source.value, each.author.value) == ("The Lakeside Post", "Anna Example")
        assert each.section.value == "World; Pg. 6"


def test_what_only_looks_like_an_export_is_read_as_text() -> None:
    text = f"{STORIES[0].paragraphs[0]}\n\nBody\n\n{STORIES[1].paragraphs[0]}\n\nEnd of Document\n"
    assert sniff(text)
    (article,) = read("a.txt", text.encode()).articles
    assert STORIES[1].paragraphs[0] in article.text
    assert "read as one plain text" in " ".join(article.warnings)
