"""Names of fields and values in the languages of the interface, beside their own.

::

    докладчик:Каск  ──▶ speaker:Каск        in whatever language the page is
    это:машинный    ──▶ is:machine          ё and е are one here

One table for each language that the interface is translated into. A name is a word that does not stand right before
a colon and a value in ordinary text; prepositions are none.
"""

from __future__ import annotations

from collections.abc import Mapping

FIELD_ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ru": {
        "speaker": ("выступающий", "докладчик", "оратор"),
        "by": ("автор",),
        "state": ("государство",),
        "country": ("страна",),
        "body": ("орган", "организация"),
        "on-behalf-of": ("от-имени",),
        "kind": ("вид",),
        "forum": ("форум",),
        "meeting": ("заседание",),
        "series": ("серия",),
        "symbol": ("обозначение", "символ"),
        "topic": ("тема",),
        "lang": ("язык",),
        "original-lang": ("язык-оригинала",),
        "maker": ("переводчик",),
        "date": ("дата",),
        "year": ("год",),
        "is": ("это",),
        "work": ("материал",),
    }
}
# Before a language and a bracket: in:ru(…).
IN_ALIASES: Mapping[str, tuple[str, ...]] = {"ru": ("на",)}
VALUE_ALIASES: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "ru": {
        "is": {
            "original": ("подлинник", "оригинал"),
            "translation": ("перевод",),
            "outdated": ("устаревший", "устарело", "устарел"),
            "official": ("официальный", "официально"),
            "unofficial": ("неофициальный", "неофициально"),
            "machine": ("машинный",),
            "human": ("человеческий", "человек"),
            "interpretation": ("устный", "устно"),
            "post-edited": ("отредактированный", "отредактировано"),
            "delivered": ("произнесённый", "произнесено"),
            "prepared": ("подготовленный", "подготовлено"),
            "record": ("запись", "отчёт"),
            "summary": ("краткий", "изложение"),
            "written": ("письменный", "письменно"),
        },
        "kind": {
            "state": ("государство",),
            "ngo": ("нпо",),
            "igo": ("мпо",),
            "group": ("группа",),
            "person": ("лицо",),
            "statement": ("заявление", "выступление"),
            "document": ("документ",),
            "position": ("позиция",),
            "right-of-reply": ("право-на-ответ",),
            "explanation-of-vote": ("мотивы-голосования",),
            "joint": ("совместное",),
            "closing": ("заключительное",),
        },
    }
}


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е").replace("_", "-").replace(" ", "-")


_NAMES = {
    alias: name for table in FIELD_ALIASES.values() for name, aliases in table.items() for alias in aliases
}  # as typed: a field is in small letters
_VALUES = {
    (field, _folded(alias)): value
    for table in VALUE_ALIASES.values()
    for field, values in table.items()
    for value, aliases in values.items()
    for alias in aliases
}


def aliases() -> tuple[str, ...]:
    """Every other name of a field."""
    return tuple(_NAMES)


def field_named(name: str) -> str:
    """The field that has this name, which is one."""
    return _NAMES.get(name, name)


def value_named(field: str, typed: str) -> str:
    """What a value is called in the query language: small letters, hyphens."""
    return _VALUES.get((field, _folded(typed)), typed.lower().replace("_", "-").replace(" ", "-"))
