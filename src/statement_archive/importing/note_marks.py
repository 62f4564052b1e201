"""Footnotes of a text without structure: marks in running words, and the notes they belong to.

::

    … in good faith.[2] And …      [2] Treaty, art. VI       brackets, superscripts, [^2], ↑2, *, †
    … in good faith”.2 And …       2 Treaty, art. VI         a bare number, among notes only
         anchor ─▶└┘               └┘ mark └── words ──┘

A line is a note where it begins with a mark that stands in the words before it. A bare number beside a
word is an anchor only if a note after it bears that number, under a rule, a heading or another note.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from statement_archive.importing.lines import has_words, trim
from statement_archive.importing.manuscript import Footnote, Part, Span

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# Marks at the beginning of a note; the last is a bare number.
_NOTE = re.compile(
    r"(?:↑\s?(?P<arrow>\d{1,3})[ \t]*|\[(?P<square>\d{1,3}|[ivxlc]{1,6}|\*{1,3}|[a-z])\]:?[ \t]*"
    r"|\[\^(?P<caret>[^\]\s]{1,20})\]:[ \t]*|(?P<high>[¹²³⁰⁴-⁹]{1,3})[ \t]*|(?P<sign>\*{1,3}|†|‡)[ \t]?(?=[^\W_])"
    r"|(?P<bare>\d{1,3})[.)]?(?:[ \t\u00a0]+|(?=[^\W\d_a-z]))(?=\S))"
)
_ANCHOR = re.compile(
    r"\[\^(?P<caret>[^\]\s]{1,20})\](?!:)|\[(?P<square>\d{1,3}|[ivxlc]{1,6}|\*{1,3}|[a-z])\]"
    r"|(?P<high>[¹²³⁰⁴-⁹]{1,3})|(?<=[^\W\d_.,;:!?])(?P<sign>\*{1,3}|†|‡)(?![\w*])"
    r"|(?:(?<=[.,;:!?’”»\"')\]])|(?<=[^\W\d_A-Z]{3}))(?P<bare>\d{1,3})(?![\w%°]|[.,:/-]\d|\))"
)
_HEADING = re.compile(
    r"(?:(?:foot|end)?notes?|references|sources|bibliography|примечания|сноски|источники|notas|referencias|références|"
    r"fußnoten|anmerkungen|quellen|ескертпелер|注释|注释|参考文献|注|脚注|الحواشي|المراجع|הערות)(?:\[\+\])?:?",
    re.IGNORECASE,
)
_CONTINUE = re.compile(r"\s*(?:…|\.\.\.)\s?Continue reading")  # what a pop-up of WordPress leaves of a long note
_ECHO = 20  # characters that a repeated note has in common with it, at least


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that begins like a note; ``words`` is where its words begin."""

    part: int
    mark: str
    start: int
    words: int
    bare: bool


def with_notes(
    text: str, parts: Sequence[Part], *, announced: frozenset[int] = frozenset()
) -> tuple[tuple[Part, ...], tuple[Footnote, ...]]:
    """The parts, with those that are notes parted and named so, and the notes; anchors are asides.

    ``announced``: indexes of parts that look like notes on their page.
    """
    found = _candidates(text, parts)
    if not found:
        return tuple(parts), ()
    anchors = _anchors(text, parts, found)
    taken = _taken(text, parts, found, anchors, announced)
    if not taken:
        return tuple(parts), ()
    split = _split(text, parts, taken)
    notes = _notes(text, split, taken, anchors)
    return _with_asides(split, notes), notes


def _candidates(text: str, parts: Sequence[Part]) -> list[_Candidate]:
    found = []
    for i, part in enumerate(parts):
        if part.kind in ("quote", "cell"):
            continue
        for start in (part.start, *(m.end() for m in re.finditer(r"[\r\n\f]+[ \t]*", part.cut(text)))):
            at = start if start == part.start else part.start + start
            match = _NOTE.match(text, at, part.end)
            if match and match.end() < part.end and has_words(text[match.end() : part.end]):
                found.append(_Candidate(i, _mark(match), at, match.end(), match.group("bare") is not None))
    return found


def _mark(match: re.Match[str]) -> str:
    words = next(g for g in match.groups() if g is not None)
    return words.translate(_SUPERSCRIPTS)


def _anchors(text: str, parts: Sequence[Part], notes: Sequence[_Candidate]) -> dict[str, list[tuple[Span, bool]]]:
    """Places of every mark, in order, with whether it is a bare number; a note's own mark is none."""
    own = {n.start for n in notes}
    known = {n.mark for n in notes}
    found: defaultdict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for part in parts:
        for match in _ANCHOR.finditer(text, part.start, part.end):
            if match.start() not in own or (match.start() > part.start and match.group("bare") is None):
                mark, start = _mark(match), match.start()
                if match.group("high") and mark not in known and known.issuperset(mark):  # ²³: two notes
                    for i, one in enumerate(mark):
                        found[one].append(((start + i, start + i + 1), False))
                    continue
                found[mark].append((match.span(), match.group("bare") is not None))
    return found


