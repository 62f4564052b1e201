"""Names that the archive knows: where one stands in the source, one of its forms stands in the target.

::

    forms  ("Глеб Верхолин", "Gleb Verkholin")       source … Глеба Верхолина …    target … Gleb Verkholin …

Endings differ by case, so a word answers to a form that begins alike. A form may be missing in the language
of the target: then a name written out in its letters is looked for, and not found means nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from statement_archive.align.cues import skeleton
from statement_archive.analysis.characters import UNSPACED
from statement_archive.analysis.folding import exact_form, spelling_folded
from statement_archive.checks.pair import Finding, Pair, Span
from statement_archive.domain.language import primary

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W_]*)*")
# Languages whose names take endings. In others a source has the form itself, a genitive s aside.
_CASES_LIST = "ru uk be bg mk sr hr sl cs sk pl lt lv et fi hu tr az kk ky uz is el hy ka la"
_CASES = frozenset(_CASES_LIST.split())
_ARABIC_BEFORE = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ك", "ف")
_MOST_WORDS = 8
_Word = tuple[str, int, int]


@lru_cache(maxsize=128)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple((_fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    return spelling_folded(exact_form(word))


def names(pair: Pair) -> Iterator[Finding]:
    """``missing``: the name as the source has it."""
    if not pair.names:
        return
    words = _words(pair.source)
    index = _index(words)
    hits: list[tuple[Span, tuple[str, ...]]] = []
    for forms in pair.names:
        places = [place for form in forms for place in _places(form, pair, words, index)]
        hits += [(place, forms) for place in places]
    hits.sort(key=lambda hit: (hit[0][0] - hit[0][1], hit[0][0]))  # the longest first
    taken: list[Span] = []
    done: set[tuple[str, ...]] = set()
    for (start, end), forms in hits:
        if any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        if forms not in done and not _stands(forms, pair.target):
            done.add(forms)
            yield Finding("names", ("missing", pair.source[start:end]), ((start, end),))


def _index(words: Iterable[_Word]) -> dict[str, list[int]]:
    """Positions of words by the first two letters: what a form may begin with."""
    found: dict[str, list[int]] = {}
    for i, (word, _, _) in enumerate(words):
        found.setdefault(word[:2], []).append(i)
    return found


def _places(form: str, pair: Pair, words: tuple[_Word, ...], index: dict[str, list[int]]) -> Iterator[Span]:
    """Where a form stands: whole words, each with an ending of its own; with capitals where there are any."""
    text = pair.source
    cases = primary(pair.source_lang) in _CASES
    if UNSPACED.search(form):
        at = text.find(form) if len(form) > 1 else -1
        if at >= 0:
            yield at, at + len(form)
        return
    parts = [w for w, _, _ in _words(form)][:_MOST_WORDS]
    if not parts or sum(map(len, parts)) < 3:
        return
    for i in index.get(parts[0][:2], ()):
        there = words[i : i + len(parts)]
        if len(there) == len(parts) and all(
            _stood(p, w, cases=cases) for p, (w, _, _) in zip(parts, there, strict=True)
        ):
            start, end = there[0][1], there[-1][2]
            if form[0].isupper() <= text[start].isupper():
                yield start, end


def _stood(form: str, word: str, *, cases: bool) -> bool:
    """Whether a word of the source is a word of a form: stricter than what a target may do."""
    if word in (form, form + "s"):
        return True
    if not cases or len(form) < 3:
        return False
    stem = form[:-1] if len(form) > 3 and form[-1] in "aeiouyаеёийоуыьюяі" else form
    return word.startswith(stem) and len(word) - len(stem) <= (3 if len(form) > 4 else 2)


def _stands(forms: tuple[str, ...], target: str) -> bool:
    """Whether a form, or its last word, stands in the target; true where no form is in its letters."""
    words = _words(target)
    scripts = {_script(c) for c in target if c.isalpha()}
    ours = [f for f in forms if any(_script(c) in scripts for c in f if c.isalpha())]
    if not _main_script(target) & {_script(c) for f in forms for c in f if c.isalpha()}:
        return True
    for form in ours:
        if form in target or (UNSPACED.search(form) and form.replace("·", "") in target):
            return True
        parts = [w for w, _, _ in _words(form)]
        longest = max(parts, key=len, default="")
        wanted = {parts[-1], longest} if parts else set()
        if any(_alike(part, word, loose=True) for part in wanted if len(part) > 1 for word, _, _ in words):
            return True
    keys = {skeleton(w) for w, _, _ in words}
    last = {skeleton(_words(f)[-1][0]) for f in forms if _words(f)}
    return any(len(x) >= 4 and (x in keys or any(k.startswith(x[:-1]) for k in keys)) for x in last)


def _alike(form: str, word: str, *, loose: bool = False) -> bool:
    """Whether a word is a form with another ending: ``Верхолина`` of ``Верхолин``; Arabic with what is joined on."""
    if form == word:
        return True
    if loose:
        bare = form.removeprefix("ال")
        if any(word.startswith(p) and word.removeprefix(p) in (form, bare) for p in _ARABIC_BEFORE):
            return True
    if len(form) < 4 or abs(len(form) - len(word)) > 4:
        return False
    shared = next((i for i, (x, y) in enumerate(zip(form, word, strict=False)) if x != y), min(len(form), len(word)))
    least = len(form) - 2 if len(form) >= 6 else len(form) - 1
    return shared >= max(3, least - (1 if loose and len(form) >= 6 else 0)) and len(word) - shared <= 4


@lru_cache(maxsize=1 << 12)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ", 1)[0]


def _main_script(text: str) -> set[str]:
    """The script most of its letters are of; several of East Asia go together."""
    counts: dict[str, int] = {}
    for char in text:
        if char.isalpha():
            counts[_script(char)] = counts.get(_script(char), 0) + 1
    if not counts:
        return set()
    main = max(counts, key=lambda s: counts[s])
    return {main}
