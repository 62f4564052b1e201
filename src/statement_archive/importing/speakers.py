"""Who spoke and for whom, as a title or byline says it: name, role, body, country, kind of body.

::

    Delivered by Alimzhan Akhmetov, director of the Center for International Security and Policy (Kazakhstan)
                 └── speaker.name    └──────────── speaker.role ──────────────────────────┘  └ body.country
                                                 └──────────── body.name ──────────────┘

The country in brackets is where the body is from: it does not speak. Everything is an offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statement_archive.importing import cldr

_MAX = 400
_KIND = (
    r"(?:(?:joint |oral |written |opening |closing |general |national |introductory |"
    r"keynote )*(?:statement|remarks|address|speech|"
    r"intervention|presentation|message)|déclaration|discours|allocution|intervention|message|declaración|discurso|intervención|"
    r"заявление|выступление|речь|обращение|erklärung|rede|ansprache|statement|declaração|мәлімдеме|сөз)"
)
_MADE = (
    r"(?:as )?(?:delivered|made|given|presented|read(?: out)?|prononcée?|faite?|présentée?|"
    r"lue?|pronunciad[oa]|formulad[oa]|"
    r"прочитанн?\w*|произнес[её]нн\w*|сделанн\w*|gehalten|abgegeben|vorgetragen|proferid[oa])"
)
_BY = r"(?:by|par|por|von|of|de|del|du|des|da|do)"
# «Delivered by NAME …»: the person; «Statement by NAME …» too, «Statement of BODY …»: the body.
_PERSON = re.compile(
    rf"(?:{_KIND}\s+(?:\w+ ){{0,4}}?)?(?:{_MADE})\s*,?\s+(?:by|par|por|"
    rf"von)\s+(?P<rest>.+)|{_KIND}\s+(?:by|par|por|von)\s+(?P<second>.+)"
    r"|(?:выступил|выступила|докладчик|оратор)\s*[:—–-]?\s+(?P<third>.+)|by\s+(?P<fourth>.+)",
    re.IGNORECASE,
)
_RUSSIAN = re.compile(r"(?:заявление|выступление|речь)\s+(?P<rest>.+)", re.IGNORECASE)
_BODY = re.compile(rf"{_KIND}\s+{_BY}\s+(?:the\s+)?(?P<body>.+)", re.IGNORECASE)
# «Выступление Постоянного представителя … при ООН г-на К. Умарова»: role first, in the genitive.
_RUSSIAN_ROLE = re.compile(
    r"(?:заявление|выступление|речь)\s+(?P<role>[^\W\d_][^,]{5,200}?)\s+г-(?:на|жи)\s+(?P<name>[^,]{3,60}?)\s*$",
    re.IGNORECASE,
)
_BODY_MADE = re.compile(rf"{_KIND}\s+{_BY}\s+(?:the\s+)?(?P<body>.+?)\s*,?\s+{_MADE}\s", re.IGNORECASE)
_HONORIFICS = re.compile(
    r"(?:(?:H\.\s?E\.|S\.\s?E\.(?:\s?M\.)?|His Excellency|Her Excellency|Son Excellence|Su "
    r"Excelencia|Его Превосходительств\w*|The Hon(?:ou?rable|\.)|"
    r"Mr|Mrs|Ms|Miss|Mme|M|Mlle|Monsieur|Madame|Sr|Sra|Srta|Dr|Prof|Professor|г-на|г-жи|г-н|г-жа|Herrn?|Frau|Amb|Ambassador(?=\s[A-Z]))[.,]?\s+)+"
)
_COUNTRY = re.compile(r"\s*\(([^()]{2,60})\)\s*[.]?\s*$")
_OF = re.compile(r"\s(?:of|de|du|des|del|der|des|von|vom)\s+(?:the\s+|la\s+|l['’])?(?=[^\W\d_])", re.IGNORECASE)
_BODY_END = re.compile(
    r"\s+(?:to the |at the |before the |on behalf of |auprès d|ante |при |à l['’]|in the "
    r"general debate|during |under agenda|on agenda|at (?=\d)"
    r"|on the occasion|lors d|en la |на (?=\w+ засед|заседани)|bei d)|[,;]\s",
    re.IGNORECASE,
)
_FORUM = re.compile(
    r"\b(?:at|to|before|during) (?:the )?(?:(?:\w+ ){0,3}(?:meeting|session|conference) of (?:the )?)?"
    r"(?P<forum>(?:Group|Meeting|Conference|Committee|Commission|Council|General Assembly|"
    r"Assembly|First|Second|Third|Fourth|Fifth|Sixth|"
    r"United Nations|Working Group|Open-ended|Ad Hoc|Forum|Convention|Preparatory)\b.+)$"
)
_NGO = re.compile(
    r"\bnon-?\s?govern?ment(?:al)?\s+organi[sz]ations?\b|\bNGOs?\b|\bcivil society (?:organi[sz]ation|coalition|group)|"
    r"неправительственн\w+ организаци\w+|\bНПО\b|общественн\w+ объединени\w+|organisation "
    r"non[ -]gouvernementale|\bONG\b|"
    r"organización no gubernamental|organização não governamental|"
    r"nichtregierungsorganisation|\bNRO\b|非政府组织|非政府組織|"
    r"منظمة غير حكومية|үкіметтік емес ұйым",
    re.IGNORECASE,
)
_STATE_ROLE = re.compile(
    r"(?:permanent )?representative|ambassador|minister|president|delegation|permanent "
    r"mission|représentant|ambassadeur|ministre|délégation|"
    r"representante|embajador|ministro|постоянн\w+ представител|посол|министр|делегаци|"
    r"botschafter|vertreter|delegation",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact with its span in the words it was found in."""

    fact: str
    value: str
    start: int
    end: int


