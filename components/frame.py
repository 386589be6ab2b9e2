"""Streamlit's main script: page configuration, navigation, shared filters. Pages run inside it."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
# Streamlit puts the main script's folder first on the path, where rooms could be imported a
# second time under a bare name; the folder above is the one to import from.
sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != _HERE]
if str(_HERE.parent) not in sys.path:
    sys.path.insert(0, str(_HERE.parent))

from components.ui import shell  # noqa: E402

shell.run(_HERE.parent / "pages")
