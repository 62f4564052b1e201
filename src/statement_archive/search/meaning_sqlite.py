"""Passages by meaning on disk: one SQLite file of vectors, which may vanish; compared in memory by usearch.

::

    owner, place   whose sentences, and where each stands (:mod:`statement_archive.search.owners`)
    vector   a passage as 512 small numbers, once however often it is said, under the digest of its words: what has
             a place

    vector ──read once, then what is new──▶ a matrix for each language ──usearch, exact──▶ nearest

Every vector is compared, so none is missed: 400,000 of them take about a tenth of a second on one core, and it
would take an hour and more to make them. A graph would be quicker and forget some.

No word is in the file. A digest tells whether a sentence known from elsewhere was held; it goes with its vector.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from usearch.compiled import MetricKind
from usearch.index import search

from statement_archive.domain.language import primary
from statement_archive.domain.ports import Alike, Sentence
from statement_archive.search import owners
from statement_archive.search.derived_file import DerivedFile
from statement_archive.search.encoders import Encoder, Vectors

LAYOUT = 2
_SCHEMA = f"""{owners.SCHEMA}
CREATE TABLE vector (
    id INTEGER PRIMARY KEY AUTOINCREMENT, lang TEXT NOT NULL, words BLOB NOT NULL, data BLOB NOT NULL,
    UNIQUE (words, lang)
);
CREATE INDEX vector_of_lang ON vector (lang, id);
"""
_ASKED_AT_ONCE = 500  # ids in one statement
Small = npt.NDArray[np.int8]


class MeaningFile:
    """The ``MeaningIndex`` port over one file. Safe for threads and processes.

    ``wait``: seconds to wait for another writer; then HomeBusy.
    """

    def __init__(self, path: Path, encoder: Encoder, *, wait: float = 30.0) -> None:
        self._encoder = encoder
        self._file = DerivedFile(path, _SCHEMA, f"{LAYOUT} {encoder.name}", wait=wait)
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._matrices: dict[str, _Matrix] = {}

    @property
    def version(self) -> str:
        return self._encoder.name

    def knows(self, lang: str) -> bool:
        return self._encoder.knows(lang)

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        return self._file.do(lambda db: owners.digests(db, prefix))

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        held = [
            (s.segment, primary(s.lang), _words(s.text), s.text)
            for s in sentences
            if self._encoder.knows(s.lang) and s.text.strip()
        ]
        made = self._made({(words, lang): text for _, lang, words, text in held})
        places = [(segment, lang, words) for segment, lang, words, _ in held]
        self._file.do(lambda db: _put(db, owner, digest, places, made), writes=True)

    def forget(self, owner: str) -> None:
        self._file.do(lambda db: _forget_vectors(db, owners.forget(db, owner)), writes=True)

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:
        asked = [t for t in texts if t.strip()]
        if not asked or limit <= 0:
            return ()
        sought = _small(self._encoder.encode(asked))
        likeness: dict[int, float] = {}
        for lang, matrix in self._refreshed().items():
            if langs is None or lang in langs:
                for number, near in matrix.nearest(sought, limit):
                    likeness[number] = max(near, likeness.get(number, -1.0))
        best = sorted(likeness, key=lambda n: -likeness[n])
        # Equal ones at the last place may all have to be asked: their order is by name.
        last = likeness[best[limit - 1]] if len(best) > limit else -1.0
        places = self._file.do(lambda db: _places(db, [n for n in best if likeness[n] >= last]))
        found = [Alike(likeness[number], owner, segment) for number, owner, segment in places]
        return sorted(found, key=lambda a: (-a.likeness, a.owner, a.segment))[:limit]

    def purge(self) -> None:
        self._file.purge()

    def clear(self) -> None:
        self._file.clear()

    def close(self) -> None:
        """Release the file. It is opened again when it is used."""
        self._file.close()

    def _made(self, wanted: Mapping[tuple[bytes, str], str]) -> dict[tuple[bytes, str], bytes]:
        """Vectors for what is not held yet, by digest and language: encoding is what takes the time."""

        def missing(db: sqlite3.Connection) -> list[tuple[bytes, str]]:
            sql = "SELECT 1 FROM vector WHERE words = ? AND lang = ?"
            return [key for key in wanted if db.execute(sql, key).fetchone() is None]

        keys = self._file.do(missing)
        vectors = _small(self._encoder.encode([wanted[key] for key in keys]))
        return {key: vector.tobytes() for key, vector in zip(keys, vectors, strict=True)}

    def _refreshed(self) -> Mapping[str, _Matrix]:
        def read(db: sqlite3.Connection) -> dict[str, _Matrix]:
            # The one tells of other processes' commits, the other of our own.
            seen = (self._file.identity, *db.execute("PRAGMA data_version").fetchone(), db.total_changes)
            if seen != self._seen:
                known = self._matrices if self._seen[:1] == seen[:1] else {}
                langs = [lang for (lang,) in db.execute("SELECT DISTINCT lang FROM vector")]
                self._matrices = {lang: known.get(lang, _EMPTY).refreshed(db, lang) for lang in langs}
                self._seen = seen
            return self._matrices

        with self._lock:
            return self._file.do(read)


class _Matrix:
    """The vectors of a language, row by row, and their ids, which rise."""

    def __init__(self, ids: npt.NDArray[np.int64], rows: Small) -> None:
        self.ids = ids
        self.rows = rows

    def refreshed(self, db: sqlite3.Connection, lang: str) -> _Matrix:
        """What the file holds now: rows of vectors that are gone left out, new ones read."""
        held = np.array(
            [n for (n,) in db.execute("SELECT id FROM vector WHERE lang = ? ORDER BY id", (lang,))], np.int64
        )
        last = int(self.ids[-1]) if len(self.ids) else 0
        fresh = db.execute("SELECT data FROM vector WHERE lang = ? AND id > ? ORDER BY id", (lang, last)).fetchall()
        kept = np.isin(self.ids, held, assume_unique=True)
        rows = self.rows if kept.all() else self.rows[kept]
        if not fresh:
            return _Matrix(held, rows)
        new = np.frombuffer(b"".join(data for (data,) in fresh), np.int8).reshape(len(fresh), -1)
        return _Matrix(held, np.concatenate([rows, new]) if len(rows) else new)

    def nearest(self, sought: Small, count: int) -> Iterable[tuple[int, float]]:
        """Id and cosine of the nearest rows to each vector sought."""
        # Sought one by one: usearch answers several vectors in another shape than one.
        for vector in sought:
            found = search(self.rows, vector, min(count, len(self.rows)), MetricKind.Cos, exact=True, threads=1)
            for row, distance in zip(found.keys, found.distances, strict=True):
                yield int(self.ids[int(row)]), 1.0 - float(distance)


_EMPTY = _Matrix(np.zeros(0, np.int64), np.zeros((0, 0), np.int8))


def _words(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _small(vectors: Vectors) -> Small:
    """Each vector in steps of a 127th of its largest number: the cosine changes in the third decimal."""
    if not len(vectors):
        return np.zeros((0, 0), np.int8)
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    scaled: Small = np.rint(vectors * (127 / largest)).astype(np.int8)
    return scaled


def _put(
    db: sqlite3.Connection,
    name: str,
    digest: str,
    places: Sequence[tuple[str, str, bytes]],
    made: Mapping[tuple[bytes, str], bytes],
) -> None:
    before = owners.clear(db, name)
    owner = owners.put(db, name, digest)
    for (words, lang), data in made.items():
        db.execute("INSERT OR IGNORE INTO vector (words, lang, data) VALUES (?, ?, ?)", (words, lang, data))
    for segment, lang, words in places:
        found = db.execute("SELECT id FROM vector WHERE words = ? AND lang = ?", (words, lang)).fetchone()
        if found is not None:
            owners.place(db, found[0], owner, segment)
        else:  # another process forgot it meanwhile: the next look puts the text again
            db.execute("UPDATE owner SET digest = '' WHERE id = ?", (owner,))
    _forget_vectors(db, before)


def _forget_vectors(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    gone = "DELETE FROM vector WHERE id = ? AND NOT EXISTS (SELECT 1 FROM place WHERE thing = id)"
    db.executemany(gone, [(n,) for n in numbers])


def _places(db: sqlite3.Connection, numbers: Sequence[int]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for at in range(0, len(numbers), _ASKED_AT_ONCE):
        some = numbers[at : at + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(some))
        sql = "SELECT thing, name, segment FROM place JOIN owner ON owner.id = place.owner WHERE thing IN"
        found += db.execute(f"{sql} ({marks})", some).fetchall()  # marks only
    return found
