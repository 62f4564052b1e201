"""What a file says around a quotation: its sentence, the one before, its notes, the heading above.

::

    heading  Kazakhstan
    before   … It took part in every meeting.
    sentence In 2021 it said ‘one’, that there is ‘two’, and ‘three’.[2]      all three have note 2
    note     2 Contribution by Kazakhstan, CCW/GGE.1/2021/WP.3, 11 June 2021, https://…

Words inside quotation marks claim nothing, so they are struck out first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from statement_archive.importing.dates import find_dates
from statement_archive.importing.furniture import SYMBOL
from statement_archive.importing.manuscript import Footnote, Manuscript, Span
from statement_archive.importing.sentences import ends_like_a_sentence, sentences
from statement_archive.quotes.found import Claim, Mention, Where
from statement_archive.quotes.naming import names_in
from statement_archive.quotes.outline import Outline, Paragraph, blank

_URL = re.compile(r"https?://[^\s<>\"“”«»]+|www\.[^\s<>\"“”«»]+")
_SYMBOL = re.compile(rf"(?<![\w/.]){SYMBOL}")
_HEADING = 80  # characters of a line that may head what follows
_ABOVE = 30  # parts looked through for a heading
_KEPT = frozenset(".!?…。！？؟")
_MOST = 4000  # characters of one place read


class Claims:
    """Reads claims of one manuscript; ``quoted`` are the outermost quotations, with their marks."""

    def __init__(self, manuscript: Manuscript, view: Outline, quoted: Sequence[Span]) -> None:
        self._manuscript = manuscript
        self._words = _struck(view.words, quoted)
        self._note_words = _struck(view.note_words, quoted) if view.notes else ""
        self._paragraphs = sorted((*view.running, *view.notes), key=lambda p: p.start)
        self._starts = [p.start for p in self._paragraphs]
        self._note_starts = frozenset(p.start for p in view.notes)
        self._anchors = sorted((a, i) for i, n in enumerate(manuscript.notes) for a in n.anchors)
        # Caches end with the document: what is handed in is confidential.
        self._read = lru_cache(maxsize=256)(_read)
        self._sentences = lru_cache(maxsize=64)(self._sentences_of)

    def of(self, outer: Span, inner: Span, *, block: bool) -> Claim:
        at = max(0, bisect_right(self._starts, outer[0]) - 1)
        paragraph = self._paragraphs[at]
        own = self._sentence(at, outer)
        notes = self._notes(outer, own, self._end(outer))
        if block and not notes:
            notes = self._notes_of_lead(at)
        places = list(self._places(at, paragraph, own, notes, block=block))
        mentions = {kind: tuple(self._mentions(kind, places, inner)) for kind in ("name", "date", "symbol", "url")}
        return Claim(
            sentence=own,
            notes=notes,
            note_texts=tuple(self._manuscript.notes[i].cut(self._manuscript.text) for i in notes),
            names=mentions["name"],
            dates=mentions["date"],
            symbols=mentions["symbol"],
            urls=mentions["url"],
        )

    def _source(self, paragraph: Paragraph) -> str:
        return self._note_words if paragraph.start in self._note_starts else self._words

    def _sentences_of(self, at: int) -> tuple[Span, ...]:
        paragraph = self._paragraphs[at]
        words = self._source(paragraph)[paragraph.start : paragraph.end]
        found = sentences(words, self._manuscript.lang)
        return tuple((paragraph.start + s, paragraph.start + e) for s, e in found)

    def _sentence(self, at: int, outer: Span) -> Span:
        """From the beginning of the sentence that the quotation begins in to the end of that where it ends."""
        found = self._sentences(at)
        first = bisect_right(found, outer[0], key=lambda s: s[1])
        mine = found[first : bisect_left(found, outer[1], key=lambda s: s[0])]
        start = min(mine[0][0], outer[0]) if mine else outer[0]
        return start, max(mine[-1][1], outer[1]) if mine else outer[1]

    def _end(self, outer: Span) -> int:
        """Where the paragraph ends in which the quotation ends."""
        at = max(0, bisect_right(self._starts, outer[1]) - 1)
        return max(self._paragraphs[at].end, outer[1])

    def _notes(self, outer: Span, own: Span, end: int) -> tuple[int, ...]:
        """The notes marked first after the quotation in its sentence, else before it there, else in the paragraph."""
        rest = self._anchored(outer[1], end)
        after = [one for one in rest if one[0][0] <= own[1]]
        before = self._anchored(own[0], outer[1] - 1)
        if not after and before:
            return (before[-1][1],)
        group = rest[:1]
        for one in rest[1:]:  # [2][3] stand for the same words
            if self._manuscript.text[group[-1][0][1] : one[0][0]].strip(" ,;–-\u00a0"):
                break
            group.append(one)
        return tuple(dict.fromkeys(i for _, i in group))

    def _anchored(self, low: int, high: int) -> list[tuple[Span, int]]:
        """Anchors that begin from ``low`` to ``high``, with their notes."""
        first = bisect_left(self._anchors, low, key=lambda one: one[0][0])
        last = bisect_right(self._anchors, high, key=lambda one: one[0][0])
        return self._anchors[first:last]

    def _notes_of_lead(self, at: int) -> tuple[int, ...]:
        """Of a block quotation: the note at the end of the paragraph that leads to it."""
        if at == 0:
            return ()
        last = self._sentences(at - 1)[-1:]
        found = self._anchored(last[0][0], self._paragraphs[at - 1].end) if last else []
        return (found[-1][1],) if found else ()

    def _places(
        self, at: int, paragraph: Paragraph, own: Span, notes: tuple[int, ...], *, block: bool
    ) -> Iterator[tuple[Where, str, Span]]:
        source = self._source(paragraph)
        yield "sentence", source, own
        found = self._sentences(at)
        before = bisect_right(found, own[0], key=lambda s: s[1])
        if before:
            yield "before", source, found[before - 1]
        elif at and paragraph.start not in self._note_starts:
            lead = next((i for i in range(at - 1, -1, -1) if self._is_words(i)), None)
            if lead is not None and (last := self._sentences(lead)):
                yield "sentence" if block else "before", self._words, last[-1]
        for i in notes:
            note: Footnote = self._manuscript.notes[i]
            if self._note_words:
                yield "note", self._note_words, (note.start, note.end)
        heading = self._heading(at)
        if heading:
            yield "heading", self._words, heading

    def _is_words(self, at: int) -> bool:
        """Whether a paragraph is neither a note nor a heading."""
        paragraph = self._paragraphs[at]
        heads = self._manuscript.parts[paragraph.parts[0]].kind == "heading"
        return not heads and paragraph.start not in self._note_starts

    def _heading(self, at: int) -> Span | None:
        parts = self._manuscript.parts
        first = self._paragraphs[at].parts[0]
        for i in range(first - 1, max(-1, first - _ABOVE), -1):
            part = parts[i]
            words = part.cut(self._manuscript.text)
            if part.kind == "heading" or (
                part.kind == "body" and len(words) <= _HEADING and not ends_like_a_sentence(words)
            ):
                return part.start, part.end
        return None

    def _mentions(self, kind: str, places: Sequence[tuple[Where, str, Span]], inner: Span) -> Iterator[Mention]:
        """Of one kind, place by place; in a place those before the quotation first, nearest first."""
        seen: set[Span] = set()
        for where, source, (start, end) in places:
            start = max(start, end - _MOST)  # noqa: PLW2901 (long places are read from their end)
            found = [
                Mention(self._manuscript.text[start + s : start + e], value, where, start + s, start + e)
                for s, e, value in self._read(kind, source[start:end], self._manuscript.lang)
                if where != "heading" or value
            ]
            if kind == "url":
                found += self._linked(where, start, end, {m.value for m in found})
            if where == "sentence":
                found.sort(key=lambda m: (m.start >= inner[0], abs(m.start - inner[0])))
            yield from (m for m in found if (m.start, m.end) not in seen)
            seen.update((m.start, m.end) for m in found)

    def _linked(self, where: Where, start: int, end: int, said: set[str]) -> Iterator[Mention]:
        """Addresses that words lead to and do not print."""
        links = self._manuscript.links
        for link in links[bisect_left(links, start, key=lambda one: one.start) :]:
            if link.start >= end:
                break
            if link.end <= end and link.target not in said:
                words = self._manuscript.text[link.start : link.end]
                yield Mention(words, link.target, where, link.start, link.end)


def _read(kind: str, words: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    """Mentions of one kind in ``words``: (start, end, value)."""
    if kind == "url":
        return tuple((m.start(), m.start() + len(u), u) for m in _URL.finditer(words) if (u := _trimmed(m.group())))
    words = _URL.sub(lambda m: blank(m.group()), words)
    if kind == "symbol":
        found = ((m, _trimmed(m.group().rstrip("-("))) for m in _SYMBOL.finditer(words))
        return tuple((m.start(), m.start() + len(s), s) for m, s in found if any(c.isdigit() for c in s))
    if kind == "date":
        return (*_dates(words, lang), *_years(words, _dates(words, lang)))
    return tuple((n.start, n.end, n.country) for n in names_in(words, lang))


def _dates(words: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (at + d.start, at + d.end, d.edtf)
        for at in range(0, len(words), 1800)
        for d in find_dates(words[at : at + 1800], lang)
    )


_YEAR = re.compile(r"(?<![\w./-])(?:19|20)\d{2}(?![\w/-])(?!\.\d)")


def _years(words: str, dates: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Years alone: «In 2021, Kazakhstan stated …»."""
    for match in _YEAR.finditer(words):
        if all(match.end() <= s or e <= match.start() for s, e, _ in dates):
            yield match.start(), match.end(), match.group()


def _trimmed(words: str) -> str:
    """An address or symbol without the stops and brackets of the sentence around it."""
    words = words.rstrip(".,;:!?'’")
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip(".,;:!?'’")
    return words


def _struck(words: str, quoted: Sequence[Span]) -> str:
    """The words inside quotation marks as ``x``, but for a stop at their end: sentences stay whole."""
    out: list[str] = []
    at = 0
    for start, end in sorted(quoted):
        if start < at or end - start < 2:
            continue
        inner = words[start + 1 : end - 1]
        kept = inner[-1:] if inner[-1:] in _KEPT else "x"
        out += [
            words[at : start + 1],
            "".join("x" if not c.isspace() else c for c in inner[:-1]),
            kept if inner else "",
        ]
        out.append(words[end - 1 : end])
        at = end
    out.append(words[at:])
    return "".join(out)
