from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.sharing import PAGES, ViewState, build_link, parse_view, to_params
from components.sharing.view_state import FIRST_DAY, LAST_DAY

IDS = st.text("abcXYZ019_-", min_size=1, max_size=20)
VIEWS = st.builds(
    ViewState,
    page=st.sampled_from(PAGES),
    collection=st.none() | IDS,
    article=st.none() | IDS,
    paragraph=st.none() | st.integers(0, 9998),
    actors=st.lists(IDS, max_size=4, unique=True).map(tuple),
    sources=st.lists(st.text(min_size=1, max_size=40), max_size=4, unique=True).map(tuple),
    date_from=st.none() | st.dates(FIRST_DAY, LAST_DAY),
    date_to=st.none() | st.dates(FIRST_DAY, LAST_DAY),
    unit=st.none() | st.sampled_from(["Day", "Week", "Month", "Quarter", "Year"]),
)


@given(VIEWS)
def test_a_link_gives_back_the_view_it_was_made_from(view: ViewState) -> None:
    parts = urlsplit(build_link("https://detente.example.org", view))
    params = parse_qs(parts.query, keep_blank_values=True)
    assert parse_view(parts.path.strip("/") or PAGES[0], params) == (view, ())


@given(
    st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=400), min_size=1, max_size=3))
)
def test_no_url_breaks_the_reading(params: dict[str, list[str]]) -> None:
    view, _ = parse_view("nowhere", params)
    assert view.page == "library"


def test_what_cannot_be_read_is_named() -> None:
    params = {
        "set": ["../etc"],
        "par": ["0"],
        "from": ["soon"],
        "unit": ["Eon"],
        "v": ["9"],
        "x": ["1"],
    }
    view, ignored = parse_view("timeline", params)
    assert view == ViewState(page="timeline")
    assert set(ignored) == set(params)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("set", ["c" * 65]),
        ("set", ["c" * 301]),
        ("doc", ["d" * 301]),
        ("actor", ["vladimir putin!"]),
        ("actor", ["vladimir-putin", "a" * 301]),
        ("actor", [f"actor-{number}" for number in range(51)]),
        ("source", ["Wire", "s" * 301]),
        ("source", ["Wire", ""]),
        ("from", ["1699-12-31"]),
        ("to", ["2200-01-01"]),
        ("to", ["2" * 301]),
        ("unit", [""]),
        ("par", [""]),
    ],
)
def test_whatever_is_left_out_is_named(name: str, values: list[str]) -> None:
    assert parse_view("timeline", {name: values})[1] == (name,)


def test_what_can_be_read_beside_it_is_kept() -> None:
    view, ignored = parse_view("timeline", {"actor": ["joe-biden", "?"], "source": ["Wire", ""]})
    assert (view.actors, view.sources) == (("joe-biden",), ("Wire",))
    assert set(ignored) == {"actor", "source"}


def test_a_unit_is_read_in_any_case() -> None:
    assert parse_view("timeline", {"unit": ["month"]}) == (ViewState("timeline", unit="Month"), ())


def test_the_paragraph_is_counted_from_one_in_a_link() -> None:
    view = ViewState("document", "c", "d", 2, date_from=date(2024, 1, 1))
    assert to_params(view) == {
        "v": ["1"],
        "set": ["c"],
        "doc": ["d"],
        "par": ["3"],
        "from": ["2024-01-01"],
    }
