"""The Declaration of Human Rights in the languages at hand: what stands in a text is found, in every language."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from statement_archive.analysis import found_spans, parse_query, tokenize
from statement_archive.domain.query import Change, Document, DocumentKey, Query, Window
from statement_archive.search.scan import ScanEngine
from statement_archive.search.tantivy_engine import TantivyEngine
from statement_archive.search.whoosh_engine import WhooshEngine

SHARED = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).parents[2] / ".." / "shared"))
FOLDER = SHARED / "data" / "udhr"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"real texts are not at hand: {FOLDER}")

Engines = tuple[WhooshEngine, ScanEngine, TantivyEngine]
Paragraphs = dict[DocumentKey, tuple[str, str]]


@pytest.fixture(scope="module")
def paragraphs() -> Paragraphs:
    """Key -> language and text."""
    found: Paragraphs = {}
    for path in sorted(FOLDER.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        texts = [p for s in article["sections"] for p in s["paragraphs"] if isinstance(p, str)]
        for n, text in enumerate(texts):
            found[DocumentKey("udhr", f"{path.stem.replace('_', '-')}.written", 1, f"p{n}")] = (article["lang"], text)
    return found


@pytest.fixture(scope="module")
def changes(paragraphs: Paragraphs) -> list[Change]:
    made: list[Change] = []
    for key, (lang, text) in paragraphs.items():
        tokens = tokenize(text, lang)
        exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
        made.append(Change(key, Document(key, text, exact, stems, {"lang": (lang,)})))
    return made


@pytest.fixture
def engines(changes: list[Change], tmp_path: Path) -> Iterator[Engines]:
    whoosh, scan = WhooshEngine(tmp_path / "index", background=False), ScanEngine()
    tantivy = TantivyEngine(tmp_path / "tantivy", background=False)
    tantivy.apply(changes)
    whoosh.apply(changes)
    scan.apply(changes)
    yield whoosh, scan, tantivy
    whoosh.close()
    tantivy.close()


@pytest.mark.no_cover  # a large input: traced, it takes three times as long
def test_what_is_cut_from_a_text_finds_it(engines: Engines, paragraphs: Paragraphs) -> None:
    """Cut from a paragraph, a phrase finds it; without it, it is not found; all engines agree on all."""
    rng = random.Random(3)
    langs = {lang for lang, _ in paragraphs.values()}
    whoosh, scan, tantivy = engines
    for _ in range(25):
        key, (lang, text) = rng.choice(sorted(paragraphs.items()))
        tokens = tokenize(text, lang)
        first = rng.randrange(len(tokens))
        last = min(first + rng.randint(0, 4), len(tokens) - 1)
        cut = text[tokens[first].start : tokens[last].end]
        marks = "".join(c if c not in '"“”„«»' else " " for c in cut)
        for raw, holds in ((f'"{marks}"', True), (f'-"{marks}"', False), (marks.replace("-", " "), True)):
            clause, _ = parse_query(raw, langs)
            query = Query(clause)
            matches = whoosh.match(query, Window(10_000))
            assert matches == scan.match(query, Window(10_000)), raw
            assert {c.key for c in tantivy.match(query, Window(10_000)).candidates} == {
                c.key for c in matches.candidates
            }, raw
            assert (key in {c.key for c in matches.candidates}) is holds, raw
        clause, _ = parse_query(f'"{marks}"', ())
        places = found_spans(clause, text, lang) or ()
        assert any(a <= tokens[first].start and tokens[last].end <= b for a, b in places), marks
