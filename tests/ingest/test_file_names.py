"""What file names of a clear pattern say, and that no other name says anything."""

import pytest

from components.ingest import read
from components.ingest.file_names import source_and_title
from tests.ingest.inputs import ARTICLE


@pytest.mark.parametrize(
    "stem",
    [
        "2023-02-13_Inkwell Gazette_Talks resume",
        "20230213_Inkwell Gazette_Talks resume",
        "2023-02-13 - Inkwell Gazette - Talks resume",
        "2023-02-13 – Inkwell Gazette – Talks resume",
    ],
)
def test_day_source_and_title(stem: str) -> None:
    assert source_and_title(stem) == ("Inkwell Gazette", "Talks resume")


@pytest.mark.parametrize(
    "stem",
    [
        "Talks resume",
        "2023-02-13_Inkwell",
        "2023-02-13_draft_Talks resume",
        "2023-02-13_Final 2_Talks resume",
        "2023-02-13_Inkwell_Talks_resume in Geneva",
        "2023-02-13 - Inkwell - Talks resume - page two",
        "2023-02-13_Inkwell_0017",
        "Inkwell_2023-02-13_Talks resume",
        "2023-02-13_Inkwell - Talks resume",
    ],
)
def test_other_names_say_nothing(stem: str) -> None:
    assert source_and_title(stem) is None


def test_they_are_guesses_behind_what_the_text_says() -> None:
    name, text = "2023-02-13_Inkwell Gazette_Talks resume.txt", "\n\n".join(ARTICLE)
    (draft,) = read(name, text.encode()).articles
    assert (draft.title.value, draft.title.origin) == ("Talks resume", "guessed")
    assert (draft.source.value, draft.source.origin) == ("Inkwell Gazette", "guessed")
    assert draft.source.reason == "the file name" and draft.date.value == "2023-02-13"
    stated = f"Title: Envoys Fail\nSource: The Harbor Post\n\n{text}"
    (draft,) = read(name, stated.encode()).articles
    assert (draft.title.value, draft.source.value) == ("Envoys Fail", "The Harbor Post")
