"""Words left in the language of the source: all of them, or a passage.

Names, numbers, symbols and quoted passages stand alike on both sides by right; so do single words of
languages near to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair
from statement_archive.domain.language import primary, script_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RUN = 6  # words of the source in a row
_NEAR_LIST = (
    "da nb nn no sv|es pt gl ca ast|cs sk|ru be uk bg mk|hr sr bs sl sh cnr|id ms|af nl|tr az|kk ky tt ba uz|"
    "en pcm sco|zh yue wuu ja|fa prs tg"
)
_NEAR = tuple(frozenset(group.split()) for group in _NEAR_LIST.split("|"))
_QUOTED = re.compile('["“„«「][^"“”„«»「」]{1,400}["”“»」]')


def untranslated(pair: Pair) -> Iterator[Finding]:
    """``same``: nothing but the words of the source; ``passage``: so many words of it in a row."""
    source, target = primary(pair.source_lang), primary(pair.target_lang)
    if source == target or "mul" in (source, target) or "und" in (source, target):
        return
    near = any(source in group and target in group for group in _NEAR)
    ours, theirs = _words(pair.source), _words(_QUOTED.sub(_blank, pair.target))
    counted = [w for w, _, _ in theirs if w.islower() and len(w) > 2]
    other_script = script_of(pair.source_lang) != script_of(pair.target_lang)
    if [w for w, _, _ in ours] == [w for w, _, _ in theirs]:
        least = 1 if other_script else 3 if not near else 6
        if len(counted) >= least or (other_script and _unspaced_same(pair)):
            yield Finding("untranslated", ("same",), ((0, len(pair.source)),), ((0, len(pair.target)),))
        return
    start, end = _longest(ours, theirs)
    run = theirs[start:end]
    lower = sum(1 for w, _, _ in run if w.islower() and len(w) > 2)
    least = _RUN - 2 if other_script else _RUN * 2 if near else _RUN
    if len(run) >= least and lower >= least // 2:
        span = (run[0][1], run[-1][2])
        yield Finding("untranslated", ("passage", pair.target[span[0] : span[1]]), (), (span,))


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)][:2000]


def _blank(match: re.Match[str]) -> str:
    return "." * len(match.group())


def _unspaced_same(pair: Pair) -> bool:
    """Chinese left in a Russian text: caseless letters, no name of three characters."""
    caseless = sum(1 for c in pair.target if c.isalpha() and c.lower() == c.upper())
    return caseless > 6 and pair.source.strip() == pair.target.strip()


def _longest(ours: list[tuple[str, int, int]], theirs: list[tuple[str, int, int]]) -> tuple[int, int]:
    """The longest run of words of the target that stands in the source, by runs of four to begin with."""
    size = 4
    places: dict[tuple[str, ...], int] = {}
    for i in range(len(ours) - size + 1):
        places.setdefault(tuple(w for w, _, _ in ours[i : i + size]), i)
    best = (0, 0)
    j = 0
    while j <= len(theirs) - size:
        first = places.get(tuple(w for w, _, _ in theirs[j : j + size]))
        if first is None:
            j += 1
            continue
        i, end = first, j
        while end < len(theirs) and i < len(ours) and theirs[end][0] == ours[i][0]:
            end, i = end + 1, i + 1
        best = max(best, (j, end), key=lambda run: run[1] - run[0])
        j = end
    return best
