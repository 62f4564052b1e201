"""What a citation is made of: plain values, each empty where it is not known.

::

    Record   the work and the version cited: who, what, on which occasion, when, where it is held
    Words    what the words are: delivered or translated, by whom, and what is not held
    Place    where in the text: paragraphs by printed or counted number, sentences, or the kind of an unnumbered part
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from statement_archive.domain.facts import Method, Relation, Standing, StatementKind, WorkKind
from statement_archive.domain.segments import SegmentKind


@dataclass(frozen=True, slots=True)
class Record:
    """``id`` names the version (``work/expression@2``) or the work, ``url`` is its permanent address or path. ``date``
    is EDTF or as written. ``lang`` is the language of the words, ``title_lang`` that of the title."""

    id: str
    kind: WorkKind
    url: str
    accessed: date
    lang: str = ""
    version: int = 0
    sha256: str = ""
    title: str = ""
    title_lang: str = ""
    author: str = ""
    body: str = ""
    statement_kind: StatementKind | None = None
    event: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """``languages``: of delivery (of a document: its authentic texts). ``passage``: languages of the words cited
    where they are not the text's own. ``held``: whether the delivered wording is. ``reviewed`` and ``outdated`` are
    told of translations made here. ``named``: whether a text is cited, and not the work alone."""

    document: bool
    lang: str = ""
    original: bool = False
    named: bool = True
    relation: Relation = "unknown"
    languages: tuple[str, ...] = ()
    passage: tuple[str, ...] = ()
    method: Method = "unknown"
    standing: Standing = "unknown"
    makers: tuple[str, ...] = ()
    by_delegation: bool = False
    via: str = ""
    held: bool = True
    reviewed: bool = True
    outdated: bool = False
    version: int = 1
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph: its number, or what it is and beside which number it stands (``after`` is the number before it,
    ``before`` the next one)."""

    number: str = ""
    kind: SegmentKind = "body"
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """From ``first`` to ``last``; both None: the whole text. ``sentences``: first and last, counted from 1, within
    the one paragraph, or None where all of it is meant."""

    first: Spot | None = None
    last: Spot | None = None
    sentences: tuple[int, int] | None = None

    @property
    def numbers(self) -> str:
        """``9`` or ``9-11``, where both ends bear a number."""
        if self.first is None or self.last is None or not (self.first.number and self.last.number):
            return ""
        same = self.first == self.last
        return self.first.number if same else f"{self.first.number}-{self.last.number}"
