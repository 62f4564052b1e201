"""Who may be speaking, in running words: countries, and whoever stands beside a verb of saying.

::

    On 3 May Ambassador Lee of Kazakhstan said that …      по словам Министра Ахметова …      外长表示 …
             └─── name ──┘    └─ KZ ────┘ └verb┘                      └─── name ────┘
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statement_archive.importing import cldr

_UPPER = "".join(
    c
    for low, high in ((0x41, 0x250), (0x370, 0x590), (0x1E00, 0x2000))
    for c in map(chr, range(low, high))
    if c.isupper()
)
_CAPITAL = rf"[{_UPPER}][\w'’.-]*"
_LINK = r"(?:de|du|des|of|the|von|van|der|den|da|di|do|dos|del|la|le|al|el|bin|ibn|and|et|y|и|й|и|für|for)"
_NAME = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+(?:{_LINK}[ \u00a0]+){{0,2}}{_CAPITAL}){{0,6}}")
_SAY = (
    r"(?:said|says|stated|states|declared|declares|noted|notes|argued|argues|affirmed|reaffirmed|announced|"
    r"emphasi[sz]ed|stressed|told|wrote|writes|warned|added|called|expressed|maintained|claimed|observed|remarked|highlighted|"
    r"a (?:dit|déclaré|affirmé|souligné|indiqué|ajouté|rappelé|annoncé)|déclare|déclarait|affirme|souligne|"
    r"dijo|declaró|afirmó|señaló|subrayó|indicó|añadió|manifestó|expresó|ha (?:dicho|declarado)|"
    r"disse|declarou|afirmou|ha (?:detto|dichiarato|affermato)|dichiarò|sagte|erklärte|betonte|"
    r"sagt|erklärt|schrieb|meinte|"
    r"сказал[аи]?|заявил[аио]?|заявляет|отметил[аи]?|подчеркнул[аи]?|указал[аи]?|говорил[аи]?|сообщил[аи]?|считает|"
    r"сказав|сказала|заявив|заявила|наголосив|зазначив|деді|айтты|мәлімдеді|атап өтті|"
    r"zei|verklaarde|sade|sa|uttalade|sagde|sanoi|totesi|powiedział[a]?|oświadczył[a]?|stwierdził[a]?|řekl[a]?|"
    r"rekao|rekla|kazao|izjavi[ol]a?|dedi|söyledi|belirtti|είπε|δήλωσε|mondta|kijelentette|spus(?:e)?|declarat)"
)
_BEFORE_VERB = re.compile(rf"(?P<name>{_NAME.pattern})(?:[ \u00a0,]+[^\W\d_]+){{0,4}}?[ \u00a0,]+{_SAY}\b")
_AFTER_VERB = re.compile(rf"\b{_SAY}[ \u00a0]+(?:[^\W\d_{_UPPER}]+[ \u00a0]+){{0,2}}(?P<name>{_NAME.pattern})")
_BY = re.compile(
    r"\b(?i:according to|in the words of|as (?:quoted|stated) by|statement by|statement of|remarks by|"
    r"address by|speech by|"
    r"contribution by|submitted by|selon|d['’]après|déclaration d[eu]|discours d[eu]|según|en palabras de|"
    r"declaración de|"
    r"laut|nach den worten von|erklärung (?:von|der|des)|secondo|segundo|по словам|согласно|по мнению|заявление|"
    r"выступление|за словами|według|volgens|enligt|mukaan)[ \u00a0]+(?:[^\W\d_"
    + _UPPER
    + r"]+[ \u00a0]+){0,2}(?P<name>"
    + _NAME.pattern
    + ")"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Mme|M|H\.E|Amb|Ambassador|President|Minister|Secretary-General|Foreign Minister|"
    r"Prime Minister|Herr|Frau|Monsieur|Madame|г-н|г-жа|г-на|г-жи)\.?[ \u00a0]+(?P<name>" + _NAME.pattern + ")"
)
_HAN = "\u3400-\u9fff\u3040-\u30ff·"
_EASTERN = re.compile(
    rf"(?P<name>[{_HAN}]{{2,16}}?)(?:在[^，。；]{{1,20}})?(?:明确|进一步|曾|还|也|就此|随后|は[^。]{{0,20}}と?)?"
    r"(?:说|說|表示|指出|强调|強調|声明|宣布|认为|認為|称|稱|重申|述べ|発言|語っ)"
)
_ARABIC = re.compile(
    r"(?:قال|قالت|أكد|أكدت|صرح|صرحت|أعلن|أعلنت|ذكر|ذكرت|شدد|شددت|أضاف|أضافت|אמר|אמרה|הצהיר|הצהירה|گفت)\s+"
    r"(?P<name>[^\W\d_]+(?:\s+(?!(?:في|عام|إن|أن|على|من|إلى|בשנת|כי|על)\b)[^\W\d_]+){0,3})"
)
_NOT_NAMES = frozenset(
    [
        "the",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "in",
        "on",
        "at",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "however",
        "as",
        "for",
        "while",
        "when",
        "if",
        "his",
        "her",
        "their",
        "أن",
        "إن",
        "في",
        "على",
        "من",
        "إلى",
        "לא",
        "כי",
        "its",
        "our",
        "another",
        "some",
        "many",
        "most",
        "several",
        "each",
        "all",
        "both",
        "no",
        "every",
        "such",
        "other",
        "others",
        "le",
        "la",
        "les",
        "il",
        "elle",
        "ils",
        "el",
        "los",
        "en",
        "der",
        "die",
        "das",
        "er",
        "sie",
        "es",
        "wir",
        "в",
        "на",
        "он",
        "она",
        "они",
        "мы",
        "это",
        "но",
        "и",
        "как",
        "by",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """``country``: the ISO 3166-1 code of one named in the words, or empty."""

    start: int
    end: int
    country: str = ""


def names_in(words: str, lang: str) -> list[Named]:
    """Candidates in order of place, without overlap; a name that holds a country bears its code."""
    states = [Named(start, end, code) for start, end, code in cldr.countries_in(words, lang)]
    found: list[Named] = []
    for start, end in _spoken(words):
        inner = [s for s in states if start <= s.start and s.end <= end]
        named = Named(start, end, inner[0].country if len(inner) == 1 else "")
        if len(inner) < 2 and all(end <= f.start or f.end <= start for f in found):
            found.append(named)
    found += [s for s in states if all(s.end <= f.start or f.end <= s.start for f in found)]
    return sorted(found, key=lambda n: n.start)


def _spoken(words: str) -> Iterator[tuple[int, int]]:
    for pattern in (_TITLED, _BY, _BEFORE_VERB, _AFTER_VERB, _EASTERN, _ARABIC):
        for match in pattern.finditer(words):
            span = _bare(words, *match.span("name"))
            if span:
                yield span


def _bare(words: str, start: int, end: int) -> tuple[int, int] | None:
    """Without small words at its beginning and points at its end; nothing where nothing is left."""
    while start < end:
        first = words[start:end].split(None, 1)[0]
        if first.casefold() not in _NOT_NAMES:
            break
        rest = words[start + len(first) : end]
        start = end - len(rest.lstrip())
    while end > start and words[end - 1] in " \u00a0.,'’-":
        end -= 1
    return (start, end) if end - start > 1 else None
