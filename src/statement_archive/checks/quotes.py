"""Quotation marks: as many passages quoted as in the source, closed, and with the marks of the target language.

::

    “…”  «…»  „…“  「…」  "…"      a pair of marks each; ’ and ' are apostrophes and not counted
    《…》                           names a work: answers to quotation marks and to italics
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair, Span
from statement_archive.domain.language import primary

_MARK = re.compile("[\"＂“”„‟«»「」『』〝〞〟]|''|,,|``")
_TITLE = re.compile("[《〈]")
_INCH = re.compile('(?<=\\d)["”]')
_SECOND = re.compile('"')
# Families of marks. CLDR delimiters, and what is as usual in print; what a language is not listed for may have all.
_FAMILY = {
    **dict.fromkeys("“”‟", "“”"),
    **dict.fromkeys("„", "„“"),
    **dict.fromkeys("«»", "«»"),
    **dict.fromkeys("「」『』", "「」"),
    **dict.fromkeys("〝〞〟", "〝〟"),
}
_OWN = {
    **dict.fromkeys(("en", "zh", "hi", "ko", "pcm", "id", "ms", "sw", "bn", "ta", "vi", "th"), ("“”",)),
    **dict.fromkeys(("fr", "es", "pt", "it", "ar", "nl", "el", "sq", "tr", "az", "uz", "kk", "ky", "ca", "gl", "fa"), ("«»", "“”")),  # noqa: E501 (one row a usage)
    **dict.fromkeys(("ru", "uk", "be", "hy"), ("«»", "„“")),
    **dict.fromkeys(("de", "cs", "sk", "sl", "hr", "bg", "sr", "mk", "lt", "et", "lv", "is", "da", "no", "nb"), ("„“", "«»")),  # noqa: E501 (one row a usage)
    **dict.fromkeys(("pl", "ro", "hu"), ("„“", "«»")),
    "ja": ("「」", "“”", "〝〟"),
}  # fmt: skip
_CHINESE_TAIWAN = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")
_SHOWN = {"“”": "“ ”", "„“": "„ “", "«»": "« »", "「」": "「 」", "〝〟": "〝 〟"}


def quotes(pair: Pair) -> Iterator[Finding]:
    """``missing``, ``extra``: quoted on one side only; ``unbalanced``; ``foreign``: marks of another language."""
    here, there = _marks(pair.source), _marks(pair.target)
    titles = len(_TITLE.findall(pair.source)), len(_TITLE.findall(pair.target))
    if len(here) >= 2 and not there and not titles[1] and not _single(pair.target):
        yield Finding("quotes", ("missing",), tuple(span for _, span in here))
    elif len(there) >= 2 and not here and not titles[0] and not _single(pair.source):
        yield Finding("quotes", ("extra",), (), tuple(span for _, span in there))
    # A passage quoted over several paragraphs opens in each and closes in the last: so does its source.
    if len(there) % 2 and len(here) % 2 == 0 and (here or len(there) > 2):
        mark, span = there[-1]
        yield Finding("quotes", ("unbalanced", mark), (), (span,))
    yield from _foreign(pair, there)


def _marks(text: str) -> list[tuple[str, Span]]:
    return [(m.group(), m.span()) for m in _MARK.finditer(_INCH.sub(_one_inch, text))]


def _one_inch(match: re.Match[str]) -> str:
    """5" is a length unless a mark was opened before it on the line."""
    before = match.string[max(0, match.start() - 400) : match.start()]
    opened = len(re.findall('["“„«”]', before)) % 2
    return match.group() if opened else "\u2033"


def _single(text: str) -> bool:
    """Whether single marks quote something: ‘so’, 'so', ‚so‘, ‹so›."""
    return re.search(r"(?:^|[\s(\[—–-])['‘‚‹’][^\s'‘’‚‹›]", text) is not None or "‹" in text


def _foreign(pair: Pair, there: list[tuple[str, Span]]) -> Iterator[Finding]:
    own = _OWN.get(primary(pair.target_lang))
    if own is None or len(there) < 2:
        return
    if pair.target_lang.startswith(_CHINESE_TAIWAN):
        own = (*own, "「」")
    low = any(mark == "„" for mark, _ in there)
    for family in dict.fromkeys(_FAMILY[mark] for mark, _ in there if mark in _FAMILY):
        if family in own or (family == "“”" and low and "„“" in own):
            continue
        if any(mark in _FAMILY and _FAMILY[mark] in own for mark, _ in there):
            continue  # quoted within quoted: the outer marks are the language's own
        spans = tuple(span for mark, span in there if _FAMILY.get(mark) == family)
        yield Finding("quotes", ("foreign", _SHOWN[family], _SHOWN[own[0]]), (), spans)
