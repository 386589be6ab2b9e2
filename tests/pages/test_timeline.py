"""The Timeline as a reader meets it, driven through the frame; small articles scored by hand."""

import datetime
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components import store
from components.actors import load_roster
from components.analysis import Dyad
from components.ui.timeline_words import Coverage, dyad_name, filter_sentence
from tests.store.building import Tone, analysis, draft

FRAME = Path(__file__).parents[2] / "components" / "frame.py"
Open = Callable[..., AppTest]
_numbers = count()
TRICKY = "**Bold** ![x](http://example.org/x.png) $1$ & <b>talks</b>"


@pytest.fixture
def timeline(engine: Engine) -> Open:
    def start(**params: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in params.items():
            app.query_params[name.rstrip("_")] = value
        app._page_hash = calc_hash("timeline")
        app.run()
        assert not app.exception, app.exception
        return app

    return start


def add(
    engine: Engine,
    collection: str,
    day: str | None,
    tone: float | None,
    source: str | None = "Northern Courier",
    title: str = "",
    text: str = "",
) -> str:
    number = next(_numbers)
    text = text or f"Article {number} of the test.\nIt has a second paragraph."
    actors = {
        "russia": {0: Tone(-0.4, n=3)},
        "united-states": {0: Tone(0.3, n=2, side="US")},
        "vladimir-putin": {1: Tone(0.1)},
    }
    added = store.add_article(
        engine,
        collection,
        draft(text, title=title or f"Title {number}", date=day, source=source),
        analysis(
            text,
            date=datetime.date.fromisoformat(day) if day else None,
            tones=(tone, None),
            weights=(1.0 if tone is not None else 0.0, 0.0),
            actors=actors,
        ),
        input_name=f"{number}.txt",
    )
    assert added.article_id
    return added.article_id


@pytest.fixture
def collection(engine: Engine) -> str:
    """Five articles in March, one in May, one undated, one not about the relation, one of 2001."""
    made = store.create_collection(engine, "Talks")
    for number, tone in enumerate((-0.4, -0.2, 0.0, 0.2, 0.3)):
        add(engine, made, f"2025-03-{5 + number:02}", tone, "Courier" if number < 2 else "Herald")
    add(engine, made, "2025-05-09", 0.5, "Courier", TRICKY)
    add(engine, made, None, 0.1)
    add(engine, made, "2025-03-20", None, "Herald")
    add(engine, made, "2001-09-25", 0.7, "Wire")
    return made


def sentence(app: AppTest) -> str:
    return next(each.value for each in app.text if each.value.startswith("Tone toward"))


def said(app: AppTest) -> str:
    shown = [*app.text, *app.info, *app.caption, *app.warning]
    return " ".join(str(each.value) for each in shown)


def charts(app: AppTest) -> list:
    return list(app.get("vega_lite_chart"))


def spec(chart) -> dict:
    return json.loads(chart.proto.spec)


def layers(node: dict) -> list[dict]:
    return [leaf for each in node["layer"] for leaf in layers(each)] if "layer" in node else [node]


def test_without_a_collection_it_leads_to_the_library(timeline):
    app = timeline()
    assert "no collection" in said(app)
    assert app.button(key="timeline_to_library")


def test_an_empty_collection_says_what_to_do(engine, timeline):
    made = store.create_collection(engine, "Empty")
    app = timeline(set=made)
    assert "no articles yet" in said(app)
    assert app.button(key="timeline_to_library")


def test_articles_without_dates_say_so(engine, timeline):
    made = store.create_collection(engine, "Undated")
    add(engine, made, None, 0.2)
    app = timeline(set=made)
    assert "has a date" in said(app)
    assert not charts(app)


def test_articles_not_about_the_relation_are_not_drawn_as_zero(engine, timeline):
    made = store.create_collection(engine, "Weather")
    add(engine, made, "2025-01-02", None)
    app = timeline(set=made)
    assert "none of them is about the relation" in said(app)
    assert not charts(app)


def test_the_sentence_says_the_filters_and_what_is_left_out(timeline, collection):
    app = timeline(set=collection, from_="2025-01-01", unit="Month")
    assert sentence(app) == (
        "Tone toward U.S.–Russia relations, by month, 5 Mar 2025 – 9 May 2025, 2 sources, "
        "6 articles; 1 undated and 1 not about the relation are left out."
    )


def test_the_unit_fits_the_span_when_none_is_asked_for(timeline, collection):
    assert ", by year, 25 Sep 2001 – 9 May 2025," in sentence(timeline(set=collection))
    assert ", by week," in sentence(timeline(set=collection, from_="2025-01-01"))


@pytest.mark.parametrize("unit", ["Day", "Week", "Month", "Quarter", "Year"])
def test_a_deep_link_restores_the_unit(timeline, collection, unit):
    app = timeline(set=collection, unit=unit)
    assert f"by {unit.lower()}," in sentence(app)
    assert app.session_state["unit"] == unit


def test_a_deep_link_restores_dates_actors_and_sources(timeline, collection):
    app = timeline(
        set=collection,
        from_="2001-01-01",
        to="2025-03-31",
        unit="Month",
        actor=["vladimir-putin"],
        source=["Courier", "Wire"],
    )
    assert "25 Sep 2001 – 6 Mar 2025, 2 sources, 3 articles" in sentence(app)
    drawn = " ".join(each.value for each in app.markdown)
    assert "Vladimir Putin" in drawn and "United States" not in drawn
    assert app.multiselect(key="sources_choice").value == ["Courier", "Wire"]


def test_without_chosen_actors_the_most_mentioned_are_drawn_and_not_written_into_the_link(
    timeline, collection
):
    app = timeline(set=collection)
    drawn = [each.value for each in app.markdown]
    assert any("Russia" in each for each in drawn) and any("United" in each for each in drawn)
    assert len(charts(app)) == 2 + 3
    assert "actor" not in app.query_params


def test_the_relation_chart_has_raw_points_bands_and_a_fixed_scale(timeline, collection):
    app = timeline(set=collection, from_="2025-01-01", unit="Month")
    drawn = spec(charts(app)[0])
    found = layers(drawn)
    domains = [
        each["encoding"]["y"]["scale"]["domain"]
        for each in found
        if "scale" in each.get("encoding", {}).get("y", {})
    ]
    assert domains and all(domain == [-1, 1] for domain in domains)
    names = {param["name"] for each in found for param in each.get("params", [])}
    names |= {param["name"] for param in drawn.get("params", [])}
    assert {"period", "article"} <= names
    fields = json.dumps([each.get("encoding") for each in found])
    for field in ("basis", "band_text", "mean_text", "title", "source", "low"):
        assert f'"{field}"' in fields


def datasets(chart) -> list[pd.DataFrame]:
    found = [*chart.proto.datasets, *([chart.proto] if chart.proto.HasField("data") else [])]
    return [pa.ipc.open_stream(each.data.data).read_pandas() for each in found]


def test_the_browser_gets_aggregates_and_raw_points(timeline, collection):
    app = timeline(set=collection, from_="2025-01-01", unit="Month")
    sent = datasets(charts(app)[0])
    [points] = [frame for frame in sent if "article_id" in frame]
    assert len(points) == 6 and points["tone"].notna().all()
    [line] = [frame for frame in sent if set(frame) == {"middle", "mean"}]
    assert line["mean"].isna().tolist() == [False, True, False]
    [means] = [frame for frame in sent if "label" in frame]
    assert means["label"].tolist() == ["Mar 2025", "May 2025"]
    # Courier −0.3, Herald 1/6: the mean over sources, not over articles.
    assert means["mean"].iloc[0] == pytest.approx((-0.3 + 0.5 / 3) / 2)
    assert charts(app)[0].proto.alt.startswith("Tone toward U.S.–Russia relations by month")


def test_picking_a_period_lists_its_articles(timeline, collection):
    app = timeline(set=collection, from_="2025-01-01", unit="Month")
    app.selectbox(key="timeline_period").select(datetime.date(2025, 3, 1)).run()
    assert not app.exception
    text = said(app)
    assert "Mar 2025: relation tone" in text and "n = 5 articles" in text
    assert "1 more is not about the relation" in text
    assert "not about the relation" in text
    assert len([each for each in app.button if str(each.key).startswith("open_")]) == 6


def test_a_picked_period_that_the_filters_remove_is_dropped(timeline, collection):
    app = timeline(set=collection, from_="2025-01-01", unit="Month")
    app.selectbox(key="timeline_period").select(datetime.date(2025, 3, 1)).run()
    app.date_input(key="from").set_value(datetime.date(2025, 5, 1)).run()
    assert not app.exception
    assert not [each for each in app.button if str(each.key).startswith("open_")]


def test_a_title_is_data_not_markdown(timeline, collection):
    app = timeline(set=collection, from_="2025-05-01", unit="Month")
    app.selectbox(key="timeline_period").select(datetime.date(2025, 5, 1)).run()
    [button] = [each for each in app.button if str(each.key).startswith("open_")]
    assert "\\*\\*Bold\\*\\*" in button.label and "](http" not in button.label


def test_opening_an_article_shows_its_document(timeline, collection, engine):
    app = timeline(set=collection, from_="2025-05-01", unit="Month")
    app.selectbox(key="timeline_period").select(datetime.date(2025, 5, 1)).run()
    [button] = [each for each in app.button if str(each.key).startswith("open_")]
    button.click().run()
    assert not app.exception
    assert app.title[0].value == "Document"


def test_copies_are_marked_and_counted_once(engine, timeline):
    made = store.create_collection(engine, "Wire copies")
    for day in ("2025-03-01", "2025-03-02"):
        add(engine, made, day, 0.3, "Courier", text="The same wire text.")
    add(engine, made, "2025-03-03", -0.3, "Courier")
    app = timeline(set=made, unit="Month")
    assert "1 copy of a text in its own source counts once" in sentence(app)
    app.selectbox(key="timeline_period").select(datetime.date(2025, 3, 1)).run()
    assert "one of 2 copies of the same text" in said(app)
    assert "relation tone 0.00" in said(app)


@pytest.mark.parametrize(
    ("first", "to", "words"),
    [("2030-01-01", "2031-01-01", "No article is left"), ("2025-05-01", "2025-01-01", "after")],
)
def test_filters_that_leave_nothing_can_be_cleared(timeline, collection, first, to, words):
    app = timeline(set=collection, from_=first, to=to)
    assert words in said(app)
    assert not charts(app)
    app.button(key="clear_filters").click().run()
    assert not app.exception
    assert "7 articles" in sentence(app)


def test_the_densest_run_is_one_click_away(engine, timeline):
    made = store.create_collection(engine, "Dense")
    add(engine, made, "2001-09-25", 0.5)
    for month in (2, 3, 4):
        for day in (3, 9, 20):
            add(engine, made, f"2025-{month:02}-{day:02}", 0.1)
    app = timeline(set=made)
    [button] = [each for each in app.button if each.label.startswith("Densest run")]
    assert button.label == "Densest run: Feb 2025 – Apr 2025"
    button.click().run()
    assert "by week, 3 Feb 2025 – 20 Apr 2025, 1 source, 9 articles" in sentence(app)


def test_a_sample_collection_is_marked(engine, timeline):
    made = store.create_collection(engine, "Samples", is_sample=True)
    add(engine, made, "2025-03-01", 0.1)
    assert "Sample articles" in said(timeline(set=made))


def test_a_single_article_is_drawn_by_day(engine, timeline):
    made = store.create_collection(engine, "One")
    add(engine, made, "2025-03-01", 0.1, None)
    app = timeline(set=made)
    assert ", by day, 1 Mar 2025, 1 source, 1 article." in sentence(app)
    assert len(charts(app)) == 2 + 3


def test_the_dyad_is_named_from_the_roster():
    known = load_roster().actors
    assert dyad_name(Dyad(), known) == "U.S.–Russia"
    assert dyad_name(Dyad("germany", "atlantis"), known) == "Germany–atlantis"


def test_a_sentence_that_leaves_nothing_out_says_nothing_of_it():
    day = datetime.date(2024, 11, 8)
    seen = Coverage(n=1, n_sources=1, first=day, last=day)
    assert filter_sentence("U.S.–Russia", "day", seen) == (
        "Tone toward U.S.–Russia relations, by day, 8 Nov 2024, 1 source, 1 article."
    )
