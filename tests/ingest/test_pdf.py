import textwrap

from components.ingest import read
from components.ingest.records import ArticleDraft
from tests.ingest.inputs import ARTICLE, pdf_bytes

PARAGRAPHS = (
    "Today the President signed a new order that strengthens the sanctions against those who "
    "finance the war. The order makes clear to foreign banks that they risk losing access to the "
    "American financial system if they take part in transactions for the arms industry.",
    "In response to the invasion the government has worked with its allies around the world to "
    "hold Moscow accountable, and to undercut its efforts to build up the industries that supply "
    "the front with shells and drones every single day of the year.",
)
# Widths of letters in thousandths of their size.
HELVETICA = dict.fromkeys("abdeghnopuL", 556) | dict.fromkeys("cksvxyz", 500) | {
    "P": 667, "A": 667, "G": 778, "m": 833, "r": 333, "t": 278, "f": 278, "i": 222, "l": 222,
}  # fmt: skip
Placed = list[tuple[float, float, float, str]]


def draft(data: bytes) -> ArticleDraft:
    reading = read("a.pdf", data)
    assert not reading.refusals, reading.refusals
    return reading.articles[0]


def set_lines(lines: list[str], x: float = 72, y: float = 680, size: float = 10) -> Placed:
    return [(x, y - 14 * n, size, line) for n, line in enumerate(lines)]


def set_paragraphs(width: int = 80, indent: bool = False) -> Placed:
    placed: Placed = []
    y = 680.0
    for paragraph in PARAGRAPHS:
        for n, line in enumerate(textwrap.wrap(paragraph, width)):
            placed.append((92 if indent and n == 0 else 72, y, 10, line))
            y -= 14
        y -= 0 if indent else 12
    return placed


def test_wrapped_lines_become_paragraphs() -> None:
    assert draft(pdf_bytes([set_paragraphs()])).text.split("\n\n") == list(PARAGRAPHS)


def test_indented_first_lines_start_paragraphs() -> None:
    assert draft(pdf_bytes([set_paragraphs(indent=True)])).text.split("\n\n") == list(PARAGRAPHS)


def test_headline_in_larger_letters_is_the_title() -> None:
    page = [(72, 740, 18, "President Signs an Order"), (72, 718, 18, "on Sanctions"),
            (72, 698, 10, "March 3, 2022"), *set_paragraphs()]  # fmt: skip
    article = draft(pdf_bytes([page]))
    assert (article.title.value, article.title.origin) == (
        "President Signs an Order on Sanctions",
        "guessed",
    )
    assert article.date.value == "2022-03-03"
    assert article.text.split("\n\n") == list(PARAGRAPHS)


def test_running_heads_and_page_numbers_go_and_paragraphs_run_over_pages() -> None:
    lines = textwrap.wrap(PARAGRAPHS[0], 80)
    pages = [
        [(72, 765, 9, "THE LEDGER / EMBARGOED"), *set_lines(lines[:2]), (300, 30, 9, "- 1 -")],
        [(72, 765, 9, "THE LEDGER / EMBARGOED"), *set_lines(lines[2:]), (300, 30, 9, "- 2 -")],
    ]
    assert draft(pdf_bytes(pages)).text == PARAGRAPHS[0]


def test_words_split_at_line_ends_are_mended() -> None:
    lines = [
        "The order strengthens the sanc-",
        "tions of the state-",
        "owned banks of the govern-",
        "ment in Moscow, he said.",
    ]
    text = draft(pdf_bytes([set_lines(lines)])).text
    assert "sanctions" in text and "government" in text and "\ufffe" not in text


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = (textwrap.wrap(paragraph, 40) for paragraph in PARAGRAPHS)
    page = set_lines(left) + set_lines(right, x=330)
    assert draft(pdf_bytes([page])).text.split("\n\n") == list(PARAGRAPHS)


def test_password_protected() -> None:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    reading = read("a.pdf", pdf_bytes([[(72, 700, 10, ARTICLE[0])]], lock))
    assert (
        "password-protected; remove the password and upload it again" in reading.refusals[0].message
    )


def test_blank_scanned_and_damaged() -> None:
    assert "no text" in read("a.pdf", pdf_bytes([[]])).refusals[0].message
    scan = pdf_bytes([[]]).replace(b"stream\n\nendstream", b"stream\n0 0 9 9 re f\nendstream")
    assert "scanned" in read("a.pdf", scan).refusals[0].message
    garbled = pdf_bytes([set_lines(["!\"# $%& '() *+,-./ :;<=>?@ [\\]^_`{|}~" for _ in range(9)])])
    assert "scan" in read("a.pdf", garbled).refusals[0].message
    whole = pdf_bytes([[(72, 700, 10, ARTICLE[0])]])
    for cut in range(0, len(whole), 97):
        reading = read("a.pdf", b"%PDF-1.4\n" + whole[9:cut])
        assert len(reading.articles) + len(reading.refusals) == 1


def test_scripts_are_not_run_and_not_read() -> None:
    data = pdf_bytes([[(72, 700, 10, ARTICLE[0])]]).replace(
        b"<</Type/Catalog", b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>/Type/Catalog"
    )
    assert draft(data).text == ARTICLE[0]


def test_length_limit() -> None:
    pages = [set_paragraphs() for _ in range(3)]
    reading = read("a.pdf", pdf_bytes(pages), max_characters=200)
    assert "the limit is 200" in reading.refusals[0].message


def test_a_list_s_item_ends_with_its_page() -> None:
    first = [
        (72, 140, 11, "The order lets the Treasury sanction banks that do either of these things:"),
        (
            72,
            112,
            11,
            "Financial institutions that pay for the goods of the arms industry of Russia",
        ),
        (72, 98, 11, "and of firms under sanctions; and"),
    ]
    second = [
        (
            72,
            700,
            11,
            "Financial institutions that sell it goods of the kinds on a list, or ship such",
        ),
        (72, 686, 11, "goods to it through another country."),
    ]
    (draft,) = read("a.pdf", pdf_bytes([first, second])).articles
    assert [line[:22] for line in draft.text.split("\n\n")][1:] == ["Financial institutions"] * 2


def test_tables_of_contents_stay_out() -> None:
    lines = [(72, 700 - 14 * i, 11, f"Chapter on the talks {'. ' * 12}{i}") for i in range(3)]
    lines += [(72, 500, 11, ARTICLE[0])]
    (draft,) = read("a.pdf", pdf_bytes([lines])).articles
    assert draft.text == ARTICLE[0]


def test_spaces_that_the_file_leaves_out_are_put_back() -> None:
    # Some programs write no spaces and move on instead, by less than it takes to be taken for one.
    gaps = {"Putin": 3.0, "met": 3.0, "his": 1.5, "American": 1.5, "counterpart": 3.0, "in": 1.5}
    x, placed = 72.0, []
    for word, gap in (*gaps.items(), ("Geneva", 0.0)):
        placed.append((x, 700.0, 11.0, word))
        x += 0.011 * sum(HELVETICA[letter] for letter in word) + gap
    assert draft(pdf_bytes([placed])).text == "Putin met his American counterpart in Geneva"
