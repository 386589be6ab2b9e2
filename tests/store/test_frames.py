import datetime
import math

import pandas as pd
import pytest
from sqlalchemy.engine import Engine

from components.analysis import Shift
from components.store import (
    actor_frame,
    actors_in,
    add_article,
    articles_frame,
    create_collection,
    relation_frame,
    sources_in,
)
from tests.store.building import DAY, Tone, analysis, draft

MAY, JUNE = DAY, datetime.date(2024, 6, 1)
COURIER, LEDGER = "The Northern Courier", "Baltic Ledger"


@pytest.fixture
def filled(engine: Engine, collection: str) -> dict[str, str]:
    """Ids of four articles: may and june, a copy of may by another source, and one without a date.

    Only may and june are about the relation; the one without a date has no source either.
    """
    may = analysis(
        band=(-0.6, 0.1),
        shift=Shift(4, 0.4, 0.02, "a turn after sentence 5"),
        actors={
            "russia": {0: Tone(-0.8, weight=3, n=2), 1: Tone(0.4, weight=1)},
            "nato": {2: Tone(0.0, n=4, state="no_cues", side="NATO")},
        },
    )
    june_text = "One paragraph."
    june = analysis(
        june_text, date=JUNE, tones=[0.5], weights=[1.0], actors={"russia": {0: Tone(0.2)}}
    )
    copy = analysis(tones=(None, None, None), actors={"nato": {0: Tone(0.6)}})
    undated_text = "Nothing of note."
    undated = analysis(undated_text, date=None, tones=[None], actors={})
    return {
        name: add_article(engine, collection, given, scored).article_id
        for name, given, scored in (
            ("june", draft(june_text, date=JUNE, source=COURIER), june),
            ("may", draft(source=COURIER), may),
            ("copy", draft(source=LEDGER), copy),
            ("undated", draft(undated_text, date=None, source=None), undated),
        )
    }


def names(frame: pd.DataFrame, filled: dict[str, str]) -> list[str]:
    by_id = {value: key for key, value in filled.items()}
    return [by_id[each] for each in frame["article_id"]]


def test_relation_frame(engine: Engine, collection: str, filled: dict[str, str]) -> None:
    frame = relation_frame(engine, collection)
    assert names(frame, filled) == ["may", "copy", "june", "undated"]
    may, copy, june, undated = (row for _, row in frame.iterrows())
    assert may["relation_tone"] == pytest.approx((2 * -0.5 + 1 * 0.25) / 3)
    assert (may["low"], may["high"], may["weight"], may["uncertainty"]) == (-0.6, 0.1, 3.0, 0.5)
    assert (may["n_sentences"], may["n_paragraphs"], may["n_relevant"]) == (2, 3, 2)
    assert (may["shift_after_sentence"], may["shift_delta"], may["shift_p"]) == (4, 0.4, 0.02)
    assert may["shift_reason"] == "a turn after sentence 5"
    assert may["date"] == pd.Timestamp(2024, 5, 17) and pd.isna(undated["date"])
    assert may["copy_group"] == copy["copy_group"] != june["copy_group"]
    assert pd.isna(june["low"]) and pd.isna(june["shift_after_sentence"])
    assert pd.isna(undated["source"])


def test_nothing_said_is_not_zero(engine: Engine, collection: str, filled: dict[str, str]) -> None:
    frame = relation_frame(engine, collection).set_index("article_id")
    for name in ("copy", "undated"):
        assert math.isnan(frame.loc[filled[name], "relation_tone"])
        assert math.isnan(frame.loc[filled[name], "uncertainty"])
        assert frame.loc[filled[name], "weight"] == 0


def test_actor_frame_weighs_paragraphs(
    engine: Engine, collection: str, filled: dict[str, str]
) -> None:
    frame = actor_frame(engine, collection)
    assert list(zip(names(frame, filled), frame["actor"], strict=True)) == [
        ("may", "nato"),
        ("may", "russia"),
        ("copy", "nato"),
        ("june", "russia"),
    ]
    nato, russia = frame.iloc[0], frame.iloc[1]
    assert russia["tone"] == pytest.approx((3 * -0.8 + 1 * 0.4) / 4)
    assert russia["vader"] == pytest.approx((3 * -0.4 + 1 * 0.2) / 4)
    assert (russia["n"], russia["weight"]) == (3, 4.0)
    assert (russia["n_paragraphs"], russia["n_scored"]) == (2, 2)
    assert (russia["name"], russia["side"]) == ("Russia", "RU")
    assert (nato["tone"], nato["n"], nato["n_scored"], nato["side"]) == (0.0, 4, 0, "NATO")