def _taken(
    text: str,
    parts: Sequence[Part],
    found: Sequence[_Candidate],
    anchors: dict[str, list[tuple[Span, bool]]],
    announced: frozenset[int],
) -> list[_Candidate]:
    """The candidates that are notes."""
    taken: list[_Candidate] = []
    for one in found:
        places = [span for span, bare in anchors.get(one.mark, ()) if span[1] <= one.start and (one.bare or not bare)]
        if not places:
            continue
        follows = bool(taken) and _adjacent(parts, taken[-1], one)
        begins = one.start == parts[one.part].start
        if one.bare:
            if not (follows and _next(taken[-1].mark, one.mark)) and not (
                begins and (one.part in announced or _announced(text, parts, one.part))
            ):
                continue
        elif not begins and not follows and _inside_words(text, parts[one.part], one):
            continue
        taken.append(one)
    return taken


def _adjacent(parts: Sequence[Part], before: _Candidate, one: _Candidate) -> bool:
    between = parts[before.part + 1 : one.part]
    return all(p.kind == "furniture" for p in between)


def _next(before: str, mark: str) -> bool:
    return before.isdecimal() and mark.isdecimal() and int(mark) == int(before) + 1


def _announced(text: str, parts: Sequence[Part], i: int) -> bool:
    """Whether a rule, a heading of notes, or a printer's line stands directly before the part."""
    if i == 0:
        return False
    before = parts[i - 1]
    return before.kind == "furniture" or _HEADING.fullmatch(before.cut(text).strip("*_#: \t")) is not None


def _inside_words(text: str, part: Part, one: _Candidate) -> bool:
    """Whether the line before runs on into this one, so that the mark is an anchor at a line's beginning."""
    before = text[part.start : one.start].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;’”»\"'-–—")


def _split(text: str, parts: Sequence[Part], taken: Sequence[_Candidate]) -> list[Part]:
    """The parts cut where notes begin."""
    cuts: defaultdict[int, list[_Candidate]] = defaultdict(list)
    for one in taken:
        cuts[one.part].append(one)
    single = _one_a_line(text, parts, taken)
    out: list[Part] = []
    for i, part in enumerate(parts):
        mine = cuts.get(i)
        if not mine:
            out.append(part)
            continue
        if mine[0].start > part.start:
            out.append(_cut(text, part, part.start, mine[0].start))
        for one, following in zip(mine, [*(c.start for c in mine[1:]), part.end], strict=True):
            end = following
            line = re.compile(r"[\r\n]").search(text, one.words, following)
            if single and line:
                end = line.start()
            out.append(replace(_cut(text, part, one.start, end), kind="note"))
            if end < following and has_words(text[end:following]):
                out.append(_cut(text, part, end, following))
    return out


def _one_a_line(text: str, parts: Sequence[Part], taken: Sequence[_Candidate]) -> bool:
    """Whether every note but the last of a part ends with its line: then so do the last ones."""
    ends = []
    for one, following in itertools.pairwise(taken):
        stop = following.start if following.part == one.part else parts[one.part].end
        ends.append(re.search(r"[\r\n]", text[one.words : stop].strip()) is None)
    return len(ends) > 1 and all(ends)


def _cut(text: str, part: Part, start: int, end: int) -> Part:
    start, end = trim(text, start, end)
    return replace(part, start=start, end=end, asides=tuple(a for a in part.asides if start <= a[0] and a[1] <= end))


def _notes(
    text: str, parts: Sequence[Part], taken: Sequence[_Candidate], anchors: dict[str, list[tuple[Span, bool]]]
) -> tuple[Footnote, ...]:
    """Each anchor goes to the next note of its mark, or where there is none to the last before it."""
    starts = [p.start for p in parts]
    by_mark: defaultdict[str, list[_Candidate]] = defaultdict(list)
    for one in taken:
        by_mark[one.mark].append(one)
    mine: defaultdict[int, list[Span]] = defaultdict(list)
    for mark, notes in by_mark.items():
        for span, bare in anchors.get(mark, ()):
            if bare and not all(n.bare for n in notes):
                continue
            owner = next((n for n in notes if n.start >= span[1]), notes[-1])
            if not any(n.start <= span[0] < n.words for n in notes) and (not bare or owner.start >= span[1]):
                mine[owner.start].append(span)
    found = []
    for one in taken:
        end = parts[bisect_right(starts, one.start) - 1].end
        places = tuple(mine[one.start])
        echoes = tuple(e for a in places if (e := _echo(text, a[1], one.words, end)))
        found.append(Footnote(one.mark, places, one.words, end, echoes))
    return tuple(found)


def _echo(text: str, at: int, start: int, end: int) -> Span | None:
    """Where the words at ``at`` repeat the note at ``start`` (to its end or to «… Continue reading»)."""
    i, j = at, start
    while i < start and j < end:
        if text[i] == text[j] or (text[i].isspace() and text[j].isspace()):
            i, j = i + 1, j + 1
        else:
            break
    more = _CONTINUE.match(text, i)
    if j == end or (more and j - start >= _ECHO):
        return (at, more.end() if more else i) if i > at else None
    return None


def _with_asides(parts: Iterable[Part], notes: Sequence[Footnote]) -> tuple[Part, ...]:
    spans = sorted({s for n in notes for s in (*n.anchors, *n.echoes)})
    starts = [s for s, _ in spans]
    out = []
    for part in parts:
        inner = spans[bisect_right(starts, part.start - 1) : bisect_right(starts, part.end)]
        inner = [s for s in inner if s[1] <= part.end]
        out.append(replace(part, asides=merged([*part.asides, *inner])) if inner else part)
    return tuple(out)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones made one; empty ones left out."""
    out: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
