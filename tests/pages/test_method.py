"""The Method screen: the live example, the versions, and numbers that come from the code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components import jobs
from components.actors import load_roster
from components.analysis import default_method, method_version
from components.figures import figure
from components.trends import bands, shifts
from components.ui import method, method_text, resources
from components.ui.words import METHOD_WORDS

FRAME = Path(__file__).parents[2] / "components" / "frame.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page on an empty store."""
    monkeypatch.setenv("DETENTE_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(jobs, "seed_samples", lambda engine, *, roster, method=None: None)
    resources.settings.clear()
    resources.engine.clear()
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    page._page_hash = calc_hash("method")
    page.run()
    assert not page.exception, page.exception
    yield page
    resources.engine().dispose()
    resources.settings.clear()
    resources.engine.clear()


def said(app: AppTest) -> str:
    return " ".join(str(each.value) for each in [*app.text, *app.info, *app.caption, *app.markdown])


def relation(app: AppTest) -> str:
    return next(each.value for each in app.text if "relations: " in each.value)


def test_it_opens_without_a_collection_and_names_its_versions(app):
    assert app.title[0].value == "Method"
    assert method_version() in said(app)
    assert load_roster().version in said(app)
    assert METHOD_WORDS[default_method()] in said(app)


def test_the_example_changes_with_the_text(app):
    before = relation(app)
    assert "n = 1 sentence" in before and "Plain VADER" in before
    app.text_input(key="method_example").set_value(
        "Washington and Moscow signed a treaty and praised their cooperation."
    ).run()
    warm = relation(app)
    app.text_input(key="method_example").set_value(
        "Moscow threatened Washington with war and expelled American diplomats."
    ).run()
    assert not app.exception
    assert len({before, warm, relation(app)}) == 3
    assert ": +" in warm and ": −" in relation(app)


def test_the_default_example_shows_words_actors_and_speakers(app):
    frames = [each.value for each in app.dataframe]
    words = next(frame for frame in frames if "rule" in frame.columns)
    assert "lifted sanctions" in words["word"].tolist()
    named = next(frame for frame in frames if "VADER" in frame.columns)
    assert {"Russia", "United States"} <= set(named["actor"])
    assert any("speaker" in frame.columns for frame in frames)


def test_a_sentence_about_nothing_is_a_gap_not_a_zero(app):
    app.text_input(key="method_example").set_value("It rained in Geneva.").run()
    assert not app.exception
    assert "none. The text does not bear on it" in relation(app)
    assert "No actor of the roster" in said(app)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?", "**bold** $x$ <b>", "Putin said he may lift sanctions. Biden refused.", "я"],
)
def test_any_text_is_taken(app, text):
    app.text_input(key="method_example").set_value(text).run()
    assert not app.exception
    if not text.strip():
        assert "Type a sentence" in said(app)


def test_what_the_reader_types_is_never_markdown(app):
    app.text_input(key="method_example").set_value("**Moscow** $thanked$ Washington.").run()
    assert not any("thanked" in each.value for each in [*app.markdown, *app.caption])


def test_hedges_of_the_example_are_shown(app):
    app.text_input(key="method_example").set_value(
        "Moscow may reportedly lift sanctions against Washington."
    ).run()
    hedged = next(each.value for each in app.dataframe if "hedge" in each.value.columns)
    assert "may" in hedged["hedge"].tolist()


def test_the_definitions_take_their_numbers_from_the_code(app):
    text = said(app)
    assert f"{bands.DRAWS:,}" in text
    assert f"{shifts.PERMUTATIONS:,}" in text
    assert f"Under {shifts.MINIMUM} sentences" in text
    assert method_text.squash_constant() == 15
    assert "√(S² + 15)" in text
    for name, _ in method_text.hedge_classes():
        assert name.replace("_", "-") in text
    for file in ("newsmtsc_dev_rw", "newsmtsc_dev_mt"):
        shown = figure(file, "accuracy", default_method())
        assert f"(n = {shown.n})" in text and f"{shown.value:.0%}".removesuffix("%") in text


def test_every_measured_method_stands_beside_vader_with_its_interval(app):
    targets, relation_tone = (
        next(each.value for each in app.dataframe if column in each.value.columns)
        for column in ("macro-F1", "r within documents")
    )
    assert {"encoder (shown)", "linear model", "context rules", "plain VADER"} == set(
        targets["method"]
    )
    assert {"encoder (shown)", "rules alone", "plain VADER"} == set(relation_tone["method"])
    assert targets["macro-F1"].str.contains("…").all()


def test_the_tables_are_there_to_be_searched(app):
    assert [each.label for each in app.tabs] == [
        "Cooperation and conflict",
        "Political words",
        "Negation and the like",
        "Hedges",
        "Actors",
    ]
    scale = method.table(Path("components/relations/scale.csv").resolve())
    assert len(scale) > 100 and scale["value"].dtype.kind == "f"
    assert not scale["forms"].str.contains("|", regex=False).any()
