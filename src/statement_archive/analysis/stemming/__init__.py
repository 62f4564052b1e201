"""Stems of words, by language.

::

    Snowball     the thirty-odd languages it has an algorithm for
    our own      uk, kk, ko: endings taken off by rule (Snowball has none for them); some plurals of es and pt
    the rest     a word is its own stem

A stem is for finding, never for showing. What is taken off is inflection: ``of the states`` is ``state``. What
makes another word (``statehood``), and a negation, stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from statement_archive.analysis.stemming import kazakh, korean, romance, snowball, ukrainian

# Raised with any change to the rules of the three languages here: it is part of the version of the analysis.
RULES_VERSION = "1"

_OWN: Mapping[str, Callable[[str], str]] = {"uk": ukrainian.stem, "kk": kazakh.stem, "ko": korean.stem}
VERSION = f"{snowball.VERSION} rules {RULES_VERSION}"


def stem_word(word: str, lang: str) -> str:
    """The stem of a folded word of a primary language; the word where the language has no stemmer."""
    own = _OWN.get(lang)
    if own is not None:
        return own(word)
    if lang in romance.LANGUAGES:
        return romance.stem(word, lang, snowball.stem)
    return snowball.stem(word, lang)
