"""The view and the address: what is taken over, what is put back, in how many steps."""

import pytest
from streamlit.runtime.state.query_params import QueryParams
from streamlit.testing.v1 import AppTest

from components.sharing import ViewState
from components.ui import view


def _page() -> None:
    import streamlit as st

    from components.ui import view

    view.arrive(st.session_state.get("page", "timeline"))
    for sentence in view.notices():
        st.text(sentence)
    if st.session_state.pop("again", False):
        st.rerun()
    view.forget_notices(view.notices())
    if st.session_state.pop("narrow", False):
        view.change(actors=("joe-biden",), unit="Year", article="a1")
    view.publish()


@pytest.fixture
def app() -> AppTest:
    made = AppTest.from_function(_page)
    made.query_params["set"] = "c1"
    made.query_params["actor"] = ["vladimir-putin"]
    made.query_params["unit"] = "month"
    return made.run()


def seen(app: AppTest) -> ViewState:
    assert not app.exception
    found: ViewState = app.session_state["view"]
    return found


def test_a_link_is_taken_over_and_written_as_it_was_read(app: AppTest) -> None:
    assert seen(app) == ViewState("timeline", "c1", actors=("vladimir-putin",), unit="Month")
    assert app.query_params == {"set": "c1", "actor": "vladimir-putin", "unit": "Month"}


def test_a_page_without_parameters_gets_the_sessions_own_back(app: AppTest) -> None:
    before = dict(app.query_params)
    app.query_params.clear()
    app.session_state["page"] = "document"
    app.run()
    assert seen(app).actors == ("vladimir-putin",) and app.query_params == before


def test_an_address_that_back_restored_is_taken_over(app: AppTest) -> None:
    before = dict(app.query_params)
    app.session_state["narrow"] = True
    app.run()
    assert app.query_params["actor"] == "joe-biden"
    app.query_params.clear()
    app.query_params.update(before)
    app.run()
    assert (seen(app).actors, seen(app).unit) == (("vladimir-putin",), "Month")
    assert seen(app).article is None and app.query_params == before


def test_the_address_is_written_in_one_step_and_only_when_it_differs(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[None] = []
    send = QueryParams._send_query_param_msg

    def counted(params: QueryParams) -> None:
        steps.append(None)
        send(params)

    monkeypatch.setattr(QueryParams, "_send_query_param_msg", counted)
    app.run()
    assert len(steps) == 0
    app.session_state["narrow"] = True
    app.run()
    assert len(steps) == 1


def test_a_notice_is_kept_until_a_whole_run_has_shown_it(app: AppTest) -> None:
    app.session_state[view._NOTICES] = ["Gone."]
    app.session_state["again"] = True
    app.run()
    assert [each.value for each in app.text] == ["Gone."]
    app.run()
    assert not app.text
