"""Tokens of a text: exact form, stem, and where they stand.

::

    "L’homme и мир"  (fr)   l  homme  и  мир         words of scripts with spaces
    "核裁军。"        (zh)   核裁  裁军  军             bigrams; the last character of a run stands alone
    "A/RES/78/241"          a  res  78  241          parts; the symbol is a phrase of them

Each character of a run without spaces begins one token, so ``n`` characters are found as ``n - 1`` adjacent
bigrams, and one character as the prefix of a token. Such tokens have no stem (``""``). Every other token
has one, prefixed with its language: ``ru:слов``. No word is left out in any language.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from statement_archive.analysis.characters import ASCII_TOKENS, TOKENS, UNITS, UNSPACED
from statement_archive.analysis.folding import exact_form, spelling_folded, stemmer_form
from statement_archive.analysis.stemming import VERSION, stem_word
from statement_archive.domain.language import primary

# Enters the digest of every indexed document: another analysis means indexing again.
ANALYSIS_VERSION = f"4 {VERSION} unicode {unicodedata.unidata_version}"
# A run of letters longer than this is no word (encoded data, a missing space table): it is cut into pieces.
MAX_TOKEN = 100


class Token(NamedTuple):
    """``start`` and ``end`` are code-point offsets into the text as given; ``end`` is exclusive.

    A bigram spans both its characters, and so overlaps the token after it.
    """

    exact: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=1 << 17)
def _forms(raw: str, lang: str) -> tuple[str, str]:
    """Exact token and stem (without its language) of one word of a primary language."""
    exact = exact_form(raw)
    return exact, f"{lang}:{spelling_folded(stem_word(stemmer_form(raw, lang), lang))}"


def stem(word: str, lang: str) -> str:
    """The stem of one word in a language, with its prefix: ``stem("слова", "ru")`` is ``ru:слов``."""
    return _forms(word, primary(lang))[1]


def is_unspaced(token: str) -> bool:
    """Whether a token is of a script written without spaces: a bigram, or one character."""
    return UNSPACED.match(token) is not None


def is_single(token: str) -> bool:
    """Whether a token is one character of a script written without spaces."""
    unit = UNITS.match(token)
    return unit is not None and unit.end() == len(token)


def tokenize(text: str, lang: str) -> tuple[Token, ...]:
    """All tokens of ``text``, in order; ``lang`` is its BCP 47 tag."""
    language = primary(lang)
    found: list[Token] = []
    add = found.append
    # One C call instead of the named tuple's Python constructor: a third of the time of this function.
    new = tuple.__new__
    for m in (ASCII_TOKENS if text.isascii() else TOKENS).finditer(text):
        start, end = m.span()
        if m.lastindex == 2:
            found.extend(_bigrams(m[0], start))
        elif end - start <= MAX_TOKEN:
            exact, stemmed = _forms(m[0], language)
            if exact:  # nothing is left of a tatweel, a vowel sign or an accent that stands alone
                add(new(Token, (exact, stemmed, start, end)))
        else:
            found.extend(_pieces(m[0], language, start))
    return tuple(found)


def _pieces(run: str, lang: str, offset: int) -> list[Token]:
    """A run too long for a word, in pieces; they stand side by side, so a phrase still finds it whole."""
    cuts = [(i, min(i + MAX_TOKEN, len(run))) for i in range(0, len(run), MAX_TOKEN)]
    tokens = [Token(*_forms(run[i:j], lang), offset + i, offset + j) for i, j in cuts]
    return [t for t in tokens if t.exact]


def _bigrams(run: str, offset: int) -> list[Token]:
    units = [(_unit(m[0]), m.start() + offset, m.end() + offset) for m in UNITS.finditer(run)]
    new = tuple.__new__
    tokens = [new(Token, (a + b, "", start, end)) for (a, start, _), (b, _, end) in pairwise(units)]
    last, start, end = units[-1]
    return [*tokens, Token(last, "", start, end)]


_unit = lru_cache(maxsize=1 << 14)(exact_form)
