"""How alike two sentences are, in percent, the same wherever it is asked.

::

    "In 2023 the party notified."   words  in  2023  the  party  notified  .     what stands there
                                    stems  in  #     the  parti  notifi    .     numbers one, marks one

    percent = 100 * (1 - (edits in stems + edits in words) / (2 * tokens of the longer)), rounded down

A word replaced, left out or added counts one; a word in another form, another number and another mark count a
half. 100: the same text but for typography and capitals; where only those differ, 99. Scripts without spaces
count by the character. Equal words have equal stems, so edits in stems never exceed edits in words: a floor on
the percentage bounds the edits in stems (:func:`most_edits`), and :func:`least_shared` how many *grams* two
sentences above it have in common, a gram being two tokens side by side. That is why an index of grams misses none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from statement_archive.analysis.characters import TOKENS, UNITS
from statement_archive.analysis.folding import exact_form
from statement_archive.analysis.tokens import ANALYSIS_VERSION, MAX_TOKEN, stem
from statement_archive.domain.language import primary
from statement_archive.domain.text import plain

SIMILARITY_VERSION = f"1 {ANALYSIS_VERSION}"
LEAST_FLOOR = 60  # percent; below, two sentences need share nothing by which they could be found
DEFAULT_FLOOR = 70
MAX_TOKENS = 2000  # of one sentence; what is longer is compared by its beginning
_PIECE = re.compile(rf"{TOKENS.pattern}|(\S)")


@dataclass(frozen=True, slots=True)
class Profile:
    """A sentence for comparing: a number for each token in each layer; ``whole`` is one for the folded text."""

    stems: tuple[int, ...]
    words: tuple[int, ...]
    whole: int

    def __len__(self) -> int:
        return len(self.stems)


@lru_cache(maxsize=1 << 17)
def _numbers(token: str, lang: str) -> tuple[int, int]:
    """Stem and word of a word as numbers of 32 bits; two words share one by chance once in four thousand
    million."""
    exact = exact_form(token)
    stemmed = "#" if exact.isdecimal() else stem(token, lang)
    return crc32(stemmed.encode()), crc32(f"{exact}\0{stemmed}".encode())


_MARK = crc32(b".")


@lru_cache(maxsize=1 << 15)
def _single(sign: str) -> int:
    return crc32(exact_form(sign).encode())


def profile(text: str, lang: str) -> Profile:
    """The tokens of a sentence; ``lang`` is its BCP 47 tag."""
    language = primary(lang)
    folded = plain(text)
    stems: list[int] = []
    words: list[int] = []
    for found in _PIECE.finditer(folded):
        if found.lastindex == 1:
            one, other = _numbers(found[0][:MAX_TOKEN], language)
            stems.append(one)
            words.append(other)
        elif found.lastindex == 2:  # a run
            for unit in UNITS.finditer(found[0]):
                number = _single(unit[0])
                stems.append(number)
                words.append(number)
        else:
            stems.append(_MARK)
            words.append(crc32(found[0].encode()))
        if len(stems) >= MAX_TOKENS:
            break
    return Profile(tuple(stems[:MAX_TOKENS]), tuple(words[:MAX_TOKENS]), _whole(folded))


def _whole(text: str) -> int:
    """63 bits: what a signed number of a database takes."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def percent(a: Profile, b: Profile, floor: int = 0) -> int:
    """See the module. Below ``floor`` the answer is 0. Two texts without any token are alike only if equal."""
    longer = max(len(a), len(b))
    if not longer:
        return 100 if a.whole == b.whole else 0
    most = most_edits(longer, floor)
    in_stems = Levenshtein.distance(a.stems, b.stems, score_cutoff=most)
    if in_stems > most:
        return 0
    left = 2 * longer * (100 - floor) // 100 - in_stems
    in_words = Levenshtein.distance(a.words, b.words, score_cutoff=left)
    if in_words > left:
        return 0
    found = 100 - -(-100 * (in_stems + in_words) // (2 * longer))
    if found == 100 and a.whole != b.whole:
        found = 99
    return found if found >= floor else 0


def most_edits(size: int, floor: int) -> int:
    """Edits in stems beyond which two sentences, the longer of ``size`` tokens, are below ``floor`` percent."""
    return size * (100 - floor) // 100


def sizes(size: int, floor: int) -> tuple[int, int]:
    """Least and greatest number of tokens of a sentence that can reach ``floor`` against one of ``size``."""
    return -(-size * floor // 100), size * 100 // floor


def grams(of: Profile) -> tuple[tuple[int, int], ...]:
    """What a sentence is found by: each stem together with the next one, and how often that pair came before, so
    that the grams of a sentence differ."""
    seen: dict[int, int] = {}
    found: list[tuple[int, int]] = []
    last = len(of) - 1
    for i, number in enumerate(of.stems):
        gram = (number * 0x01000193 + (of.stems[i + 1] if i < last else 1)) & 0xFFFFFFFF
        nth = seen.get(gram, 0)
        seen[gram] = nth + 1
        found.append((gram, nth))
    return tuple(found)


def least_shared(of: Profile, floor: int) -> int:
    """How many grams any sentence has in common with this one if they are ``floor`` percent alike or more.

    An edit in stems touches two pairs. Of the longer sentence, all pairs but those touched are in the other too.
    """
    size = len(of)
    return min(longer - 2 * most_edits(longer, floor) for longer in range(size, sizes(size, floor)[1] + 1))


def compare(asked: str, found: str, lang: str, floor: int = 0) -> int:
    """Percent for two texts of one language."""
    return percent(profile(asked, lang), profile(found, lang), floor)
