"""What all sessions share: settings, store, roster. Nothing that belongs to one user."""

import streamlit as st
from sqlalchemy import Engine

from components import jobs, store
from components.actors import Roster, load_roster
from components.settings import Settings, load_settings


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings as they were when the server started."""
    return load_settings()


@st.cache_resource(show_spinner="Opening the library …")
def engine() -> Engine:
    """The store, migrated, with the sample collection in it.

    The samples are scored by the rules first, which takes a second; the worker, which scores again
    whatever is not up to date, then puts the method's own scores in their place.
    """
    opened = store.connect(settings().database_url)
    jobs.seed_samples(opened, roster=roster(), method="context")
    return opened


def roster() -> Roster:
    """The roster that ships."""
    return load_roster()
