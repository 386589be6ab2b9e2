"""Which column holds what: by the usual names, and by what stands in the columns."""

import pytest

from components.ingest.records import ReadOptions, Unreadable
from components.ingest.tables import columns_of, read_table
from components.ingest.tables.names import continued, named
from tests.ingest.tables.making import OTHER, TEXT, csv_bytes


@pytest.mark.parametrize(
    ("header", "field"),
    [("Text", "text"), ("FULL_TEXT", "text"), ("article text", "text"), ("maintext", "text"),
     ("Body", "text"), ("Texte", "text"), ("Headline", "title"), ("HD", "title"),
     ("Titre", "title"), ("headline.main", "title"), ("title.rendered", "title"),
     ("Abstract", "summary"), ("lead_paragraph", "summary"), ("LOAD-DATE", "weak_date"),
     ("pub_date", "date"), ("publishedAt", "date"), ("Publication date", "date"),
     ("Datum", "date"), ("seendate", "weak_date"), ("indexed_date", "weak_date"),
     ("date.$date", "date"), ("media_name", "source"), ("pubtitle", "source"),
     ("source.name", "source"), ("source.title", "source"), ("domain", "source"),
     ("By", "author"), ("byline.original", "author"), ("web_url", "url"), ("DocumentURL", "url"),
     ("sectionName", "section"), ("fields.body", "text"), ("_source.text", "text"),
     ("content.rendered", "text"), ("article_full_text_1", "text"), ("word_count", "words")],
)  # fmt: skip
def test_the_usual_names(header: str, field: str) -> None:
    hit = named(header)
    assert hit is not None and hit.field == field


@pytest.mark.parametrize(
    "header",
    ["id", "score", "country", "user.name", "user.description", "image.url",
     "column 1", "Name_10", "article_full_text_2", "tone", "sentiment", "x" * 1000],
)  # fmt: skip
def test_other_names_say_nothing(header: str) -> None:
    assert named(header) is None


def test_texts_that_run_over_several_columns() -> None:
    headers = ["id", "text_1", "text_2", "text_3", "text_5", "TD", "LP"]
    assert continued(headers, 1) == (1, 2, 3)
    assert continued(headers, 0) == (0,)
    assert continued(headers, 5) == (6, 5)
    data = csv_bytes(
        [["title", "text_1", "text_2", "text_3"], ["A", "x" * 999 + " ", "and on", "New one."]]
    )
    (article,) = read_table(data, "wide.csv").articles
    assert article.paragraphs == ("x" * 999 + " and on", "New one.")


def test_the_full_text_and_not_its_summary() -> None:
    data = csv_bytes(
        [["Title", "Abstract", "entryDate", "pubdate", "year", "pubtitle", "FullText"],
         ["A title", "In short.", "2022-03-01", "Feb 24, 2022", "2022", "Gazette", TEXT]]
    )  # fmt: skip
    (article,) = read_table(data, "list.csv").articles
    assert article.paragraphs == tuple(TEXT.split("\n\n"))
    assert (article.date.value, article.date.origin) == ("2022-02-24", "found")
    assert article.source.value == "Gazette"
    assert article.completeness == "full"


def test_the_longer_of_two_texts_and_the_other_where_it_is_empty() -> None:
    data = csv_bytes(
        [["text", "content"], ["Short one here.", TEXT], ["Only here is a text.", ""], ["", OTHER]]
    )
    extracts = read_table(data, "two.csv")
    assert [article.paragraphs[0] for article in extracts.articles] == [
        TEXT.split("\n\n")[0],
        "Only here is a text.",
        OTHER,
    ]
    assert "“text” looks like text too" in extracts.warnings[0]


def test_columns_of_the_same_name_stay_apart() -> None:
    data = csv_bytes([["date", "text", "text", "Text "], ["2022-02-24", OTHER, TEXT[:60], "third"]])
    choice = columns_of("twice.csv", data)
    assert choice.headers == ("date", "text", "text (2)", "Text (3)")
    assert choice.mapping["text"] == "text"
    (article,) = read_table(data, "t.csv", ReadOptions(columns={"text": "text (2)"})).articles
    assert article.paragraphs == (TEXT[:59],)


def test_without_headers_the_values_tell() -> None:
    data = csv_bytes(
        [["1", "2022-02-24", "Talks end in Geneva", TEXT, "https://example.org/a"],
         ["2", "2022-02-25", "Talks go on in Geneva", OTHER, "https://example.org/b"]]
    )  # fmt: skip
    extracts = read_table(data, "bare.csv")
    assert [article.part for article in extracts.articles] == ["row 1", "row 2"]
    first = extracts.articles[0]
    assert first.title.value == "Talks end in Geneva" and first.title.origin == "guessed"
    assert (first.date.value, first.url.value) == ("2022-02-24", "https://example.org/a")


def test_a_telling_name_for_nothing_is_not_taken() -> None:
    data = csv_bytes(
        [["text", "article", "notes"], ["1", "https://example.org/a", TEXT], ["2", "", OTHER]]
    )
    assert columns_of("odd.csv", data).mapping["text"] == "notes"


