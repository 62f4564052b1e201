"""The translation memory on disk: one SQLite file of numbers, which may vanish.

::

    owner, place   whose sentences, and where each stands (:mod:`statement_archive.search.owners`)
    profile  a passage as numbers for its stems and words, once however often it is said: what has a place
    gram     (gram, tokens of the passage, profile)      ──▶ who shares what with a sentence asked for

A lookup reads the rarest grams of the sentence only: whoever shares fewer than ``least_shared`` of all cannot
be alike enough, and whoever shares that many shares one of any ``grams - least_shared + 1``. Of each further
gram that is read, another must be shared. So none is missed; what is left is compared.

No word is in the file. What cannot be read is thrown away and reported as empty; sync fills it again.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

from statement_archive.analysis.similarity import (
    SIMILARITY_VERSION,
    Profile,
    grams,
    least_shared,
    percent,
    profile,
    sizes,
)
from statement_archive.domain.language import primary
from statement_archive.domain.ports import Sentence, Similar
from statement_archive.search import owners
from statement_archive.search.derived_file import DerivedFile
from statement_archive.search.memory_scan import check_floor

LAYOUT = f"2 {SIMILARITY_VERSION}"
_SCHEMA = f"""{owners.SCHEMA}
CREATE TABLE profile (
    id INTEGER PRIMARY KEY, lang INTEGER NOT NULL, whole INTEGER NOT NULL, size INTEGER NOT NULL,
    stems BLOB NOT NULL, words BLOB NOT NULL, UNIQUE (whole, lang)
);
CREATE TABLE gram (
    gram INTEGER NOT NULL, size INTEGER NOT NULL, profile INTEGER NOT NULL, PRIMARY KEY (gram, size, profile)
) WITHOUT ROWID;
"""
# Steps in which grams are counted: that one is rarer than another need be known only as far as it decides.
_STEPS = (100, 1000, 10_000, 100_000_000)
_CHEAP = 1500  # passages that it is worth reading to have fewer to compare
_ASKED_AT_ONCE = 500  # ids in one statement


class MemoryFile:
    """The ``MemoryIndex`` port over one file. Safe for threads (which take turns) and processes.

    ``wait``: seconds to wait for another writer; then HomeBusy.
    """

    def __init__(self, path: Path, *, wait: float = 30.0) -> None:
        self._file = DerivedFile(path, _SCHEMA, LAYOUT, wait=wait)

    # -- the port ---------------------------------------------------------------------------------

    @property
    def version(self) -> str:
        return SIMILARITY_VERSION

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        return self._file.do(lambda db: owners.digests(db, prefix))

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        held = [(s.segment, primary(s.lang), profile(s.text, s.lang)) for s in sentences]
        self._file.do(lambda db: _put(db, owner, digest, held), writes=True)

    def forget(self, owner: str) -> None:
        self._file.do(lambda db: _forget(db, owner), writes=True)

    def similar(self, text: str, lang: str, *, limit: int, floor: int) -> Sequence[Similar]:
        check_floor(floor)
        asked = profile(text, lang)
        if not len(asked) or limit <= 0:
            return ()
        return self._file.do(lambda db: _similar(db, asked, _language(lang), limit, floor))

    def purge(self) -> None:
        self._file.purge()

    def clear(self) -> None:
        self._file.clear()

    def close(self) -> None:
        """Release the file. It is opened again when it is used."""
        self._file.close()


# -- writing --------------------------------------------------------------------------------------


def _language(lang: str) -> int:
    return crc32(primary(lang).encode()) & 0xFFFF


def _key(gram: int, nth: int, language: int) -> int:
    """A gram of a language in 47 bits. Two may share one: that only makes more to compare."""
    return (gram * 0x5BD1E995 + nth * 0x2545F4914F6CDD1D + language * 0x9E3779B97F4A7C15) & 0x7FFFFFFFFFFF


def _keys(of: Profile, language: int) -> set[int]:
    return {_key(gram, nth, language) for gram, nth in grams(of)}


def _pack(numbers: Sequence[int]) -> bytes:
    return array("I", numbers).tobytes()


def _unpack(packed: bytes) -> tuple[int, ...]:
    return tuple(array("I", packed))


def _put(db: sqlite3.Connection, name: str, digest: str, held: Sequence[tuple[str, str, Profile]]) -> None:
    before = owners.clear(db, name)
    owner = owners.put(db, name, digest)
    for segment, lang, one in held:
        if len(one):
            owners.place(db, _profile(db, one, _language(lang)), owner, segment)
    _forget_profiles(db, before)


def _profile(db: sqlite3.Connection, one: Profile, language: int) -> int:
    known = db.execute("SELECT id FROM profile WHERE whole = ? AND lang = ?", (one.whole, language)).fetchone()
    if known:
        return int(known[0])
    made = db.execute(
        "INSERT INTO profile (lang, whole, size, stems, words) VALUES (?, ?, ?, ?, ?)",
        (language, one.whole, len(one), _pack(one.stems), _pack(one.words)),
    )
    number = int(made.lastrowid or 0)
    size = len(one)
    db.executemany("INSERT INTO gram VALUES (?, ?, ?)", [(key, size, number) for key in sorted(_keys(one, language))])
    return number


def _forget(db: sqlite3.Connection, name: str) -> None:
    _forget_profiles(db, owners.forget(db, name))


def _forget_profiles(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Remove those of these profiles that stand nowhere any more, with their grams."""
    for number in numbers:
        if db.execute("SELECT 1 FROM place WHERE thing = ? LIMIT 1", (number,)).fetchone():
            continue
        found = db.execute("SELECT lang, stems FROM profile WHERE id = ?", (number,)).fetchone()
        if found is None:
            continue
        language, stems = found
        one = Profile(_unpack(stems), (), 0)
        keys = [(key, len(one), number) for key in _keys(one, language)]
        db.executemany("DELETE FROM gram WHERE gram = ? AND size = ? AND profile = ?", keys)
        db.execute("DELETE FROM profile WHERE id = ?", (number,))


