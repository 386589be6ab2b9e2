from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from components.sharing import PAGES, ViewState, build_link, parse_view, to_params

IDS = st.text("abcXYZ019_-", min_size=1, max_size=20)
VIEWS = st.builds(
    ViewState,
    page=st.sampled_from(PAGES),
    collection=st.none() | IDS,
    article=st.none() | IDS,
    paragraph=st.none() | st.integers(0, 9998),
    actors=st.lists(IDS, max_size=4, unique=True).map(tuple),
    sources=st.lists(st.text(min_size=1, max_size=40), max_size=4, unique=True).map(tuple),
    date_from=st.none() | st.dates(),
    date_to=st.none() | st.dates(),
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


def test_the_paragraph_is_counted_from_one_in_a_link() -> None:
    view = ViewState("document", "c", "d", 2, date_from=date(2024, 1, 1))
    assert to_params(view) == {
        "v": ["1"],
        "set": ["c"],
        "doc": ["d"],
        "par": ["3"],
        "from": ["2024-01-01"],
    }
