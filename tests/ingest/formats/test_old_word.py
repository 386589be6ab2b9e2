"""Old Word files: the way out where their reader is absent, and the reader where it is there."""

import importlib.util
import sys
from types import ModuleType, SimpleNamespace

import pytest

from components.ingest import read
from tests.ingest.inputs import ARTICLE

DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def install(monkeypatch: pytest.MonkeyPatch, module: ModuleType | None) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: module)
    if module is not None:
        monkeypatch.setitem(sys.modules, "kreuzberg", module)


def test_without_the_reader_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, None)
    (refusal,) = read("a.doc", DOC).refusals
    assert "save it as .docx" in refusal.message and "kreuzberg" in refusal.message


def test_with_the_reader_the_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("kreuzberg")
    module.extract_bytes_sync = lambda data, kind: SimpleNamespace(  # type: ignore[attr-defined]
        content="\n\n".join(ARTICLE) if kind == "application/msword" else ""
    )
    install(monkeypatch, module)
    assert read("a.doc", DOC).articles[0].text == "\n\n".join(ARTICLE)


def test_a_failing_reader_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, ModuleType("kreuzberg"))
    assert "damaged" in read("a.doc", DOC).refusals[0].message
