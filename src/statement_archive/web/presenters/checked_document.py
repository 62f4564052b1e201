"""Quotations of a file as a reader sees them: where in the file, what was odd about them, and the check of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from statement_archive.importing.manuscript import Manuscript
from statement_archive.quotes.found import FoundQuotation
from statement_archive.quotes.verdicts import VERDICTS as ORDER
from statement_archive.web.presenters.checked import VERDICTS, CheckView, checked
from statement_archive.web.presenters.results import TextAndTable
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.document_check import CheckedQuotation

_AROUND = 160  # characters of the sentence on either side of a quotation


@dataclass(frozen=True, slots=True)
class Tally:
    """How many quotations have a verdict; ``href`` shows only these."""

    name: str
    kind: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """``before``, ``words``, ``after``: the quotation in the file; ``told``: page, notes, odd marks."""

    n: int
    before: str
    words: str
    after: str
    told: tuple[str, ...]
    view: CheckView | None
    refused: str


def tallies(items: Sequence[CheckedQuotation], chosen: str, href: Callable[[str], str]) -> tuple[Tally, ...]:
    """One for each verdict that there is, in the order of the contract."""
    found = Counter(item.check.verdict if item.check else "refused" for item in items)

    def lines() -> Iterator[Tally]:
        for verdict in ORDER:
            if found[verdict]:
                kind, name, _meaning = VERDICTS[verdict]
                yield Tally(
                    str(name), kind, found[verdict], href("" if chosen == verdict else verdict), chosen == verdict
                )
        if found["refused"]:
            there = chosen == "refused"
            yield Tally(_("Not checked"), "unknown", found["refused"], href("" if there else "refused"), there)

    return tuple(lines())


def document_items(
    manuscript: Manuscript, items: Sequence[CheckedQuotation], every: Sequence[FoundQuotation], read: TextAndTable
) -> tuple[DocumentItem, ...]:
    numbers = {(one.start, one.end): n for n, one in enumerate(every, start=1)}
    return tuple(_item(manuscript, one, numbers[one.found.start, one.found.end], read) for one in items)


def _item(manuscript: Manuscript, one: CheckedQuotation, n: int, read: TextAndTable) -> DocumentItem:
    text, found = manuscript.text, one.found
    low, high = found.outer
    start, end = found.claim.sentence
    return DocumentItem(
        n,
        text[max(start, low - _AROUND) : low],
        text[low:high],
        text[high : min(end, high + _AROUND)],
        tuple(_told(manuscript, found)),
        checked(one.check, read) if one.check else None,
        said(one.refused).words if one.refused else "",
    )


def _told(manuscript: Manuscript, found: FoundQuotation) -> Iterator[str]:
    if found.page:
        yield _("page %(page)s", page=found.page)
    marks = ", ".join(manuscript.notes[n].mark for n in found.claim.notes)
    if marks:
        yield _("note %(mark)s", mark=marks)
    if found.how == "block":
        yield _("block quotation")
    elif found.how == "nested":
        yield _("inside another quotation")
    if found.mismatched:
        yield _("its quotation marks do not match")
    if found.unclosed:
        yield _("its quotation mark is not closed")
    if found.short:
        yield _("a word or two: perhaps no quotation")
