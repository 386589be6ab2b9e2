import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from components.analysis import Dyad
from components.store import (
    Origin,
    StoreError,
    actor_frame,
    add_article,
    create_collection,
    delete_articles,
    edit_article,
    find_duplicate,
    first_article,
    get_article,
    list_articles,
    load_analysis,
    move_article,
    stale_articles,
)
from components.store.values import line
from tests.store.building import DAY, METHOD, ROSTER, TEXT, Draft, Proposed, analysis, draft

OTHER_DAY = datetime.date(2020, 2, 29)


@pytest.fixture
def other(engine: Engine) -> str:
    return create_collection(engine, "Other")


def test_an_article_comes_back_as_it_went_in(engine: Engine, collection: str) -> None:
    given = Draft(
        "\ufeff  First\r\nsecond\tline…\u2028 🕊\n",
        Proposed(" A  title\n", "guessed", "the first line"),
        Proposed("2024-05-17"),
        Proposed(None, "none", "nothing says so"),
        "en",
        ["The title was guessed."],
    )
    added = add_article(engine, collection, given, None, input_name="talks.txt")
    assert added.status == "added" and len(added.article_id) == 12
    article = get_article(engine, added.article_id)
    assert article is not None
    assert article.text == given.text
    assert (article.id, article.collection_id) == (added.article_id, collection)
    assert (article.title, article.title_origin) == ("A title", Origin("guessed", "the first line"))
    assert (article.date, article.date_origin.kind) == (DAY, "found")
    assert (article.source, article.source_origin) == (None, Origin("none", "nothing says so"))
    assert (article.language, article.input_name) == ("en", "talks.txt")
    assert article.warnings == ("The title was guessed.",)


def test_the_same_again_is_a_duplicate(engine: Engine, collection: str, other: str) -> None:
    first = add_article(engine, collection, draft(), analysis())
    again = add_article(
        engine, collection, draft(title="Other words", source="The  Northern Courier "), analysis()
    )
    assert (first.status, again.status) == ("added", "duplicate")
    assert again.article_id == first.article_id
    assert [each.title for each in list_articles(engine, collection)] == ["Talks frozen"]
    assert add_article(engine, other, draft(), analysis()).status == "added"


@pytest.mark.parametrize(
    ("date", "source"), [(None, None), (DAY, None), (None, "The Northern Courier")]
)
def test_nothing_equals_nothing(
    engine: Engine, collection: str, date: datetime.date | None, source: str | None
) -> None:
    given = draft(date=date, source=source)
    assert add_article(engine, collection, given, None).status == "added"
    assert add_article(engine, collection, given, None).status == "duplicate"
    blank = draft(date=None if date is None else date, source=source or "  ")
    assert add_article(engine, collection, blank, None).status == "duplicate"


def test_the_same_text_elsewhere_is_a_copy(engine: Engine, collection: str) -> None:
    first = add_article(engine, collection, draft(), analysis())
    by_source = add_article(engine, collection, draft(source="Baltic Ledger"), analysis())
    by_date = add_article(engine, collection, draft(date=None), analysis())
    own = add_article(engine, collection, draft("Another text."), None)
    assert [each.status for each in (by_source, by_date, own)] == ["copy", "copy", "added"]
    listed = {each.id: each for each in list_articles(engine, collection)}
    assert {each.id: (each.copy_of, each.n_copies) for each in listed.values()} == {
        first.article_id: (None, 2),
        by_source.article_id: (first.article_id, 2),
        by_date.article_id: (first.article_id, 2),
        own.article_id: (None, 0),
    }
    assert len({each.text_hash for each in listed.values()}) == 2
    delete_articles(engine, [first.article_id])
    marks = [each.copy_of for each in list_articles(engine, collection)]
    assert marks.count(by_source.article_id) == 1 and marks.count(None) == 2


def test_a_duplicate_can_be_found_before_it_is_scored(
    engine: Engine, collection: str, other: str
) -> None:
    added = add_article(engine, collection, draft(), None)
    source, date = "The Northern Courier", "2024-05-17"
    assert find_duplicate(engine, collection, TEXT, source, date) == added.article_id
    assert find_duplicate(engine, collection, TEXT, source, None) is None
    assert find_duplicate(engine, other, TEXT, source, date) is None
    assert find_duplicate(engine, "\0", TEXT, source, date) is None


