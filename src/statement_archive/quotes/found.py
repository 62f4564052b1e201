"""A quotation as it stands in a file that was handed in, and what the file claims about it.

::

    In 2019 Kazakhstan stated that ‘have the potential’.[1]      1 Statement by Kazakhstan, A/C.1/74/PV.3, https://…
    └date┘  └─ name ─┘             ‖└────words─────┘‖  └ note ─▶ └────── names, dates, symbols, urls ───────┘
                                 opened          closed
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
How = Literal["marks", "block", "nested"]
# Where a claim was read: the sentence of the quotation, the part before it, a note, a heading above.
Where = Literal["sentence", "before", "note", "heading"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the file that may say whose words are quoted, of when, or from which document.

    ``value`` is what they mean: a date in EDTF (empty where ambiguous), a country's ISO 3166 code for a
    name that is one's, a symbol or address as written. ``start``/``end`` in the file's text.
    """

    words: str
    value: str
    where: Where
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What stands around a quotation; each kind nearest first. Nothing here is a fact.

    ``sentence`` is the span of the sentence or sentences that the quotation stands in. ``notes`` are
    indexes into the notes of the file, ``note_texts`` their words.
    """

    sentence: Span
    notes: tuple[int, ...] = ()
    note_texts: tuple[str, ...] = ()
    names: tuple[Mention, ...] = ()
    dates: tuple[Mention, ...] = ()
    symbols: tuple[Mention, ...] = ()
    urls: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """One quotation; ``text[start:end] == words``.

    ``outer`` is the same with its marks. ``how``: within marks, a block quotation, or within marks inside
    another one (``parent`` is its index in the list). ``marks``: opening and closing, closing empty where
    there is none. ``mismatched``: the closing mark does not belong to the opening one. ``unclosed``: no
    closing mark stands in the paragraph; it is taken to its end. ``short``: a word or two, so perhaps no
    quotation of anybody (a title, a term, irony). ``gaps``: spans inside that are not its words (marks of
    notes, page numbers, quotation marks repeated at a new paragraph). ``part``: index of the part of the
    file that it begins in. ``page`` and ``lang`` as that part has them.
    """

    start: int
    end: int
    words: str
    outer: Span
    how: How
    marks: tuple[str, str]
    claim: Claim
    part: int
    mismatched: bool = False
    unclosed: bool = False
    short: bool = False
    parent: int | None = None
    gaps: tuple[Span, ...] = field(default=())
    page: str = ""
    lang: str = ""

    @property
    def said(self) -> str:
        """The words without the gaps: what is to be compared."""
        out: list[str] = []
        at = self.start
        for start, end in self.gaps:
            out.append(self.words[at - self.start : start - self.start])
            at = end
        out.append(self.words[at - self.start :])
        return "".join(out)
