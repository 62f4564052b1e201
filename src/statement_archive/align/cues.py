"""What a sentence shows to somebody who reads neither language: its length and its conspicuous signs.

::

    "In 1956, A/RES/70/1 …?"  ->  #1956   /A/RES/70/1   words (folded)   ?

Keys are for comparing only. A number in any script's digits, with or without thousands separators, gives
one key; scripts without spaces give runs of katakana (loan words) and pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from statement_archive.domain.text import QUOTATION_MARKS

MAX_KEYS = 120  # of one sentence: a table pasted as a sentence must not cost more than a page
_HAN = (  # Thai, Lao, Myanmar, Khmer, hiragana, Han
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = (  # that belong to a word and are no letters: accents, points, vowel signs
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09d7\u200c\u200d"
)
_SYMBOL = r"[A-Z][A-Za-z]*(?:[/.][A-Za-z0-9]+(?:\([IVXLC]+\))?)+(?:-[A-Za-z0-9]+)?"
_NUMBER = r"\d+(?:[.,’'\u00a0\u202f ]\d{3}(?!\d))*"
_PIECE = re.compile(
    rf"(?P<symbol>{_SYMBOL})|(?P<number>{_NUMBER})|(?P<dense>[{_HAN}]+)|(?P<word>(?:[^\W\d_{_HAN}]|[{_MARKS}])+)"
)
_ENDINGS = {"?": "?", "？": "?", "؟": "?", "!": "!", "！": "!", ":": ":", "：": ":", "…": "…"}
_QUOTES = frozenset(QUOTATION_MARKS)
# Characters of these scripts carry as much as two or three letters of an alphabet.
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]")
_WIDE_WORTH = 2


def weight(text: str) -> int:
    """Length in letters, white space left out, ideographs and syllables counted double."""
    return max(1, sum(1 for c in text if not c.isspace()) + (_WIDE_WORTH - 1) * len(_WIDE.findall(text)))


def keys(text: str) -> tuple[str, ...]:
    """The keys of a sentence, each once, in order of appearance."""
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(text):
        match piece.lastgroup:
            case "symbol" if any(c.isdigit() or c == "/" for c in piece[0]):
                found["/" + piece[0]] = None
            case "number":
                found["#" + "".join(str(unicodedata.decimal(c, "")) for c in piece[0])] = None
            case "dense":
                found.update(
                    dict.fromkeys(x + y for x, y in pairwise(piece[0])) if len(piece[0]) > 1 else {piece[0]: None}
                )
            case _:
                found[piece[0].casefold()] = None
    found.update(dict.fromkeys(_signs(text)))
    return tuple(found)[:MAX_KEYS]


def _signs(text: str) -> list[str]:
    """Punctuation that translators keep: the ending, quotation marks, brackets."""
    ending = text.rstrip().rstrip("".join(_QUOTES) + ")]")[-1:]
    found = [_ENDINGS[ending]] if ending in _ENDINGS else []
    if not _QUOTES.isdisjoint(text):
        found.append('"')
    if "(" in text or "（" in text:
        found.append("(")
    return found


@lru_cache(maxsize=1 << 16)
def skeleton(key: str) -> str:
    """A word in plain Latin letters, so that ``Ахметов`` stands beside ``Akhmetov``: for comparing only."""
    return key if key.isascii() else "".join(c for c in anyascii(key).lower() if c.isalpha())


def kinship(a: str, b: str) -> float:
    """How likely two keys of different languages are the same name or loan word, 0..1, by the letters
    they begin with."""
    if a == b and a[0] in "#/":
        return 0.9
    if a == b and not a[0].isalpha():
        return 0.5  # punctuation
    x, y = skeleton(a), skeleton(b)
    longest = max(len(x), len(y))
    if x == y:
        return 0.8 if longest >= 4 else 0.3 if longest == 3 else 0.0
    shared = next((k for k, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), min(len(x), len(y)))
    return 0.8 * shared / longest if shared >= 4 and shared / longest >= 0.55 else 0.0
