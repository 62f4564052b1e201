"""Where the words of a slip come from, in the reader's language: the clauses of quotes/slip_words.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from statement_archive.quotes.slip_words import Clause, clauses, with_notes
from statement_archive.web.dates import show_day, show_edtf
from statement_archive.web.names import language_name
from statement_archive.web.say import N_, Later, _

# Word for word the English of quotes/slip_words.py; a test compares.
LABELS: dict[str, Later] = {
    "speaker": N_("speaker"),
    "body": N_("on behalf of"),
    "issuer": N_("body"),
    "delivered": N_("delivered"),
    "written": N_("written"),
    "adopted": N_("adopted"),
    "published": N_("published"),
    "retrieved": N_("retrieved"),
    "dated": N_("dated"),
    "place": N_("place"),
    "forum": N_("forum"),
    "symbols": N_("symbols"),
    "delivered_in": N_("language of delivery"),
    "original_in": N_("original language"),
    "language": N_("language of these words"),
    "relation": N_("what they are"),
    "basis": N_("basis"),
    "made_from": N_("translated from"),
    "via": N_("by way of"),
    "maker": N_("translated by"),
    "method": N_("method"),
    "standing": N_("standing"),
    "taken_in": N_("taken in"),
    "file": N_("file as received"),
    "source_url": N_("from the address"),
}
CODES: dict[str, Later] = {
    "unknown": N_("unknown"),
    "not stated": N_("not stated"),
    "none": N_("none"),
    "state": N_("State"),
    "ngo": N_("non-governmental organisation"),
    "igo": N_("international organisation"),
    "group": N_("group"),
    "person": N_("in a personal capacity"),
    "delivered": N_("delivered wording"),
    "prepared": N_("prepared text, to be checked against delivery"),
    "record": N_("verbatim record"),
    "summary": N_("summary record, not the speaker's own words"),
    "written": N_("written text"),
    "translation": N_("translation"),
    "recording": N_("confirmed by the recording"),
    "by record": N_("after the record of the meeting"),
    "podium": N_("after the file from the podium"),
    "editor": N_("in the editor's judgement"),
    "delegation": N_("the delegation"),
    "human": N_("by a person"),
    "interpretation": N_("interpretation, written down"),
    "machine": N_("by machine"),
    "post-edited": N_("by machine, edited by a person"),
    "official": N_("official"),
    "unofficial": N_("unofficial"),
    "initial": N_("not translated yet"),
    "translated": N_("translated, not reviewed"),
    "reviewed": N_("reviewed"),
    "final": N_("final"),
    "outdated": N_("outdated: the source was changed since"),
}


def origin(provenance: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What it is, and its value: ``("delivered", "29 August 2018")``."""
    for one in clauses(provenance):
        said = with_notes(_values(one), [str(CODES[note]) for note in one.notes])
        yield str(LABELS[one.label]), said or str(CODES["unknown"])


def _values(one: Clause) -> list[str]:
    if one.kind == "code":
        return [str(CODES[value]) for value in one.values]
    if one.kind == "languages":
        return [language_name(value) for value in one.values]
    if one.kind == "date":
        return [show_edtf(value) for value in one.values]
    if one.kind == "instant":
        return [show_day(datetime.fromisoformat(value)) for value in one.values]
    return list(one.values)


def status(other: Mapping[str, Any]) -> str:
    """Of the same passage in another text: what it is, whose, and how far it is."""
    if other["original"]:
        found = [str(CODES[other["relation"]])]
    else:
        maker = other["maker"]
        by = str(CODES["delegation"]) if maker["kind"] == "delegation" else maker["name"]
        found = [str(CODES["translation"]), by or _("translator unknown")]
        found += [str(CODES[other[name]]) for name in ("method", "standing") if other[name] != "unknown"]
    found += [str(CODES[other["state"]])] if other["state"] else []
    found += [str(CODES["outdated"])] if other["outdated"] else []
    return ", ".join([*found, *([_("aligned by way of a third text")] if other["joined"] == "composed" else [])])
