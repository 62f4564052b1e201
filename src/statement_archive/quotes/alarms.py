"""What in a difference may turn the sense round, and must be looked at.

::

    left out, changed    a negation, modal, condition or exception      "word"
    an ellipsis          over a paragraph, over a change of speaker     "paragraph", "speaker"
    an edge              inside a word: "can" cut from "cannot"         "cut word"
                         just after a negation: "not | support"         "negation"

Where a language has no list of such words, that is said ("not examined"): an alarm more, not one fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from statement_archive.align.diff import UNSPACED, Piece
from statement_archive.quotes.alarm_words import AlarmWord, alarm_words
from statement_archive.quotes.comparable import folded
from statement_archive.quotes.source import SourceText

AlarmKind = Literal["negation", "modal", "condition", "exception", "paragraph", "speaker", "cut word", "not examined"]
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")  # where words have no edges to be seen


@dataclass(frozen=True, slots=True)
class Alarm:
    """``words``: what raised it, as it stands; empty where a place did."""

    kind: AlarmKind
    words: str = ""


def of_omitted(source: SourceText, omitted: Iterable[tuple[int, int]]) -> tuple[Alarm, ...]:
    """Words that ellipses leave out."""
    found: list[Alarm] = []
    for start, end in omitted:
        own = next((p.lang for p in source.paragraphs(start, end) if p.lang), source.lang)
        found += _of_words(source.text[start:end], own)
    return tuple(dict.fromkeys(found))


def crossed(source: SourceText, spans: Sequence[tuple[int, int]]) -> tuple[Alarm, ...]:
    """Between fragments, the end of a paragraph; anywhere in a quotation, a change of speaker."""
    found: list[Alarm] = []
    for (_, before), (after, _) in pairwise(spans):
        between = source.paragraphs(before - 1, after + 1)
        if len([p for p in between if p.kind != "furniture"]) > 1:
            found.append(Alarm("paragraph"))
    inside = source.paragraphs(spans[0][0], spans[-1][1])
    if len({p.speaker for p in inside if p.kind != "furniture"}) > 1:
        found.append(Alarm("speaker"))
    return tuple(dict.fromkeys(found))


def of_pieces(pieces: Sequence[Piece], lang: str) -> tuple[Alarm, ...]:
    """Of words that differ."""
    changed = (piece.text for piece in pieces if piece.op != "same")
    return tuple(dict.fromkeys(alarm for words in changed for alarm in _of_words(words, lang)))


def _of_words(words: str, lang: str) -> Iterator[Alarm]:
    found = alarm_words(folded(words), lang)
    if found is None:
        yield Alarm("not examined")
    else:
        yield from (Alarm(_KINDS[kind], said) for kind, said in found)


_KINDS: dict[AlarmWord, AlarmKind] = {
    "negation": "negation",
    "modal": "modal",
    "condition": "condition",
    "exception": "exception",
}


def cut_words(source: SourceText, spans: Iterable[tuple[int, int]]) -> tuple[Alarm, ...]:
    """Words that the quotation begins or ends inside of, and what they are: ``cannot`` is a negation too."""
    cuts = dict.fromkeys(_word_at(source.text, at) for span in spans for at in span if _inside_word(source.text, at))
    found = [Alarm("cut word", word) for word in cuts]
    return (*found, *(a for word in cuts for a in _of_words(word, source.lang) if a.kind != "not examined"))


def just_before(source: SourceText, start: int) -> tuple[Alarm, ...]:
    """A negation that the quotation begins after, in the same sentence."""
    sentence = next((s for s in source.sentences(start, start + 1) if s.start < start), None)
    before = source.text[sentence.start : start].split() if sentence else []
    if sentence is None or not before:
        return ()
    last = before[-1] if source.text[start - 1].isspace() else before[-1][-1:]
    found = _of_words(last, sentence.lang or source.lang)
    return tuple(dict.fromkeys(alarm for alarm in found if alarm.kind == "negation"))


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _letter(text[at - 1]) and _letter(text[at])


def _letter(char: str) -> bool:
    return char.isalnum() and not _WITHOUT_SPACES.match(char)


def _word_at(text: str, at: int) -> str:
    start = end = at
    while start > 0 and _letter(text[start - 1]):
        start -= 1
    while end < len(text) and _letter(text[end]):
        end += 1
    return text[start:end]
