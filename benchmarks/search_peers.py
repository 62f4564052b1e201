"""What our engines are held against: SQLite FTS5, tantivy by itself, PostgreSQL and Xapian, on the same tokens.

Each answers a query with the number of all hits, having read the keys of the first twenty, and having counted
facets or sorted where it is asked to. Facets count works once, but where a library cannot: tantivy alone estimates
them, Xapian counts paragraphs.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from statement_archive.domain.query import And, Clause, Document, Near, Not, Or, Phrase, Prefix, Query, Window, Word

COLUMNS = ("lang", "work", "year", "date", "state", "kind", "public", "original")


class Peer(Protocol):
    def index(self, documents: Iterable[Document]) -> None: ...
    def search(self, query: Query, window: Window) -> int: ...
    def close(self) -> None: ...


def key_text(document: Document) -> str:
    return f"{document.key.work}/{document.key.expression}@1/{document.key.segment}"


def _row(document: Document) -> list[str]:
    return [document.attributes[name][0] for name in COLUMNS]


class Fts5:
    """Tokens reach unicode61 as letters and digits only, so that it takes each as it is."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "index.sqlite")
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute(f"CREATE TABLE document (id INTEGER PRIMARY KEY, key TEXT, {', '.join(COLUMNS)})")
        self.db.execute(
            "CREATE VIRTUAL TABLE line USING fts5(exact, stem, content='', "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars ':' categories 'L* N* Co M*'\")"
        )

    def index(self, documents: Iterable[Document]) -> None:
        with self.db:
            for n, d in enumerate(documents):
                marks = ",".join("?" * (len(COLUMNS) + 2))
                self.db.execute(f"INSERT INTO document VALUES ({marks})", (n, key_text(d), *_row(d)))
                line = (n, " ".join(d.exact), " ".join(s or "-" for s in d.stems))
                self.db.execute("INSERT INTO line (rowid, exact, stem) VALUES (?, ?, ?)", line)

    def search(self, query: Query, window: Window) -> int:
        where, values = "line MATCH ?", [self._text(query.clause)]
        for name, wanted in query.filters.items():
            where += f" AND +document.{name} IN ({','.join('?' * len(wanted))})"
            values += sorted(wanted)
        joined = "line JOIN document ON document.id = line.rowid"
        order = "document.date DESC" if window.order else "rank"
        self.db.execute(f"SELECT document.key FROM {joined} WHERE {where} ORDER BY {order} LIMIT 20", values).fetchall()
        for name in window.facets:
            counted = f"SELECT {name}, count(DISTINCT work) FROM {joined} WHERE {where} GROUP BY {name}"
            self.db.execute(counted, values).fetchall()
        count = f"SELECT count(*) FROM {joined if query.filters else 'line'} WHERE {where}"
        return int(self.db.execute(count, values).fetchone()[0])

    def _text(self, clause: Clause) -> str:
        match clause:
            case Word(token, stems):
                either = [f'exact : "{token}"', *(f'stem : "{s}"' for s in stems)]
                return "(" + " OR ".join(either) + ")"
            case Phrase(tokens):
                return f'exact : "{" ".join(tokens)}"'
            case Prefix(start):
                return f'exact : "{start}" *'
            case Near(Word(first), Word(second), distance):
                return f'exact : NEAR("{first}" "{second}", {distance - 1})'
            case And((first, Not(second))):
                return f"({self._text(first)} NOT {self._text(second)})"
            case Or(clauses):
                return "(" + " OR ".join(map(self._text, clauses)) + ")"
            case _:
                raise TypeError(clause)

    def close(self) -> None:
        self.db.close()