def test_the_list_says_what_a_reader_looks_for(engine: Engine, collection: str) -> None:
    add_article(engine, collection, draft("One.", date=None), None)
    add_article(engine, collection, draft("Two.", date=OTHER_DAY), None, input_name="two.txt")
    add_article(engine, collection, draft(), analysis())
    add_article(engine, collection, draft("Three.", date=DAY), analysis("Three.", tones=[None]))
    scored, silent, older, undated = list_articles(engine, collection)
    assert (scored.date, scored.is_scored, scored.n_paragraphs) == (DAY, True, 3)
    assert scored.relation_tone == pytest.approx(-0.25)
    assert scored.uncertainty == 0.5
    assert (silent.is_scored, silent.relation_tone) == (True, None)
    assert (older.is_scored, older.n_paragraphs, older.input_name) == (False, None, "two.txt")
    assert (undated.date, undated.relation_tone) == (None, None)


@pytest.mark.parametrize("text", ["", " \n\t", "NUL \0 inside", "half a pair \ud83d"])
def test_a_text_that_cannot_be_kept_unchanged_is_refused(
    engine: Engine, collection: str, text: str
) -> None:
    with pytest.raises(StoreError):
        add_article(engine, collection, draft(text), None)
    assert list_articles(engine, collection) == []


def test_a_date_that_is_none_is_refused(engine: Engine, collection: str) -> None:
    with pytest.raises(StoreError, match="“2024-02-30” is not a date"):
        add_article(engine, collection, draft(date="2024-02-30"), None)


def test_a_draft_says_where_its_values_come_from(engine: Engine, collection: str) -> None:
    strange = Draft(TEXT, Proposed("Title", "dreamt"), Proposed(None, "none"), Proposed(None))
    with pytest.raises(StoreError, match="found, guessed"):
        add_article(engine, collection, strange, None)
    empty = Draft(TEXT, Proposed(" ", "found"), Proposed(None, "none"), Proposed(None, "edited"))
    article = get_article(engine, add_article(engine, collection, empty, None).article_id)
    assert article is not None
    assert (article.title, article.title_origin.kind) == (None, "none")
    assert article.source_origin.kind == "edited"


def test_no_collection_no_article(engine: Engine, collection: str) -> None:
    for gone in ("2345678923", "", "\0"):
        with pytest.raises(StoreError, match="no longer here"):
            add_article(engine, gone, draft(), analysis())
        assert list_articles(engine, gone) == []


def test_an_edit_changes_what_it_names_and_marks_it(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), analysis()).article_id
    before = get_article(engine, made)
    after = edit_article(engine, made, title=" A better\ntitle ", source=None)
    assert before is not None and after == get_article(engine, made)
    assert (after.title, after.title_origin) == ("A better title", Origin("edited", ""))
    assert (after.source, after.source_origin) == (None, Origin("edited", ""))
    assert (after.date, after.date_origin) == (before.date, before.date_origin)
    assert (after.text, after.text_hash) == (before.text, before.text_hash)


def test_an_edit_that_changes_nothing_marks_nothing(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), None).article_id
    before = get_article(engine, made)
    assert edit_article(engine, made) == before
    assert edit_article(engine, made, title="Talks  frozen", date=DAY) == before


def test_an_edit_may_not_make_a_duplicate(engine: Engine, collection: str) -> None:
    add_article(engine, collection, draft(), None)
    made = add_article(engine, collection, draft(date=OTHER_DAY), None).article_id
    with pytest.raises(StoreError, match="same text, source and date"):
        edit_article(engine, made, date=DAY, title="New")
    article = get_article(engine, made)
    assert article is not None and (article.date, article.title) == (OTHER_DAY, "Talks frozen")


def test_after_an_edit_duplicates_are_judged_anew(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), None).article_id
    edit_article(engine, made, date=None)
    assert add_article(engine, collection, draft(date=None), None).status == "duplicate"
    assert add_article(engine, collection, draft(), None).status == "copy"


