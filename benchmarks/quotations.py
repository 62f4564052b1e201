"""A thousand quotations against 10 and 100 megabytes of text: time, and how many are found where they stand.

Compares, on the same texts and quotations, in one run: our check (an archive with its index), rapidfuzz's
``partial_ratio_alignment``, ``fuzzysearch`` and ``difflib``. The peers are asked a part of the quotations, drawn at
random, since the whole would take hours; how many is printed. They get the texts as one string in memory; ours has
to read them from the archive. What making the archive and its index takes is printed too.

Quotations are cut anywhere, 40 to 250 characters long: exact; other typography; three and eight random edits (eight
from 150 characters on); the middle left out with an ellipsis; a word dropped; and one in ten that stands nowhere.
Found means: the place it was cut from or the same characters elsewhere, its start and end within three characters.

Run: python -m benchmarks.quotations [--megabytes 10,100] [--count 1000] [--engine whoosh|tantivy] [--shared DIR]
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.search_corpus import real_paragraphs
from rapidfuzz.fuzz import partial_ratio_alignment

from statement_archive.bootstrap import make_home, open_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.search.memory_scan import MemoryScan
from statement_archive.settings import load_settings
from statement_archive.workflow import indexing
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.quote_check import check

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LENGTHS = (40, 80, 150, 250)
KINDS = ("exact", "typography", "edited3", "edited8", "ellipsis", "dropped")
TEXT = 30_000  # characters of one text
PARTS = {"rapidfuzz": (40, 20), "fuzzysearch": (6, 0), "difflib": (2, 0)}  # quotations asked at 10 MB, at 100 MB
Place = tuple[int, int, int]  # text, start, end


@dataclass(frozen=True, slots=True)
class Wanted:
    kind: str
    words: str
    place: Place | None
    original: str = ""


class Forgetful(MemoryScan):
    """Translation memory is not what is measured."""

    def put(self, owner: str, digest: str, sentences: Iterable[object]) -> None:
        """Nothing is kept."""


def texts_of(shared: Path, megabytes: int) -> list[tuple[str, str]]:
    """Language and text, resampled: runs of three to eight words as they stand somewhere in the language,
    parted by words put together of two."""
    rng = random.Random(3)
    streams = {
        lang: [w for p in found for w in (p.split() if " " in p else [p[i : i + 6] for i in range(0, len(p), 6)])]
        for lang, found in real_paragraphs(shared).items()
    }
    langs, size = sorted(streams), 0
    made: list[tuple[str, str]] = []
    while size < megabytes * 1_000_000:
        lang = langs[len(made) % len(langs)]
        text = "\n\n".join(_paragraphs(rng, streams[lang], "" if lang == "ja" else " "))
        made.append((lang, text))
        size += len(text.encode())
    return made


def _paragraphs(rng: random.Random, stream: Sequence[str], join: str) -> Iterator[str]:
    size = 0
    while size < TEXT:
        words: list[str] = []
        while sum(map(len, words)) < 500:
            start = rng.randrange(len(stream))
            words += stream[start : start + rng.randint(3, 8)]
            one, other = rng.choice(stream), rng.choice(stream)  # a rare word, as names are
            words.append(one[: len(one) // 2 + 1] + other[len(other) // 2 :])
        yield join.join(words) + "."
        size += len(join.join(words))


def quotations(texts: Sequence[tuple[str, str]], count: int) -> list[Wanted]:
    rng = random.Random(11)
    made: list[Wanted] = []
    while len(made) < count:
        n = rng.randrange(len(texts))
        text, length, kind = texts[n][1], rng.choice(LENGTHS), rng.choice(KINDS)
        if len(made) % 10 == 9:
            words = (rng.choice(rng.choice(texts)[1].split())[:12] for _ in range(length // 6))
            made.append(Wanted("nowhere", " ".join(words)[:length], None))
            continue
        start = rng.randrange(len(text) - length)
        original = text[start : start + length]
        words_ = _changed(rng, kind, original, text)
        if words_ is not None:
            made.append(Wanted(kind, words_, (n, start, start + length), original))
    return made


def _changed(rng: random.Random, kind: str, words: str, text: str) -> str | None:
    if kind == "typography":
        return f"“{words.replace(' ', chr(160), 3).replace(chr(10), ' ')}”"
    if kind.startswith("edited"):
        edits = int(kind[-1])
        return None if edits > 3 and len(words) < 150 else _edited(rng, words, edits, text)
    if kind == "ellipsis":
        third = len(words) // 3
        return f"{words[:third]} […] {words[2 * third :]}"
    if kind == "dropped":
        inner = list(re.finditer(r"(?<=\s)\S+\s", words))
        if len(inner) < 4:
            return None
        gone = inner[len(inner) // 2]
        return words[: gone.start()] + words[gone.end() :]
    return words


def _edited(rng: random.Random, words: str, edits: int, text: str) -> str:
    letters = list(words)
    for _ in range(edits):
        at, other = rng.randrange(len(letters)), rng.choice([c for c in text[:2000] if c.isalpha()])
        how = rng.choice("sid")
        letters[at : at + (how != "i")] = [] if how == "d" else [other]
    return "".join(letters)


def right(wanted: Wanted, found: Place | None, texts: Sequence[tuple[str, str]]) -> bool:
    """Whether it was found where it stands; of one that stands nowhere, whether nothing was."""
    if wanted.place is None:
        return found is None
    if found is None:
        return False
    n, start, end = found
    same = texts[n][1][start:end].strip() == wanted.original.strip()
    return same or (n == wanted.place[0] and abs(start - wanted.place[1]) <= 3 and abs(end - wanted.place[2]) <= 3)


# --- ours ----------------------------------------------------------------------------------------


def made_archive(home: Path, texts: Sequence[tuple[str, str]], engine: str) -> Archive:
    make_home(home, now=NOW)
    archive = opened(home, engine)
    begun = time.perf_counter()
    with archive.ledger.exclusive():
        for n, (lang, text) in enumerate(texts):
            request = DepositRequest(
                content=text.encode(), file_name="t.txt", lang=lang, rendition="delivered", work=f"w-{n}"
            )
            deposit(archive, HOME_ADMINISTRATOR, request, NOW)
    deposited = time.perf_counter()
    indexing.update(archive, NOW)
    print(
        f"  {len(texts):,} texts deposited in {deposited - begun:.0f} s,"
        f" indexed in {time.perf_counter() - deposited:.0f} s"
    )
    return archive


def opened(home: Path, engine: str) -> Archive:
    settings = load_settings(home, environ={}, overrides={"engine": engine, "encoder": "none"})
    return replace(open_archive(settings), memory=Forgetful())


def ours(archive: Archive, words: str) -> Place | None:
    found = check(archive, PUBLIC, words, NOW)
    if found.place is None:
        return None
    return int(found.place.held.work.id[2:]), found.place.match.start, found.place.match.end


def _share(given: tuple[str, str, list[str]]) -> list[tuple[Place | None, float]]:
    """In a process of its own: places, and seconds for each."""
    home, engine, quoted = given
    archive = opened(Path(home), engine)
    ours(archive, "nothing like this stands anywhere")  # the index is read
    answers = []
    for words in quoted:
        begun = time.perf_counter()
        answers.append((ours(archive, words), time.perf_counter() - begun))
    return answers


# --- peers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Joined:
    """All texts as one string, and where each begins."""

    text: str
    starts: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        n = max(i for i, at in enumerate(self.starts) if at <= start)
        return n, start - self.starts[n], end - self.starts[n]


def joined(texts: Sequence[tuple[str, str]]) -> Joined:
    starts, at = [], 0
    for _, text in texts:
        starts.append(at)
        at += len(text) + 1
    return Joined("\n".join(text for _, text in texts), tuple(starts))


def by_rapidfuzz(held: Joined, words: str) -> Place | None:
    found = partial_ratio_alignment(words, held.text, score_cutoff=60)
    return held.place(found.dest_start, found.dest_end) if found else None


def by_fuzzysearch(held: Joined, words: str) -> Place | None:
    from fuzzysearch import find_near_matches  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415  # where installed

    found = find_near_matches(words, held.text, max_l_dist=max(2, len(words) // 12))
    best = min(found, key=lambda m: m.dist, default=None)
    return held.place(best.start, best.end) if best else None


def by_difflib(held: Joined, words: str) -> Place | None:
    match = difflib.SequenceMatcher(None, held.text, words, autojunk=False).find_longest_match()
    start = match.a - match.b
    return held.place(max(0, start), start + len(words)) if match.size > len(words) // 3 else None


PEERS: Mapping[str, Callable[[Joined, str], Place | None]] = {
    "rapidfuzz": by_rapidfuzz,
    "fuzzysearch": by_fuzzysearch,
    "difflib": by_difflib,
}


# --- the run -------------------------------------------------------------------------------------


def told(
    name: str, asked: Sequence[Wanted], answers: Sequence[tuple[Place | None, float]], texts: Sequence[tuple[str, str]]
) -> float:
    spent = [seconds * 1000 for _, seconds in answers]
    good: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for wanted, (found, _) in zip(asked, answers, strict=True):
        every[wanted.kind] += 1
        good[wanted.kind] += right(wanted, found, texts)
    p95 = statistics.quantiles(spent, n=20, method="inclusive")[-1] if len(spent) > 1 else spent[0]
    mean = statistics.fmean(spent)
    kinds = ", ".join(f"{kind} {good[kind]}/{every[kind]}" for kind in (*KINDS, "nowhere") if every[kind])
    print(
        f"  {name:<22} asked {len(asked):>5}  p50 {statistics.median(spent):9.1f}  p95 {p95:9.1f}  mean {mean:9.1f} ms"
    )
    print(f"  {'':<22} right {sum(good.values())}/{len(asked)}: {kinds}")
    return mean


def run(megabytes: int, count: int, engine: str, shared: Path, large: bool) -> None:
    texts = texts_of(shared, megabytes)
    asked = quotations(texts, count)
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    print(f"{size:.0f} MB, {len(texts):,} texts, {count:,} quotations, engine {engine}")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        made_archive(home, texts, engine)
        halves = [[w.words for w in asked[0::2]], [w.words for w in asked[1::2]]]
        begun = time.perf_counter()
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            first, second = pool.map(_share, [(str(home), engine, half) for half in halves])
        wall = time.perf_counter() - begun
        answers = [one for pair in zip(first, second, strict=False) for one in pair]
        answers += first[len(second) :]
    mean = told("statement-archive", asked, answers, texts)
    print(f"  all of them, two processes, from their start: {wall:.1f} s")
    held, rng = joined(texts), random.Random(1)
    for name, find in PEERS.items():
        part = PARTS[name][1 if large else 0]
        some = rng.sample(asked, min(part, len(asked)))
        if not some:
            print(f"  {name:<22} not asked at this size")
            continue
        got = []
        try:
            for wanted in some:
                begun = time.perf_counter()
                got.append((find(held, wanted.words), time.perf_counter() - begun))
        except ImportError:
            print(f"  {name:<22} is not installed")
            continue
        theirs = told(name, some, got, texts)
        print(f"  {'':<22} {theirs / mean:.1f} times as long as ours at the mean")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--megabytes", default="10,100")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--engine", default="whoosh", choices=("whoosh", "tantivy"))
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    given = parser.parse_args()
    for megabytes in map(int, given.megabytes.split(",")):
        run(megabytes, given.count, given.engine, given.shared, large=megabytes > 20)


if __name__ == "__main__":
    main()
