"""How a passage ends, and commas of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.checks.pair import Finding, Pair
from statement_archive.domain.language import primary
from statement_archive.importing.sentences import ends_like_a_sentence

_QUESTION = re.compile("[?？؟;\u037e՞፧⁇⁈⁉‽]")
# Questions without a mark, or with no mark at the end of sentences at all.
_NO_QUESTION = ("ja", "th", "lo", "km", "my", "bo", "zh")
_NO_END = ("th", "lo", "km", "my", "bo", "dz", "shn", "ja")
_ENDED = re.compile(r"[.!?。！？؟۔।]['\"”’»)\]』」]*\s*$")
_WORDS_END = re.compile(r"[^\W\d_]{2}\s*$")
_ARABIC = re.compile(r"(?<=[\u0621-\u064a\u06a9\u06cc])[,;?](?=\s|$)")
_ARABIC_RIGHT = {",": "،", ";": "؛", "?": "؟"}
_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[,;?!:](?=[\u4e00-\u9fff]|$)|(?<=[\u4e00-\u9fff])\.$")
_HAN_RIGHT = {",": "，", ";": "；", "?": "？", "!": "！", ":": "：", ".": "。"}
_TABLES = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug", "sd"), (_ARABIC, _ARABIC_RIGHT)),
    "zh": (_HAN, _HAN_RIGHT),
    "ja": (_HAN, _HAN_RIGHT),
}
# Whole texts are printed with narrow commas: only where both stand in one passage is one of them a slip.
_BOTH_WIDTHS = ("zh", "ja")


def punctuation(pair: Pair) -> Iterator[Finding]:
    """``question``: no mark of one is left; ``end``: a sentence without its point; ``comma``: of another script."""
    lang = primary(pair.target_lang)
    source = pair.source.rstrip("\"'”’»)]』」 \n\u00a0\u202f")
    if source.endswith(("?", "？", "؟")) and lang not in _NO_QUESTION and not _QUESTION.search(pair.target):
        yield Finding("punctuation", ("question",), ((len(source) - 1, len(source)),))
    elif (
        lang not in _NO_END
        and _ENDED.search(pair.source[-12:])
        and _WORDS_END.search(pair.target[-12:])
        and not ends_like_a_sentence(pair.target)
        and len(pair.source.split()) > 3
    ):
        yield Finding("punctuation", ("end",), (), ((len(pair.target.rstrip()) - 1, len(pair.target.rstrip())),))
    pattern, right = _TABLES.get(lang, (None, {}))
    if pattern is None:
        return
    if lang in _BOTH_WIDTHS and not any(mark in pair.target for mark in right.values() if mark != "。"):
        return
    found: dict[str, list[tuple[int, int]]] = {}
    for match in pattern.finditer(pair.target):
        found.setdefault(match.group(), []).append(match.span())
    for mark, spans in found.items():
        yield Finding("punctuation", ("comma", mark, right[mark]), (), tuple(spans))
