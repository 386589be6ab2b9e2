"""Charts: pure functions from a tidy DataFrame to an Altair chart. No Streamlit in here."""
