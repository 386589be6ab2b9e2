"""Cut-off texts and bare headlines on the Timeline: out by default, in when asked for, said."""

import datetime

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components import store
from components.ui.timeline_words import Coverage, filter_sentence
from tests.pages.library_driver import COLD, FRAME, WARM, add, run, words


def timeline(collection: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    app.query_params["set"] = collection
    app._page_hash = calc_hash("timeline")
    return run(app)


def means(app: AppTest) -> list[tuple[float, int]]:
    [numbers] = [each.value for each in app.dataframe if "Relation tone" in each.value]
    return list(zip(numbers["Relation tone"], numbers["Articles"], strict=True))


@pytest.fixture
def mixed(engine: Engine, collection: str) -> str:
    add(engine, collection, WARM, title="Whole", source="Wire", date="2025-03-03")
    add(engine, collection, COLD, source="Post", date="2025-03-04", completeness="truncated")
    add(engine, collection, f"{COLD} {COLD}", date="2025-03-05", completeness="headline")
    return collection


def test_they_are_left_out_and_counted(mixed: str) -> None:
    app = timeline(mixed)
    [(mean, n)] = means(app)
    assert n == 1 and mean > 0
    assert "2 cut off or headline only are left out" in words(app)


def test_they_come_in_when_asked_for_and_are_marked(mixed: str) -> None:
    app = timeline(mixed)
    app.toggle(key="timeline_include").set_value(True)
    run(app)
    both = means(app)
    assert sum(n for _, n in both) == 3 and min(mean for mean, _ in both) < 0
    assert "2 of them are cut off or headline only" in words(app)
    periods = app.selectbox(key="timeline_period")
    periods.set_value(datetime.date(2025, 3, 4))
    assert "beginning only" in words(run(app))


def test_without_a_whole_article_it_says_how_to_see_the_others(
    engine: Engine, collection: str
) -> None:
    add(engine, collection, COLD, date="2025-03-04", completeness="truncated")
    app = timeline(collection)
    assert "Every dated article here is cut off or a headline only" in words(app)
    app.toggle(key="timeline_include").set_value(True)
    assert len(means(run(app))) == 1


def test_no_switch_where_every_article_is_whole(engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, date="2025-03-03")
    assert not timeline(collection).toggle


def test_copies_count_once_for_each_source(engine: Engine, collection: str) -> None:
    for day, source in ((3, "Wire"), (4, "Wire"), (5, "Post")):
        add(engine, collection, WARM, source=source, date=f"2025-03-0{day}")
    add(engine, collection, COLD, source="Wire", date="2025-03-06")
    app = timeline(collection)
    groups = {each.copy_group for each in store.list_articles(engine, collection)}
    assert len(groups) == 2
    app.segmented_control(key="unit").set_value("Month")
    run(app)
    frame = store.relation_frame(engine, collection).set_index("source")
    warm = frame.loc["Post", "relation_tone"]
    cold = frame["relation_tone"].min()
    [(mean, n)] = means(app)
    assert n == 3 and mean == pytest.approx((warm + (warm + cold) / 2) / 2)


def test_the_sentence_lists_all_that_is_left_out() -> None:
    day = datetime.date(2025, 3, 3)
    seen = Coverage(n=9, n_sources=2, first=day, last=day, undated=1, not_about=2, not_whole=3)
    assert filter_sentence("U.S.–Russia", "day", seen).endswith(
        "; 1 undated, 2 not about the relation and 3 cut off or headline only are left out."
    )
