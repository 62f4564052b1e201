"""On whose behalf: the body that a role, a title or brackets name, its country and kind.

::

    Minister of Fisheries (Tarn Islands)       the brackets name the body: the role is one of a State
    head of the Peace League (Peru)            the role names it; the brackets say where it is
    Permanent Representative of Peru           the role names a State

The country in brackets is where a body is from: it does not speak. Everything is an offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statement_archive.importing import cldr

_OF = re.compile(r"\s(?:of|de|du|des|del|der|des|von|vom)\s+(?:the\s+|la\s+|l['’])?(?=[^\W\d_])", re.IGNORECASE)
_BODY_END = re.compile(
    r"\s+(?:to the |at the |before the |on behalf of |auprès d|ante |при |à l['’]|in the "
    r"general debate|during |under agenda|on agenda|at (?=\d)"
    r"|on the occasion|lors d|en la |на (?=\w+ засед|заседани)|bei d)|[,;]\s|\s*[\r\n]\s*(?=[^\r\n:：]{3,40}[:：])",
    re.IGNORECASE,
)
_NGO = re.compile(
    r"\bnon-?\s?govern?ment(?:al)?\s+organi[sz]ations?\b|\bNGOs?\b|"
    r"\bcivil society (?:organi[sz]ation|coalition|group)|"
    r"неправительственн\w+ организаци\w+|\bНПО\b|общественн\w+ объединени\w+|organisation "
    r"non[ -]gouvernementale|\bONG\b|"
    r"organización no gubernamental|organização não governamental|"
    r"nichtregierungsorganisation|\bNRO\b|非政府组织|非政府組織|"
    r"منظمة غير حكومية|үкіметтік емес ұйым",
    re.IGNORECASE,
)
_STATE_ROLE = re.compile(
    r"(?:permanent )?representative|ambassador|\bminist|president|delegation|permanent mission|secretary of state|"
    r"représentant|ambassadeur|délégation|representante|embajador|"
    r"постоянн\w+ представител|посол|посл[аы]\b|(?<!\w)(?:зам|вице-)?министр|"
    r"министерств|"
    r"делегаци|botschafter|vertreter|елші|өкіл|部|外长|大使|代表|总统|总理|司长|وزير|وزار|سفير|ممثل|مندوب",
    re.IGNORECASE,
)
# «Minister of Fisheries»: what follows «of» is a portfolio and no body.
_PORTFOLIO = re.compile(r"\bminist|secretary of state|(?<!\w)(?:зам|вице-)?министр", re.IGNORECASE)
_NO_NAME = re.compile("(?:delegation|mission|délégation|delegación)", re.IGNORECASE)  # «head of delegation»
_ORGANISATION = re.compile(
    r"\b(?:cent(?:er|re)|institut\w*|league|association|foundation|fund|campaign|"
    r"coalition|organi[sz]a\w+|network|university|"
    r"universit\w+|fondation|ligue|asociación|fundación|universidad)\b|центр|институт|"
    r"лиг[аи]\b|ассоциаци|фонд|кампани|организаци|"
    r"университет|орталы|ұйым|қор\b|中心|协会|研究|基金|大学|组织|مركز|معهد|منظمة|جمعية|مؤسسة|جامعة",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact with its span in the words it was found in."""

    fact: str
    value: str
    start: int
    end: int


def is_of_a_state(role: str) -> bool:
    """Whether a role is one that States have: minister, ambassador, permanent representative."""
    return _STATE_ROLE.search(role) is not None and _ORGANISATION.search(role) is None


def ngo(words: str) -> tuple[int, int] | None:
    """Where words say that a body is a non-governmental organisation."""
    match = _NGO.search(words)
    return match.span() if match else None


def of_person(words: str, start: int, end: int, bracket: re.Match[str] | None, lang: str) -> Iterator[Offer]:
    """The body a role (``start:end``, empty: none) and brackets name.

    Brackets name a body where the role is one of a State («Minister of Fisheries (Tarn Islands)»); behind
    an organisation they say where it is, which is offered if it is a country.
    """
    role = words[start:end]
    found: list[Offer] = []
    at = _body_in_role(words, start, end, lang) if role else 0
    if at:
        found = [o for o in body(words, at, lang, end=end, role=role) if not _NO_NAME.fullmatch(o.value)]
    elif role:
        found = list(state_in_role(words, start, end, lang))
    yield from found
    if bracket is None:
        return
    inside, span = bracket.group(1), bracket.span(1)
    code = cldr.country_of(inside, lang)
    of_state = is_of_a_state(role)
    of_nobody_else = of_state or not (code or _ORGANISATION.search(role))
    if of_nobody_else and all(o.fact != "body.name" for o in found):
        yield Offer("body.name", inside, *span)
        if of_state and (code or _PORTFOLIO.search(role)):
            yield Offer("body.kind", "state", *span)
    if code:
        yield Offer("body.country", code, *span)


def _body_in_role(words: str, start: int, end: int, lang: str) -> int:
    """Where the body's name begins in a role: at a country if one is named, else after the first «of»; 0: none."""
    starts = [m.end() for m in _OF.finditer(words, start, end)]
    for at in starts:
        stop = _BODY_END.search(words, at, end)
        if cldr.country_of(words[at : stop.start() if stop else end], lang):
            return at
    return starts[0] if starts and not _PORTFOLIO.search(words, start, end) else 0


def state_in_role(words: str, start: int, end: int, lang: str) -> Iterator[Offer]:
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


def body(words: str, start: int, lang: str, *, end: int | None = None, role: str = "") -> Iterator[Offer]:
    """The body whose name begins at ``start``; a State where its name is one."""
    end = len(words.rstrip(" *_.\r\n")) if end is None else end
    stop = _BODY_END.search(words, start, end)
    end = stop.start() if stop else end
    lead = re.match(
        r"(?:the |la |le |l['’])?(?:(?:delegation|representatives?|permanent mission|délégation|delegación) "
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
