"""Groups of articles with nearly the same text: joined, left, and rejoined."""

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    add_article,
    articles_frame,
    backup,
    copy_group,
    create_collection,
    delete_articles,
    index_copies,
    list_articles,
    move_article,
    regroup,
    restore,
    schema,
    ungroup,
)
from tests.store.building import analysis, draft

WIRE = (
    "Envoys of both countries met in Geneva on Monday for a third round of talks on arms control. "
    "They agreed to exchange data about missiles again and to meet in the spring. A spokesman "
    "called the mood constructive, while critics at home said that little had been won so far."
)
LOCAL = WIRE.replace("Envoys", "GENEVA (AP) – Envoys").replace("a spokesman", "one spokesman")
OTHER = "The harvest was good this year, and farmers along the river sold more grain than before."


@pytest.fixture
def members(engine: Engine, collection: str) -> tuple[str, str, str]:
    """A wire story, its near copy in another paper, and the same text in a third."""
    added = [
        add_article(engine, collection, draft(text, source=source), analysis(text, tones=[0.1]))
        for text, source in ((WIRE, "Wire"), (LOCAL, "Local"), (WIRE, "Third"))
    ]
    assert [each.status for each in added] == ["added", "copy", "copy"]
    first, near, same = added
    assert (near.copy_of, same.copy_of) == (first.article_id, first.article_id)
    assert near.similarity is not None and 0.5 <= near.similarity < 1
    assert same.similarity == 1.0
    return first.article_id, near.article_id, same.article_id


def groups(engine: Engine, collection: str) -> dict[str, str]:
    return {each.id: each.copy_group for each in list_articles(engine, collection)}


def test_near_copies_share_a_group(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    alone = add_article(engine, collection, draft(OTHER), None)
    assert alone.status == "added"
    found = groups(engine, collection)
    assert len({found[each] for each in members}) == 1
    assert found[alone.article_id] not in {found[each] for each in members}
    listed = {each.id: each for each in list_articles(engine, collection)}
    assert [listed[each].n_copies for each in members] == [2, 2, 2]
    assert [listed[each].copy_of for each in members] == [None, members[0], members[0]]
    assert listed[alone.article_id].n_copies == 0
    assert {each.id for each in copy_group(engine, members[1])} == set(members)
    assert [each.id for each in copy_group(engine, alone.article_id)] == [alone.article_id]
    frame = articles_frame(engine, collection).set_index("article_id")
    assert frame.loc[list(members), "copy_group"].nunique() == 1


def test_another_collection_has_its_own_groups(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    other = create_collection(engine, "Other")
    assert add_article(engine, other, draft(WIRE), None).status == "added"


def test_out_of_the_group_and_back(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    first, near, same = members
    ungroup(engine, first)
    found = groups(engine, collection)
    assert found[near] == found[same] != found[first]
    listed = {each.id: each for each in list_articles(engine, collection)}
    assert listed[first].copy_separate and not listed[near].copy_separate
    # What comes in later joins the group, not the one who stands alone.
    late = add_article(engine, collection, draft(WIRE, source="Fourth"), None)
    assert groups(engine, collection)[late.article_id] == found[near]
    regroup(engine, first)
    assert len(set(groups(engine, collection).values())) == 1
    assert not list_articles(engine, collection)[0].copy_separate


def test_a_group_outlives_its_first_article(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    delete_articles(engine, [members[0]])
    assert len(set(groups(engine, collection).values())) == 1
    assert len(copy_group(engine, members[1])) == 2


def test_a_moved_article_joins_the_group_of_its_new_collection(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    other = create_collection(engine, "Other")
    there = add_article(engine, other, draft(LOCAL, source="There"), None).article_id
    ungroup(engine, members[0])
    move_article(engine, members[0], other)
    assert len(set(groups(engine, other).values())) == 1
    assert {each.id for each in copy_group(engine, there)} == {there, members[0]}
    assert len(copy_group(engine, members[1])) == 2


def test_unknown_articles(engine: Engine) -> None:
    for unknown in ("234567892345", "\0", ""):
        assert copy_group(engine, unknown) == []
        for change in (ungroup, regroup):
            with pytest.raises(StoreError, match="no longer here"):
                change(engine, unknown)


def test_a_backup_keeps_the_groups(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    ungroup(engine, members[2])
    again = restore(engine, backup(engine, collection)).collection_id
    listed = {each.source: each for each in list_articles(engine, again)}
    assert listed["Wire"].copy_group == listed["Local"].copy_group
    assert listed["Third"].copy_group != listed["Wire"].copy_group
    assert listed["Third"].copy_separate
    assert set(groups(engine, again).values()).isdisjoint(groups(engine, collection).values())
    # A restored article is found by the next one only after it was indexed.
    assert index_copies(engine, again) == 3
    assert index_copies(engine, again) == 0
    late = add_article(engine, again, draft(LOCAL + " The end.", source="Fourth"), None)
    assert late.status == "copy"
    assert groups(engine, again)[late.article_id] == listed["Wire"].copy_group


def test_articles_from_before_there_were_keys_are_grouped_later(
    engine: Engine, collection: str, members: tuple[str, str, str]
) -> None:
    with engine.begin() as connection:
        connection.execute(sa.delete(schema.copy_keys))
        # Every one alone, as near copies were.
        connection.execute(sa.update(schema.articles).values(copy_group=schema.articles.c.id))
    assert len(set(groups(engine, collection).values())) == 3
    assert index_copies(engine, collection, at_once=2) == 3
    assert len(set(groups(engine, collection).values())) == 1
    assert index_copies(engine, "\0") == 0
