"""The methods an article can be scored by, and the version that is stored with its scores."""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Method = Literal["encoder", "linear", "context"]

METHODS: tuple[Method, ...] = get_args(Method)
ENGINE_VERSION = "2.0"
_ROOMS = Path(__file__).parents[1]
_MODELS: dict[Method, tuple[str, ...]] = {
    "encoder": ("encoder.onnx", "vocab.txt", "linear.npz"),
    "linear": ("linear.npz",),
    "context": (),
}


def default_method() -> Method:
    """What ``DETENTE_METHOD`` says; else the encoder, or the linear model where its file is not here."""
    chosen = os.environ.get("DETENTE_METHOD", "")
    for method in METHODS:
        if method == chosen:
            return method
    return "encoder" if has_encoder() else "linear"


def has_encoder() -> bool:
    """Whether the encoder's file is here."""
    return (_ROOMS / "tone" / "model" / "encoder.onnx").exists()


def method_version(method: Method | None = None) -> str:
    """Method, engine and a hash of the word tables and models it reads: “encoder-2.0-3fa2…”.

    None: the default method. Raises ``KeyError`` for a method that is not there.
    """
    return _version(method or default_method())


@cache
def _version(chosen: Method) -> str:
    tables = sorted(
        path
        for room in ("attribution", "tone", "relations")
        for path in (_ROOMS / room).glob("*.csv")
    )
    models = [_ROOMS / "tone" / "model" / name for name in _MODELS[chosen]]
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in [*tables, *models]))
    return f"{chosen}-{ENGINE_VERSION}-{digest.hexdigest()[:8]}"
