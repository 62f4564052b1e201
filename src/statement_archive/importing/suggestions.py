"""What the front of a text says about itself, offered fact by fact with the words each came from.

Nothing here decides: a person takes a suggestion or leaves it. ``fact`` is the dotted name of a fact of
``domain.facts`` (``speaker.name``, ``original_languages``), ``title`` for the first of ``titles``; the
value of ``dates`` is ``{"raw", "edtf", "event"}`` with ``edtf`` empty where the words leave it open;
``visibility.until`` is the EDTF day an embargo ends, ``source.via`` the relay language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from statement_archive.importing import banners, bodies, datelines, speakers
from statement_archive.importing.blocks import Block, without_inlines
from statement_archive.importing.dates import find_dates
from statement_archive.importing.furniture import SYMBOL
from statement_archive.importing.lines import Line, LineIndex, collapse, plain, trim

_SYMBOL = re.compile(rf"(?<![\w/.]){SYMBOL}(?![\w/])")
_FRONT = frozenset({"banner", "title", "byline", "dateline"})
_MARKS = "*_#> \t\ufeff"
_LAST = 6  # blocks at the end where banners are looked for
_LINE, _BYLINE = 200, 600  # characters of a line, of a byline looked at
_LINES_FIRST = 12  # lines looked at where no front matter was told apart


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One fact offered; ``line`` is 1-based, ``quote`` the words it came from at ``start:end``.

    ``code`` names the kind of banner, where one says it; ``note`` says what stayed open.
    """

    fact: str
    value: Any
    line: int
    quote: str
    start: int
    end: int
    code: str = ""
    note: str = ""


def suggestions_of(text: str, blocks: tuple[Block, ...], lang: str) -> tuple[Suggestion, ...]:
    """Suggestions from the front matter (and banners at the end) of classified blocks, each fact and value once."""
    found: dict[tuple[str, str], Suggestion] = {}
    make = _Maker(text, LineIndex(text))
    for suggestion in _all(make, blocks, lang):
        found.setdefault((suggestion.fact, repr(suggestion.value)), suggestion)
    return tuple(sorted(found.values(), key=lambda s: (s.start, s.fact)))


@dataclass(frozen=True, slots=True)
class _Maker:
    text: str
    index: LineIndex

    def __call__(self, fact: str, value: Any, start: int, end: int, *, code: str = "", note: str = "") -> Suggestion:
        return Suggestion(fact, value, self.index.number(start), self.text[start:end], start, end, code, note)


def _all(make: _Maker, blocks: tuple[Block, ...], lang: str) -> Iterator[Suggestion]:
    front = [b for b in blocks if b.kind in _FRONT]
    lines = [(b, line) for b in front for line in b.lines]
    if not front:
        lines = [(b, line) for b in blocks[:_LINES_FIRST] for line in b.lines[:_LINES_FIRST]][:_LINES_FIRST]
    last = [(b, line) for b in blocks[-_LAST:] if b.kind not in _FRONT for line in b.lines[-3:]]
    for block, line in (*lines, *last):
        yield from _banner(make, block, line, lang)
    for block, line in lines:
        if not _banners(make.text, block, line, lang):
            yield from _date_and_place(make, line, lang)
        yield from _symbols(make, line)
    yield from _dates_of_titles(make, front, lang)
    for block in (b for b in blocks[:_LINES_FIRST] if b.kind == "furniture"):
        yield from (s for line in block.lines for s in _symbols(make, line))
    yield from _title(make, front)
    body = list(_speaker(make, front, lang))
    yield from body
    role = next((s.value for s in body if s.fact == "speaker.role"), "")
    name = next((s.value for s in body if s.fact == "body.name"), "")
    # A minister's State may speak of non-governmental organisations without being one.
    yield from _ngo(make, blocks, front, "" if bodies.is_of_a_state(role) else name)


def _bare(text: str, line: Line) -> tuple[int, int]:
    """A line without the markup at its ends."""
    start, end = line.start, line.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end


