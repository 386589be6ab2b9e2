"""E-mail: the body once, in any encoding; attachments named; web archives and mailboxes."""

import time
from email.message import EmailMessage

import pytest

from components.ingest import each_reading, read
from tests.ingest.inputs import ARTICLE

TEXT = "\n\n".join(ARTICLE)
HTML = "<html><body>" + "".join(f"<p>{line}</p>" for line in ARTICLE) + "</body></html>"


def message(subject: str = "Talks in Geneva", text: str = TEXT) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "The Inkwell <news@inkwell.example>"
    mail["To"] = "list@x.example"
    mail["Date"] = "Fri, 25 Feb 2022 23:30:00 -0500"
    mail["Message-ID"] = "<1@inkwell.example>"
    mail.set_content(text)
    return mail


def test_body_and_headers() -> None:
    (draft,) = read("a.eml", bytes(message("Fwd: RE: Talks in Geneva"))).articles
    assert draft.text == TEXT
    assert (draft.title.value, draft.source.value) == ("Talks in Geneva", "The Inkwell")
    assert (draft.date.value, draft.date.origin) == ("2022-02-25", "found")
    assert draft.time.value == "2022-02-25T23:30:00-05:00"


def test_two_forms_of_one_text_are_read_once() -> None:
    mail = message()
    mail.add_alternative(HTML, subtype="html")
    (draft,) = read("a.eml", bytes(mail)).articles
    assert draft.text == TEXT


def test_a_plain_form_that_only_points_to_the_other_is_passed_over() -> None:
    mail = message(text="Your mail program cannot show this message.")
    mail.add_alternative(HTML, subtype="html")
    assert read("a.eml", bytes(mail)).articles[0].text == TEXT


def test_an_html_form_that_is_only_a_picture_is_passed_over() -> None:
    mail = message()
    mail.add_alternative("<html><body><img src='x.png'><p>View</p></body></html>", subtype="html")
    assert read("a.eml", bytes(mail)).articles[0].text == TEXT


def test_attachments_are_named_and_left_out() -> None:
    mail = message()
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment("Some notes.", filename="notes.txt")
    (draft,) = read("a.eml", bytes(mail)).articles
    assert draft.text == TEXT
    assert "2 attachments were left out: report.pdf, notes.txt" in draft.warnings[0]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_encodings_and_words_in_headers(encoding: str) -> None:
    mail = message("Переговоры в Женеве")
    mail.set_content(TEXT + "\n\nTrump’s “plan” – café.", charset="utf-8", cte=encoding)
    (draft,) = read("a.eml", bytes(mail)).articles
    assert draft.text.endswith("Trump’s “plan” – café.")
    assert draft.title.value == "Переговоры в Женеве"


def test_what_mailing_lists_add_goes() -> None:
    tail = (
        "<p>You are receiving this newsletter because you subscribed. <a href='#'>Unsubscribe</a></p>"
        "<p>12 Main Street, Springfield</p>"
    )
    mail = message()
    mail.set_content(
        HTML.replace("<p>", "<p>View this email in your browser</p><p>", 1) + tail, "html"
    )
    assert read("a.eml", bytes(mail)).articles[0].text == TEXT


def test_signatures_and_flowed_lines() -> None:
    mail = message(text=f"{TEXT}\n\n-- \nJ. Doe\nThe Inkwell")
    assert read("a.eml", bytes(mail)).articles[0].text == TEXT
    raw = bytes(message(text="The talks went on \ninto the night.\n"))
    flowed = raw.replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    assert read("a.eml", flowed).articles[0].text == "The talks went on into the night."


def test_messages_are_known_without_their_name() -> None:
    assert read("a.txt", bytes(message())).articles[0].title.value == "Talks in Geneva"


def test_messages_as_mail_programs_print_them() -> None:
    headers = (
        "From: The Inkwell\nSent: Friday, February 25, 2022 3:04 PM\nTo: List\nSubject: Talks\n"
    )
    (draft,) = read("a.txt", f"{headers}\n{TEXT}".encode()).articles
    assert (draft.title.value, draft.source.value) == ("Talks", "The Inkwell")
    assert (draft.date.value, draft.text) == ("2022-02-25", TEXT)


def test_messages_without_text_and_encrypted_ones_are_refused() -> None:
    mail = message(text="")
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="report.pdf")
    assert "report.pdf" in read("a.eml", bytes(mail)).refusals[0].message
    secret = (
        b"From: a@x.example\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n"
    )
    assert "encrypted" in read("a.eml", secret).refusals[0].message


def mailbox(*messages: EmailMessage) -> bytes:
    return b"\n".join(
        b"From news@x.example Fri Feb 25 23:30:00 2022\n"
        + bytes(mail).replace(b"\nFrom ", b"\n>From ")
        for mail in messages
    )


