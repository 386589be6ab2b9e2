import pytest

from components.ingest import read
from components.ingest.languages import language_of, name_of, paragraph_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The two leaders agreed to return their ambassadors to Moscow and Washington.", "en"),
        ("Стороны обсудили двусторонние отношения и договорились продолжить консультации.", "ru"),
        ("Der russische Präsident traf seinen amerikanischen Kollegen in Genf, und die beiden "
         "sprachen lange über die Lage in der Ukraine und über neue Sanktionen.", "de"),
        ("Les deux présidents se sont rencontrés à Genève pour parler de la situation en Ukraine "
         "et des nouvelles sanctions contre la Russie.", "fr"),
        ("Putin", "und"),
        ("", "und"),
        ("12345 67890 " * 20, "und"),
    ],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code


def test_names_do_not_make_english_foreign() -> None:
    text = "Putin met Zelenskyy, Macron, Scholz, Lavrov and Peskov, and the talks were said to be frank."
    assert language_of(text) in ("en", "und")


def test_names_of_languages() -> None:
    assert name_of("ru") == "Russian"
    assert name_of("xx") == "xx"


DUTCH = (
    "Het overleg in Genève was in februari al eens afgebroken, en of het nu weer op gang komt is "
    "in Den Haag nog de vraag; de minister had in de Kamer gezegd dat hij in Moskou was geweest."
)
RUSSIAN = "Президент России провёл переговоры с президентом США и предложил продолжить их весной."
ENGLISH = (
    "The two presidents met in Geneva and agreed to return their ambassadors to both capitals."
)


@pytest.mark.parametrize(
    ("paragraphs", "article", "expected"),
    [
        ((ENGLISH, RUSSIAN, "Thank you."), "en", ("en", "ru", "en")),
        ((RUSSIAN, ENGLISH, "Спасибо."), "ru", ("ru", "en", "ru")),
        ((DUTCH, ENGLISH), "nl", ("nl", "en")),
        ((ENGLISH, DUTCH), "en", ("en", "nl")),
        (("Putin, Lavrov, Blinken, Biden, Sullivan, Ushakov, Peskov, Zelenskyy",), "en", ("en",)),
        (("QUESTION: Mr. President?", "### 3:04 P.M. EST"), "en", ("en", "en")),
    ],
)
def test_each_paragraph_has_its_language(
    paragraphs: tuple[str, ...], article: str, expected: tuple[str, ...]
) -> None:
    assert paragraph_languages(paragraphs, article) == expected


def test_paragraphs_of_other_languages_are_said() -> None:
    (draft,) = read("a.txt", "\n\n".join([ENGLISH] * 4 + [RUSSIAN]).encode()).articles
    assert (draft.language, draft.paragraph_languages) == ("en", ("en",) * 4 + ("ru",))
    assert draft.warnings == ("One paragraph is not scored: Russian. Only English text is scored.",)
