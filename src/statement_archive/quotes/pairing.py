"""Quotation marks paired into quotations: a stack, read once from left to right.

::

    paragraph   He said “we ‘never’ agreed.        “ waits on the stack, ‘ opens and closes inside it
    paragraph   “We still do not.” And             “ at its beginning: the same quotation goes on

A closing mark closes the nearest opening one that may take it; what was opened since then and is not
closed was an apostrophe, or a quotation without its end. Weak marks (’ ' ‘) never close over strong ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from statement_archive.domain.language import primary
from statement_archive.quotes import mark_table
from statement_archive.quotes.flanks import Flanks, flanks, is_clipped, is_possessive

Span = tuple[int, int]
_TURNED = ("sv", "fi", "da", "nb", "nn", "no", "ar", "fa", "he", "ur", "smn", "se")
_HANGUL = re.compile("[\uac00-\ud7af]")
_RTL = re.compile("[\u0590-\u08ff]")
_DOUBTFUL = frozenset(["'", "’", "＇", "`", "``", "''", "‚", ",,"])
_STOPS = frozenset(".!?…,;:。！？؟،")
_MOST_PARAGRAPHS = 40  # a quotation that was never closed swallows no more
_LINE_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[ \t]*(?:\r\n|[\n\r])")
_DEEPEST = 12  # quotations in quotations: more are no writing but noise
_AHEAD = 200  # marks looked at for one that closes
_FAR = 20_000  # characters that a quotation of one paragraph is long at most, where its marks are in doubt
_NEAR = 1500  # characters below, in which a closing mark is looked for
_MARK_SPACE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*")


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation by its marks: ``inner`` between them, ``outer`` with them; ``reopened``: marks repeated inside."""

    outer: Span
    inner: Span
    marks: tuple[str, str]
    mismatched: bool = False
    unclosed: bool = False
    reopened: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    end: int
    after_lead: bool
    paragraphs: int = 1
    reopened: list[Span] = field(default_factory=list)


def pairs(text: str, paragraphs: Sequence[Span], lang: str) -> list[Pair]:
    """Every pair of marks in ``paragraphs`` of ``text``, in the order of their beginnings; none overlap by halves."""
    reader = _Reader(text, lang)
    for start, end in paragraphs:
        reader.paragraph(start, end)
    reader.flush()
    return sorted(reader.found, key=lambda p: (p.outer[0], -p.outer[1]))


