"""What a speaker said last time beside this time: sentences kept, changed, added, dropped, and formulas.

::

    this statement ── earlier ──▶ the last one in the same forum, or the one named
    texts of both ── one language ──▶ original with original, else with a translation, else two translations
    sentences ── likeness ──▶ rows that stand level          ── any earlier statement ──▶ since when word for word
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from statement_archive.align.diff import Piece, word_diff
from statement_archive.align.likeness import Level, level, said
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import NotFound
from statement_archive.domain.language import primary
from statement_archive.domain.segments import FRONT_KINDS, Segment
from statement_archive.domain.text import plain
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.earlier import Earlier, earlier, load_earlier
from statement_archive.workflow.reading import Work, readable, see, table_of, text_of

Op = Literal["same", "changed", "added", "dropped"]
OPS: tuple[Op, ...] = ("same", "changed", "added", "dropped")
FORMULA_WORDS = 4  # fewer, and everybody says it
_FORMULA_SIGNS = 8  # the same for what is written without spaces
_SILENT = (FRONT_KINDS - {"salutation"}) | {"furniture", "stage", "note"}  # nobody said them


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of one of the two texts; ``number``: of its paragraph, as cited."""

    segment: str
    number: str
    lang: str
    text: str
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Since:
    """The first earlier statement that has a sentence word for word, and how many have."""

    first: Earlier
    times: int


