"""Documents of one text with the same attributes are a group: what facets and orders are counted by.

::

    hits ──tantivy──▶ {group: documents} ──┬─▶ facets: works for each value, each once
                                           └─▶ values in order, with their documents
    hit  ──tantivy──▶ group, segment ────────▶ its key, without reading the document

A work may have thousands of hits and has a few groups, so nothing is counted by the document here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import Any, cast

import numpy as np
import numpy.typing as npt

Attributes = Mapping[str, Sequence[str]]
Text = tuple[str, str, int]  # work, expression, version
_Ints = npt.NDArray[np.int64]
# Groups not yet known that are looked up one by one; for more, all are read at once.
_FEW = 100
_NUMBER = 16  # hexadecimal digits
_NONE: _Ints = np.zeros(0, np.int64)


class Groups:
    """What groups are known of one index. Only grows: a number always means the same. Not safe for threads."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._texts: list[Text] = []
        self._attributes: list[Attributes] = []
        self._works: dict[str, int] = {}
        self._work_of: list[int] = []  # the number of the work of each row
        self._columns: dict[str, _Column] = {}
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def attributes(self, searcher: Any, number: int) -> Attributes:
        self._learn(searcher, (number,))
        return self._attributes[self._rows[number]]

    def texts(self, searcher: Any, numbers: Sequence[int]) -> list[Text]:
        """Work, expression and version of each group."""
        return [self._texts[row] for row in self._rows_of(searcher, numbers)]

    def facets(self, searcher: Any, numbers: Iterable[int], names: Sequence[str]) -> dict[str, dict[str, int]]:
        """For each attribute the number of works of these groups for each value."""
        if not names:
            return {}
        rows = np.array(self._rows_of(searcher, list(numbers)), np.int64)
        chosen = np.zeros(len(self._texts), np.bool_)
        chosen[rows] = True
        return {name: self._column(name).facet(chosen) for name in names}

    def least(self, searcher: Any, counts: Mapping[int, int], name: str) -> dict[str, int]:
        """Documents for each least value of an attribute; under ``""`` those without one."""
        self._learn(searcher, counts)
        found: dict[str, int] = {}
        for number, documents in counts.items():
            value = min(self._attributes[self._rows[number]].get(name, ()), default="")
            found[value] = found.get(value, 0) + documents
        return found

    def several(self, name: str) -> bool:
        """Whether any group has more than one value of an attribute."""
        return self._column(name).several

    def _column(self, name: str) -> _Column:
        column = self._columns.setdefault(name, _Column())
        for row in range(column.known, len(self._attributes)):
            column.add(row, self._work_of[row], self._attributes[row].get(name, ()))
        return column

    def _rows_of(self, searcher: Any, numbers: Sequence[int]) -> list[int]:
        rows = list(map(self._rows.get, numbers))
        if None in rows:
            self._learn(searcher, numbers)
        return [self._rows[n] for n in numbers] if None in rows else cast("list[int]", rows)

    def _learn(self, searcher: Any, numbers: Iterable[int]) -> None:
        fresh = [n for n in numbers if n not in self._rows]
        if not fresh:
            return
        if len(fresh) > _FEW or not self._rows:
            read = [term for term, _ in searcher.terms_with_prefix("grouping", "")]
        else:
            read = [term for n in set(fresh) for term, _ in searcher.terms_with_prefix("grouping", f"{n:016x}")]
        pieces: dict[int, list[str]] = {}
        for term in sorted(read):
            number = int(term[:_NUMBER], 16)
            if number not in self._rows:
                pieces.setdefault(number, []).append(term[_NUMBER + 4 :])
        for number, texts in pieces.items():
            work, expression, version, attributes = json.loads("".join(texts))
            self._rows[number] = len(self._texts)
            self._texts.append((work, expression, version))
            held = {intern(name): tuple(map(intern, values)) for name, values in attributes.items()}
            self._attributes.append({name: self._shared.setdefault(v, v) for name, v in held.items()})
            self._work_of.append(self._works.setdefault(work, len(self._works)))


class _Column:
    """One attribute: which groups have which values. A work with a value is one *pair*, whatever number of its groups
    have it, so that a facet is: pairs of the chosen groups, each once, counted by value."""

    def __init__(self) -> None:
        self.known = 0
        self.several = False
        self._codes: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], int] = {}  # work and value
        self._rows: list[int] = []
        self._pair_of: list[int] = []  # for each row and value
        self._arrays: tuple[_Ints, _Ints, _Ints] = (_NONE, _NONE, _NONE)

    def add(self, row: int, work: int, values: Sequence[str]) -> None:
        self.known = row + 1
        self.several = self.several or len(values) > 1
        for value in values:
            pair = work, self._codes.setdefault(value, len(self._codes))
            self._rows.append(row)
            self._pair_of.append(self._pairs.setdefault(pair, len(self._pairs)))

    def facet(self, chosen: npt.NDArray[np.bool_]) -> dict[str, int]:
        if len(self._arrays[0]) != len(self._rows):
            codes = np.array([code for _, code in self._pairs], np.int64)
            self._arrays = np.array(self._rows, np.int64), np.array(self._pair_of, np.int64), codes
        rows, pair_of, codes = self._arrays
        found = np.zeros(len(codes), np.bool_)
        found[pair_of[chosen[rows]]] = True
        counted = np.bincount(codes[found], minlength=len(self._codes)).tolist()
        return {value: n for value, n in zip(self._codes, counted, strict=True) if n}
