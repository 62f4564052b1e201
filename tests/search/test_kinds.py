"""A hundred queries of each kind over texts in six scripts: each engine finds the set that scan finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from statement_archive.analysis import tokenize
from statement_archive.domain.ports import SearchEngine
from statement_archive.domain.query import (
    And,
    Change,
    Clause,
    Document,
    DocumentKey,
    Has,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Window,
    Word,
)
from statement_archive.search.scan import ScanEngine
from statement_archive.search.tantivy_engine import TantivyEngine
from statement_archive.search.whoosh_engine import WhooshEngine

TEXTS = {
    "en": "we do not support any weakening of the treaty and call upon all states to act in good faith not war",
    "ru": "мы не поддерживаем ослабление договора и призываем все государства ещё раз действовать добросовестно не",
    "ar": "نحن لا نؤيد إضعاف المعاهدة وندعو جميع الدول إلى العمل بحسن نية لا",
    "zh": "我们 不支持 削弱 条约 呼吁 所有 国家 真诚 行动 核裁军 裁军 第3条",
    "hi": "हम संधि को कमजोर करने का समर्थन नहीं करते और सभी राज्यों से आग्रह करते हैं नहीं",
    "el": "δεν υποστηρίζουμε την αποδυνάμωση της συνθήκης και καλούμε όλα τα κράτη δεν",
}
DOCUMENTS = 60
FACETS = ("lang", "year")


def corpus() -> list[Document]:
    rng = random.Random(5)
    made: list[Document] = []
    for n in range(DOCUMENTS):
        lang = rng.choice(list(TEXTS))
        tokens = tokenize(" ".join(rng.choices(TEXTS[lang].split(), k=rng.randint(0, 14))), lang)
        held = {"lang": (lang,), "work": (f"w{n // 4}",), "year": (str(2000 + n % 5),)}
        exact, stems = tuple(t.exact for t in tokens), tuple(t.stem for t in tokens)
        made.append(Document(DocumentKey(f"w{n // 4}", "x", 1, f"p{n}"), str(n), exact, stems, held))
    return made


CORPUS = corpus()
RNG = random.Random(6)
WORDS = sorted({(e, s) for d in CORPUS for e, s in zip(d.exact, d.stems, strict=True)})


def word() -> Word:
    exact, stem = RNG.choice(WORDS)
    return Word(exact, tuple({s for s in (stem, RNG.choice(WORDS)[1]) if s}) if RNG.random() < 0.7 else ())


def phrase(*, is_open: bool = False) -> Phrase:
    line = RNG.choice([d.exact for d in CORPUS if d.exact])
    at = RNG.randrange(len(line))
    tokens = list(line[at : at + RNG.randint(1, 4)])
    if RNG.random() < 0.3:
        RNG.shuffle(tokens)
    return Phrase((*tokens[:-1], tokens[-1][:2]) if is_open else tuple(tokens), is_open)


KINDS: dict[str, Callable[[], Clause]] = {
    "word": word,
    "or": lambda: Or((word(), word(), word())),
    "and": lambda: And((word(), word())),
    "without": lambda: And((word(), Not(word()))),
    "negation": lambda: Not(Or((word(), phrase()))),
    "phrase": phrase,
    "open phrase": lambda: phrase(is_open=True),
    "prefix": lambda: Prefix(RNG.choice(WORDS)[0][: RNG.randint(1, 3)]),
    "near": lambda: Near(word(), word(), RNG.randint(1, 6)),
    "near a phrase": lambda: Near(Or((phrase(), word())), phrase(), RNG.randint(1, 4)),
    "near a beginning": lambda: Near(word(), Prefix(RNG.choice(WORDS)[0][:2]), RNG.randint(1, 4)),
    "attribute": lambda: And((word(), Not(Has("year", frozenset({"2001", "2003"}))))),
}


@pytest.fixture(scope="module", params=[WhooshEngine, TantivyEngine])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    made: WhooshEngine | TantivyEngine = request.param(tmp_path_factory.mktemp("kinds") / "index", background=False)
    for part in range(3):  # several segments
        made.apply(Change(d.key, d) for d in CORPUS[part::3])
    yield made
    made.close()


@pytest.fixture(scope="module")
def oracle() -> ScanEngine:
    made = ScanEngine()
    made.apply(Change(d.key, d) for d in CORPUS)
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_set(engine: SearchEngine, oracle: ScanEngine, kind: str) -> None:
    for n in range(100):
        filters = {"lang": frozenset({"en", "zh"})} if n % 4 == 0 else {}
        query = Query(KINDS[kind](), filters)
        found, wanted = engine.match(query, Window(100, facets=FACETS)), oracle.match(query, Window(100, facets=FACETS))
        assert {c.key for c in found.candidates} == {c.key for c in wanted.candidates}, query
        assert (found.total, found.facets) == (wanted.total, wanted.facets)
