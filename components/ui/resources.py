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
    """The store, migrated, with the sample collection in it and every score up to date."""
    opened = store.connect(settings().database_url)
    jobs.seed_samples(opened, roster=roster())
    jobs.rescore(opened, None, roster=roster())
    return opened


def roster() -> Roster:
    """The roster that ships."""
    return load_roster()
