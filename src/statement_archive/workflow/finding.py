"""Finding by name: a work by its id, its address or a document symbol; people and bodies by any form of their name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from statement_archive.domain.actors import Actor
from statement_archive.domain.authorities import Authority
from statement_archive.domain.errors import ArchiveError, Gone
from statement_archive.domain.text import fold
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.browsing import Entry, entries
from statement_archive.workflow.names import authorities
from statement_archive.workflow.reading import see
from statement_archive.workflow.symbols import is_part

_ADDRESS = re.compile(r"/works/[a-z0-9-]+(?:/[^?#\s]*)?")
_SYMBOL = re.compile(r"[^\s/]+(?:/[^\s/]+)+")  # a document symbol has strokes and no spaces
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
    symbol, or any of whose symbol it is a part. ``names``: people and bodies."""

    path: str = ""
    works: tuple[Entry, ...] = ()
    names: tuple[Named, ...] = ()


def find_named(archive: Archive, actor: Actor, raw: str, now: datetime) -> Found:
    """What the words name, as far as this actor may see; a sentence names nothing.

    The works are gone through only where something typed could name one.
    """
    typed = raw.strip()
    if not typed or len(typed) > 500:
        return Found()
    address = _address(archive, actor, typed, now)
    if address:
        return Found(address)
    wanted = _folded(typed)
    named = _authorities(archive, wanted)
    if not named and not _SYMBOL.fullmatch(typed):
        return Found()
    visible = entries(archive, actor, now)
    works = tuple(e for e in visible if wanted in {_folded(s) for s in e.work.state.facts.occasion.symbols})
    if len(works) == 1:
        return Found(f"/works/{works[0].work.id}")
    if not works and _SYMBOL.fullmatch(typed):
        works = tuple(e for e in visible if any(is_part(typed, s) for s in e.work.state.facts.occasion.symbols))
    return Found("", works, tuple(_names(named, visible)))


def _address(archive: Archive, actor: Actor, typed: str, now: datetime) -> str:
    """The path of a permanent link, or of a bare work id, where the work is known to this actor."""
    path = urlsplit(typed).path if "://" in typed else typed
    name = path.split("/")[2] if _ADDRESS.fullmatch(path) else typed
    try:
        see(archive, name, actor, now)
    except Gone:
        pass  # its page says why
    except ArchiveError:
        return ""
    return path if path != typed or typed.startswith("/") else f"/works/{typed}"


def _folded(words: str) -> str:
    return fold(words).text.strip()


def _authorities(archive: Archive, wanted: str) -> list[tuple[str, Authority]]:
    """Entries one of whose names holds every word typed, with the file they stand in."""
    typed = set(wanted.split())
    if not typed or len(typed) > 8:
        return []
    return [
        (kind, authority)
        for kind in ("people", "bodies")
        for authority in authorities(archive, kind).entries.values()
        if any(typed <= set(_folded(n.value).replace(",", " ").split()) for n in authority.names)
    ]


def _names(named: Iterable[tuple[str, Authority]], visible: Sequence[Entry]) -> Iterable[Named]:
    """Only those that a visible work names: an authority file must not tell of a work that is not public."""
    count = 0
    for kind, authority in named:
        works = tuple(e for e in visible if _names_it(e, kind, authority.id))
        if works and count < _MOST:
            count += 1
            yield Named(kind, authority, works)


def _names_it(entry: Entry, kind: str, authority: str) -> bool:
    return authority in entry.values["speaker" if kind == "people" else "body"]