def test_a_moved_article_keeps_its_id_and_scores(
    engine: Engine, collection: str, other: str
) -> None:
    made = add_article(engine, collection, draft(), analysis()).article_id
    move_article(engine, made, other)
    assert list_articles(engine, collection) == []
    assert [each.id for each in list_articles(engine, other)] == [made]
    assert stale_articles(engine, None, ROSTER, METHOD) == []
    move_article(engine, made, other)
    assert [each.id for each in list_articles(engine, other)] == [made]


def test_a_move_to_another_dyad_needs_new_scores(engine: Engine, collection: str) -> None:
    china = create_collection(engine, "China", dyad=Dyad("china", "russia"))
    made = add_article(engine, collection, draft(), analysis()).article_id
    move_article(engine, made, china)
    assert stale_articles(engine, china, ROSTER, METHOD) == [made]


def test_a_move_may_not_make_a_duplicate(engine: Engine, collection: str, other: str) -> None:
    made = add_article(engine, collection, draft(), None).article_id
    add_article(engine, other, draft(), None)
    with pytest.raises(StoreError, match="same text, source and date"):
        move_article(engine, made, other)
    assert [each.id for each in list_articles(engine, collection)] == [made]


def test_what_happens_in_one_collection_leaves_the_other_alone(
    engine: Engine, collection: str, other: str
) -> None:
    mine = add_article(engine, collection, draft(), analysis()).article_id
    theirs = add_article(engine, other, draft(), analysis()).article_id
    before = (get_article(engine, theirs), load_analysis(engine, theirs))
    rows = actor_frame(engine, other)
    edit_article(engine, mine, title="Changed", date=OTHER_DAY, source="Changed")
    assert delete_articles(engine, [mine]) == 1
    assert (get_article(engine, theirs), load_analysis(engine, theirs)) == before
    assert actor_frame(engine, other).equals(rows)
    assert [each.id for each in list_articles(engine, other)] == [theirs]


def test_deleting_says_how_many_there_were(engine: Engine, collection: str) -> None:
    ids = [
        add_article(engine, collection, draft(f"Text {number}."), None).article_id
        for number in range(3)
    ]
    assert delete_articles(engine, [*ids[:2], "234567892345", "\0"]) == 2
    assert [each.id for each in list_articles(engine, collection)] == ids[2:]
    assert delete_articles(engine, []) == 0


@pytest.mark.parametrize("unknown", ["234567892345", "", "\0", "\ud800", "../../etc/passwd"])
def test_an_unknown_article(engine: Engine, collection: str, unknown: str) -> None:
    assert get_article(engine, unknown) is None
    with pytest.raises(StoreError, match="no longer here"):
        edit_article(engine, unknown, title="Title")
    with pytest.raises(StoreError, match="no longer here"):
        move_article(engine, unknown, collection)
    made = add_article(engine, collection, draft(), None).article_id
    with pytest.raises(StoreError, match="no longer here"):
        move_article(engine, made, unknown)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=st.none() | st.text(),
    source=st.none() | st.text(),
    reason=st.text(),
    warning=st.text(),
    name=st.text(max_size=50),
)
def test_any_metadata_is_kept_as_one_clean_line(
    engine: Engine,
    collection: str,
    title: str | None,
    source: str | None,
    reason: str,
    warning: str,
    name: str,
) -> None:
    given_draft = Draft(
        TEXT,
        Proposed(title, "guessed", reason),
        Proposed(None, "none", reason),
        Proposed(source, "found", reason),
        warnings=[warning],
    )
    made = add_article(engine, collection, given_draft, None, input_name=name).article_id
    article = get_article(engine, made)
    assert article is not None
    assert (article.title, article.source) == (line(title), line(source))
    assert article.title_origin.reason == (line(reason) or "")
    assert article.input_name == (line(name) or "")
    assert article.warnings == tuple(filter(None, [line(warning)]))
    edited = edit_article(engine, made, title=source, source=title)
    assert (edited.title, edited.source) == (line(source), line(title))
    delete_articles(engine, [made])


def test_the_first_article_is_the_first_of_the_list(engine: Engine, full: str) -> None:
    assert first_article(engine, full) == list_articles(engine, full)[0].id
    assert first_article(engine, create_collection(engine, "Empty")) is None
    assert first_article(engine, "not an id!") is None
