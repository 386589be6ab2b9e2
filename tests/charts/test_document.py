"""The Document's charts: gaps stay gaps, and three states stay three."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.actors import load_roster
from components.analysis import Analysis, Shift, analyse
from components.charts import document_frames as frames
from components.charts.document import (
    CELL_SELECTION,
    MOST_WIDE,
    PARAGRAPH_SELECTION,
    actor_chart,
    paragraph_chart,
)

TEXT = (
    "Washington and Moscow agreed to resume arms talks. It may help the United States and Russia.\n\n"
    "The weather in Geneva was mild, and the lake was calm.\n\n"
    "Russia condemned the hostile American sanctions and threatened retaliation.\n\n"
    "Vladimir Putin was in Sochi."
)


@pytest.fixture
def analysis() -> Analysis:
    return analyse(TEXT, date=date(2021, 6, 17), roster=load_roster())


def layers(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in spec["layer"] if each["mark"]["type"] == kind]


def test_a_paragraph_that_is_not_about_the_relation_is_a_gap_and_no_zero(
    analysis: Analysis,
) -> None:
    frame = frames.paragraph_frame(analysis, selected=2)
    assert list(frame["paragraph"]) == [1, 2, 3, 4]
    assert list(frame["tone"].isna()) == [False, True, False, True]
    assert frame["tone"][0] > 0 > frame["tone"][2]
    assert frame["shown"][1] == "not about the relation"
    assert list(frame["selected"]) == [False, False, True, False]


def test_points_are_the_sentences_about_the_relation(analysis: Analysis) -> None:
    frame = frames.sentence_frame(analysis)
    assert len(frame) == analysis.document.n_sentences
    assert frame["tone"].notna().all()
    assert set(frame["paragraph"]) == {1, 3}
    assert frame["hedged"].any()
    # Inside their paragraph's column, in order.
    assert ((frame["x"] - frame["paragraph"]).abs() < 0.5).all()
    assert frame["x"].is_monotonic_increasing


def test_absent_silent_and_scored_are_three_states(analysis: Analysis) -> None:
    frame = frames.cell_frame(analysis)
    putin = frame[frame["actor"] == "vladimir-putin"]
    assert list(putin["paragraph"]) == [4]  # absent elsewhere: no row at all
    assert list(putin["number"]) == ["•"] and putin["tone"].isna().all()
    scored = frame[frame["scored"]]
    assert scored["tone"].notna().all() and scored["number"].str.fullmatch(r"[+−]?\d\.\d\d").all()
    assert frame["row"].str.contains(" · RU").any()


def test_the_heaviest_actors_come_first_and_the_rest_on_demand(analysis: Analysis) -> None:
    everyone = frames.cell_frame(analysis, most=None)
    totals = everyone.groupby("actor", sort=False)["weight"].sum()
    assert totals.is_monotonic_decreasing
    assert set(frames.cell_frame(analysis, most=1)["actor"]) == {totals.index[0]}


def test_frames_of_nothing_keep_their_columns(analysis: Analysis) -> None:
    empty = replace(analysis, paragraphs=())
    for make in (frames.paragraph_frame, frames.sentence_frame, frames.cell_frame):
        frame = make(empty)
        assert isinstance(frame, pd.DataFrame) and frame.empty and len(frame.columns) > 5
    paragraph_chart(empty).to_dict()
    actor_chart(empty).to_dict()


def test_the_relation_chart_has_the_whole_scale_its_bands_and_a_click(analysis: Analysis) -> None:
    spec = paragraph_chart(analysis, 0).to_dict()
    [click] = [each for each in spec["params"] if each["name"] == PARAGRAPH_SELECTION]
    assert click["select"]["fields"] == ["paragraph"]
    axes = [
        each["encoding"]["y"] for each in spec["layer"] if "field" in each["encoding"].get("y", {})
    ]
    assert all(each["scale"]["domain"] == [-1, 1] for each in axes)
    for name in ("hostile", "strained", "mixed", "warming", "cooperative"):
        assert name in axes[0]["axis"]["labelExpr"]
    [gaps] = layers(spec, "text")
    assert gaps["mark"]["text"] == "not about the relation"
    [points] = layers(spec, "point")
    assert points["encoding"]["fillOpacity"]["condition"]["test"] == "datum.hedged"


def test_the_heat_map_selects_actor_and_paragraph_and_writes_in_its_cells(
    analysis: Analysis,
) -> None:
    spec = actor_chart(analysis, selected=("russia", 2)).to_dict()
    [click] = [each for each in spec["params"] if each["name"] == CELL_SELECTION]
    assert click["select"]["fields"] == ["actor", "paragraph"]
    assert layers(spec, "text")
    scored = layers(spec, "rect")[1]
    assert scored["encoding"]["fill"]["scale"]["domain"] == [-1, -0.5, 0, 0.5, 1]
    # Blank columns are on the axis too.
    assert scored["encoding"]["x"]["scale"]["domain"] == [1, 2, 3, 4]


def test_a_long_article_tells_signs_by_place(analysis: Analysis) -> None:
    long = analyse("\n\n".join([TEXT] * (MOST_WIDE // 4 + 1)), date=None, roster=load_roster())
    spec = actor_chart(long).to_dict()
    assert not layers(spec, "text")
    assert all("yOffset" in each["encoding"] for each in spec["layer"])
    assert not layers(paragraph_chart(long).to_dict(), "text")


def test_a_shift_is_drawn_where_it_is_claimed(analysis: Analysis) -> None:
    assert frames.shift_place(analysis) is None
    assert "too few" in frames.shift_words(analysis.document, analysis.paragraphs)
    claimed = replace(
        analysis,
        document=replace(analysis.document, shift=Shift(1, -0.8, 0.0004, "colder after")),
    )
    place = frames.shift_place(claimed)
    assert place is not None and place[1] == 1 and 1 < place[0] < 2
    words = frames.shift_words(claimed.document, claimed.paragraphs)
    assert words.startswith("Colder after sentence 2 (paragraph 1): −0.80")
    [_, label] = layers(paragraph_chart(claimed).to_dict(), "text")
    assert label["encoding"]["text"]["field"] == "words"


def test_the_charts_say_themselves_in_words(analysis: Analysis) -> None:
    said = frames.paragraph_words(analysis)
    assert "coldest in paragraph 3" in said and "2 of 4 paragraphs are not" in said
    assert "without counting words" in frames.actor_words(analysis)
    dull = replace(analysis, paragraphs=(analysis.paragraphs[1],))
    assert "none of 1" in frames.paragraph_words(dull)


def test_two_actors_of_one_name_stay_two_rows(analysis: Analysis) -> None:
    first = analysis.paragraphs[0]
    twin = replace(first.actors[0], actor="another-one")
    doubled = replace(
        analysis,
        paragraphs=(replace(first, actors=(*first.actors, twin)), *analysis.paragraphs[1:]),
    )
    frame = frames.cell_frame(doubled, most=None)
    assert frame.groupby("actor")["row"].nunique().max() == 1
    assert frame["row"].nunique() == frame["actor"].nunique()


def test_small_words() -> None:
    assert frames.sign(-0.001) == "0" and frames.sign(0.31) == "+" and frames.sign(-0.5) == "−"
    assert frames.share(None) == "–" and frames.share(0.356) == "36%"
    assert frames.snippet("a  b\nc") == "a b c" and frames.snippet("x" * 200).endswith("…")
    assert frames.p_words(None) == ""