def _banner(make: _Maker, block: Block, line: Line, lang: str) -> Iterator[Suggestion]:
    start, end = _bare(make.text, line)
    for banner in _banners(make.text, block, line, lang):
        if banner.fact:
            yield make(banner.fact, banner.value, start, end, code=banner.code)


def _banners(text: str, block: Block, line: Line, lang: str) -> tuple[banners.Banner, ...]:
    """The banners of a line, markup aside."""
    if line.end - line.start >= _LINE:
        return ()
    words = without_inlines(text, block)[line.start - block.start : line.end - block.start]
    return banners.match(words.strip(_MARKS), lang)


def _date_and_place(make: _Maker, line: Line, lang: str) -> Iterator[Suggestion]:
    start, end = _bare(make.text, line)
    if end - start >= _LINE:
        return
    read = plain(make.text[start:end])
    found = datelines.dateline(read.words, lang)
    if not found:
        return
    for date in found.dates:
        value = {"raw": date.raw, "edtf": date.edtf, "event": found.event}
        yield make("dates", value, start + read.at[date.start], start + read.at[date.end], note=date.note)
    if found.place:
        yield make("place", found.place, start + read.at[found.start], start + read.at[found.end])


def _dates_of_titles(make: _Maker, front: list[Block], lang: str) -> Iterator[Suggestion]:
    """Dates inside titles, where no line is a dateline: «Statement of …, Geneva, 29 August 2018»."""
    if any(b.kind == "dateline" for b in front):
        return
    for line in (line for b in front if b.kind == "title" for line in b.lines):
        for date in find_dates(make.text[line.start : line.end], lang):
            value = {"raw": date.raw, "edtf": date.edtf, "event": "delivered"}
            yield make("dates", value, line.start + date.start, line.start + date.end, note=date.note)


def _symbols(make: _Maker, line: Line) -> Iterator[Suggestion]:
    for match in _SYMBOL.finditer(make.text, line.start, min(line.end, line.start + 300)):
        symbol = match.group().rstrip(".-(*")
        if symbol.count(")") > symbol.count("("):
            symbol = symbol.rstrip(").-*")
        if any(c.isdigit() for c in symbol):
            yield make("occasion.symbols", [symbol], match.start(), match.start() + len(symbol))


def _title(make: _Maker, front: list[Block]) -> Iterator[Suggestion]:
    titles = [b for b in front if b.kind == "title"]
    if not titles:
        return
    block = next(
        (b for b in titles if speakers.is_statement_title(plain(b.cut(make.text).strip(_MARKS)).words)), titles[0]
    )
    words = without_inlines(make.text, block)
    start, end = trim(words, 0, len(words))
    start, end = start + block.start, end + block.start
    yield make("title", collapse(words), start, end)
    forum = speakers.forum(make.text[start:end])
    if forum:
        yield make(forum.fact, collapse(forum.value), start + forum.start, start + forum.end)


def _speaker(make: _Maker, front: list[Block], lang: str) -> Iterator[Suggestion]:
    """Bylines before titles: who delivered it is said there; only facts not yet offered are added."""
    seen: set[str] = set()
    for block in sorted((b for b in front if b.kind in ("byline", "title")), key=lambda b: b.kind == "title"):
        words = without_inlines(make.text, block)
        start = trim(words, 0, len(words))[0]
        read = plain(words[start:][:_BYLINE].rstrip())
        offers = [o for o in speakers.byline(read.words, lang) if o.fact not in seen]
        for offer in offers:
            at = block.start + start
            value = [offer.value] if offer.fact == "original_languages" else collapse(offer.value)
            yield make(offer.fact, value, at + read.at[offer.start], at + read.at[offer.end])
        seen.update(o.fact for o in offers)


def _ngo(make: _Maker, blocks: tuple[Block, ...], front: list[Block], name: str) -> Iterator[Suggestion]:
    """Words such as "non-governmental organisation": on the front, or in a paragraph that names the body."""
    for block in blocks[:40]:
        words = block.cut(make.text)[:2000]
        if block not in front and not (name and name.casefold() in collapse(words).casefold()):
            continue
        hit = bodies.ngo(words)
        if hit:
            yield make("body.kind", "ngo", block.start + hit[0], block.start + hit[1])
            return
