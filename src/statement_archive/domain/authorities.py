"""Authority files: people, bodies, states, forums, topics, each with every form of its names.

::

    authorities/people.events.jsonl ──fold──▶ entries by id ── names (value, language, script, kind)

Kinds of event: ``recorded`` (a new entry), ``named`` (a further form of a name). ``Ахметов`` finds
Akhmetov because both forms are recorded; nothing is transliterated for display by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from statement_archive.domain.errors import Damaged
from statement_archive.domain.events import Event
from statement_archive.domain.facts import Name, load_facts
from statement_archive.domain.text import fold


@dataclass(frozen=True, slots=True)
class Authority:
    """One person, body, state, forum or topic. ``kind`` and ``country`` as for a body."""

    id: str
    names: tuple[Name, ...]
    kind: str = ""
    country: str = ""

    @property
    def label(self) -> str:
        """The first official form, else the first recorded."""
        return next((n.value for n in self.names if n.kind == "official"), self.names[0].value)


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    entries: Mapping[str, Authority]
    head: int

    def named(self, value: str) -> Authority | None:
        """The entry one of whose names is ``value``, case and typography aside."""
        wanted = fold(value).text.strip()
        return next(
            (e for e in self.entries.values() if any(fold(n.value).text.strip() == wanted for n in e.names)), None
        )


def fold_authorities(events: Iterable[Event]) -> AuthorityFile:
    """The file after ``events``. Raises Damaged."""
    entries: dict[str, Authority] = {}
    head = 0
    for event in events:
        data = event.data
        try:
            if event.kind == "recorded":
                names = tuple(load_facts(Name, n) for n in data["names"])
                entries[data["id"]] = Authority(data["id"], names, data.get("kind", ""), data.get("country", ""))
            elif event.kind == "named":
                entry = entries[data["id"]]
                entries[data["id"]] = replace(entry, names=(*entry.names, load_facts(Name, data["name"])))
        except (KeyError, TypeError) as error:
            raise Damaged(f"event {event.n} of an authority file cannot be read: {error}") from error
        head = event.n
    return AuthorityFile(entries, head)
