"""Texts by name in a derived file, and where in them something stands: what two indexes of passages have alike.

::

    owner    a text, by name, with the digest it was put under
    place    one thing (a profile, a vector) ── owner, segment
"""

from __future__ import annotations

import sqlite3

SCHEMA = """
CREATE TABLE owner (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE place (
    thing INTEGER NOT NULL, owner INTEGER NOT NULL, segment TEXT NOT NULL, PRIMARY KEY (thing, owner, segment)
) WITHOUT ROWID;
CREATE INDEX place_of_owner ON place (owner);
"""


def digests(db: sqlite3.Connection, prefix: str) -> dict[str, str]:
    """Every owner whose name begins so, with its digest."""
    sql = "SELECT name, digest FROM owner WHERE name >= ? AND name < ?"
    return dict(db.execute(sql, (prefix, prefix + "\U0010ffff")).fetchall())


def put(db: sqlite3.Connection, name: str, digest: str) -> int:
    """The number of an owner, which has this digest now."""
    sql = "INSERT INTO owner (name, digest) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest"
    db.execute(sql, (name, digest))
    (number,) = db.execute("SELECT id FROM owner WHERE name = ?", (name,)).fetchone()
    return int(number)


def place(db: sqlite3.Connection, thing: int, owner: int, segment: str) -> None:
    db.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?)", (thing, owner, segment))


def clear(db: sqlite3.Connection, name: str) -> list[int]:
    """Take all places of an owner away; returns the things that may have no place left."""
    found = db.execute("SELECT id FROM owner WHERE name = ?", (name,)).fetchone()
    if found is None:
        return []
    numbers = [n for (n,) in db.execute("SELECT DISTINCT thing FROM place WHERE owner = ?", found)]
    db.execute("DELETE FROM place WHERE owner = ?", found)
    return numbers


def forget(db: sqlite3.Connection, name: str) -> list[int]:
    """The same, and the owner too."""
    numbers = clear(db, name)
    db.execute("DELETE FROM owner WHERE name = ?", (name,))
    return numbers
