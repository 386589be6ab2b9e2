"""JSON from news services, data frames, databases and people."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ingest.records import Extracts, Unreadable
from components.ingest.tables import columns_of, read_json
from tests.ingest.tables.making import OTHER, TEXT

PARAGRAPHS = tuple(TEXT.split("\n\n"))
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
URL = "https://example.org/a"
DAY = "2022-02-24T10:00:00Z"


def read(value: Any, name: str = "answer.json") -> Extracts:
    return read_json(json.dumps(value).encode(), name)


SERVICES: dict[str, Any] = {
    "NewsAPI": {
        "status": "ok",
        "articles": [
            {"source": {"id": None, "name": "Gazette"}, "author": "By J. Doe", "title": "Talks",
             "description": OTHER, "url": URL, "publishedAt": DAY, "content": TEXT}
        ],
    },
    "GNews": {
        "totalArticles": 1,
        "articles": [
            {"title": "Talks", "description": OTHER, "content": TEXT, "url": URL,
             "publishedAt": DAY, "source": {"name": "Gazette", "url": "https://example.org"}}
        ],
    },
    "Guardian": {
        "response": {
            "status": "ok",
            "results": [
                {"id": "world/1", "sectionName": "World", "webTitle": "Talks", "webUrl": URL,
                 "webPublicationDate": DAY,
                 "fields": {"headline": "Talks", "trailText": OTHER, "body": HTML,
                            "bodyText": " ".join(PARAGRAPHS), "publication": "Gazette"}}
            ],
        }
    },
    "Event Registry": {
        "articles": {
            "results": [
                {"uri": "7", "lang": "eng", "date": "2022-02-24", "time": "10:00:00",
                 "dateTimePub": DAY, "url": URL, "title": "Talks", "body": TEXT,
                 "source": {"uri": "example.org", "title": "Gazette"}, "authors": [],
                 "sentiment": -0.1}
            ],
            "totalResults": 1,
        }
    },
    "newsdata": {
        "status": "success",
        "results": [
            {"article_id": "0", "title": "Talks", "link": URL, "creator": ["J. Doe"],
             "description": OTHER, "content": TEXT, "pubDate": "2022-02-24 10:00:00",
             "source_id": "gazette", "source_name": "Gazette", "category": ["politics"]}
        ],
    },
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Gazette",
        "items": [{"id": "0", "url": URL, "title": "Talks", "date_published": DAY,
                   "content_html": HTML, "summary": OTHER}],
    },
    "webz": {
        "posts": [
            {"thread": {"site": "example.org", "title": "Talks", "published": DAY}, "url": URL,
             "author": "J. Doe", "published": DAY, "title": "Talks", "text": TEXT,
             "source": "Gazette", "entities": {"persons": [{"name": "a", "title": "b"}]}}
        ]
    },
    "WordPress": [
        {"date": "2022-02-24T10:00:00", "link": URL, "title": {"rendered": "Talks"},
         "content": {"rendered": HTML, "protected": False}, "author": 3, "publisher": "Gazette"}
    ],
    "a search engine": {
        "hits": {"hits": [{"_id": "1", "_score": 1.0, "_source": {
            "title": "Talks", "text": TEXT, "published": DAY, "url": URL, "source": "Gazette"}}]}
    },
    "schema.org": {
        "@graph": [
            {"@type": "WebSite", "name": "Example", "url": "https://example.org"},
            {"@type": "NewsArticle", "headline": "Talks", "articleBody": TEXT, "url": URL,
             "datePublished": DAY, "author": {"name": "J. Doe"}, "publisher": {"name": "Gazette"}},
        ]
    },
    "a database": [{"_id": {"$oid": "a"}, "date": {"$date": DAY}, "title": "Talks", "body": TEXT,
                    "url": URL, "outlet": "Gazette"}],
    "a data frame": {"title": {"0": "Talks"}, "text": {"0": TEXT}, "date": {"0": DAY},
                     "url": {"0": URL}, "source": {"0": "Gazette"}},
    "lists of columns": {"title": ["Talks"], "text": [TEXT], "date": [DAY], "url": [URL],
                         "source": ["Gazette"]},
    "columns and rows": {"columns": ["title", "text", "date", "url", "source"],
                         "data": [["Talks", TEXT, DAY, URL, "Gazette"]]},
    "articles by number": {"17": {"title": "Talks", "text": TEXT, "date": DAY, "url": URL,
                                  "source": "Gazette"}},
    "nested lists": [[{"title": "Talks", "text": TEXT, "date": DAY, "url": URL,
                       "source": "Gazette"}]],
    "paragraphs": {"title": "Talks", "paragraphs": list(PARAGRAPHS), "date": DAY, "url": URL,
                   "source": "Gazette", "comments": [{"text": TEXT, "author": "X"}]},
    "blocks": {"title": "Talks", "date": DAY, "url": URL, "source": "Gazette",
               "body": [{"type": "p", "text": text} for text in PARAGRAPHS]},
}  # fmt: skip


@pytest.mark.parametrize("service", SERVICES)
def test_the_shapes_of_services_and_people(service: str) -> None:
    (article,) = read(SERVICES[service]).articles
    assert article.paragraphs == PARAGRAPHS
    assert article.title.value == "Talks"
    assert article.date.value == "2022-02-24"
    assert article.source.value == "Gazette"
    assert article.url.value == URL
    assert article.author.value in (None, "J. Doe")
    assert article.completeness == "full"


def test_an_answer_that_holds_only_summaries_is_cut_off_and_says_nothing_twice() -> None:
    lead = "The two presidents met in Geneva."
    docs = [{"abstract": lead, "snippet": lead, "lead_paragraph": lead, "web_url": URL,
             "headline": {"main": "Talks", "kicker": None}, "pub_date": "2022-02-24T10:00:00+0000",
             "multimedia": [{"caption": "A caption", "url": "i.jpg"}],
             "keywords": [{"name": "persons", "value": "x"}], "source": "The Paper",
             "byline": {"original": "By J. Doe"}, "section_name": "World", "word_count": 900}]  # fmt: skip
    (article,) = read({"status": "OK", "response": {"docs": docs}}).articles
    assert article.paragraphs == (lead,)
    assert article.completeness == "truncated"
    assert (article.title.value, article.section.value) == ("Talks", "World")
    assert article.author.value == "J. Doe"


def test_texts_cut_by_the_service_are_marked_and_the_mark_goes() -> None:
    paid = "ONLY AVAILABLE IN PAID PLANS"
    (cut, summary) = read(
        [{"title": "A", "content": "The ministers met and sa… [+1435 chars]"},
         {"title": "B", "description": OTHER, "content": paid}]
    ).articles  # fmt: skip
    assert (cut.paragraphs, cut.completeness) == (("The ministers met and sa…",), "truncated")
    assert (summary.paragraphs, summary.completeness) == ((OTHER,), "truncated")


def test_headlines_alone_are_marked() -> None:
    extracts = read(
        {"articles": [{"url": URL, "title": "Talks end", "seendate": "20220224T140000Z",
                       "domain": "example.org", "language": "English"}]}
    )  # fmt: skip
    (article,) = extracts.articles
    assert (article.paragraphs, article.completeness) == (("Talks end",), "headline")
    assert (article.date.value, article.date.origin) == ("2022-02-24", "guessed")
    assert article.source.value == "example.org"
    assert "only headlines" in extracts.warnings[0]


def test_every_entry_that_is_no_article_is_named() -> None:
    extracts = read(
        {"articles": [None, 5, {"title": "[Removed]", "content": "[Removed]"}, {"foo": 1},
                      {"title": "Talks", "content": TEXT}]}
    )  # fmt: skip
    assert [article.part for article in extracts.articles] == ["entry 5: Talks"]
    assert [part for part, _ in extracts.refusals] == ["entry 1", "entry 2", "entry 3", "entry 4"]


def test_lines_with_bad_ones_between_them() -> None:
    lines = [json.dumps({"text": TEXT}), "{bad", "", json.dumps({"title": "B", "text": OTHER}),
             "42", "{}"]  # fmt: skip
    for name in ("export.jsonl", "export.json"):
        extracts = read_json("\n".join(lines).encode(), name)
        assert [article.part for article in extracts.articles] == ["line 1", "line 4: B"]
        assert [part for part, _ in extracts.refusals] == ["line 2", "line 5", "line 6"]
        assert "column 2" in extracts.refusals[0][1]


def test_objects_one_after_another() -> None:
    text = "\n".join(json.dumps({"text": body}, indent=1) for body in (TEXT, OTHER))
    assert len(read_json(text.encode(), "dump.json").articles) == 2
    broken = read_json((text + "\n{oops").encode(), "dump.json")
    assert (len(broken.articles), len(broken.refusals)) == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = json.dumps([{"title": "Café", "text": TEXT}], ensure_ascii=False)
    (article,) = read_json(text.encode(encoding), "a.json").articles
    assert article.title.value == "Café"


def test_a_key_that_stands_twice_is_named() -> None:
    data = b'{"__proto__": {"polluted": true}, "text": "first", "text": "A second text is here."}'
    (article,) = read_json(data, "twice.json").articles
    assert article.paragraphs == ("A second text is here.",)
    assert "“text”" in article.warnings[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b'{"articles":[{"text":"Putin met Biden."},{"text":"unfin',
            "not valid JSON, line 1 column",
        ),
        (b'[{"text": "a b c d e"},\n{"text" "b"}]', "not valid JSON, line 2 column"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b"42", "only a number"),
        (b'"hello"', "only a line of text"),
        (b"null", "no articles"),
        (b"[]", "the list is empty"),
        (b'{"status": "ok", "articles": []}', "its keys are “status”, “articles”"),
        (b'{"status": "error", "message": "Your API key is invalid or missing"}', "no articles"),
        (b"[" + b"9" * 10_000 + b"]", "not valid JSON"),
        (b"", "not valid JSON"),
    ],
)
def test_what_holds_no_articles_says_why(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_json(data, "answer.json")


def test_the_choice_of_fields() -> None:
    choice = columns_of("guardian.json", json.dumps(SERVICES["Guardian"]).encode())
    assert choice.mapping["text"] == "fields.body"
    assert choice.mapping["title"] == "webTitle"
    assert len(choice.samples) == 1 and len(choice.samples[0]) == len(choice.headers)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["title", "text", "body", "source", "name", "articles", "date", "x", ""]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(VALUES)
def test_any_value_ends_in_articles_or_refusals(value: Any) -> None:
    try:
        extracts = read(value)
    except Unreadable:
        return
    assert extracts.articles or extracts.refusals


@given(st.lists(st.dictionaries(st.sampled_from(["title", "text", "n"]), st.text(max_size=20))))
def test_every_entry_of_a_list_has_an_outcome(entries: list[dict[str, str]]) -> None:
    entries = [*entries, {"title": "A", "text": OTHER}]
    extracts = read({"articles": entries})
    assert len(extracts.articles) + len(extracts.refusals) == len(entries)


def test_a_feeds_description_is_no_article() -> None:
    items = [{"title": "Talks", "pubDate": "2022-02-24 10:00:00", "link": URL, "guid": URL}]
    feed = {"url": URL, "title": "Gazette", "description": "News of the day."}
    extracts = read({"status": "ok", "feed": feed, "items": items})
    assert [article.title.value for article in extracts.articles] == ["Talks"]


def test_keys_that_say_nothing_leave_it_to_the_values() -> None:
    (article,) = read([{"a1": "x", "b2": TEXT, "c3": "2022-02-24"}]).articles
    assert article.paragraphs == PARAGRAPHS
    with pytest.raises(Unreadable, match="fields are: a1, c3"):
        read([{"a1": "x", "c3": "2022-02-24"}])


@pytest.mark.parametrize("single", [True, False])
def test_the_guardians_blocks_are_the_text(single: bool) -> None:
    blocks = [
        {"bodyHtml": f"<p>{text}</p>", "bodyTextSummary": OTHER, "title": "x"}
        for text in PARAGRAPHS
    ]
    item = {
        "webTitle": "Talks",
        "webUrl": "https://www.theguardian.com/world/talks",
        "webPublicationDate": DAY,
        "blocks": {"main": {"bodyHtml": "<figure></figure>"}, "body": blocks},
    }
    answer = {"content": item} if single else {"results": [item, item]}
    reading = read({"response": {"status": "ok", **answer}})
    assert len(reading.articles) == (1 if single else 2) and not reading.refusals
    for draft in reading.articles:
        assert draft.paragraphs == PARAGRAPHS
        assert (draft.title.value, draft.source.value) == ("Talks", "The Guardian")
        assert draft.completeness == "full"
