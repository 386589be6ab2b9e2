from components.text import Span, quotations, words


def keys(text: str) -> list[str]:
    return [word.key for word in words(text, Span(0, len(text)))]


def test_words_keep_initialisms_apostrophes_and_hyphens() -> None:
    assert keys("The U.S.-Russian tit-for-tat isn’t Putin’s.") == [
        "the",
        "u.s.-russian",
        "tit-for-tat",
        "isn't",
        "putin's",
    ]


def test_words_know_their_place() -> None:
    text = "🕊️ Talks began."
    found = words(text, Span(0, len(text)))
    assert [text[word.start : word.end] for word in found] == ["Talks", "began"]


def test_quotations_of_every_style_without_their_marks() -> None:
    text = 'He said “first”, then "second" and «third».'
    assert [text[q.start : q.end] for q in quotations(text, Span(0, len(text)))] == [
        "first",
        "second",
        "third",
    ]


def test_an_open_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = "“It goes on. And on."
    assert [text[q.start : q.end] for q in quotations(text, Span(0, len(text)))] == [text[1:]]