@dataclass(frozen=True, slots=True)
class Row:
    """``pieces``: of a changed pair, word by word; ``moved``: it stands before or behind others than last time."""

    op: Op
    before: Line | None
    after: Line | None
    percent: int = 0
    pieces: tuple[Piece, ...] = ()
    moved: bool = False
    since: Since | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One of the two. ``part``: only its passages in the language compared: it is in several."""

    work: Work
    expression: Expression
    version: Version
    part: bool = False

    @property
    def original(self) -> bool:
        return self.expression.facts.is_original

    @property
    def ref(self) -> str:
        return f"{self.expression.id}@{self.version.n}"


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """``earlier``: what can be chosen; ``chosen`` None: nothing earlier in the same forum. ``langs``: languages in
    which both are held; empty, with ``before`` None: none."""

    work: Work
    earlier: tuple[Earlier, ...]
    chosen: Earlier | None = None
    langs: tuple[str, ...] = ()
    lang: str = ""
    before: Text | None = None
    after: Text | None = None
    rows: tuple[Row, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def said_before(
    archive: Archive,
    actor: Actor,
    name: str,
    now: datetime,
    *,
    beside: str = "",
    lang: str = "",
    langs: Sequence[str] = (),
) -> SaidBefore:
    """A statement beside an earlier one: ``beside`` names it, else it is the last in the same forum. ``lang``: the
    language to compare in; ``langs``: the reader's, which decide where nothing else does.

    Raises NotFound, Gone; NotFound too where ``beside`` is not an earlier statement of the speaker, or not both are
    held in ``lang``.
    """
    work = see(archive, name, actor, now)
    before = earlier(archive, actor, work, now)
    chosen = _chosen(before, beside)
    if chosen is None:
        return SaidBefore(work, before)
    other = load_earlier(archive, actor, chosen, now)
    pairs = _pairs(archive, other, work, langs)
    if lang and primary(lang) not in pairs:
        raise NotFound(f"not both are held in {lang[:40]}", choices=list(pairs))
    if not pairs:
        return SaidBefore(work, before, chosen)
    spoken = primary(lang) if lang else next(iter(pairs))
    old, new = pairs[spoken]
    wanted = {plain(line.text) for line in _lines(archive, new, spoken) if line.formula}
    since = _since(archive, actor, before, spoken, wanted, now)
    rows = tuple(_rows(archive, old, new, spoken, since))
    counts = Counter[str](row.op for row in rows)
    counts["moved"] = sum(row.moved for row in rows)
    counts["formulas"] = sum(row.since is not None for row in rows)
    found = {key: counts[key] for key in (*OPS, "moved", "formulas")}
    return SaidBefore(work, before, chosen, tuple(pairs), spoken, old, new, rows, found)


def _chosen(before: Sequence[Earlier], beside: str) -> Earlier | None:
    if not beside:
        return next((e for e in before if e.same_forum), None)
    found = next((e for e in before if e.work == beside), None)
    if found is None:
        raise NotFound(f"{beside[:80]} is not an earlier statement of the speaker", choices=[e.work for e in before])
    return found


def _pairs(archive: Archive, old: Work, new: Work, langs: Sequence[str]) -> dict[str, tuple[Text, Text]]:
    """By language, the texts to compare; the best language first."""
    before, after = _by_language(archive, old), _by_language(archive, new)
    found = {lang: (before[lang], after[lang]) for lang in after if lang in before}

    def rank(lang: str) -> tuple[int, int]:
        one, other = found[lang]
        wanted = langs.index(lang) if lang in langs else len(langs)
        return -(one.original + other.original), wanted

    return {lang: found[lang] for lang in sorted(found, key=rank)}


def _by_language(archive: Archive, work: Work) -> dict[str, Text]:
    """Of each language the best text: an original, then what is whole, then a summary."""
    first = originals(work)
    rest = [e for e in work.expressions.values() if e not in first]
    rest.sort(key=lambda e: (e.facts.relation == "summary", e.facts.method == "machine"))
    found: dict[str, Text] = {}
    for expression in (*first, *rest):
        version = readable(expression)
        if version is None:
            continue
        tag = primary(expression.facts.lang)
        spoken = [tag]
        if tag == "mul":
            spoken = list(dict.fromkeys(primary(s.lang) for s in table_of(archive, version).sentences if s.lang))
        for lang in spoken:
            found.setdefault(lang, Text(work, expression, version, tag == "mul"))
    return found


def _lines(archive: Archive, text: Text, lang: str) -> tuple[Line, ...]:
    version = text.version

    def cut() -> tuple[Line, ...]:
        words, table = text_of(archive, version), table_of(archive, version)
        found: list[Line] = []
        for paragraph in table.paragraphs:
            for s in table.sentences_of(paragraph):
                spoken = s.lang or paragraph.lang or text.expression.facts.lang
                if s.kind in _SILENT or (text.part and primary(spoken) != lang):
                    continue
                found.append(Line(s.id, paragraph.number, spoken, s.cut(words), _counts(s, s.cut(words))))
        return tuple(found)

    return archive.memo.get(("lines said", version.text, version.table, text.expression.facts.lang, lang), cut)


def _counts(segment: Segment, words: str) -> bool:
    """Whether a sentence is long enough to be a formula."""
    if segment.kind in ("salutation", "heading"):
        return False
    return len(words.split()) >= FORMULA_WORDS or (" " not in words.strip() and len(words) >= _FORMULA_SIGNS)


def _since(
    archive: Archive, actor: Actor, before: Sequence[Earlier], lang: str, wanted: set[str], now: datetime
) -> dict[str, list[Earlier]]:
    """By the words of a sentence, of those wanted, the earlier statements that have it, in whatever forum."""
    found: dict[str, list[Earlier]] = {}
    for one in before:
        text = _by_language(archive, load_earlier(archive, actor, one, now)).get(lang)
        if text is None:
            continue
        # A sentence stands in its text: whoever has none of them need not be cut into sentences.
        folded = _folded(archive, text.version)
        here = {words for words in wanted if words in folded}
        if here:
            here &= {plain(line.text) for line in _lines(archive, text, lang) if line.formula}
        for words in here:
            found.setdefault(words, []).append(one)
    return found


def _folded(archive: Archive, version: Version) -> str:
    return archive.memo.get(("folded", version.text), lambda: plain(text_of(archive, version)))


def _rows(archive: Archive, old: Text, new: Text, lang: str, since: Mapping[str, list[Earlier]]) -> Iterator[Row]:
    before, after = _lines(archive, old, lang), _lines(archive, new, lang)
    for one in level([said(b.text, b.lang) for b in before], [said(a.text, a.lang) for a in after]):
        yield _row(one, before, after, since)


def _row(one: Level, before: Sequence[Line], after: Sequence[Line], since: Mapping[str, list[Earlier]]) -> Row:
    was = None if one.old is None else before[one.old]
    now = None if one.new is None else after[one.new]
    if now is None:
        return Row("dropped", was, None)
    had = since.get(plain(now.text), []) if now.formula else []
    told = Since(min(had, key=lambda e: (e.day, e.work)), len(had)) if had else None
    if was is None:
        return Row("added", None, now, since=told)
    if one.same:
        return Row("same", was, now, one.percent, moved=one.moved, since=told)
    return Row("changed", was, now, one.percent, word_diff(was.text, now.text), one.moved, told)
