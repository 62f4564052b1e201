"""Xapian, as a program: documents, then queries, as lines of JSON; the number of hits comes back for each query.

Run by ``search_peers.py`` under the Python of the system, which has Debian's ``python3-xapian`` (GPL): nothing of
it is part of this project.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import xapian

SLOTS = {"date": 0, "lang": 1, "year": 2, "state": 3, "kind": 4}
MOST = 60  # characters of a term, which has at most 245 bytes


def term(prefix: str, text: str) -> str:
    return f"{prefix}{text}"[:MOST]


def stored(row: dict[str, Any]) -> Any:
    document = xapian.Document()
    document.set_data(row["key"])
    for n, (exact, stem) in enumerate(zip(row["exact"], row["stems"]), 1):  # noqa: B905  # an older Python may run this
        document.add_posting(term("E", exact), n)
        if stem:
            document.add_term(term("S", stem))
    for name, value in row["held"].items():
        document.add_boolean_term(term("A", f"{name}:{value}"))
        if name in SLOTS:
            document.add_value(SLOTS[name], value)
    return document


def clause(of: list[Any]) -> Any:
    kind = of[0]
    if kind == "word":
        return xapian.Query(xapian.Query.OP_OR, [term("E", of[1]), *(term("S", s) for s in of[2])])
    if kind == "phrase":
        return xapian.Query(xapian.Query.OP_PHRASE, [term("E", t) for t in of[1]], len(of[1]))
    if kind == "prefix":
        return xapian.Query(xapian.Query.OP_WILDCARD, term("E", of[1]), 0, xapian.Query.WILDCARD_LIMIT_ERROR)
    if kind == "near":
        return xapian.Query(xapian.Query.OP_NEAR, [term("E", of[1]), term("E", of[2])], of[3] + 1)
    if kind == "without":
        return xapian.Query(xapian.Query.OP_AND_NOT, clause(of[1]), clause(of[2]))
    return xapian.Query(xapian.Query.OP_OR, [clause(c) for c in of[1]])


def search(database: Any, asked: dict[str, Any]) -> int:
    query = clause(asked["clause"])
    for name, values in asked["filters"].items():
        wanted = xapian.Query(xapian.Query.OP_OR, [term("A", f"{name}:{v}") for v in values])
        query = xapian.Query(xapian.Query.OP_FILTER, query, wanted)
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    if asked["by_date"]:
        enquire.set_sort_by_value(SLOTS["date"], True)
    spies = [xapian.ValueCountMatchSpy(SLOTS[name]) for name in asked["facets"]]
    for spy in spies:
        enquire.add_matchspy(spy)
    found = enquire.get_mset(0, 20, database.get_doccount())
    for hit in found:
        hit.document.get_data()
    for spy in spies:
        list(spy.values())
    return int(found.get_matches_estimated())


def main() -> None:
    writer = xapian.WritableDatabase(sys.argv[1], xapian.DB_CREATE_OR_OVERWRITE)
    database = None
    for line in sys.stdin:
        message = json.loads(line)
        if message == "commit":
            writer.commit()
            database = xapian.Database(sys.argv[1])
            print(0, flush=True)
        elif "query" in message:
            print(search(database, message["query"]), flush=True)
        else:
            writer.add_document(stored(message))


if __name__ == "__main__":
    main()
