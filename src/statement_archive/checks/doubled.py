"""A word typed twice: “the the”. Languages that double words to say something are asked for small words only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair
from statement_archive.domain.language import primary

_WORD = re.compile(r"(?<![\w'’-])([^\W\d_][^\W\d_\u0300-\u036f]*(?:['’-][^\W\d_]+)*)(?![\w'’-])")
_SPACE = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*")
# Doubles that are right, by language.
_RIGHT = {
    "en": "had that is was very no so many long far bye ha hear now there do who what more on in her you again",
    "fr": "nous vous très oui non elle elles en que",
    "es": "muy no sí ya casi que poco",
    "pt": "muito não sim já quase se",
    "it": "molto no sì via poco man piano quasi così ben bene",
    "de": "die der das den dem sie ihr was wer sehr so wie nein ja ist in deren ihnen",
    "nl": "die dat zeer heel nee ja ze je zij van op in er",
    "ru": "очень еле чуть да нет вот так давно много только всё все как было никогда",
    "uk": "дуже ледь так ні ось давно багато все як",
    "be": "вельмі так не",
    "pl": "bardzo nie tak się to",
    "sv": "mycket att den det som är i på för",
    "da": "der det den meget i at",
    "nb": "det den der meget i at",
    "no": "det den der meget i at",
    "is": "að á í það er mjög þá sem",
    "ar": "شيئا رويدا يوما صفا دكا واحدا جدا مرة لا بعضا يدا فردا قليلا الله",
    "el": "πολύ λίγο σιγά όχι ναι του της των",
    "ro": "foarte nu da",
    "cs": "velmi ne ano se",
    "sk": "veľmi nie áno sa",
    "hu": "az nem igen már egy",
    "fi": "hyvin ei ja on se",
}
# Languages in which a content word is doubled as a matter of course: only these of theirs cannot be.
_ONLY = {
    "tr": "ve için ile olarak bu olan",
    "kk": "және үшін бойынша туралы осы бұл деп болып",
    "ky": "жана үчүн боюнча бул",
    "uz": "va uchun bu",
    "he": "את של על כי עם אשר גם או",
    "fa": "و در از که این را به",
    "ur": "اور کے کی میں سے کو",
    "hi": "और के की में से को का",
    "id": "dan yang di untuk dari dengan pada",
    "sw": "na ya wa kwa katika ni",
}
_LONG = 8
_CHECKED = frozenset(_RIGHT) | {"bg", "sr", "hr", "bs", "sl", "mk", "lt", "lv", "et", "ca", "gl", "ga", "sq"}
_TABLES = {lang: frozenset(words.split()) for lang, words in (_RIGHT | _ONLY).items()}


def doubled(pair: Pair) -> Iterator[Finding]:
    """``word``: the word that stands twice, where the source doubles none."""
    lang = primary(pair.target_lang)
    if lang not in _CHECKED and lang not in _ONLY:
        return
    found = list(_doubles(pair.target, lang))
    if not found or any(True for _ in _doubles(pair.source, "")):
        return
    for word, start, end in found:
        yield Finding("doubled", ("word", word), (), ((start, end),))


def _doubles(text: str, lang: str) -> Iterator[tuple[str, int, int]]:
    table = _TABLES.get(lang, frozenset())
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        if before and before.group(1).casefold() == match.group(1).casefold():
            word = match.group(1)
            low = word.casefold()
            # Walla Walla, Pago Pago; but «The the».
            name = len(word) > 1 and word[:1].isupper()
            # What is doubled on purpose is short: yavaş yavaş, жиі жиі.
            listed = low in table or (lang in _ONLY and len(low) >= _LONG)
            fits = not lang or (listed if lang in _ONLY else not listed)
            if fits and not name and _SPACE.fullmatch(text, before.end(), match.start()):
                yield low, before.start(), match.end()
        before = match
