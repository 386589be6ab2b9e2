import dataclasses
import datetime
import math

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.analysis import Dyad, Shift
from components.store import (
    StoreError,
    add_article,
    create_collection,
    delete_articles,
    edit_article,
    load_analysis,
    relation_frame,
    save_analysis,
    schema,
    stale_articles,
)
from tests.store.building import DAY, METHOD, ROSTER, TEXT, Tone, analysis, draft

OTHER_DAY = datetime.date(2020, 2, 29)


@pytest.fixture
def article(engine: Engine, collection: str) -> str:
    return add_article(engine, collection, draft(), analysis()).article_id


def counts(engine: Engine) -> dict[str, int]:
    tables = (schema.analyses, schema.paragraph_scores, schema.actor_scores)
    with engine.connect() as connection:
        return {
            table.name: connection.execute(
                sa.select(sa.func.count()).select_from(table)
            ).scalar_one()
            for table in tables
        }


def test_an_analysis_comes_back_as_it_went_in(engine: Engine, collection: str) -> None:
    given = analysis(band=(-0.7, 0.1), shift=Shift(3, 0.5, 0.01, "a turn"))
    made = add_article(engine, collection, draft(), given).article_id
    wanted = dataclasses.replace(
        given, id=made, title="Talks frozen", source="The Northern Courier"
    )
    assert load_analysis(engine, made) == wanted


def test_title_and_source_are_those_of_today(engine: Engine, article: str) -> None:
    edit_article(engine, article, title="New title", source=None, date=OTHER_DAY)
    loaded = load_analysis(engine, article)
    assert loaded is not None
    assert (loaded.title, loaded.source) == ("New title", None)
    assert loaded.date == DAY, "the date it was scored with"


@pytest.mark.parametrize("unknown", ["234567892345", "", "\0"])
def test_no_article_no_analysis(engine: Engine, article: str, unknown: str) -> None:
    assert load_analysis(engine, unknown) is None
    with pytest.raises(StoreError, match="no longer here"):
        save_analysis(engine, unknown, analysis())


def test_an_article_without_an_analysis(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), None).article_id
    assert load_analysis(engine, made) is None
    assert stale_articles(engine, collection, ROSTER, METHOD) == [made]
    save_analysis(engine, made, analysis())
    assert load_analysis(engine, made) is not None
    assert stale_articles(engine, collection, ROSTER, METHOD) == []


def test_new_scores_replace_the_old_ones(engine: Engine, collection: str, article: str) -> None:
    assert counts(engine) == {"analyses": 1, "paragraph_scores": 3, "actor_scores": 2}
    newer = analysis(tones=(None, None, 0.5), weights=(0, 0, 1), actors={"nato": {2: Tone(0.1)}})
    save_analysis(engine, article, newer)
    assert counts(engine) == {"analyses": 1, "paragraph_scores": 3, "actor_scores": 1}
    assert relation_frame(engine, collection)["relation_tone"].tolist() == [0.5]
    loaded = load_analysis(engine, article)
    assert loaded is not None and loaded.paragraphs == newer.paragraphs


def test_deleting_the_article_takes_its_scores(engine: Engine, article: str) -> None:
    delete_articles(engine, [article])
    assert counts(engine) == {"analyses": 0, "paragraph_scores": 0, "actor_scores": 0}


def test_scores_that_cannot_be_written_leave_the_old_ones(engine: Engine, article: str) -> None:
    before = load_analysis(engine, article)

    def fail(_connection, _cursor, statement, *_rest) -> None:
        if "INSERT INTO actor_scores" in statement:
            raise RuntimeError("the power went")

    sa.event.listen(engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            save_analysis(engine, article, analysis(tones=(0.9,), weights=(1.0,)))
    finally:
        sa.event.remove(engine, "before_cursor_execute", fail)
    assert load_analysis(engine, article) == before
    assert counts(engine) == {"analyses": 1, "paragraph_scores": 3, "actor_scores": 2}


def test_an_analysis_of_another_text_is_refused(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), analysis()).article_id
    with pytest.raises(StoreError, match="another text"):
        save_analysis(engine, made, analysis(TEXT.replace("Moscow", "Prague")))
    with pytest.raises(StoreError, match="another text"):
        add_article(engine, collection, draft("Another text."), analysis())