# -- reading --------------------------------------------------------------------------------------


def _similar(db: sqlite3.Connection, asked: Profile, language: int, limit: int, floor: int) -> Sequence[Similar]:
    scored = [
        (score, number)
        for number, stems, words, whole in _rows(db, _candidates(db, asked, language, floor))
        if (score := percent(asked, Profile(_unpack(stems), _unpack(words), whole), floor))
    ]
    found: list[Similar] = []
    for score in sorted({s for s, _ in scored}, reverse=True):
        found += _places(db, score, [n for s, n in scored if s == score], limit - len(found))
        if len(found) >= limit:
            break
    return found


def _candidates(db: sqlite3.Connection, asked: Profile, language: int, floor: int) -> list[int]:
    """Profiles that may be alike enough."""
    low, high = sizes(len(asked), floor)
    keys = _keys(asked, language)
    need = least_shared(asked, floor) - (len(asked) - len(keys))
    if need <= 0:  # not by the numbers of a sentence that anybody said
        found = db.execute("SELECT id FROM profile WHERE lang = ? AND size BETWEEN ? AND ?", (language, low, high))
        return [number for (number,) in found]
    least = len(keys) - need + 1
    shared: Counter[int] = Counter()
    read = 0
    for key, count in _rarest_first(db, keys, least, low, high):
        if read >= least and (count > _CHEAP or len(shared) < 20):
            break
        rows = db.execute("SELECT profile FROM gram WHERE gram = ? AND size BETWEEN ? AND ?", (key, low, high))
        shared.update([number for (number,) in rows])
        read += 1
    enough = read - least + 1
    return [number for number, times in shared.items() if times >= enough]


def _rarest_first(
    db: sqlite3.Connection, keys: Iterable[int], least: int, low: int, high: int
) -> list[tuple[int, int]]:
    """Grams with how many passages have them, the rarest first; counted no further than needed to tell the
    ``least`` rarest ones."""
    known: list[tuple[int, int]] = []
    open_ = list(keys)
    for step in _STEPS:
        counted = [(_count(db, key, low, high, step), key) for key in open_]
        known += sorted((n, key) for n, key in counted if n < step)
        open_ = [key for n, key in counted if n >= step]
        if len(known) >= least or not open_:
            break
    return [(key, n) for n, key in known] + [(key, _STEPS[-1]) for key in open_]


def _count(db: sqlite3.Connection, key: int, low: int, high: int, most: int) -> int:
    row = db.execute(
        "SELECT count(*) FROM (SELECT 1 FROM gram WHERE gram = ? AND size BETWEEN ? AND ? LIMIT ?)",
        (key, low, high, most),
    ).fetchone()
    return int(row[0])


def _rows(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, bytes, bytes, int]]:
    for at in range(0, len(numbers), _ASKED_AT_ONCE):
        some = numbers[at : at + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from db.execute(f"SELECT id, stems, words, whole FROM profile WHERE id IN ({marks})", some)  # noqa: S608  # marks only


def _places(db: sqlite3.Connection, score: int, numbers: Sequence[int], limit: int) -> list[Similar]:
    """Where passages of one percentage stand, by owner and segment."""
    found: list[tuple[str, str]] = []
    for at in range(0, len(numbers), _ASKED_AT_ONCE):
        some = numbers[at : at + _ASKED_AT_ONCE]
        marks = ",".join("?" * len(some))
        found += db.execute(
            "SELECT owner.name, place.segment FROM place JOIN owner ON owner.id = place.owner "  # noqa: S608  # marks only
            f"WHERE place.thing IN ({marks}) ORDER BY owner.name, place.segment LIMIT ?",
            (*some, limit),
        )
    return [Similar(score, owner, segment) for owner, segment in sorted(found)[:limit]]