def byline(words: str, lang: str) -> list[Offer]:
    """Speaker and body of one title or byline (line breaks inside allowed); nothing where it is none."""
    words = words[:_MAX]
    match = _PERSON.match(words) or (_RUSSIAN.match(words) if "," in words else None)
    if not match and (role := _RUSSIAN_ROLE.match(words)):
        name = Offer("speaker.name", role.group("name"), *role.span("name"))
        said = Offer("speaker.role", role.group("role"), *role.span("role"))
        return [name, said, *_state_in_role(words, *role.span("role"), lang)]
    if match:
        at = next(i for i in range(1, (match.lastindex or 0) + 1) if match.group(i))
        person = list(_person(words, match.start(at), lang))
        if person and all(o.fact != "body.name" for o in person):
            body = _BODY_MADE.match(words, 0, match.start(at))  # Déclaration de la France prononcée par …
            person += _body(words, body.start("body"), lang, end=body.end("body")) if body else ()
        if person:
            return person
    match = _BODY.match(words)
    return list(_body(words, match.start("body"), lang)) if match else []


def is_byline(words: str) -> bool:
    """Whether a line says who delivered it and does not begin like a title."""
    match = _PERSON.match(words[:_MAX])
    return match is not None and match.group("second") is None and re.match(_KIND, words, re.IGNORECASE) is None


def forum(words: str) -> Offer | None:
    """«… at the meeting of the Group of Governmental Experts …»: the meeting a title names."""
    flat = re.sub(r"\s", " ", words[:_MAX])
    match = _FORUM.search(flat)
    if not match:
        return None
    start = match.start("forum")
    end = start + len(flat[start:].rstrip(" *_.,"))
    return Offer("occasion.forum", flat[start:end], start, end)


def ngo(words: str) -> tuple[int, int] | None:
    """Where words say that a body is a non-governmental organisation."""
    match = _NGO.search(words)
    return match.span() if match else None


def _person(words: str, start: int, lang: str) -> Iterator[Offer]:
    end = len(words.rstrip(" *_.\r\n"))
    if words[end - 1 : end] == ")" or not _COUNTRY.search(words):
        country = _COUNTRY.search(words, start)
        if country:
            end = country.start()
    else:
        country = None
    honorific = _HONORIFICS.match(words, start)
    name_start = honorific.end() if honorific else start
    comma = words.find(",", name_start, end)
    name_end = comma if comma > 0 else end
    name = words[name_start:name_end].strip()
    if comma < 0 and not honorific and not (2 <= len(name.split()) <= 4 and name.istitle()):
        yield from _body(words, start, lang)
        return
    if not 0 < len(name.split()) <= 7:
        return
    yield Offer("speaker.name", name, name_start, name_end)
    if comma > 0:
        role_start = comma + 1 + (len(words[comma + 1 : end]) - len(words[comma + 1 : end].lstrip()))
        yield Offer("speaker.role", words[role_start:end], role_start, end)
        body = _body_in_role(words, role_start, end, lang)
        if body:
            yield from _body(words, body, lang, end=end, role=words[role_start:end])
        else:
            yield from _state_in_role(words, role_start, end, lang)
    if country:
        code = cldr.country_of(country.group(1), lang)
        if code:
            yield Offer("body.country", code, country.start(1), country.end(1))


def _body_in_role(words: str, start: int, end: int, lang: str) -> int:
    """Where the body's name begins in a role: at a country if one is named, else after the first «of»; 0: none."""
    starts = [m.end() for m in _OF.finditer(words, start, end)]
    for at in starts:
        stop = _BODY_END.search(words, at, end)
        if cldr.country_of(words[at : stop.start() if stop else end], lang):
            return at
    return starts[0] if starts else 0


def _state_in_role(words: str, start: int, end: int, lang: str) -> Iterator[Offer]:
    """«Постоянного представителя Республики Казахстан при …»: a genitive, no preposition."""
    stop = _BODY_END.search(words, start, end)
    end = stop.start() if stop else end
    parts = list(re.finditer(r"\S+", words[start:end]))
    for many in (3, 2, 1):
        if len(parts) > many:
            at = start + parts[-many].start()
            code = cldr.country_of(words[at:end], lang)
            if code and _STATE_ROLE.search(words[start:at]):
                yield Offer("body.name", words[at:end], at, end)
                yield Offer("body.kind", "state", at, end)
                yield Offer("body.country", code, at, end)
                return


def _body(words: str, start: int, lang: str, *, end: int | None = None, role: str = "") -> Iterator[Offer]:
    """The body whose name begins at ``start``; a State where its name is one."""
    end = len(words.rstrip(" *_.\r\n")) if end is None else end
    stop = _BODY_END.search(words, start, end)
    end = stop.start() if stop else end
    lead = re.match(
        r"(?:the |la |le |l['’])?(?:(?:delegation|permanent mission|délégation|delegación) "
        r"(?:of|de|du|des|del) (?:the )?)?",
        words[start:end],
        re.IGNORECASE,
    )
    start += lead.end() if lead else 0
    while end > start and words[end - 1] in " *_\r\n\t":
        end -= 1
    name = words[start:end]
    if not name or len(name.split()) > 20:
        return
    yield Offer("body.name", name, start, end)
    code = cldr.country_of(name, lang)
    if code and (not role or _STATE_ROLE.search(role)):
        yield Offer("body.kind", "state", start, end)
        yield Offer("body.country", code, start, end)
