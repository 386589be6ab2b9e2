import pytest

from components.ingest.languages import language_of, name_of


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