class RawTantivy:
    """Its own queries over a field of tokens and one of stems, a fast field for each attribute."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("exact", tokenizer_name="tokens")
        builder.add_text_field("stem", tokenizer_name="tokens", index_option="freq")
        for name in COLUMNS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self.schema = builder.build()
        self.ix = tantivy.Index(self.schema, path=str(folder))
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.ix.register_tokenizer("tokens", words)
        self.searcher = self.ix.searcher()

    def index(self, documents: Iterable[Document]) -> None:
        writer = self.ix.writer(heap_size=256_000_000, num_threads=2)
        for d in documents:
            fields = {name: d.attributes[name][0] for name in COLUMNS}
            stems = " ".join(s for s in d.stems if s)
            writer.add_document(tantivy.Document(key=key_text(d), exact=" ".join(d.exact), stem=stems, **fields))
        writer.commit()
        self.ix.reload()
        self.searcher = self.ix.searcher()

    def search(self, query: Query, window: Window) -> int:
        asked = self._asked(query.clause)
        if query.filters:
            filters = [Asked.term_set_query(self.schema, k, sorted(v)) for k, v in query.filters.items()]
            parts = [(Occur.Must, asked), *((Occur.Must, Asked.const_score_query(f, 0.0)) for f in filters)]
            asked = Asked.boolean_query(parts)
        for name in window.facets:
            inner = {"works": {"cardinality": {"field": "work"}}}
            self.searcher.aggregate(asked, {"facet": {"terms": {"field": name, "size": 1000}, "aggs": inner}})
        field = "date" if window.order else None
        found = self.searcher.search(asked, 20, count=True, order_by_field=field)
        for _, address in found.hits:
            self.searcher.doc(address).get_first("key")
        return int(found.count)  # type: ignore[attr-defined]  # its stub lacks it

    def _asked(self, clause: Clause) -> Asked:
        match clause:
            case Word(token, stems):
                either = [Asked.term_query(self.schema, "exact", token, "freq")]
                either += [Asked.term_query(self.schema, "stem", s, "freq") for s in stems]
                return Asked.boolean_query([(Occur.Should, q) for q in either]) if stems else either[0]
            case Phrase(tokens):
                return Asked.phrase_query(self.schema, "exact", list(tokens))
            case Prefix(start):
                return Asked.fuzzy_term_query(self.schema, "exact", start, 0, prefix=True)
            case Near(Word(first), Word(second), distance):
                return Asked.phrase_query(self.schema, "exact", [(0, first), (0, second)], slop=distance)
            case And((first, Not(second))):
                return Asked.boolean_query([(Occur.Must, self._asked(first)), (Occur.MustNot, self._asked(second))])
            case Or(clauses):
                return Asked.boolean_query([(Occur.Should, self._asked(c)) for c in clauses])
            case _:
                raise TypeError(clause)

    def close(self) -> None:
        del self.searcher


class Postgres:
    """A private cluster in the folder, spoken to by ``psql``; GIN over lexemes ``e:token`` and ``s:stem``. It
    is not asked to rank, which would read the line of every hit: seconds for a stop word."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        initdb = str(found[-1]) if found else shutil.which("initdb")
        if initdb is None:
            raise FileNotFoundError("no PostgreSQL here")
        self.bin, self.folder = Path(initdb).parent, folder
        self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
        if self.user:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            for above in list(folder.parents)[:2]:
                above.chmod(0o755)
        self._run("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c shared_buffers=1GB -c work_mem=64MB -c jit=off"
        options += " -c maintenance_work_mem=512MB -c fsync=off -c max_wal_size=8GB"
        self._run("pg_ctl", "-D", str(folder / "data"), "-w", "-l", str(folder / "log"), "-o", options, "start")
        command = [str(self.bin / "psql"), "-h", str(folder), "-U", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1"]
        self.psql = subprocess.Popen(
            [*self.user, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        columns = ", ".join(f"{name} text" for name in COLUMNS)
        self._ask(f"CREATE TABLE document (key text, {columns}, v tsvector)")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self.user, str(self.bin / program), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def _ask(self, sql: str) -> list[str]:
        assert self.psql.stdin is not None
        assert self.psql.stdout is not None
        self.psql.stdin.write(f"{sql};\n\\echo --done\n")
        self.psql.stdin.flush()
        lines: list[str] = []
        while (line := self.psql.stdout.readline().rstrip("\n")) != "--done":
            if not line and self.psql.poll() is not None:
                raise RuntimeError("psql ended")
            lines.append(line)
        return lines

    def index(self, documents: Iterable[Document]) -> None:
        assert self.psql.stdin is not None
        self.psql.stdin.write("COPY document FROM STDIN;\n")
        for d in documents:
            words = [f"'e:{e}':{n}" for n, e in enumerate(d.exact, 1)]
            words += [f"'s:{s}':{n}" for n, s in enumerate(d.stems, 1) if s]
            self.psql.stdin.write("\t".join([key_text(d), *_row(d), " ".join(words)]) + "\n")
        self.psql.stdin.write("\\.\n")
        self._ask(
            "SET enable_seqscan = off; CREATE INDEX ON document USING gin (v) WITH (fastupdate = off); "
            "VACUUM ANALYZE document"
        )

    def search(self, query: Query, window: Window) -> int:
        sought = "$q$" + self._text(query.clause) + "$q$::tsquery"
        where = f"v @@ {sought}"
        for name, wanted in query.filters.items():
            where += f" AND {name} IN ({','.join(repr(v) for v in sorted(wanted))})"
        order = "ORDER BY date DESC" if window.order else ""
        self._ask(f"SELECT key FROM document WHERE {where} {order} LIMIT 20")
        for name in window.facets:
            self._ask(f"SELECT {name}, count(DISTINCT work) FROM document WHERE {where} GROUP BY {name}")
        return int(self._ask(f"SELECT count(*) FROM document WHERE {where}")[0])

    def _text(self, clause: Clause) -> str:
        match clause:
            case Word(token, stems):
                return "(" + " | ".join([f"'e:{token}'", *(f"'s:{s}'" for s in stems)]) + ")"
            case Phrase(tokens):
                return " <-> ".join(f"'e:{t}'" for t in tokens)
            case Prefix(start):
                return f"'e:{start}':*"
            case Near(Word(first), Word(second), distance):
                pairs = [(a, b, n) for n in range(1, distance + 1) for a, b in ((first, second), (second, first))]
                return " | ".join(f"('e:{a}' <{n}> 'e:{b}')" for a, b, n in pairs)
            case And((first, Not(second))):
                return f"{self._text(first)} & !{self._text(second)}"
            case Or(clauses):
                return " | ".join(map(self._text, clauses))
            case _:
                raise TypeError(clause)

    def close(self) -> None:
        assert self.psql.stdin is not None
        self.psql.stdin.close()
        self.psql.wait()
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "stop")


class Xapian:
    """A program of its own (``xapian_peer.py``) under a Python that has Xapian; it is never loaded here."""

    def __init__(self, folder: Path) -> None:
        python = "/usr/bin/python3"
        has = subprocess.run(
            [python, "-c", "import xapian"], capture_output=True, check=False, env={"PATH": "/usr/bin"}
        )
        if has.returncode:
            raise FileNotFoundError("no Xapian here")
        program = Path(__file__).with_name("xapian_peer.py")
        self.process = subprocess.Popen(
            [python, str(program), str(folder / "index")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={"PATH": "/usr/bin", "XAPIAN_FLUSH_THRESHOLD": "50000"},
        )

    def _ask(self, message: object) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def index(self, documents: Iterable[Document]) -> None:
        assert self.process.stdin is not None
        for d in documents:
            row = {
                "key": key_text(d),
                "exact": d.exact,
                "stems": d.stems,
                "held": dict(zip(COLUMNS, _row(d), strict=True)),
            }
            self.process.stdin.write(json.dumps(row) + "\n")
        self._ask("commit")

    def search(self, query: Query, window: Window) -> int:
        filters = {k: sorted(v) for k, v in query.filters.items()}
        asked = {"clause": _listed(query.clause), "filters": filters, "facets": window.facets}
        return self._ask({"query": {**asked, "by_date": window.order is not None}})

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def _listed(clause: Clause) -> list[object]:
    match clause:
        case Word(token, stems):
            return ["word", token, list(stems)]
        case Phrase(tokens):
            return ["phrase", list(tokens)]
        case Prefix(start):
            return ["prefix", start]
        case Near(Word(first), Word(second), distance):
            return ["near", first, second, distance]
        case And((first, Not(second))):
            return ["without", _listed(first), _listed(second)]
        case Or(clauses):
            return ["or", [_listed(c) for c in clauses]]
        case _:
            raise TypeError(clause)
