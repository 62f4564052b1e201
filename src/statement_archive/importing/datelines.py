"""The line with date and place: ``29 August, 2018, Geneva``, «Женева, 29 августа 2018 года»."""

from __future__ import annotations

import re
from dataclasses import dataclass

from statement_archive.importing.dates import FoundDate, find_dates

_MAX = 120  # characters
_EDGES = " \t\u00a0\u202f,.;:()[]*_–—-|/،，、。\ufeff\u200e\u200f"
_LEAD = re.compile(
    r"(?:le|la|el|am|den|em|en|on|at|in|to|до|à|zu|the|dated?|date|fecha|дата|от|в|г\.|город|مؤرخ\w*|في|يوم)(?:\s+|$)|[:]\s*|[于於在]",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:года|году|год|г\.?|р\.?|року|жыл\w*|ж\.?|م|ميلادية)(?!\w)|(?:\s|^)(?:le|la|el|am|den|em|on|в|في)$",
    re.IGNORECASE,
)
# What was done there and then; it is no part of the place.
_DONE = (
    (
        "adopted",
        re.compile(
            r"\b(?:adopted|adoptée?s?|aprobad[oa]s?|adoptad[oa]s?|принят[аоы]?|приняты|angenommen|verabschiedet|"
            r"қабылдан(?:ды|ған)|adotad[oa])\b|(?<!\w)(?:اعتمدت?|اعتُمدت?)(?!\w)|通过于?",
            re.IGNORECASE,
        ),
    ),
    (
        "published",
        re.compile(
            r"\b(?:published|issued|publiée?|publicad[oa]|опубликован[ао]?|издан[ао]?|veröffentlicht|жариялан(?:ды|ған))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "unknown",
        re.compile(
            r"\b(?:done|signed|fait|signée?|hech[oa]|firmad[oa]|совершено|подписан[ао]?|unterzeichnet)\b", re.IGNORECASE
        ),
    ),
    ("delivered", re.compile(r"\b(?:held|delivered|tenue?|prononcée?|состояло?сь|произнесен[ао]?)\b", re.IGNORECASE)),
)
# Days of the week and times of day stand on datelines and are no places.
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b(?:\s?[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{1,2}\s?(?:h|heures?|horas?|час\w*|uhr|noon)\b|"
    r"(?:上午|下午|晚上|中午)(?:\d{1,2}[时時点點](?:\d{1,2}分|半)?)?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|"
    r"\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b|\b(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch)\b|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|星期.|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Dates of the line, the place with its span ("" where none is left over), and what was done then."""

    dates: tuple[FoundDate, ...]
    place: str = ""
    start: int = 0
    end: int = 0
    event: str = "delivered"


def dateline(words: str, lang: str) -> Dateline | None:
    """Date and place of a line that holds hardly anything else; None for any other line."""
    if len(words) > _MAX or not any(c.isdecimal() or c in "二〇" for c in words):
        return None
    dates = tuple(find_dates(words, lang))
    if not dates:
        return None
    rest = list(words)
    for found in dates:
        rest[found.start : found.end] = "\x00" * (found.end - found.start)
    for match in _TIME.finditer("".join(rest)):
        rest[match.start() : match.end()] = "\x00" * (match.end() - match.start())
    event = _event(rest)
    places = [
        part
        for part in (_place("".join(rest), m.start(), m.end()) for m in re.finditer("[^\x00]+", "".join(rest)))
        if part
    ]
    if not places:
        return Dateline(dates, event=event)
    if len(places) > 1:
        return None
    start, end = places[0]
    name = words[start:end]
    if len(name.split()) > 5 or name[0].islower() or any(c.isdecimal() for c in name) or len(name) > 60:
        return None
    return Dateline(dates, name, start, end, event)


def _event(rest: list[str]) -> str:
    """What was done at that place and date, taken out of what is left; a delivery where nothing is said."""
    for event, pattern in _DONE:
        match = pattern.search("".join(rest))
        if match:
            rest[match.start() : match.end()] = "\x00" * (match.end() - match.start())
            return event
    return "delivered"


def is_dateline(words: str, lang: str) -> bool:
    return dateline(words, lang) is not None


def _place(words: str, start: int, end: int) -> tuple[int, int] | None:
    """What is left of a part once signs, articles and «года» are off."""
    while True:
        while start < end and words[start] in _EDGES:
            start += 1
        while start < end and words[end - 1] in _EDGES:
            end -= 1
        if start == end:
            return None
        lead = _LEAD.match(words, start, end)
        tail = _TAIL.search(words[start:end])
        if lead:
            start = lead.end()
        elif tail and tail.start() == 0:
            start += tail.end()
        elif tail:
            end = start + tail.start()
        else:
            return start, end
