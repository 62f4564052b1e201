"""Documents of one work with the same attributes are a group: what facets and orders are counted by.

::

    hits ──tantivy──▶ {group: documents} ──┬─▶ facets: works for each value, each once
                                           └─▶ values in order, with their documents

A work may have thousands of hits and has a few groups (one for each of its texts), so nothing is counted by the
document here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Attributes = Mapping[str, Sequence[str]]
_Ints = npt.NDArray[np.int64]
# Groups not yet known that are looked up one by one; for more, all are read at once.
_FEW = 100
_NUMBER = 16  # hexadecimal digits


class Groups:
    """What groups are known of one index. Only grows: a number always means the same. Not safe for threads."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._works: dict[str, int] = {}
        self._work_of: list[int] = []
        self._attributes: list[Attributes] = []
        self._columns: dict[str, tuple[_Ints, _Ints, list[str]]] = {}
        self._work_column: _Ints = np.zeros(0, np.int64)

    def attributes(self, searcher: Any, number: int) -> Attributes:
        self._learn(searcher, (number,))
        return self._attributes[self._rows[number]]

    def facets(self, searcher: Any, numbers: Iterable[int], names: Sequence[str]) -> dict[str, dict[str, int]]:
        """For each attribute the number of works of these groups for each value."""
        rows = self._chosen(searcher, numbers)
        return {name: self._facet(rows, name) for name in names}

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
        rows, _, _ = self._column(name)
        return len(np.unique(rows)) < len(rows)

    def _chosen(self, searcher: Any, numbers: Iterable[int]) -> npt.NDArray[np.bool_]:
        listed = list(numbers)
        self._learn(searcher, listed)
        chosen = np.zeros(len(self._attributes), np.bool_)
        chosen[[self._rows[n] for n in listed]] = True
        return chosen

    def _facet(self, chosen: npt.NDArray[np.bool_], name: str) -> dict[str, int]:
        rows, codes, values = self._column(name)
        here = chosen[rows]
        pairs = np.unique(self._work_column[rows[here]] * max(1, len(values)) + codes[here])
        counted = np.bincount(pairs % max(1, len(values)), minlength=len(values))
        return {value: n for value, n in zip(values, counted.tolist(), strict=True) if n}

    def _column(self, name: str) -> tuple[_Ints, _Ints, list[str]]:
        """Rows of the groups that have the attribute, with the number of a value each, and the values."""
        if name not in self._columns:
            codes: dict[str, int] = {}
            rows: list[int] = []
            held: list[int] = []
            for row, attributes in enumerate(self._attributes):
                for value in attributes.get(name, ()):
                    rows.append(row)
                    held.append(codes.setdefault(value, len(codes)))
            self._columns[name] = np.array(rows, np.int64), np.array(held, np.int64), list(codes)
        return self._columns[name]

    def _learn(self, searcher: Any, numbers: Iterable[int]) -> None:
        fresh = [n for n in numbers if n not in self._rows]
        if not fresh:
            return
        if len(fresh) > _FEW:
            read = [term for term, _ in searcher.terms_with_prefix("grouping", "")]
        else:
            read = [term for n in fresh for term, _ in searcher.terms_with_prefix("grouping", f"{n:016x}")]
        pieces: dict[int, list[str]] = {}
        for term in sorted(read):
            number = int(term[:_NUMBER], 16)
            if number not in self._rows:
                pieces.setdefault(number, []).append(term[_NUMBER + 4 :])
        for number, texts in pieces.items():
            work, attributes = json.loads("".join(texts))
            self._rows[number] = len(self._attributes)
            self._attributes.append(attributes)
            self._work_of.append(self._works.setdefault(work, len(self._works)))
        self._columns.clear()
        self._work_column = np.array(self._work_of, np.int64)
