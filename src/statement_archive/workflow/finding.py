"""Finding by name: a work by its id, its address or a document symbol; people and bodies by any form of their name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from statement_archive.domain.actors import Actor
from statement_archive.domain.authorities import Authority
from statement_archive.domain.text import fold
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.browsing import Entry, entries
from statement_archive.workflow.names import authorities

_ADDRESS = re.compile(r"/works/[a-z0-9-]+(?:/[^?#\s]*)?")
_MOST = 6  # names shown above the results


@dataclass(frozen=True, slots=True)
class Named:
    """An authority one of whose names fits, with the works it speaks in or is a party to."""

    kind: str
    authority: Authority
    works: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """``path``: the one page that what was typed names, or nothing. ``works``: several that bear the
    symbol. ``names``: people and bodies."""

    path: str = ""
    works: tuple[Entry, ...] = ()
    names: tuple[Named, ...] = ()


def find_named(archive: Archive, actor: Actor, raw: str, now: datetime) -> Found:
    """What the words name, as far as this actor may see; a sentence names nothing."""
    typed = raw.strip()
    if not typed or len(typed) > 500:
        return Found()
    visible = entries(archive, actor, now)
    address = _address(typed, {e.work.id for e in visible})
    if address:
        return Found(address)
    wanted = _folded(typed)
    works = tuple(e for e in visible if wanted in {_folded(s) for s in e.work.state.facts.occasion.symbols})
    if len(works) == 1:
        return Found(f"/works/{works[0].work.id}")
    return Found("", works, tuple(_names(archive, wanted, visible)))


def _address(typed: str, known: set[str] | frozenset[str]) -> str:
    """The path of a permanent link, or of a bare work id, where the work is known."""
    if typed in known:
        return f"/works/{typed}"
    path = urlsplit(typed).path if "://" in typed else typed
    return path if _ADDRESS.fullmatch(path) and path.split("/")[2] in known else ""


def _folded(words: str) -> str:
    return fold(words).text.strip()


def _names(archive: Archive, wanted: str, visible: list[Entry]) -> Iterable[Named]:
    """Entries one of whose names holds every word typed. Only those that a visible work names: an
    authority file must not tell of a work that is not public."""
    typed = set(wanted.split())
    if not typed or len(typed) > 8:
        return
    count = 0
    for kind in ("people", "bodies"):
        for authority in authorities(archive, kind).entries.values():
            if not any(typed <= set(_folded(n.value).replace(",", " ").split()) for n in authority.names):
                continue
            works = tuple(e for e in visible if _names_it(e, kind, authority.id))
            if works and count < _MOST:
                count += 1
                yield Named(kind, authority, works)


def _names_it(entry: Entry, kind: str, authority: str) -> bool:
    return authority in entry.values["speaker" if kind == "people" else "body"]