@pytest.mark.parametrize("value", [math.nan, math.inf, "0.5", True])
def test_a_tone_is_a_number(engine: Engine, article: str, value: float) -> None:
    given = analysis()
    broken = dataclasses.replace(
        given, document=dataclasses.replace(given.document, relation_tone=value)
    )
    with pytest.raises(StoreError, match="not a number"):
        save_analysis(engine, article, broken)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", None])
def test_a_name_can_be_stored(engine: Engine, article: str, name: str) -> None:
    given = analysis()
    actor = dataclasses.replace(given.paragraphs[0].actors[0], actor=name)
    first = dataclasses.replace(given.paragraphs[0], actors=(actor,))
    with pytest.raises(StoreError, match="name"):
        save_analysis(engine, article, dataclasses.replace(given, paragraphs=(first,)))


def test_paragraphs_and_actors_are_counted_once(engine: Engine, article: str) -> None:
    given = analysis()
    first = given.paragraphs[0]
    twice = dataclasses.replace(first, actors=first.actors * 2)
    for paragraphs in ((first, first), (twice,)):
        with pytest.raises(StoreError, match="twice"):
            save_analysis(engine, article, dataclasses.replace(given, paragraphs=paragraphs))


def test_another_version_may_have_another_shape(
    engine: Engine, collection: str, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("components.analysis.records", "components.store.values"):
        monkeypatch.setattr(f"{module}.SCHEMA_VERSION", 2)
    assert load_analysis(engine, article) is None
    assert stale_articles(engine, collection, ROSTER, METHOD) == [article]


class TestStale:
    def test_nothing_is_stale_after_scoring(
        self, engine: Engine, collection: str, article: str
    ) -> None:
        assert stale_articles(engine, collection, ROSTER, METHOD) == []

    @pytest.mark.parametrize(
        ("roster", "method"), [("roster-2", METHOD), (ROSTER, "1.1-method"), ("x", "y")]
    )
    def test_another_roster_or_method_makes_all_stale(
        self, engine: Engine, collection: str, article: str, roster: str, method: str
    ) -> None:
        assert stale_articles(engine, collection, roster, method) == [article]

    def test_a_new_date_makes_just_that_article_stale(
        self, engine: Engine, collection: str, article: str
    ) -> None:
        add_article(engine, collection, draft("Other."), analysis("Other.", tones=[None]))
        edit_article(engine, article, date=OTHER_DAY)
        assert stale_articles(engine, collection, ROSTER, METHOD) == [article]
        save_analysis(engine, article, analysis(date=OTHER_DAY))
        assert stale_articles(engine, collection, ROSTER, METHOD) == []
        edit_article(engine, article, date=None)
        assert stale_articles(engine, collection, ROSTER, METHOD) == [article]

    def test_title_and_source_score_nothing(
        self, engine: Engine, collection: str, article: str
    ) -> None:
        edit_article(engine, article, title="Other", source="Other")
        assert stale_articles(engine, collection, ROSTER, METHOD) == []

    def test_a_late_analysis_of_the_old_date_stays_stale(
        self, engine: Engine, collection: str, article: str
    ) -> None:
        edit_article(engine, article, date=OTHER_DAY)
        save_analysis(engine, article, analysis(date=DAY))
        assert stale_articles(engine, collection, ROSTER, METHOD) == [article]

    def test_another_dyad_than_the_collections(self, engine: Engine, collection: str) -> None:
        other = analysis(dyad=Dyad("china", "russia"))
        made = add_article(engine, collection, draft(), other).article_id
        assert stale_articles(engine, collection, ROSTER, METHOD) == [made]

    def test_one_collection_or_all(self, engine: Engine, collection: str, article: str) -> None:
        other = create_collection(engine, "Other")
        second = add_article(engine, other, draft(), None).article_id
        third = add_article(engine, other, draft(date=None), None).article_id
        assert stale_articles(engine, other, ROSTER, METHOD) == [second, third]
        assert stale_articles(engine, None, "roster-2", METHOD) == [article, second, third]
        assert stale_articles(engine, "\0", "roster-2", METHOD) == []
