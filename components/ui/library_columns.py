"""Which column of a table holds what: shown before the import, and open to change."""

from collections.abc import Sequence

import streamlit as st
from streamlit.typing import UploadedFile

from components.ingest import ReadOptions
from components.ingest.records import DateOrder, Unreadable
from components.ingest.tables import ColumnChoice, columns_of
from components.ui.words import plain

_TABLES = (".csv", ".tsv", ".tab", ".xlsx")
_NONE = "(none)"
_FIELDS = {
    "text": "Text",
    "title": "Title",
    "date": "Date",
    "source": "Source",
    "author": "Author",
    "url": "Web address",
    "section": "Section",
}
_ORDERS: dict[DateOrder | None, str] = {
    None: "as the dates themselves show",
    "dmy": "day first",
    "mdy": "month first",
}
_KEPT = "library_columns"  # session state: (file id, what was found in it)


def choose(files: Sequence[UploadedFile]) -> ReadOptions | None:
    """Draw the columns of the one table among the chosen files; None where nothing was changed.

    Several files are read each by its own columns.
    """
    if len(files) != 1 or not files[0].name.lower().endswith(_TABLES):
        return None
    [file] = files
    found = _found(file)
    if isinstance(found, str):
        st.warning(plain(found), icon=":material/info:")
        return None
    with st.expander(
        "Columns of this table",
        expanded="text" not in found.mapping or bool(found.open_dates),
        icon=":material/view_column:",
    ):
        for warning in found.warnings:
            st.caption(f":material/info: {plain(warning)}")
        columns = _columns(file.file_id, found)
        order = _order(file.file_id, found)
        st.caption("The first rows:")
        st.dataframe(
            [dict(zip(found.headers, row, strict=False)) for row in found.samples],
            hide_index=True,
            height="content",
            alt="First rows of the table",
        )
    if columns == _of(found) and order is None:
        return None
    return ReadOptions(columns=columns, date_order=order)


def _found(file: UploadedFile) -> ColumnChoice | str:
    kept = st.session_state.get(_KEPT)
    if kept is None or kept[0] != file.file_id:
        try:
            answer: ColumnChoice | str = columns_of(file.name, file.getvalue())
        except Unreadable as refusal:
            answer = str(refusal)
        kept = st.session_state[_KEPT] = (file.file_id, answer)
    found: ColumnChoice | str = kept[1]
    return found


def _of(found: ColumnChoice) -> dict[str, str]:
    return {field: found.mapping.get(field, "") for field in _FIELDS}


def _columns(file_id: str, found: ColumnChoice) -> dict[str, str]:
    headers = [_NONE, *found.headers]
    chosen: dict[str, str] = {}
    sides = st.columns(2)
    for number, (field, label) in enumerate(_FIELDS.items()):
        guessed = found.mapping.get(field)
        with sides[number % 2]:
            column = st.selectbox(
                label,
                range(len(headers)),
                index=headers.index(guessed) if guessed in headers else 0,
                format_func=lambda place: headers[place],
                key=f"library_column_{field}_{file_id}",
                help=plain(found.reasons[field]) if field in found.reasons else None,
            )
        chosen[field] = headers[column] if column else ""
    if not chosen["text"] and not chosen["title"]:
        st.caption(":material/info: Without a text and a title column there is nothing to read.")
    return chosen


def _order(file_id: str, found: ColumnChoice) -> DateOrder | None:
    if not found.open_dates:
        return None
    examples = ", ".join(f"“{each}”" for each in found.open_dates[:3])
    st.caption(
        f":material/event: Is the day or the month first in {plain(examples)}? The rows do not say."
    )
    return st.radio(
        "Order of dates",
        list(_ORDERS),
        format_func=lambda order: _ORDERS[order],
        horizontal=True,
        key=f"library_date_order_{file_id}",
    )