def test_mailboxes_are_read_message_by_message() -> None:
    data = mailbox(message("One"), message("Two", f"{TEXT}\n\nFrom here on, talks went well."))
    items = list(each_reading("in/news.mbox", data))
    assert [name for name, _, _ in items] == [
        "news.mbox › message 1: One",
        "news.mbox › message 2: Two",
    ]
    assert items[1][2].articles[0].text.endswith("From here on, talks went well.")
    reading = read("news.txt", data)
    assert [draft.part for draft in reading.articles] == ["message 1: One", "message 2: Two"]
    assert [draft.title.value for draft in reading.articles] == ["One", "Two"]


def test_web_archives() -> None:
    page = HTML.replace("<body>", "<head><title>Talks in Geneva</title></head><body>").replace(
        "<p>", "<h1>Talks in Geneva</h1><p>", 1
    )
    archive = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://www.inkwell.example/talks\n"
        "Subject: Talks in Geneva\nDate: Sat, 26 Feb 2022 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-ID: <frame>\n\n"
        f"{page}\n--b\nContent-Type: text/css\n\np {{ color: red }}\n--b--\n"
    )
    for name in ("a.mhtml", "a.txt"):
        (draft,) = read(name, archive.encode()).articles
        assert draft.text == TEXT
        assert draft.title.value == "Talks in Geneva"
        assert draft.url.value == "https://www.inkwell.example/talks"
        assert (draft.source.value, draft.source.origin) == ("inkwell.example", "guessed")
        assert (draft.date.value, draft.date.origin) == ("2022-02-26", "guessed")


def test_headers_without_end_take_no_time() -> None:
    words, parameters = b"=?utf-8?q?x?= " * 50_000, b"a=b; " * 10_000
    body = b"\n\nThe talks went on into the night.\n"
    part = b"--b\nContent-Type: text/plain; " + parameters + body + b"--b--\n"
    heads = (
        b"Subject: " + words,
        b"Subject: x\nContent-Type: text/plain; " + parameters,
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + part,
    )
    start = time.perf_counter()
    for head in heads:
        data = b"From: a@x.example\nTo: b@x.example\n" + head + body
        (draft,) = read("a.eml", data).articles
        assert draft.text == "The talks went on into the night."
        assert draft.title.value and len(draft.title.value) <= 100
        box = b"From news@x.example Fri Feb 25 23:30:00 2022\n" + data
        assert len(read("a.mbox", box).articles) == 1
        assert read("a.mhtml", b"MIME-Version: 1.0\n" + data).refusals
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("=?utf-8?q?M=C3=BCller=2C_Anna?= <a@x.example>", "Müller, Anna"),
        ('"Doe, John" <j@x.example>', "Doe, John"),
        ("j@x.example", "j@x.example"),
        ("=?utf-8?b?!!!?= Inkwell <j@x.example>", None),
    ],
)
def test_senders(written: str, read_as: str | None) -> None:
    data = f"From: {written}\nTo: b@x.example\nSubject: Talks\n\n{TEXT}\n".encode()
    (draft,) = read("a.eml", data).articles
    assert read_as is None or draft.source.value == read_as


def test_forwarded_messages_are_the_text_below_a_note() -> None:
    outer = message("FW: for you", "See below.")
    outer.add_attachment(message())
    (draft,) = read("a.eml", bytes(outer)).articles
    assert (draft.title.value, draft.text) == ("Talks in Geneva", TEXT)
    assert "“See below.”" in " ".join(draft.warnings)
    outer = message("Our own text")
    outer.add_attachment(message("Other", "Short."))
    (draft,) = read("a.eml", bytes(outer)).articles
    assert (draft.title.value, draft.text) == ("Our own text", TEXT)
    assert "a forwarded message" in draft.warnings[0]


def test_an_attached_page_is_the_text_where_there_is_no_other() -> None:
    mail = message(text="")
    mail.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="talks.html")
    (draft,) = read("a.eml", bytes(mail)).articles
    assert (draft.title.value, draft.text, draft.warnings) == ("Talks in Geneva", TEXT, ())


@pytest.mark.parametrize(
    "word", ["=?utf-7?q?+2AA-?=", "=?x-none?q?a?=", "=?utf-8?b?a?=", "\xff\xfe"]
)
def test_malformed_subjects_harm_nothing(word: str) -> None:
    data = f"From: a@x.example\nTo: b@x.example\nSubject: Talks {word}\n\n{TEXT}\n"
    (draft,) = read("a.eml", data.encode("latin-1")).articles
    assert draft.text == TEXT and (draft.title.value or "").startswith("Talks")
    assert (draft.title.value or "").encode()
