"""Names of months, languages and countries in the languages of CLDR, looked up backwards.

Tables are made for the language of the text, the official languages of the United Nations and German;
for ``und`` and ``mul`` the latter with Kazakh, Portuguese and Italian. The locale data come from Babel,
which reads no clock or environment here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from statement_archive.domain.language import primary

_ALWAYS = ("en", "fr", "es", "ru", "ar", "zh", "de")
_UNKNOWN = ("kk", "pt", "it")  # tried too where the language is unknown or there are several
_AND = re.compile(r"\s*(?:[,/;、،]|\s(?:and|et|y|e|и|және|мен|und)\s|\sو\s?|[和及与與])\s*")
# Beside their own: Levantine and Maghrebi month names, which documents write with the others (آب/أغسطس).
_MORE = {"ar": ("ar_LB", "ar_DZ", "ar_MA"), "zh": ("zh_Hant",), "pt": ("pt_PT",), "sr": ("sr_Latn",)}
# Forms of names that CLDR does not hold, as protocol lists of the United Nations write them.
_OFFICIAL = {
    "russian federation": "RU", "российская федерация": "RU", "российской федерации": "RU",
    "fédération de russie": "RU",
    "federación de rusia": "RU", "俄罗斯联邦": "RU", "الاتحاد الروسي": "RU",
    "united states of america": "US", "usa": "US", "сша": "US", "соединенных штатов америки": "US",
    "united kingdom of great britain and northern ireland": "GB", "republic of korea": "KR",
    "democratic people's republic of korea": "KP", "dprk": "KP", "islamic republic of iran": "IR", "iran": "IR",
    "syrian arab republic": "SY", "viet nam": "VN", "lao people's democratic republic": "LA", "holy see": "VA",
    "state of palestine": "PS", "palestine": "PS", "türkiye": "TR", "turkey": "TR", "czech republic": "CZ",
    "republic of moldova": "MD", "united republic of tanzania": "TZ", "plurinational state of bolivia": "BO",
    "bolivarian republic of venezuela": "VE", "brunei darussalam": "BN", "côte d'ivoire": "CI",
    "democratic republic of the congo": "CD", "people's republic of china": "CN", "swaziland": "SZ",
}  # fmt: skip
# Spellings of the United Nations beside those of CLDR.
_OTHER_LANGUAGE_NAMES = {"الإنكليزية": "en", "الانكليزية": "en", "الكازاخستانية": "kk"}
_BEFORE = re.compile(
    r"(?:the |la |le |les |l['’]|el |los |las |die |der |das |(?:islamic |federal |arab |"
    r"kingdom|state|republic|république|"
    r"república|republik|республики|республика|республикасы)\s?(?:of |de |du |del |des |d['’])?(?:the )?)+"
)
_LANGUAGE_WORDS = re.compile(
    r"\b(?:language|langue|idioma|lengua|sprache|язык\w*|тіл\w*|the|la|le|el|in|en|auf|на|по|only|seulement)\b|语言"
)


def _locales(lang: str) -> tuple[Locale, ...]:
    names = [lang.replace("-", "_"), primary(lang), *_ALWAYS]
    if primary(lang) in ("und", "mul", ""):
        names += _UNKNOWN
    names = [more for name in names for more in (name, *_MORE.get(name, ()))]
    found: dict[str, Locale] = {}
    for name in names:
        if primary(name.replace("_", "-")) in ("und", "mul", "zxx", "") or name in found:
            continue  # Babel reads und as en_US
        try:
            found[name] = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(found.values())


def fold(name: str) -> str:
    """For comparing names: case folded, apostrophes and the last point alike."""
    return name.casefold().replace("’", "'").strip(" .\u200f\u200e")


@lru_cache(maxsize=32)
def months(lang: str) -> dict[str, int]:
    """Month names, wide and abbreviated, within dates and alone, folded -> 1…12."""
    found: dict[str, int] = {}
    for locale in _locales(lang):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    key = fold(str(name))
                    if not key.isdigit() and not re.fullmatch(r"\d+\s*[月월]", key) and len(key) > 1:
                        found.setdefault(key, number)
    # «сент.», «нояб.» beside CLDR's own; Kazakh and Russian forms differ by locale data version.
    found |= {k: v for k, v in {"сен": 9, "сент": 9, "ноя": 11, "sept": 9, "sep": 9}.items() if k not in found}
    return found


@lru_cache(maxsize=32)
def _languages(lang: str) -> dict[str, str]:
    names = _backwards(locale.languages for locale in _locales(lang))
    short = {" ".join(_LANGUAGE_WORDS.sub(" ", name).split()): code for name, code in names.items()}
    return _OTHER_LANGUAGE_NAMES | short | names


@lru_cache(maxsize=32)
def _territories(lang: str) -> dict[str, str]:
    codes = _backwards(locale.territories for locale in _locales(lang))
    return {name: code for name, code in codes.items() if re.fullmatch("[A-Z]{2}", code)} | _OFFICIAL


def _backwards(tables: Iterator[object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table in tables:
        if isinstance(table, dict) or hasattr(table, "items"):
            for code, name in table.items():
                found.setdefault(fold(str(name)), str(code))
    return found


def language_of(words: str, lang: str) -> str:
    """The primary tag of a language named in words (``русском языке``, ``auf Russisch``), or ""."""
    key = " ".join(_LANGUAGE_WORDS.sub(" ", fold(words)).split()).strip(" .,;:()")
    if not key or len(key) > 40:
        return ""
    table = _languages(lang)
    tries = [
        key,
        *(key.removeprefix(p) for p in ("بال", "ال")),
        re.sub("[文语語]$", "语", key),
        re.sub("[文语語]$", "文", key),
    ]
    tries += ["ال" + t for t in tries[1:3]]
    code = next((table[t] for t in tries if t in table), "") or _by_stem(key, table)
    return code.split("_")[0]


def languages_of(words: str, lang: str) -> list[str]:
    """Primary tags of the languages named (``Russian and Kazakh``); empty unless every part is one."""
    whole = language_of(words, lang)
    if whole:
        return [whole]
    found = [language_of(part, lang) for part in _AND.split(words) if part.strip()]
    return list(dict.fromkeys(found)) if found and all(found) else []


def country_of(words: str, lang: str) -> str:
    """The ISO 3166-1 code of a country named in words, or ""."""
    key = " ".join(fold(words).split())
    if not 1 < len(key) <= 80:
        return ""
    table = _territories(lang)
    bare = _BEFORE.sub("", key, count=1) if _BEFORE.match(key) else key
    return next((table[t] for t in (key, bare) if t in table), "") or (_by_stem(bare, table) if bare else "")


def _by_stem(key: str, table: dict[str, str]) -> str:
    """An inflected form: all but the last three letters alike, of one name only (Cyrillic, German)."""
    if len(key) < 5:
        return ""
    beginning = key[:5]
    found = {
        code
        for name, code in table.items()
        if name.startswith(beginning)
        and abs(len(name) - len(key)) <= 3
        and _shared(name, key) >= max(len(name), len(key)) - 3
    }
    return found.pop() if len(found) == 1 else ""


def _shared(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


_NAME_TOKEN = re.compile(r"[^\W\d_](?:[\w'’‘.-]*\w)?")
_LONGEST_NAME = 6  # words
_CJK_NAME = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
# Letters written on to a name: «and», «in», «for», «with», «the» in Arabic; «and», «in», «of» in Hebrew.
_WRITTEN_ON = re.compile(r"(?:[وفبلك]{0,2}(?=ال)|[وفبلك]|לל|[ובלמשכה]{1,2})(?=\w{3})")


def countries_in(words: str, lang: str) -> list[tuple[int, int, str]]:
    """Countries named in running words: (start, end, ISO 3166-1 code), in order, without overlap."""
    table = _territories(lang)
    found = [(m.start(), m.end(), table[fold(m.group())]) for m in _eastern_names(lang).finditer(words)]
    tokens = [(m.start(), m.end()) for m in _NAME_TOKEN.finditer(words)]
    i = 0
    while i < len(tokens):
        hit = _named_at(words, tokens[i : i + _LONGEST_NAME], table, lang)
        if hit:
            found.append((tokens[i][0], tokens[i + hit[0] - 1][1], hit[1]))
            i += hit[0]
        else:
            i += 1
    return sorted(found)


def _named_at(words: str, tokens: list[tuple[int, int]], table: dict[str, str], lang: str) -> tuple[int, str] | None:
    """How many of these tokens are the name of a country, and its code."""
    start = tokens[0][0]
    if words[start].islower() or words[start : start + 1] > "\u2e7f":
        return None
    for many in range(len(tokens), 0, -1):
        key = " ".join(fold(words[start : tokens[many - 1][1]]).split())
        bare = _WRITTEN_ON.sub("", key, count=1) if "\u0590" <= key[0] <= "\u06ff" else ""
        code = table.get(key) or table.get(key.removesuffix("'s")) or table.get(bare)
        if code and len(key) > 2:
            return many, code
    word = fold(words[start : tokens[0][1]])
    code = _inflected(word, lang) if not word.isascii() or primary(lang) not in ("en", "und", "mul") else ""
    return (1, code) if code else None


@lru_cache(maxsize=4096)
def _inflected(word: str, lang: str) -> str:
    return _by_stem(word, _territories(lang))


@lru_cache(maxsize=32)
def _eastern_names(lang: str) -> re.Pattern[str]:
    names = sorted((n for n in _territories(lang) if _CJK_NAME.fullmatch(n)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or "(?!)")