class _Reader:
    def __init__(self, text: str, lang: str) -> None:
        self.text = text
        self.lang = lang
        self.found: list[Pair] = []
        self.stack: list[_Open] = []
        self.orphans: list[tuple[int, int, str]] = []
        self.end = 0

    def paragraph(self, start: int, end: int) -> None:
        at = self._continue(start, end)
        self.end = end
        turned = primary(self.lang) in _TURNED or _RTL.search(self.text, start, end) is not None
        marks = list(mark_table.ANY.finditer(self.text, at, end))
        for i, match in enumerate(marks):
            sides = flanks(self.text, match.start(), match.end(), start, end)
            self._mark(
                match,
                sides,
                marks[i + 1 : i + _AHEAD] if mark_table.is_weak(match.group()) else (),
                turned,
                (start, end),
            )

    def _continue(self, start: int, end: int) -> int:
        """Where reading begins: behind marks that are repeated because a quotation goes on."""
        kept = 0
        at = _skip(self.text, start, end)
        near = len(_LINE_BREAK.findall(self.text[self.end : start])) == 1
        while kept < len(self.stack):
            waiting = self.stack[kept]
            repeated = next(
                (m for m in (waiting.mark, *(() if near else _repeats(waiting.mark))) if self.text.startswith(m, at)),
                None,
            )
            if repeated is None or waiting.paragraphs >= _MOST_PARAGRAPHS:
                break
            waiting.reopened.append((at, at + len(repeated)))
            waiting.paragraphs += 1
            at = _skip(self.text, at + len(repeated), end)
            kept += 1
        if near and not kept and self._closes_below(start):
            return start
        self.flush(kept)
        return at if kept else start

    def _closes_below(self, start: int) -> bool:
        """Whether, in a text of one sentence a line, what is open is closed on a line near below."""
        waiting = next((o for o in self.stack if not mark_table.is_weak(o.mark)), None)
        if waiting is None or self.text[self.end : start].strip():
            return False
        stop = _BLANK_LINE.search(self.text, start)
        near = min(start + _NEAR, stop.start() if stop else len(self.text))
        for match in mark_table.ANY.finditer(self.text, start, near):
            mark = match.group()
            sides = flanks(self.text, match.start(), match.end(), start, near)
            if mark in mark_table.OPENINGS[waiting.mark].closings and (sides.right or not sides.left):
                return True
            if mark == waiting.mark:
                return False
        return False

    def _mark(
        self, match: re.Match[str], sides: Flanks, later: Sequence[re.Match[str]], turned: bool, paragraph: Span
    ) -> None:
        mark = match.group()
        if (mark in mark_table.APOSTROPHES and sides.inside_word) or (mark in '"״' and sides.gershayim):
            return
        if mark == "《" and not _HANGUL.search(self.text, match.end(), min(paragraph[1], match.end() + _NEAR)):
            return
        at = self._closable(mark, sides)
        if at is not None and not (mark in mark_table.APOSTROPHES and self._is_apostrophe(match, later, paragraph)):
            self._close(at, match)
        elif len(self.stack) < _DEEPEST and self._opens(match, sides, later, turned, paragraph):
            lead = self.text[max(paragraph[0], match.start() - 3) : match.start()].strip()
            self.stack.append(_Open(mark, match.start(), match.end(), lead[-1:] in (":", ",", "，", "：")))
        elif sides.right and mark in mark_table.RESCUING:
            self.orphans.append((match.start(), match.end(), mark))

    def _closable(self, mark: str, sides: Flanks) -> int | None:
        """Index of the opening mark that ``mark`` would close here."""
        if mark in mark_table.ONLY_OPEN or (sides.left and not sides.right and mark not in mark_table.ONLY_CLOSE):
            return None
        weak = mark_table.is_weak(mark)
        if weak and not sides.right:
            return None
        for i in range(len(self.stack) - 1, -1, -1):
            opening = self.stack[i].mark
            if mark_table.closes(mark, opening):
                turned = mark in "“«‹" or (mark in "»›" and opening in "»›")
                return None if turned and not sides.right else i
            if weak and not mark_table.is_weak(opening):
                return None
        return None

    def _is_apostrophe(self, match: re.Match[str], later: Sequence[re.Match[str]], paragraph: Span) -> bool:
        """‘the states’ duty to act’: a plural's apostrophe, where a plainer closing mark comes before any opening."""
        if not is_possessive(self.text, match.start(), match.end()):
            return False
        for other in later:
            sides = flanks(self.text, other.start(), other.end(), *paragraph)
            if sides.left and not sides.right:
                return False
            closes = other.group() in mark_table.APOSTROPHES and sides.right and not sides.inside_word
            if closes and not is_possessive(self.text, other.start(), other.end()):
                return True
        return False

    def _opens(
        self, match: re.Match[str], sides: Flanks, later: Sequence[re.Match[str]], turned: bool, paragraph: Span
    ) -> bool:
        mark = match.group()
        if mark not in mark_table.OPENINGS:
            return False
        if mark in mark_table.ONLY_OPEN or mark in ("«", "„"):
            return not (mark == "«" and sides.right and not sides.left)
        if mark in _DOUBTFUL:
            return self._opens_after_all(match, sides, later, turned, paragraph)
        if mark == "”" and not turned:
            return (
                sides.left
                and not sides.right
                and self.text.find("”", match.end(), min(paragraph[1], match.end() + _FAR)) > 0
            )
        if mark in ("“", '"', "＂", "״"):
            return sides.left or not (sides.right or (sides.before.isalnum() and sides.after.isalnum()))
        return sides.left

    def _opens_after_all(
        self, match: re.Match[str], sides: Flanks, later: Sequence[re.Match[str]], turned: bool, paragraph: Span
    ) -> bool:
        """Of a mark that mostly opens nothing: an apostrophe, a backtick, two of them, a comma."""
        mark = match.group()
        if not sides.left or is_clipped(self.text, match.end()):
            return False
        if mark == "’" and not turned and not self._ends_plainly(later, paragraph):
            return False
        return not mark_table.is_weak(mark) or self._closed_later(mark, later, paragraph)

    def _closed_later(self, mark: str, later: Sequence[re.Match[str]], paragraph: Span) -> bool:
        for other in later:
            if mark_table.closes(other.group(), mark):
                sides = flanks(self.text, other.start(), other.end(), *paragraph)
                if sides.right and not sides.inside_word:
                    return True
        return False

    def _ends_plainly(self, later: Sequence[re.Match[str]], paragraph: Span) -> bool:
        """Whether the next ’ closes something beside a stop or at the end."""
        for other in later:
            if other.group() != "’":
                continue
            sides = flanks(self.text, other.start(), other.end(), *paragraph)
            if sides.right and not sides.inside_word:
                return sides.before in _STOPS or sides.after in _STOPS or not sides.after
        return False

    def _close(self, at: int, match: re.Match[str]) -> None:
        opened = self.stack[at]
        mark = match.group()
        self._give_up(self.stack[at + 1 :], match.start())
        del self.stack[at:]
        self._add(opened, match.start(), match.end(), mark, mismatched=mark_table.mismatched(opened.mark, mark))

    def _give_up(self, opened: Sequence[_Open], end: int) -> None:
        """Quotations whose end never came: up to a mark that closes what is around them, or to ``end``."""
        for one in reversed(opened):
            strong = not mark_table.is_weak(one.mark)
            rescue = self._rescue(one, end)
            if rescue and (strong or rescue[2] not in mark_table.APOSTROPHES):
                self._add(one, *rescue, mismatched=True)
            elif strong or (one.mark in "‘‚" and one.after_lead):
                self._add(one, end, end, "", unclosed=True)

    def _rescue(self, one: _Open, end: int) -> tuple[int, int, str] | None:
        """An orphaned closing mark after the opening one, inside of no other pair."""
        for start, stop, mark in self.orphans[-_AHEAD:]:
            if not one.end < start < end or (one.reopened and start < one.reopened[-1][1]):
                continue
            if mark in mark_table.APOSTROPHES and not (
                self.text[start - 1] in ".!?…" or self.text[stop : stop + 1] in ("", *_STOPS)
            ):
                continue
            if not self._inside(one.start, start, stop):
                self.orphans.remove((start, stop, mark))
                return start, stop, mark
        return None

    def _inside(self, after: int, start: int, stop: int) -> bool:
        """Whether a pair that begins behind ``after`` holds a part of ``start:stop``."""
        for pair in reversed(self.found):  # in the order in which they were closed
            if pair.outer[1] <= start:
                return False
            if after < pair.outer[0] < stop:
                return True
        return False

    def _add(
        self, one: _Open, start: int, end: int, mark: str, *, mismatched: bool = False, unclosed: bool = False
    ) -> None:
        pair = Pair((one.start, end), (one.end, start), (one.mark, mark), mismatched, unclosed, tuple(one.reopened))
        self.found.append(pair)

    def flush(self, kept: int = 0) -> None:
        """What is open above ``kept`` ends with the last paragraph."""
        end = self.end
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        self._give_up(self.stack[kept:], end)
        del self.stack[kept:]
        if not kept:
            self.orphans.clear()


def _skip(text: str, at: int, end: int) -> int:
    match = _MARK_SPACE.match(text, at, end)
    return match.end() if match else at


def _repeats(mark: str) -> tuple[str, ...]:
    """Other marks that a new paragraph of a quotation may begin with."""
    return {"«": ("»",), "“": ("”",), "„": ("“", "”")}.get(mark, ())
