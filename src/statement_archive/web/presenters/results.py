"""Search results: words cut from stored texts, with what they are; what was searched, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Version
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.blocks import Piece, pieces
from statement_archive.web.presenters.chips import Chip, passage_chips
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.search import Hit, Passage, Results

TextAndTable = Callable[[Version], tuple[str, SegmentTable]]
_SHOWN_WHOLE = 700  # characters of a paragraph; of a longer one, the sentences around what was found
_BESIDE = 3  # aligned passages under a hit: the original and two further languages


@dataclass(frozen=True, slots=True)
class PassageView:
    """``before`` and ``after``: whether the paragraph goes on there."""

    path: str
    language: str
    lang: str
    dir: str
    pieces: tuple[Piece, ...]
    chips: tuple[Chip, ...]
    original: bool
    composed: bool = False
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class HitView:
    work: str
    title: str
    title_lang: str
    line: str
    passage: PassageView
    beside: tuple[PassageView, ...]


_NOTES: dict[str, Later] = {
    "unclosed-quotation": N_("The quotation was not closed; it was read to the end:"),
    "unclosed-bracket": N_("The bracket was not closed; it was read to the end:"),
    "stray-bracket": N_("This bracket closes nothing and was left out:"),
    "operator-as-word": N_("Here this is no operator; it was searched as a word:"),
    "operator-in-text": N_(
        "This was read as an operator. A text that was copied is searched as it stands between quotation marks:"
    ),
    "near-as-word": N_(
        "This stands between two words, phrases or alternatives, its number up to 100; here it was searched as words:"
    ),
    "field-as-words": N_("A field needs its value right behind the colon; this was searched as words:"),
    "unknown-value": N_("Nothing held here is known by this, so it matches nothing:"),
    "no-words": N_("There is no word to search for in:"),
}


def hits(results: Results, read: TextAndTable) -> tuple[HitView, ...]:
    return tuple(_hit(hit, read) for hit in results.hits)


def _hit(hit: Hit, read: TextAndTable) -> HitView:
    work = hit.passage.work
    facts = work.state.facts
    title, lang = title_of(facts)
    date = date_of(facts)
    line = (facts.speaker.name, facts.body.name, show_edtf(date) if date else _("date unknown"))
    beside = tuple(passage_view(p, read) for p in hit.counterparts[:_BESIDE])
    return HitView(
        work.id, title, html_lang(lang), " · ".join(p for p in line if p), passage_view(hit.passage, read), beside
    )


def passage_view(passage: Passage, read: TextAndTable) -> PassageView:
    text, table = read(passage.version)
    start, end = _window(passage, table)
    inlines = [s for s in table.level("inline") if s.start < end and start < s.end]
    marks = [(passage.start + a, passage.start + b) for a, b in passage.spans]
    first, last = passage.segments[0], passage.segments[-1]
    locator = first if first == last else f"{first}-{last}"
    return PassageView(
        path=f"/works/{passage.work.id}/{passage.expression.id}@{passage.version.n}/{locator}",
        language=language_name(passage.lang),
        lang=html_lang(passage.lang),
        dir=text_direction(passage.lang),
        pieces=pieces(text, start, end, inlines, marks),
        chips=passage_chips(passage),
        original=passage.original,
        composed=passage.how == "composed",
        before=start > passage.start,
        after=end < passage.end,
    )


def _window(passage: Passage, table: SegmentTable) -> tuple[int, int]:
    """The part of a long paragraph that holds what was found, a sentence more on either side."""
    if passage.end - passage.start <= _SHOWN_WHOLE or not passage.spans:
        return passage.start, passage.end
    low, high = passage.start + passage.spans[0][0], passage.start + passage.spans[-1][1]
    inside = [s for s in table.sentences if passage.start <= s.start and s.end <= passage.end]
    touched = [i for i, s in enumerate(inside) if s.start < high and low < s.end]
    if not touched:
        return passage.start, passage.end
    first, last = max(0, touched[0] - 1), min(len(inside) - 1, touched[-1] + 1)
    return inside[first].start, inside[last].end


def notes(sought: Sought) -> Iterator[tuple[str, str]]:
    """What was not read as it may have been meant: a sentence, and the part in question."""
    for note in sought.notes:
        yield str(_NOTES[note.kind]), note.text
