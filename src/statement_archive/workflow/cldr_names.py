"""Countries and languages by what people call them, in many languages (CLDR).

::

    "Қазақстан"  "Kazakhstan"  "KAZ"  "kz"         ──countries_named──▶ KZ
    "русский"    "Russian"     "rus"  "ru"         ──languages_named──▶ ru

Names are compared as words, case and marks aside. What is called exactly so comes first; else a longer official
name that holds a country's (``United States of America``), else names that hold the words typed (``Korea``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from statement_archive.analysis.folding import spelling_folded
from statement_archive.analysis.query_language.compiling import query_tokens
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import language_tag

# Languages whose names are known: the six of the United Nations, and those with an analysis of their own.
# fmt: off
_LOCALES = (
    "en", "ru", "ar", "zh", "fr", "es", "de", "pt", "kk", "uk", "fa", "ja", "ko", "hi", "tr",
    "it", "pl", "nl", "sv", "cs", "ro", "hu", "el", "he", "bg", "sr", "vi", "th", "id", "uz", "ky", "mn", "hy", "ka",
    "az",
)
# fmt: on
# In use beside the names of CLDR.
_ALSO = {
    "uk": "GB",
    "great britain": "GB",
    "russian federation": "RU",
    "российская федерация": "RU",
    "federation de russie": "RU",
    "сша": "US",
    "dprk": "KP",
    "rok": "KR",
    "republic of korea": "KR",
    "uae": "AE",
    "holy see": "VA",
    "state of palestine": "PS",
    "viet nam": "VN",
    "lao pdr": "LA",
    "cote d ivoire": "CI",
    "turkey": "TR",
}
Words = tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> Words:
    """A name as words to compare: exact tokens without the marks that are left out at will."""
    tokens, _ = query_tokens(name)
    return tuple(spelling_folded(t.exact) for t in tokens)


def typed_words(typed: str) -> Words:
    """What was typed for a name as words; the last may be a beginning (``akhm*``)."""
    words = name_words(typed)
    return (*words[:-1], f"{words[-1]}*") if words and typed.rstrip().endswith("*") else words


def fits(typed: Words, name: Words) -> bool:
    """Whether a name holds every word typed, in any order."""
    return bool(typed) and all(
        any(each.startswith(word[:-1]) for each in name) if word.endswith("*") else word in name for word in typed
    )


def countries_named(typed: str) -> frozenset[str]:
    """ISO 3166 alpha-2 codes; several where a name is of several."""
    code = typed.strip().upper()
    words = name_words(typed)
    if len(code) == 2 and code.isascii() and code in _names("territories")[0]:
        return frozenset({code})
    if also := _ALSO.get(" ".join(words)):
        return frozenset({also})
    aliases = get_global("territory_aliases").get(code, ())
    if len(aliases) == 1:
        return frozenset(map(str, aliases))
    return _named(words, "territories")


def languages_named(typed: str) -> frozenset[str]:
    """BCP 47 tags; a tag stands for itself."""
    words = name_words(typed)
    found = _named(words, "languages", longer=False)
    if found:
        return found
    try:
        return frozenset({language_tag(typed.strip())})
    except InvalidInput:
        return frozenset()


def _named(words: Words, table: str, *, longer: bool = True) -> frozenset[str]:
    _, names = _names(table)
    tests: list[Callable[[Words], bool]] = [lambda name: name == words]
    if longer:
        tests += [lambda name: len(name[0]) > 2 and fits(name, words), lambda name: fits(words, name)]
    for test in tests:
        found = frozenset(code for name, code in names if name and test(name))
        if found and words:
            return found
    return frozenset()


@lru_cache(maxsize=2)
def _names(table: str) -> tuple[frozenset[str], tuple[tuple[Words, str], ...]]:
    """Every code, and every name with its code. A third of a second, once."""
    found = dict.fromkeys((name_words(name), code) for name, code in _listed(table))
    return frozenset(code for _, code in found), tuple(found)


def _listed(table: str) -> Iterator[tuple[str, str]]:
    for tag in _LOCALES:
        for code, name in getattr(Locale(tag), table).items():
            if table == "languages" or (len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ", "QO")):
                yield str(name), str(code).replace("_", "-")
