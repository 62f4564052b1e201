"""From a word as it stands to its exact token and to the form its stemmer gets.

::

    raw ── typography, case, width, optional vowel signs ──▶ exact      same word, printed otherwise
    exact ── ё, digits ──▶ stemmer ──▶ letter forms, marks ──▶ stem      same word, written otherwise

What decides: may two printings of *one delivered wording* differ so? Then it is folded in the exact token
(a soft hyphen, a full-width letter, Arabic vowel signs and tatweel, a ligature's presentation form). Does
it take knowledge of spelling (hamza on alef, ta marbuta, ё, diacritics left out)? Then only in the stem.
"""

from __future__ import annotations

import re
import unicodedata

from statement_archive.analysis.characters import INVISIBLE
from statement_archive.domain.text import APOSTROPHES

# And tatweel, which only stretches a line; an apostrophe inside a word is its spelling, and often left out.
_GONE = dict.fromkeys([*INVISIBLE, 0x0640, *map(ord, APOSTROPHES)])
# Compatibility forms that are another width or glyph of the same letters (UAX 15, UAX 11).
_COMPATIBLE = re.compile("[\uf900-\ufaff\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]+")
# Vowel signs that are written or left out at will: Arabic harakat and Koranic signs, Hebrew points. Not
# U+0653-0655 (madda and hamza), which make another letter.
_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+"
)

# Combining Diacritical Marks: without a letter before them they are no part of a word.
_MARKS = "".join(map(chr, [*range(0x0300, 0x0370), 0x3099, 0x309A]))

_DOT_OF_I = re.compile("(i[\u3099\u309a]*)\u0307")

_TURKIC = {"tr", "az", "crh"}
_TURKIC_I = {ord("I"): "ı", ord("İ"): "i"}
# What stemmers expect: their language's own letters, of the many that look alike.
_PERSIAN = {ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک"}
_YO = {ord("ё"): "е"}
# “and the …”, “so the …”: the Snowball stemmer takes ال away but leaves وال on some words (والبحار, البحار).
_AND_THE = re.compile("^[وف](?=ال..)")
# After stemming, because the Arabic stemmer reads endings by these letters.
_LETTER_FORMS = {
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىیېے"), "ي"),
    **dict.fromkeys(map(ord, "کڪ"), "ك"),
    **dict.fromkeys(map(ord, "ةەۀۂہھ"), "ه"),
    ord("ؤ"): "و",
    ord("ئ"): "ي",
}
# Marks are dropped only from Latin and Greek letters: й without its breve, or a Devanagari sign, is another letter.
_ACCENTED = re.compile("([a-z\u0250-\u02af\u0370-\u03ff])[\u0300-\u036f]+")
_PLAIN_LATIN = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("æ"): "ae", ord("œ"): "oe"}


def exact_form(raw: str) -> str:
    """Case and typography folded; idempotent. ``raw`` is a run of word characters."""
    if raw.isascii():
        return raw.lower()
    word = unicodedata.normalize("NFC", raw.translate(_GONE))
    word = _COMPATIBLE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), word)
    word = unicodedata.normalize("NFC", _POINTS.sub("", word)).casefold()
    # İ case-folds to i with a dot above, which no other i carries; where another mark had come between, the dot is
    # cut off from its letter and begins a word of its own.
    return unicodedata.normalize("NFC", _DOT_OF_I.sub(r"\1", word)).lstrip(_MARKS)


def stemmer_form(raw: str, lang: str) -> str:
    """What the stemmer of a primary language gets: ё as е, digits of any script as ASCII, Persian letters in
    Persian, Turkish I as ı, an Arabic word without the conjunction before its article."""
    if lang in _TURKIC:
        raw = raw.translate(_TURKIC_I)
    word = exact_form(raw)
    if word.isascii():
        return word
    if lang == "ar":
        word = _AND_THE.sub("", word)
    word = word.translate(_PERSIAN if lang == "fa" else _YO)
    if not any(c.isdecimal() for c in word):
        return word
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def spelling_folded(word: str) -> str:
    """Arabic letter forms made one; Latin and Greek letters without their marks; other scripts as they are."""
    if word.isascii():
        return word
    bare = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", word.translate(_LETTER_FORMS)))
    return unicodedata.normalize("NFC", bare).translate(_PLAIN_LATIN)
