"""What tests of an engine over a folder of its own have in common."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

from statement_archive.analysis import tokenize
from statement_archive.domain.query import Change, Document, DocumentKey, Everything, Query, Window
from statement_archive.search.tantivy_engine import TantivyEngine
from statement_archive.search.whoosh_engine import WhooshEngine

ALL = Query(Everything())
WIDE = Window(1000)
Engine = WhooshEngine | TantivyEngine
ENGINES: dict[str, type[Engine]] = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


def put(n: int, text: str) -> Change:
    key = DocumentKey("w", "en.delivered", 1, f"p{n}")
    tokens = tokenize(text, "en")
    exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
    return Change(key, Document(key, text, exact, stems, {"work": ("w",)}))


def digests(engine: Engine) -> list[str]:
    return sorted(engine.holds().values())


def in_process(script: str, made: type[Engine], folder: Path) -> subprocess.Popen[str]:
    """Another process that has ``engine`` and ``put`` and says what it prints."""
    name = next(name for name, one in ENGINES.items() if one is made)
    before = f"""
        from pathlib import Path
        from tests.search.on_disk import ENGINES, put
        engine = ENGINES[{name!r}](Path({str(folder)!r}), background=False)
        """
    path = os.pathsep.join([str(Path(__file__).parents[2]), *(p for p in sys.path if p)])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(before) + textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def finished(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=60)
    return process.returncode
