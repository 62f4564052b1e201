"""The facts form of a deposit: what was typed, as the verb takes it, and what is wrong field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import MULTIPLE, UNDETERMINED
from statement_archive.web.presenters.labels import FIELD_LABELS
from statement_archive.web.presenters.languages import UNKNOWN, chosen, is_tag, tags_in
from statement_archive.web.say import _
from statement_archive.workflow.confirmation import missing
from statement_archive.workflow.deposit_request import country_code, date_claim

READING = ("work", "lang", "lang_tag", "encoding", "media", "sentences", "bridge", "segment_langs")
PLAIN = (
    "kind", "title", "date", "place", "forum", "series", "session", "meeting", "agenda_item", "statement_kind",
    "speaker_role", "body", "body_kind", "body_country", "translated_from", "via", "maker", "maker_kind", "method",
    "standing", "basis_by", "basis_how", "source_url", "licence", "rendition",
)  # fmt: skip
OTHER = (
    "speaker", "speaker_is", "delivered_in", "original_langs", "symbols", "on_behalf_of", "topics", "visibility",
    "embargo_until", "embargo_zone",
)  # fmt: skip
FIELDS = (*READING, *PLAIN, *OTHER)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_RANGE = re.compile(r"\s*([a-z0-9.]+(?:\s*-\s*[a-z0-9.]+)?)\s*[=:]\s*(\S+)\s*")


def language_of(values: Mapping[str, str]) -> str:
    """The canonical tag of the text, ``und`` where said to be unknown, nothing where not said. Raises InvalidInput."""
    tag = chosen(values.get("lang", ""), values.get("lang_tag", ""))
    return UNDETERMINED if tag == UNKNOWN else tag


def segment_langs(values: Mapping[str, str]) -> dict[str, str]:
    """``p5-p8 = fr`` line by line. Raises InvalidInput."""
    found: dict[str, str] = {}
    for line in values.get("segment_langs", "").splitlines():
        if not line.strip():
            continue
        match = _RANGE.fullmatch(line)
        if match is None or not is_tag(match[2]):
            raise InvalidInput(f"not paragraphs and a language: {line[:80]!r} (for example p5-p8 = fr)")
        found[re.sub(r"\s", "", match[1])] = match[2]
    return found


def problems(values: Mapping[str, str], *, known_work: bool) -> dict[str, str]:
    """Message by field, for everything that keeps this draft from being deposited. In the order of the page."""
    found: dict[str, str] = {}
    lang = _language(values, found)
    for name in missing(stated(values, lang), known_work=known_work):
        if name != "lang":  # said above
            found.setdefault(_PLACE[name], say_or_mark(_PLACE[name]))
    if not known_work:
        _check_delivery(values, lang, found)
        _check_speaker(values, found)
        _check_date(values, lang, found)
        _check_country(values, lang, found)
    if values.get("via") and not is_tag(values["via"]):
        found["via"] = _not_a_tag(values["via"])
    if values.get("visibility") == "embargoed" and embargo(values) is None:
        found["embargo_until"] = _("An embargo needs a day and a time, and the zone in which that time counts.")
    return found


def say_or_mark(field: str) -> str:
    return _("%(fact)s: say it, or mark it as unknown.", fact=str(FIELD_LABELS[field]))


_PLACE = {
    "lang": "lang",
    "rendition": "rendition",
    "original_langs": "delivered_in",
    "speaker": "speaker_is",
    "body_kind": "body_kind",
}


def _language(values: Mapping[str, str], found: dict[str, str]) -> str:
    try:
        lang = language_of(values)
    except InvalidInput:
        found["lang_tag"] = _not_a_tag(values.get("lang_tag", ""))
        return ""
    if not lang:
        found["lang"] = _("Say in which language the text is, or that it is not known.")
    try:
        segment_langs(values)
    except InvalidInput:
        found["segment_langs"] = _("Write one line for each: the paragraphs, an equals sign, the language. p5-p8 = fr")
    return lang


def _not_a_tag(raw: str) -> str:
    return _("“%(tag)s” is not a language tag. Tags look like ru, pt-BR or zh-Hans.", tag=raw[:40])


def _check_delivery(values: Mapping[str, str], lang: str, found: dict[str, str]) -> None:
    said = values.get("delivered_in", "")
    if said == "other":
        tags = values.get("original_langs", "").replace(",", " ").split()
        bad = [tag for tag in tags if not is_tag(tag)]
        if bad or not tags:
            found["original_langs"] = _not_a_tag(bad[0]) if bad else _("Name the language.")
    elif said == UNKNOWN and values.get("rendition") == "delivered" and lang != UNDETERMINED:
        found["delivered_in"] = _(
            "You say that these are the words as delivered: then they were delivered in the language of this text."
        )
    if said == "own" and values.get("rendition") == "translation":
        found["delivered_in"] = _("A translation is in another language than the one it was delivered in.")


def _check_speaker(values: Mapping[str, str], found: dict[str, str]) -> None:
    if values.get("speaker_is") == "named" and not values.get("speaker"):
        found["speaker"] = _("Write the name, or say that it is not known.")


def _check_date(values: Mapping[str, str], lang: str, found: dict[str, str]) -> None:
    if values.get("date"):
        try:
            date_claim(values["date"], values.get("kind") or "statement", lang or "en")
        except InvalidInput:
            found["date"] = _(
                "This is not read as a date. Write it as 2018-08-29, 2018-08 or 2018?, or in words with the year."
            )


def _check_country(values: Mapping[str, str], lang: str, found: dict[str, str]) -> None:
    if values.get("body_country"):
        try:
            country_code(values["body_country"], lang or "en")
        except InvalidInput:
            found["body_country"] = _("No country has this name or code.")


def embargo(values: Mapping[str, str]) -> datetime | None:
    """The moment at which an embargo ends; None where it is not said completely."""
    zone = _zone(values.get("embargo_zone", ""))
    try:
        at = datetime.fromisoformat(values.get("embargo_until", ""))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=zone) if zone else None


def _zone(raw: str) -> ZoneInfo | timezone | None:
    """A zone by its name or its distance from UTC."""
    if raw.upper() in ("UTC", "GMT", "Z"):
        return UTC
    offset = _OFFSET.fullmatch(raw.upper().removeprefix("UTC").replace("−", "-"))
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes)) if minutes < 24 * 60 else None
    try:
        return ZoneInfo(raw) if raw else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, a path, no zone
        return None


def stated(values: Mapping[str, str], lang: str) -> dict[str, Any]:
    """The form as :func:`workflow.confirmation.deposit_confirmed` takes it; empty fields are not in it."""
    said: dict[str, Any] = {name: values.get(name, "") for name in PLAIN}
    said |= {
        "lang": UNKNOWN if lang == UNDETERMINED else lang,
        "work": values.get("work", ""),
        "encoding": values.get("encoding", ""),
        "media": values.get("media", ""),
        "sentences": values.get("sentences", ""),
        "bridge": bool(values.get("bridge")),
        "segment_langs": _or_nothing(values),
        "title": " ".join(values.get("title", "").split()),
        "speaker": _speaker(values),
        "original_langs": _original_langs(values, lang),
        "symbols": _listed(values.get("symbols", ""), ",;"),
        "on_behalf_of": _listed(values.get("on_behalf_of", "")),
        "topics": _listed(values.get("topics", ""), ",;"),
        "draft": values.get("visibility") == "draft",
        "embargo_until": embargo(values) if values.get("visibility") == "embargoed" else None,
    }
    return {name: value for name, value in said.items() if value}


def _or_nothing(values: Mapping[str, str]) -> dict[str, str]:
    try:
        return segment_langs(values)
    except InvalidInput:  # said at its field
        return {}


def _speaker(values: Mapping[str, str]) -> str:
    said = values.get("speaker_is", "")
    return UNKNOWN if said == UNKNOWN else values.get("speaker", "") if said == "named" else ""


def _original_langs(values: Mapping[str, str], lang: str) -> list[str] | str:
    said = values.get("delivered_in", "")
    if said == "own":
        several = list(dict.fromkeys(_or_nothing(values).values()))
        return (several or [MULTIPLE]) if lang == MULTIPLE else [lang]
    if said == "other":
        try:
            return tags_in(values.get("original_langs", "")) or ""
        except InvalidInput:
            return ""
    return UNKNOWN if said == UNKNOWN else ""


def _listed(raw: str, also: str = "") -> list[str]:
    """Line by line, and at these characters too."""
    for char in also:
        raw = raw.replace(char, "\n")
    return [line.strip() for line in raw.splitlines() if line.strip()]
