"""Stemmers of Snowball, one to a thread."""

from __future__ import annotations

import threading

import Stemmer

VERSION = f"stemmer {Stemmer.version()}"

# BCP 47 primary subtag -> Snowball algorithm.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_KNOWN = frozenset(Stemmer.algorithms())


class _Stemmers(threading.local):
    """Stemmer objects keep a buffer and must not be shared by threads."""

    def __init__(self) -> None:
        self.held: dict[str, Stemmer.Stemmer] = {}

    def stem(self, word: str, algorithm: str) -> str:
        stemmer = self.held.get(algorithm)
        if stemmer is None:
            stemmer = self.held[algorithm] = Stemmer.Stemmer(algorithm)
        return str(stemmer.stemWord(word))


_stemmers = _Stemmers()


def stem(word: str, lang: str) -> str:
    """The stem of a word of a primary language; the word itself where Snowball does not know the language."""
    algorithm = _ALGORITHMS.get(lang)
    return _stemmers.stem(word, algorithm) if algorithm is not None and algorithm in _KNOWN else word
