"""Banners: the short lines on a statement that say what its words are. Each gives facts to *offer*.

::

    Check against delivery            relation            prepared
    Unofficial translation            standing            unofficial
    Originally delivered in Russian   original_languages  [ru]
    EMBARGOED UNTIL 1 JANUARY 2099    visibility.until    2099-01-01
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from statement_archive.importing import cldr
from statement_archive.importing.banner_patterns import KINDS
from statement_archive.importing.dates import find_dates
from statement_archive.importing.lines import plain
from statement_archive.importing.sentences import ends_like_a_sentence

_MAX = 160  # characters of a banner
_CHAIR = 8  # words of «President: Mr. Corriveau (Norlanda)» after the colon
_EMBARGO = ("embarg", "эмбарго", "sperr", "حظ", "release", "publi")
_EDGES = " \t\u00a0*_#>()[]{}<>«»“”\"'!.:;—–-•~=/|\ufeff\u200e\u200f\u061c！。（）【】《》"


@dataclass(frozen=True, slots=True)
class Banner:
    """One fact a line offers; ``code`` names the kind of banner for programs. ``fact`` empty: none."""

    code: str
    fact: str
    value: Any


_COMPILED = tuple((code, fact, value, tuple(re.compile(p) for p in patterns)) for code, fact, value, patterns in KINDS)
_PARTS = re.compile(r"\s*(?:[;|\u2022\t]|\s/\s|\s[—–-]\s|\.\s|\)\s*\()\s*")


def match(words: str, lang: str) -> tuple[Banner, ...]:
    """The facts that a line offers if it is a banner and nothing else; otherwise nothing.

    Two banners on one line (``Check against delivery / Unofficial translation``) give both.
    """
    if len(words) > _MAX or not words.strip():
        return ()
    words = plain(words).words
    whole = tuple(_match(words, lang))
    if whole:
        return _once(whole)
    parts = [p for p in _PARTS.split(words) if p.strip(_EDGES)]
    found = [tuple(_match(part, lang)) for part in parts] if 1 < len(parts) <= 4 else []
    return _once(tuple(b for each in found for b in each)) if found and all(found) else ()


def _once(found: tuple[Banner, ...]) -> tuple[Banner, ...]:
    """Each fact and value once."""
    return tuple({(b.fact, repr(b.value)): b for b in reversed(found)}.values())[::-1]


def _match(words: str, lang: str) -> Iterator[Banner]:
    bare = " ".join(words.split()).strip(_EDGES)
    key = bare.casefold()
    if not key:
        return
    for code, fact, value, patterns in _COMPILED:
        hit = next((m for m in (p.fullmatch(key) for p in patterns) if m), None)
        if hit:
            yield from _offered(code, fact, value, {k: v for k, v in hit.groupdict().items() if v}, bare, lang)


def _offered(code: str, fact: str, value: Any, said: dict[str, str], bare: str, lang: str) -> Iterator[Banner]:
    """The banners of one pattern that fits; none where what it names is no language, date or person."""
    named = next((v for k, v in said.items() if k in ("lang", "b", "from")), "")
    languages = cldr.languages_of(named, lang) if named else []
    if code == "original-language":
        if languages:
            yield Banner(code, fact, languages)
    elif code == "relay-language":
        if len(languages) == 1:
            yield Banner(code, fact, languages[0])
            if first := cldr.languages_of(said.get("original", ""), lang):
                yield Banner("original-language", "original_languages", first)
    elif code == "embargo":
        yield from _embargo(said.get("until") or said.get("u2") or "", bare, lang)
    elif code == "chair":
        chair = re.split(r"\s?[:：]\s?", bare, maxsplit=1)[1]
        if not chair[0].islower() and len(chair.split()) <= _CHAIR and not ends_like_a_sentence(chair):
            yield Banner(code, fact, chair + ")" * (chair.count("(") - chair.count(")")))
    else:
        yield Banner(code, fact, value)
        if languages:
            yield Banner("original-language", "original_languages", languages)


def _embargo(until: str, bare: str, lang: str) -> Iterator[Banner]:
    """The day an embargo ends, as EDTF; without a day that can be read, only that there is one."""
    dates = find_dates(bare, lang) if until else []
    if dates and dates[-1].edtf:
        yield Banner("embargo", "visibility.until", dates[-1].edtf)
    elif not until or any(word in bare.casefold() for word in _EMBARGO):
        yield Banner("embargo", "visibility.state", "embargoed")
