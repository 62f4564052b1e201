"""What a note says, in seven languages. English is reviewed; the others wait for a native reader.

``{lang}`` is a language's name in CLDR's form, put into the case that ``FORMS`` makes of it where a language has
cases; ``{n}`` a number. A phrase that is not here is not said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from babel import Locale
from babel.lists import format_list

from statement_archive.domain.language import primary
from statement_archive.exporting.phrases import arabic, chinese, english, french, kazakh, russian, spanish

REVIEWED = frozenset({"en"})

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": english.PHRASES,
    "fr": french.PHRASES,
    "es": spanish.PHRASES,
    "ru": russian.PHRASES,
    "ar": arabic.PHRASES,
    "zh": chinese.PHRASES,
    "kk": kazakh.PHRASES,
}
# What a name of a language becomes in a case: the first pattern that fits the whole of it.
FORMS: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = {
    "ru": {
        "in": ((r"(\w+[сц]к)ий", r"\1ом языке"), (r"(.+)", r"языке: \1")),
        "to": ((r"(\w+[сц]кий)", r"\1 язык"), (r"(.+)", r"язык: \1")),
    },
    "kk": {
        "in": ((r"(.+) тілі", r"\1 тілінде"), (r"(.+)", r"\1 тілінде")),
        "to": ((r"(.+) тілі", r"\1 тіліне"), (r"(.+)", r"\1 тіліне")),
    },
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SLOT = re.compile(r"\{lang(?::(\w+))?\}")


def spoken(lang: str) -> str:
    """The language in which notes are said for this one: its own, or English."""
    return primary(lang) if primary(lang) in PHRASES else "en"


def phrase(lang: str, key: str, *, tags: tuple[str, ...] = (), **values: str) -> str:
    """A phrase in a language that :func:`spoken` gave. ``tags``: languages to be named in it."""

    def named(slot: re.Match[str]) -> str:
        return _listed([_form(lang, slot[1] or "", language_name(tag, lang)) for tag in tags], lang)

    text = _SLOT.sub(named, PHRASES[lang][key]) if tags else PHRASES[lang][key]
    # Replaced in one pass, so that a name which holds "{n}" stays as it is.
    return re.sub(r"\{(\w+)\}", lambda slot: values.get(slot[1], slot[0]), text) if values else text


def sentence_number(lang: str, n: int) -> str:
    """“second sentence” in English, “sentence 12” from the eleventh on and in other languages' way of counting."""
    if lang == "en" and n <= len(_ORDINALS):
        return f"{_ORDINALS[n - 1]} sentence"
    return phrase(lang, "sentence", n=str(n))


def language_name(tag: str, lang: str) -> str:
    """A language's name in another language, from CLDR by the parts of the tag; the tag where it has no name."""
    names = Locale(lang).languages
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        if found := names.get("_".join(parts[:length])):
            return str(found)
    return tag


def _listed(names: list[str], lang: str) -> str:
    return str(format_list(names, locale=Locale(lang)))


def _form(lang: str, case: str, name: str) -> str:
    for pattern, made in FORMS.get(lang, {}).get(case, ()):
        if found := re.fullmatch(pattern, name):
            return found.expand(made)
    return name
