import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from components.analysis import DEFAULT_DYAD, Dyad
from components.store import (
    StoreError,
    add_article,
    create_collection,
    delete_articles,
    delete_collection,
    describe_collection,
    get_article,
    get_collection,
    get_dyad,
    list_collections,
    rename_collection,
)
from components.store.values import MAX_DESCRIPTION, MAX_NAME, line
from tests.store.building import analysis, draft

GONE = "no longer here"


def test_a_new_collection(engine: Engine) -> None:
    made = create_collection(engine, "  Arms \n control ", description="All since 2001")
    found = get_collection(engine, made)
    assert found is not None
    assert (found.id, found.name, found.description) == (made, "Arms control", "All since 2001")
    assert (found.is_sample, found.dyad) == (False, DEFAULT_DYAD)
    assert (found.n_articles, found.n_dated, found.first_date, found.last_date) == (
        0,
        0,
        None,
        None,
    )
    age = datetime.datetime.now(datetime.UTC) - found.created
    assert datetime.timedelta(0) <= age < datetime.timedelta(minutes=1)


def test_an_id_is_short_and_fit_for_a_link(engine: Engine) -> None:
    ids = {create_collection(engine, f"Number {number}") for number in range(20)}
    assert len(ids) == 20
    assert all(len(each) == 10 and each.isalnum() and each.isascii() for each in ids)


def test_counts_and_dates(engine: Engine, collection: str) -> None:
    for year in (2001, 2014):
        add_article(engine, collection, draft(date=datetime.date(year, 6, 16)), None)
    add_article(engine, collection, draft(date=None), None)
    found = get_collection(engine, collection)
    assert found is not None
    assert (found.n_articles, found.n_dated) == (3, 2)
    assert (found.first_date, found.last_date) == (
        datetime.date(2001, 6, 16),
        datetime.date(2014, 6, 16),
    )
    assert list_collections(engine) == [found]


def test_the_list_is_by_name_with_samples_last(engine: Engine) -> None:
    create_collection(engine, "A sample", is_sample=True)
    for name in ("zero", "Beta", "alpha"):
        create_collection(engine, name)
    assert [each.name for each in list_collections(engine)] == ["alpha", "Beta", "zero", "A sample"]


def test_another_dyad(engine: Engine) -> None:
    made = create_collection(engine, "Far east", dyad=Dyad("china", "russia"))
    found = get_collection(engine, made)
    assert found is not None and found.dyad == Dyad("china", "russia")


@pytest.mark.parametrize(
    "name", ["Arms control", "  arms\tCONTROL ", "Arms\u00a0control", "Ａrms control"]
)
def test_a_name_is_given_once(engine: Engine, collection: str, name: str) -> None:
    other = create_collection(engine, "Other")
    with pytest.raises(StoreError, match="already a collection called"):
        create_collection(engine, name)
    with pytest.raises(StoreError, match="already a collection called"):
        rename_collection(engine, other, name)
    assert {each.name for each in list_collections(engine)} == {"Arms control", "Other"}


def test_rename_and_describe(engine: Engine, collection: str) -> None:
    rename_collection(engine, collection, "ARMS CONTROL")
    describe_collection(engine, collection, "First line\nSecond line\n")
    found = get_collection(engine, collection)
    assert found is not None
    assert (found.id, found.name, found.description) == (
        collection,
        "ARMS CONTROL",
        "First line\nSecond line",
    )
    create_collection(engine, "Arms talks")
    rename_collection(engine, collection, "Trade")
    create_collection(engine, "Arms control")


@pytest.mark.parametrize("name", ["", " \n", "\0", "x" * (MAX_NAME + 1)])
def test_names_that_are_refused(engine: Engine, collection: str, name: str) -> None:
    with pytest.raises(StoreError, match="name"):
        create_collection(engine, name)
    with pytest.raises(StoreError, match="name"):
        rename_collection(engine, collection, name)


def test_a_description_has_an_end(engine: Engine, collection: str) -> None:
    with pytest.raises(StoreError, match="too long"):
        describe_collection(engine, collection, "x" * (MAX_DESCRIPTION + 1))


def test_deleting_takes_the_articles_of_this_collection_only(
    engine: Engine, collection: str
) -> None:
    other = create_collection(engine, "Other")
    lost = add_article(engine, collection, draft(), analysis()).article_id
    kept = add_article(engine, other, draft(), analysis()).article_id
    delete_collection(engine, collection)
    assert get_collection(engine, collection) is None
    assert get_article(engine, lost) is None
    assert get_article(engine, kept) is not None


@pytest.mark.parametrize("unknown", ["2345678923", "", "\0", "\ud800", "' OR 1=1", "x" * 5000])
def test_an_unknown_collection(engine: Engine, collection: str, unknown: str) -> None:
    assert get_collection(engine, unknown) is None
    with pytest.raises(StoreError, match=GONE):
        rename_collection(engine, unknown, "Name")
    with pytest.raises(StoreError, match=GONE):
        describe_collection(engine, unknown, "")
    with pytest.raises(StoreError, match=GONE):
        delete_collection(engine, unknown)
    assert delete_articles(engine, [unknown]) == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=60), description=st.text(max_size=200))
def test_any_name_is_kept_or_refused(engine: Engine, name: str, description: str) -> None:
    if line(name) is None:
        with pytest.raises(StoreError):
            create_collection(engine, name)
        return
    made = create_collection(engine, name, description=description)
    found = get_collection(engine, made)
    assert found is not None and found.name == line(name)
    delete_collection(engine, made)


def test_the_dyad_alone(engine: Engine, full: str) -> None:
    assert get_dyad(engine, full) == Dyad("russia", "china")
    assert get_dyad(engine, "gone123456") is None
    assert get_dyad(engine, "not an id!") is None
