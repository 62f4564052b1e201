"""Who spoke, as a title or byline says it: name and role; the body is read in ``bodies``.

::

    Delivered by Alimzhan Akhmetov, director of the Center for International Security and Policy (Kazakhstan)
                 └── speaker.name    └──────────── speaker.role ──────────────────────────┘  └ body.country
                                                 └──────────── body.name ──────────────┘

The country in brackets is where the body is from: it does not speak. Everything is an offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.importing import bodies, bylines, cldr
from statement_archive.importing.bodies import Offer
from statement_archive.importing.bylines import KIND, MADE
from statement_archive.importing.lines import trim

_MAX = 400
_BY = r"(?:by|par|por|von|of|de|del|du|des|da|do)"
# «Déclaration prononcée par NAME», «Statement by NAME»; lines that are bylines and nothing else: ``bylines``.
_PERSON = re.compile(
    rf"{KIND}\s+(?:\w+ ){{0,4}}?(?:{MADE})\s*,?\s+(?:by|par|por|von)\s+(?P<rest>.+)|"
    rf"{KIND}\s+(?:by|par|por|von)\s+(?P<second>.+)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"{KIND}\s+(?:conjointe? |conjunta )?(?:{_BY}|to|at|on|in|en|delivered|made|prononcée?|[^\W\d_]+[аяией]\b)"
    r"|(?:بيان|كلمة|خطاب)\s|[^。！？\r\n]{2,60}(?:发言|發言|声明|聲明|讲话|講話|致辞|致辭)$|[^.!?\r\n]{2,120}(?:мәлімдемесі|сөзі)$",
    re.IGNORECASE | re.MULTILINE,
)
_RUSSIAN = re.compile(r"(?:заявление|выступление|речь)\s+(?P<rest>.+)", re.IGNORECASE)
_BODY = re.compile(rf"{KIND}\s+{_BY}\s+(?:the\s+)?(?P<body>.+)", re.IGNORECASE)
# «Выступление Постоянного представителя … при ООН г-на К. Умарова»: role first, in the genitive.
_RUSSIAN_ROLE = re.compile(
    r"(?:заявление|выступление|речь)\s+(?P<role>[^\W\d_][^,]{5,200}?)\s+г-(?:на|жи)\s+(?P<name>[^,]{3,60}?)\s*$",
    re.IGNORECASE,
)
_BODY_MADE = re.compile(rf"{KIND}\s+{_BY}\s+(?:the\s+)?(?P<body>.+?)\s*,?\s+{MADE}\s", re.IGNORECASE)
_COMMA = re.compile("[,،，]")
_BRACKET = re.compile(r"[(（]([^()（）]{2,60})[)）](?=\s*(?:[,،，;]|$))")
_CJK_NAME = re.compile("[\u3400-\u9fff·\u30a0-\u30ff]{2,12}")
_FROM = re.compile(r"(?:с|from|du|de l['’]|del|aus dem)\s?(?P<lang>[^\W\d_]+)$", re.IGNORECASE)
_FORUM = re.compile(
    r"\b(?:at|to|before|during) (?:the )?(?:(?:\w+ ){0,3}(?:meeting|session|conference) of (?:the )?)?"
    r"(?P<forum>(?:Group|Meeting|Conference|Committee|Commission|Council|General Assembly|"
    r"Assembly|First|Second|Third|Fourth|Fifth|Sixth|"
    r"United Nations|Working Group|Open-ended|Ad Hoc|Forum|Convention|Preparatory)\b.+)$"
)


def byline(words: str, lang: str) -> list[Offer]:
    """Speaker and body of one title or byline (line breaks inside allowed); nothing where it is none."""
    words = words[:_MAX]
    start = bylines.lead(words)
    if start:
        return list(_person(words, start, lang))
    match = _PERSON.match(words) or (_RUSSIAN.match(words) if "," in words else None)
    if not match and (role := _RUSSIAN_ROLE.match(words)):
        name = Offer("speaker.name", role.group("name"), *role.span("name"))
        said = Offer("speaker.role", role.group("role"), *role.span("role"))
        return [name, said, *bodies.state_in_role(words, *role.span("role"), lang)]
    if match:
        at = next(i for i in range(1, (match.lastindex or 0) + 1) if match.group(i))
        person = list(_person(words, match.start(at), lang))
        if person and all(o.fact != "body.name" for o in person):
            body = _BODY_MADE.match(words, 0, match.start(at))  # Déclaration de la France prononcée par …
            person += bodies.body(words, body.start("body"), lang, end=body.end("body")) if body else ()
        if person:
            return person
    match = _BODY.match(words)
    return list(bodies.body(words, match.start("body"), lang)) if match else []


def is_byline(words: str) -> bool:
    """Whether a line says who delivered it and does not begin like a title."""
    return bylines.lead(words[:_MAX]) > 0


def is_statement_title(words: str) -> bool:
    """«Statement by …», «Déclaration de …», «Выступление представителя …»."""
    return _TITLED.match(words) is not None


def forum(words: str) -> Offer | None:
    """«… at the meeting of the Group of Governmental Experts …»: the meeting a title names."""
    flat = re.sub(r"\s", " ", words[:_MAX])
    match = _FORUM.search(flat)
    if not match:
        return None
    start = match.start("forum")
    end = start + len(flat[start:].rstrip(" *_.,"))
    return Offer("occasion.forum", flat[start:end], start, end)


def _person(words: str, start: int, lang: str) -> Iterator[Offer]:
    """Name, role and body from ``start`` on: ``NAME, ROLE (BODY)``, ``NAME (BODY), ROLE``, or a body alone."""
    end = len(words.rstrip(" *_.\r\n"))
    bracket = _bracket(words, start, end, lang)
    name_start = bylines.honorific(words, start)
    stop = bracket.start() if bracket else end
    comma = _COMMA.search(words, name_start, stop)
    name_end = comma.start() if comma else stop
    name = words[name_start:name_end].strip()
    if name_start == start and not _looks_like_a_name(name, alone=not comma and not bracket):
        yield from bodies.body(words, start, lang)
        return
    if not 0 < len(name.split()) <= 7:
        return
    yield Offer("speaker.name", name, name_start, name_start + len(words[name_start:name_end].rstrip()))
    if not comma and bracket:  # NAME (BODY), ROLE
        comma = _COMMA.match(words, bracket.end(), end)
        stop = end
    role_start, role_end = trim(words, comma.end(), stop) if comma else (end, end)
    language = _FROM.match(words, role_start, role_end)
    tag = cldr.language_of(language.group("lang"), lang) if language else ""
    if tag:  # «…, с английского»: what it was interpreted from
        yield Offer("original_languages", tag, role_start, role_end)
        role_start = role_end
    if role_start < role_end:
        yield Offer("speaker.role", words[role_start:role_end], role_start, role_end)
    yield from bodies.of_person(words, role_start, role_end, bracket, lang)


def _bracket(words: str, start: int, end: int, lang: str) -> re.Match[str] | None:
    """The brackets that name a body or country: the first with a country, else the last at the end of a part."""
    found = list(_BRACKET.finditer(words, start, end))
    return next((m for m in found if cldr.country_of(m.group(1), lang)), found[-1] if found else None)


def _looks_like_a_name(name: str, *, alone: bool) -> bool:
    """Two to four capitalised words, or a name in a script without capitals; beside a role any that begins like one."""
    if not name or name[0].islower():
        return False
    parts = name.split()
    if not alone:
        return True
    if _CJK_NAME.fullmatch(name):
        return len(name) <= 4 or "·" in name
    return 2 <= len(parts) <= 4 and (name.istitle() or all(not p[0].islower() for p in parts))
