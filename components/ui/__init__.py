"""The screens' parts: the only room, with frame.py and pages/, that knows Streamlit."""