def test_an_actor_of_no_weight_has_no_tone(engine: Engine, collection: str) -> None:
    add_article(engine, collection, draft(), analysis(actors={"un": {0: Tone(0.5, weight=0)}}))
    assert actor_frame(engine, collection)["tone"].isna().tolist() == [True]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["may", "copy", "june", "undated"]),
        ({"date_from": MAY}, ["may", "copy", "june"]),
        ({"date_from": JUNE}, ["june"]),
        ({"date_to": MAY}, ["may", "copy"]),
        ({"date_from": MAY + datetime.timedelta(1), "date_to": JUNE}, ["june"]),
        ({"sources": [LEDGER]}, ["copy"]),
        ({"sources": [LEDGER, COURIER]}, ["may", "copy", "june"]),
        ({"sources": [None]}, ["undated"]),
        ({"sources": (LEDGER, None)}, ["copy", "undated"]),
        ({"sources": []}, []),
        ({"sources": ["No such source", "\0", "\ud800"]}, []),
        ({"date_from": JUNE, "sources": [LEDGER]}, []),
    ],
)
def test_filters(
    engine: Engine, collection: str, filled: dict[str, str], filters, left: list[str]
) -> None:
    assert names(relation_frame(engine, collection, **filters), filled) == left
    seen = set(names(actor_frame(engine, collection, **filters), filled))
    assert seen == set(left) - {"undated"}


@pytest.mark.parametrize(
    ("actors", "left"),
    [(None, 4), ([], 0), (["nato"], 2), (["nato", "russia"], 4), (["\0", "x' OR 1=1"], 0)],
)
def test_actors_are_filtered(
    engine: Engine, collection: str, filled: dict[str, str], actors: list[str] | None, left: int
) -> None:
    assert len(actor_frame(engine, collection, actors=actors)) == left


def test_actors_in(engine: Engine, collection: str, filled: dict[str, str]) -> None:
    frame = actors_in(engine, collection)
    assert frame[["actor", "side"]].to_numpy().tolist() == [["nato", "NATO"], ["russia", "RU"]]
    assert frame["n_articles"].tolist() == [2, 2] and frame["n"].tolist() == [5, 4]
    assert frame["last_date"].tolist() == [pd.Timestamp(MAY), pd.Timestamp(JUNE)]


def test_sources_in(engine: Engine, collection: str, filled: dict[str, str]) -> None:
    frame = sources_in(engine, collection)
    assert frame["source"].iloc[0] == COURIER
    assert frame["n_articles"].tolist() == [2, 1, 1]
    assert frame["source"].isna().sum() == 1


def test_articles_frame_has_all_articles(
    engine: Engine, collection: str, filled: dict[str, str]
) -> None:
    add_article(engine, collection, draft("Not scored yet."), None)
    frame = articles_frame(engine, collection)
    assert len(frame) == 5
    unscored = frame[frame["n_paragraphs"].isna()]
    assert unscored["relation_tone"].isna().tolist() == [True]
    assert frame["title"].tolist() == ["Talks frozen"] * 5


@pytest.mark.parametrize("of", [articles_frame, relation_frame, actor_frame, actors_in, sources_in])
@pytest.mark.parametrize("unknown", ["2345678923", "\0"])
def test_an_empty_frame_has_the_same_columns_and_types(
    engine: Engine, collection: str, filled: dict[str, str], of, unknown: str
) -> None:
    empty, full = of(engine, unknown), of(engine, collection)
    assert len(empty) == 0 < len(full)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_another_collections_articles_are_not_in_it(
    engine: Engine, collection: str, filled: dict[str, str]
) -> None:
    other = create_collection(engine, "Other")
    add_article(engine, other, draft(), analysis())
    assert len(relation_frame(engine, other)) == 1
    assert len(relation_frame(engine, collection)) == 4
    assert set(actors_in(engine, other)["actor"]) == {"russia", "united-states"}
