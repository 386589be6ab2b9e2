import datetime

import pytest

from components.ingest import read
from components.ingest.metadata import file_name, propose
from components.ingest.records import ArticleDraft, Extract

BODY = (
    "Russian and American diplomats met in Geneva on Thursday to talk about arms control.\n\n"
    "Both sides called the meeting useful. On January 5, 2020 a first round had failed."
)


def draft(text: str, name: str = "notes.txt") -> ArticleDraft:
    (article,) = read(name, text.encode()).articles
    return article


def test_headline_and_date_line_become_proposals_and_leave_the_text() -> None:
    article = draft(f"Diplomats Meet in Geneva Over Arms\nMarch 3, 2022\n\n{BODY}")
    assert (article.title.value, article.title.origin) == (
        "Diplomats Meet in Geneva Over Arms",
        "guessed",
    )
    assert (article.date.value, article.date.origin) == ("2022-03-03", "guessed")
    assert article.date.reason == "the line “March 3, 2022” at the top"
    assert article.text == BODY


def test_credits_between_headline_and_date() -> None:
    article = draft(f"Diplomats meet in Geneva\nInkwell Press Agency\nMarch 3, 2022\n\n{BODY}")
    assert article.source.value == "Inkwell Press Agency"
    article = draft(f"Diplomats meet in Geneva\nJane Doe\nMarch 3, 2022\n\n{BODY}")
    assert (article.author.value, article.source.value) == ("Jane Doe", None)
    assert article.text == BODY


def test_labelled_lines() -> None:
    article = draft(
        f"Title: Talks resume\nDate: 3 March 2022\nSource: The Ledger\nBy Jane Doe\n\n{BODY}"
    )
    assert article.title.value == "Talks resume"
    assert article.date.value == "2022-03-03"
    assert article.source.value == "The Ledger"
    assert article.author.value == "Jane Doe"
    assert article.text == BODY


@pytest.mark.parametrize(
    ("dateline", "date", "source"),
    [
        ("MOSCOW, March 3, 2022 (Inkwell Wire) — ", "2022-03-03", "Inkwell Wire"),
        ("WASHINGTON, D.C., 3 March 2022 (Inkwell Wire) -- ", "2022-03-03", "Inkwell Wire"),
        ("GENEVA (Inkwell Wire) - ", None, "Inkwell Wire"),
        ("MOSCOW, March 3, 2022 – ", "2022-03-03", None),
        ("MOSCOW — ", None, None),
    ],
)
def test_datelines(dateline: str, date: str | None, source: str | None) -> None:
    article = draft(dateline + BODY)
    assert (article.date.value, article.source.value) == (date, source)
    assert article.text.startswith(dateline.strip()[:6])


def test_a_dash_in_a_sentence_is_no_dateline() -> None:
    article = draft(
        "On March 3, 2022 the envoy — a former general — met his counterpart.\n\n" + BODY
    )
    assert article.date.value is None


def test_dates_in_running_text_are_never_taken() -> None:
    article = draft(BODY)
    assert article.date.value is None
    assert article.date.reason == "no date stands outside the running text"


def test_file_name_as_last_resort() -> None:
    article = draft(BODY, "2022-03-03 Ministers talk about arms control.txt")
    assert (article.date.value, article.date.reason) == ("2022-03-03", "the file name")
    assert (article.title.value, article.title.origin) == (
        "Ministers talk about arms control",
        "guessed",
    )
    assert "more than one day" in draft(BODY, "24-02-22.txt").date.reason
    assert draft(BODY, "one_line_per_paragraph.txt").title.value is None


def test_date_in_the_headline() -> None:
    article = draft(f"Press briefing, March 3, 2022\n\n{BODY}")
    assert (article.date.value, article.date.reason) == (
        "2022-03-03",
        "the headline names this day",
    )


@pytest.mark.parametrize(
    "first",
    [
        "Thank you very much. It is good to be here with all of you today.",
        "Ladies and gentlemen",
        "QUESTION: Joining me now is the Secretary of State",
        "he said nothing of the kind",
        "- the first of many points",
        "(APPLAUSE)",
    ],
)
def test_first_lines_that_are_no_headline(first: str) -> None:
    article = draft(f"{first}\n\n{BODY}")
    assert article.title.value is None
    assert article.text.startswith(first)


def test_the_only_paragraph_stays() -> None:
    assert draft("Diplomats Meet in Geneva").text == "Diplomats Meet in Geneva"
    assert draft("March 3, 2022").text == "March 3, 2022"


def test_guesses_are_never_in_the_future() -> None:
    today = datetime.date(2022, 1, 1)
    extract = Extract(("A headline of some words", "March 3, 2022", *BODY.split("\n\n")))
    assert propose(extract, "2022-05-05.txt", today).date.value is None


def test_odd_stated_dates_get_a_warning() -> None:
    early = draft(f"---\ndate: 1850-01-02\n---\n{BODY}", "a.md")
    assert early.date.value == "1850-01-02" and "before 1900" in early.warnings[0]
    late = draft(f"---\ndate: 2099-01-02\n---\n{BODY}", "a.md")
    assert late.date.value == "2099-01-02" and "future" in late.warnings[0]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\a\\b.txt", "b.txt"),
        (" \n", "Unnamed file"),
        ("a\nb.txt", "a b.txt"),
    ],
)
def test_shown_names(name: str, shown: str) -> None:
    assert file_name(name) == shown
