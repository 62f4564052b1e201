"""The language of content (BCP 47), which is never the language of the interface (CLDR).

``LanguageTag`` keeps the tag as written once canonicalised; Babel's ``Locale`` lives in the web ring
only, because Babel reads ``und`` as ``en_US`` and refuses ``mul`` and ``en-t-ru``.
"""

from __future__ import annotations

import unicodedata
from typing import Literal, NewType

import langcodes

from statement_archive.domain.errors import InvalidInput

LanguageTag = NewType("LanguageTag", str)
Direction = Literal["ltr", "rtl"]

UNDETERMINED = LanguageTag("und")
MULTIPLE = LanguageTag("mul")

# ISO 15924 codes of the scripts written from right to left (Unicode Standard, chapters 9 and 19).
_RTL_SCRIPTS = frozenset(
    ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]
)


def language_tag(raw: str) -> LanguageTag:
    """Canonical form of a BCP 47 tag (``ZH-hans`` becomes ``zh-Hans``). Raises InvalidInput."""
    try:
        if not langcodes.tag_is_valid(raw):
            raise InvalidInput(f"not a language tag: {raw!r} (BCP 47, for example ru, zh-Hans)", value=raw)
        return LanguageTag(langcodes.standardize_tag(raw))
    except ValueError as error:  # langcodes' own error is a ValueError
        raise InvalidInput(f"not a language tag: {raw!r} (BCP 47, for example ru, zh-Hans)", value=raw) from error


def primary(tag: str) -> str:
    """The primary language subtag: ``zh-Hans`` gives ``zh``."""
    return tag.split("-", 1)[0].lower()


def ranges(tag: str) -> tuple[str, ...]:
    """Every range that a tag lies in, itself first: ``zh-Hant-HK``, ``zh-Hant``, ``zh``."""
    parts = tag.split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


def script_of(tag: str) -> str:
    """The likely script (ISO 15924) of a tag; ``Zyyy`` where a tag names no one language."""
    if primary(tag) in ("und", "mul", "zxx"):
        return "Zyyy"
    return langcodes.get(tag).maximize().script or "Zyyy"


def region(tag: str) -> str:
    """The region that a tag names: ``fr-CA`` gives ``CA``; empty where it names none."""
    return langcodes.get(tag).territory or ""


def direction(tag: str) -> Direction:
    """Writing direction of a language, by its likely script (CLDR likely subtags)."""
    return "rtl" if script_of(tag) in _RTL_SCRIPTS else "ltr"


def matches(tag: str, wanted: str) -> bool:
    """RFC 4647 basic filtering: ``zh`` matches ``zh-Hans``, ``zh-Hans`` does not match ``zh``."""
    tag, wanted = tag.lower(), wanted.lower()
    return tag == wanted or tag.startswith(wanted + "-")


# How Unicode names the letters of a script (ISO 15924), where the name of a character begins with it.
_LETTERS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Grek": ("GREEK",),
    "Hebr": ("HEBREW",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL", "CJK"),
    "Deva": ("DEVANAGARI",),
}


def may_be_in(text: str, tag: str) -> bool:
    """Whether most letters of a text are of the script of a language; True where that cannot be told."""
    letters = [c for c in text if c.isalpha()]
    names = _LETTERS.get(script_of(tag))
    if not letters or names is None:
        return True
    return 2 * sum(unicodedata.name(c, "").startswith(names) for c in letters) > len(letters)