def test_rows_above_the_header() -> None:
    data = csv_bytes([["Export of 24 February"], [], ["Date", "Headline", "Body"],
                      ["2022-02-24", "A", TEXT]])  # fmt: skip
    extracts = read_table(data, "brand.csv")
    assert [article.part for article in extracts.articles] == ["row 4"]
    assert "above the header" in extracts.warnings[0]


def test_a_table_without_text_names_its_columns_and_lets_somebody_choose() -> None:
    data = csv_bytes([["date", "score", "country"], ["2022-02-24", "3", "RU"]])
    with pytest.raises(Unreadable, match="columns are: date, score, country"):
        read_table(data, "codes.csv")
    choice = columns_of("codes.csv", data)
    assert choice.headers == ("date", "score", "country")
    assert choice.samples == (("2022-02-24", "3", "RU"),)
    assert "text" not in choice.mapping and choice.mapping["date"] == "date"
    (article,) = read_table(data, "c.csv", ReadOptions(columns={"text": "country"})).articles
    assert article.paragraphs == ("RU",)


def test_what_somebody_chose_and_what_they_left() -> None:
    data = csv_bytes([["a", "b", "c", "title"], ["02/03/2024", OTHER, "Mine", "Theirs"]])
    chosen = ReadOptions(
        columns={"text": "B", "title": "c", "date": "a", "source": "nowhere"}, date_order="dmy"
    )
    extracts = read_table(data, "mine.csv", chosen)
    (article,) = extracts.articles
    assert (article.paragraphs, article.title.value) == ((OTHER,), "Mine")
    assert article.date.value == "2024-03-02"
    assert extracts.warnings == ("There is no column “nowhere” in this file.",)
    assert columns_of("mine.csv", data, chosen).reasons["title"] == "As chosen."
    untitled = read_table(data, "mine.csv", ReadOptions(columns={"text": "b", "title": ""}))
    assert untitled.articles[0].title.value is None


def test_the_choice_asks_for_the_order_of_open_dates() -> None:
    data = csv_bytes([["date", "text"], ["02/03/2024", OTHER], ["04/05/2024", OTHER]])
    assert columns_of("open.csv", data).open_dates == ("02/03/2024", "04/05/2024")
    assert "Choose the order" in read_table(data, "open.csv").warnings[0]
    settled = columns_of("open.csv", data, ReadOptions(date_order="mdy"))
    assert settled.open_dates == ()


@pytest.mark.parametrize(
    ("service", "headers", "text", "title", "date", "source"),
    [
        ("Nexis Uni", "Title,Publication name,Published date,Byline,Length,Hlead,Full text",
         "Full text", "Title", "Published date", "Publication name"),
        ("LexisNexisTools", "ID,Source_File,Newspaper,Date,Length,Section,Author,Headline,Article",
         "Article", "Headline", "Date", "Newspaper"),
        ("Factiva", "AN,HD,BY,WC,PD,SN,SC,LA,LP,TD", "TD", "HD", "PD", "SN"),
        ("ProQuest", "Title,Abstract,StoreId,Authors,entryDate,language,pubdate,pubtitle,year,FullText",
         "FullText", "Title", "pubdate", "pubtitle"),
        ("Media Cloud", "id,indexed_date,language,media_name,media_url,publish_date,title,url",
         None, "title", "publish_date", "media_name"),
        ("GDELT", "url,url_mobile,title,seendate,socialimage,domain,language,sourcecountry",
         None, "title", "seendate", "domain"),
        ("Event Registry", "uri,lang,date,time,dateTime,dateTimePub,sim,url,title,body,source.uri,source.title",
         "body", "title", "dateTimePub", "source.title"),
        ("All the News", "id,title,publication,author,date,year,month,url,content",
         "content", "title", "date", "publication"),
        ("news-please", "authors,date_download,date_modify,date_publish,description,maintext,source_domain,title",
         "maintext", "title", "date_publish", "source_domain"),
        ("NewsAPI", "source.id,source.name,author,title,description,url,urlToImage,publishedAt,content",
         "content", "title", "publishedAt", "source.name"),
    ],
)  # fmt: skip
def test_the_conventions_of_databases_and_services(
    service: str, headers: str, text: str | None, title: str, date: str, source: str
) -> None:
    values = {text: TEXT, title: "Talks end in Geneva", date: "2022-02-24", source: "Gazette"}
    values |= {"LP": OTHER, "Abstract": OTHER, "description": OTHER, "year": "2022"}
    names = headers.split(",")
    choice = columns_of(f"{service}.csv", csv_bytes([names, [values.get(n, "12") for n in names]]))
    assert choice.mapping.get("text") == text
    assert (choice.mapping["title"], choice.mapping["date"]) == (title, date)
    assert choice.mapping["source"] == source
    assert set(choice.mapping) <= set(choice.reasons)
