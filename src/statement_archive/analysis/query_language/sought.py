"""What was searched, as data that a page puts into the words of its language.

::

    Sought(all) ── Sought(word "peace")
                └─ Sought(field speaker) ── Meant("ahmetov", "Ерлан Ахметов", forms=2)
    Note        ── something typed was not read as it may have been meant
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from statement_archive.domain.query import Clause

SoughtKind = Literal[
    "everything",
    "nothing",
    "word",
    "exact",
    "prefix",
    "all",
    "any",
    "not",
    "near",
    "field",
    "in",
    "paired",
    "characters",
]
NoteKind = Literal[
    "unclosed-quotation",
    "unclosed-bracket",
    "stray-bracket",
    "operator-as-word",
    "operator-in-text",
    "near-as-word",
    "field-as-words",
    "unknown-value",
    "no-words",
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something typed was not read as it may have been meant; ``text`` is the part in question."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A value of a field: ``typed``, and ``value``, what that is known as: a code, a name, a number of values held
    (``forms`` of a name, of which any is searched)."""

    typed: str
    value: str
    forms: int = 1


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field stands for: ``clause`` over attributes; ``unknown``: typed values that name nothing here."""

    clause: Clause
    meant: tuple[Meant, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What was searched: ``text`` as typed for ``word``, ``exact``, ``prefix`` and ``characters`` (Chinese ones, in any
    form); ``parts`` for ``all``, ``any``,
    ``not`` and ``near`` (two, with the greatest distance as ``text``). Of a ``field``: its name as ``text`` and what
    its values are known as, ``clause`` what is searched for it; ``unknown`` ones match nothing. ``notes`` stand at the
    root only. ``in``: what a text of a language, which is ``meant``, has to bear out, with all of its ``clause``;
    ``paired``: one passage in several languages, an ``in`` for each, of which the first leads."""

    kind: SoughtKind
    text: str = ""
    parts: tuple[Sought, ...] = ()
    notes: tuple[Note, ...] = ()
    meant: tuple[Meant, ...] = ()
    unknown: tuple[str, ...] = ()
    clause: Clause | None = None

    @property
    def sides(self) -> tuple[Sought, ...]:
        """What each language has to bear out, where one passage is sought in several."""
        return self.parts if self.kind == "paired" else ()

    @property
    def languages(self) -> tuple[tuple[str, ...], ...]:
        """Of each side the tags that its language goes by."""
        return tuple(tuple(meant.value for meant in side.meant) for side in self.sides)

    def named(self) -> Iterator[Sought]:
        """Every part of the tree whose clause has a name: fields, and characters in any form."""
        if self.kind in ("field", "characters"):
            yield self
        for part in self.parts:
            yield from part.named()
