"""Plurals that Snowball leaves, in Spanish and Portuguese.

::

    nações ──▶ nação        Portuguese: the plural of -ão
    armas  ──▶ arma         words of two syllables are too short for Snowball to take anything off
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OES = re.compile("(?<=.)(?:ões|ães)$")
_SHORT = re.compile("(?<=..[aeo])s$")
LANGUAGES = frozenset({"es", "pt"})


def stem(word: str, lang: str, snowball: Callable[[str, str], str]) -> str:
    """The stem of a word of one of :data:`LANGUAGES`; ``snowball`` makes it of what is left."""
    if lang == "pt":
        word = _OES.sub("ão", word)
    stemmed = snowball(word, lang)
    return _SHORT.sub("", word) if stemmed == word else stemmed
