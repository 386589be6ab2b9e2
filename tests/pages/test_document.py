"""The Document as a reader meets it, driven through the frame."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.analysis import DEFAULT_DYAD
from components.ingest import ArticleDraft, Proposal
from components.ui import copy_link, paragraph_panel, resources, view
from components.ui.paragraph_panel import ACTOR

FRAME = Path(__file__).parents[2] / "components" / "frame.py"
MIXED = (
    "Washington and Moscow agreed to resume arms talks. The mood was warm.\n\n"
    "The weather in Geneva was mild, and the lake was calm.\n\n"
    "Russia condemned the hostile American sanctions and reportedly threatened retaliation. "
    "“We will answer,” the Kremlin said.\n\n"
    "Vladimir Putin was in Sochi."
)

Open = Callable[..., AppTest]


@pytest.fixture
def collection(engine: Engine) -> str:
    return store.create_collection(engine, "Arms control")


@pytest.fixture
def mixed(engine: Engine, collection: str) -> str:
    return add(engine, collection, MIXED, title="Talks *and* threats", source="The Post")


def add(
    engine: Engine, collection_id: str, text: str, *, language: str = "en", **found: str
) -> str:
    def proposal(value: str | None) -> Proposal:
        return Proposal(value, "found" if value else "none", "said so")

    title, source, date = (proposal(found.get(each)) for each in ("title", "source", "date"))
    draft = ArticleDraft(text, title=title, date=date, source=source, language=language)
    analysis = jobs.analyse_draft(draft, resources.roster(), DEFAULT_DYAD)
    return store.add_article(engine, collection_id, draft, analysis, input_name="a.txt").article_id


@pytest.fixture
def document(engine: Engine) -> Open:
    def start(**params: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        app.run()
        app.switch_page("../pages/document.py")
        for name, value in params.items():
            app.query_params[name] = value
        return run(app)

    return start


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def said(app: AppTest) -> str:
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "text")
    elements: list[Any] = [each for kind in kinds for each in app.get(kind)]
    found = " ".join(str(each.value) for each in elements)
    return found.replace("\\", "").replace("\u00a0", " ")


def component(app: AppTest, name: str) -> dict[str, Any]:
    """The data of the one component of that name."""
    [proto] = [
        each.proto for each in app.get("bidi_component") if each.proto.component_name == name
    ]
    found: dict[str, Any] = json.loads(proto.json)
    return found


def evidence(app: AppTest) -> str:
    return "".join(each["text"] for each in component(app, "detente_evidence")["segments"])


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(each.proto.spec) for each in app.get("vega_lite_chart")]


def datasets(chart: Any) -> list[pd.DataFrame]:
    found = [*chart.proto.datasets, *([chart.proto] if chart.proto.HasField("data") else [])]
    return [pa.ipc.open_stream(each.data.data).read_pandas() for each in found]


def test_without_a_collection_it_leads_to_the_library(document: Open) -> None:
    app = document()
    assert "no collection yet" in said(app)
    app.button(key="open_library").click()
    run(app)
    assert app.title[0].value == "Library"


def test_a_collection_without_articles_says_what_to_do(document: Open, collection: str) -> None:
    app = document(set=collection)
    assert "no articles yet" in said(app) and app.button(key="open_library")


def test_it_opens_the_first_article_and_proposes_its_strongest_paragraph(
    document: Open, collection: str, mixed: str
) -> None:
    app = document(set=collection)
    assert app.selectbox(key="article_choice").value == mixed
    assert "Talks *and* threats" in said(app) and "The Post (found)" in said(app)
    assert "Paragraph 3 of 4" in said(app) and "strongest tone" in said(app)
    # Proposed, and not forced into the link.
    assert "par=" not in component(app, "detente_copy_link")["url"]
    assert evidence(app) == MIXED.split("\n\n")[2]


def test_a_cold_link_opens_its_paragraph(document: Open, collection: str, mixed: str) -> None:
    app = document(set=collection, doc=mixed, par="1")
    assert "Paragraph 1 of 4" in said(app) and "strongest tone" not in said(app)
    assert evidence(app) == MIXED.split("\n\n")[0]
    link = component(app, "detente_copy_link")
    assert link["url"].endswith(f"set={collection}&doc={mixed}&par=1")
    assert link["note"] == copy_link.LOCAL_NOTE
    # Momentary: read once, kept in the session, and out of the address bar.
    assert "par" not in app.query_params


def test_a_paragraph_that_is_not_there_is_told(document: Open, collection: str, mixed: str) -> None:
    app = document(set=collection, doc=mixed, par="40")
    assert "asks for paragraph 40, but the article has 4 paragraphs" in said(app)
    assert "par=" not in component(app, "detente_copy_link")["url"]


def test_a_link_to_a_deleted_article_is_told(document: Open, collection: str, mixed: str) -> None:
    app = document(set=collection, doc="gone12345678", par="2")
    assert "not here any more" in said(app)
    assert app.selectbox(key="article_choice").value == mixed


def test_paragraphs_can_be_reached_without_a_mouse(
    document: Open, collection: str, mixed: str
) -> None:
    app = document(set=collection, doc=mixed, par="1")
    assert app.button(key=f"paragraph_previous_{mixed}").disabled
    app.button(key=f"paragraph_next_{mixed}").click()
    run(app)
    assert "Paragraph 2 of 4" in said(app) and "Not about the relation" in said(app)
    app.selectbox(key=f"paragraph_choice_{mixed}").select(3)
    run(app)
    assert "Paragraph 4 of 4" in said(app) and app.button(key=f"paragraph_next_{mixed}").disabled
    assert component(app, "detente_copy_link")["url"].endswith("par=4")


def test_words_can_be_marked_for_an_actor(document: Open, collection: str, mixed: str) -> None:
    app = document(set=collection, doc=mixed, par="3")
    assert "Relation tone" in said(app)
    control: Any = app.get_by_key("counted_for")
    control.set_value("russia")
    run(app)
    assert "Tone toward Russia (RU)" in said(app) and "plain VADER" in said(app)
    assert any("Σ g·t ÷ Σ g" in each.value for each in app.text)
    # The choice stays for the next paragraph, or is said to be absent from it.
    app.button(key=f"paragraph_next_{mixed}").click()
    run(app)
    assert "Russia is not in this paragraph" in said(app)


def test_a_name_in_no_tone_is_said_to_be_one(document: Open, collection: str, mixed: str) -> None:
    app = document(set=collection, doc=mixed, par="4")
    app.session_state[ACTOR] = "vladimir-putin"
    run(app)
    assert "No counting words near Vladimir Putin (RU)" in said(app).replace("**", "")


def test_the_charts_get_gaps_as_nothing_and_silence_as_its_own_state(
    document: Open, collection: str, mixed: str
) -> None:
    app = document(set=collection, doc=mixed, par="2")
    relation, actors = charts(app)
    assert {each["name"] for each in relation["params"]} == {"paragraph_click"}
    assert {each["name"] for each in actors["params"]} == {"cell_click"}
    first, second = app.get("vega_lite_chart")
    [parts] = [frame for frame in datasets(first) if "begins" in frame]
    assert parts["tone"].isna().tolist() == [False, True, False, True]
    assert parts["selected"].tolist() == [False, True, False, False]
    [cells] = [frame for frame in datasets(second) if "actor" in frame]
    states = {(row.actor, row.paragraph): row.state for row in cells.itertuples()}
    assert states["vladimir-putin", 4] == "no counting words"
    assert ("vladimir-putin", 1) not in states
    assert states["russia", 3] == "scored"
    assert first.proto.alt.startswith("Relation tone by paragraph: coldest in paragraph 3")


def test_nothing_about_the_relation_is_a_gap_and_no_zero(
    document: Open, engine: Engine, collection: str
) -> None:
    add(engine, collection, "The cat sat on the mat. The dog slept.")
    app = document(set=collection)
    assert "That is a gap, not a zero" in said(app) and not app.metric
    assert "No actor of the roster is named" in said(app)
    assert not charts(app)


def test_other_languages_are_kept_and_not_scored(
    document: Open, engine: Engine, collection: str
) -> None:
    text = "Россия и США договорились о новых переговорах."
    add(engine, collection, text, language="ru")
    app = document(set=collection)
    assert "Not scored: Russian" in said(app) and not app.metric and not charts(app)
    assert evidence(app) == text


def test_the_headline_numbers_carry_n_and_say_when_there_are_too_few(
    document: Open, collection: str, mixed: str
) -> None:
    app = document(set=collection, doc=mixed)
    labels = [each.label for each in app.metric]
    assert labels == ["Relation tone", "Sentences", "Hedged share", "Shift inside"]
    assert "too few for a band" in said(app) and "too few sentences to test" in said(app)


def test_markup_in_an_article_reaches_only_the_component(
    document: Open, engine: Engine, collection: str
) -> None:
    text = "Moscow and Washington met <img src=x> :red[today] $x$ 😀."
    add(engine, collection, text, title="<b>Bold</b> :red[title]")
    app = document(set=collection)
    assert evidence(app) == text
    assert "<img" not in said(app)
    heading = next(each.value for each in app.subheader if "Bold" in each.value)
    assert "\\<b\\>" in heading and "\\:red\\[" in heading


def test_another_article_starts_anew(
    document: Open, engine: Engine, collection: str, mixed: str
) -> None:
    other = add(engine, collection, "Russia and the United States signed a treaty.", title="Other")
    app = document(set=collection, doc=mixed, par="4")
    app.selectbox(key="article_choice").select(other)
    run(app)
    assert "Paragraph 1 of 1" in said(app)
    assert component(app, "detente_copy_link")["url"].endswith(f"doc={other}")
    assert app.query_params["doc"] in (other, [other])


def test_a_chosen_paragraph_is_of_its_own_article(
    document: Open, engine: Engine, collection: str, mixed: str
) -> None:
    short = add(engine, collection, "Russia and the United States signed a treaty.", title="Short")
    russian = add(engine, collection, "Россия и США начали переговоры.", title="R", language="ru")
    app = document(set=collection, doc=mixed)
    for choice in (short, mixed, russian):
        app.selectbox(key=f"paragraph_choice_{mixed}").select(1)
        assert "Paragraph 2 of 4" in said(run(app))
        app.selectbox(key="article_choice").select(choice)
        run(app)
        if choice != mixed:
            assert "Paragraph 1 of 1" in said(app)
            app.selectbox(key="article_choice").select(mixed)
            run(app)


@pytest.mark.parametrize("wrong", ["2 · gone", None, -1, 4])
def test_only_a_paragraph_of_the_article_is_opened(
    wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes: list[Any] = []
    monkeypatch.setattr(view, "change", lambda **fields: changes.append(fields))
    paragraph_panel._open(wrong, 3)
    assert changes == []
    paragraph_panel._open(3, 3)
    assert changes == [{"paragraph": 3}]
