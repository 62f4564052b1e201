"""What a person typed, as a clause: a small language in which nothing is an error.

::

    words                 all of them, by stem in every language asked, or as typed
    "exact phrase"        any quotation marks of any language; unclosed: to the end
    -word -"phrase" -()   without
    a OR b                either; binds closer than standing side by side
    ( )                   grouping
    disarm*               beginning of a word

What is no operator in its place is a plain word (a leading OR, a hyphen between spaces is punctuation), and
the second value says so: a page prints it in words of any interface language. ``near/5`` and
``speaker:`` will be read in :func:`_lex`, as items of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from statement_archive.analysis.tokens import Token, is_single, is_unspaced, stem, tokenize
from statement_archive.domain.language import primary
from statement_archive.domain.query import And, Clause, Everything, Has, Near, Not, Or, Phrase, Prefix, Word
from statement_archive.domain.text import QUOTATION_MARKS

SoughtKind = Literal["everything", "nothing", "word", "exact", "prefix", "all", "any", "not"]
NoteKind = Literal["unclosed-quotation", "unclosed-bracket", "stray-bracket", "operator-as-word", "no-words"]
MAX_DEPTH = 20

_CLOSERS = {"“": "”“", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‟": "”", "〝": "〞〟"}
_CLOSERS |= {"「": "」", "『": "』", "《": "》", "〈": "〉", "｢": "｣", "”": "”", '"': '"', "＂": "＂"}
_OPEN, _CLOSE = "(（", ")）"
_QUOTE = re.compile(f"[{QUOTATION_MARKS}]")
_CHUNK = re.compile(rf"[^\s{QUOTATION_MARKS}{_OPEN}{_CLOSE}]+")


@dataclass(frozen=True, slots=True)
class Note:
    """Something typed was not read as it may have been meant; ``text`` is the part in question."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Sought:
    """What was searched: ``text`` as typed for ``word``, ``exact`` and ``prefix``; ``parts`` for ``all``,
    ``any`` and ``not``. ``notes`` stand at the root only."""

    kind: SoughtKind
    text: str = ""
    parts: tuple[Sought, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Item:
    kind: Literal["chunk", "quotation", "minus", "open", "close"]
    text: str


_Read = tuple[Clause, Sought]


def parse_query(raw: str, langs: Iterable[str]) -> tuple[Clause, Sought]:
    """Read any text as a query; ``langs`` are the tags of the languages held, each with its stemmer.

    A blank query is :class:`Everything`; one without any word (``?!``) matches nothing and says so.
    """
    parser = _Parser(raw, tuple(sorted({primary(tag) for tag in langs})))
    read = parser.group(0)
    notes = tuple(parser.notes)
    if read is not None:
        return read[0], Sought(read[1].kind, read[1].text, read[1].parts, notes)
    if raw.strip():
        return Or(()), Sought("nothing", notes=notes or (Note("no-words", raw.strip()),))
    return Everything(), Sought("everything")


def _lex(raw: str, notes: list[Note]) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    while at < len(raw):
        char = raw[at]
        if char in QUOTATION_MARKS:
            end, after = _quotation_end(raw, at)
            if after > len(raw):
                notes.append(Note("unclosed-quotation", raw[at:]))
            items.append(_Item("quotation", raw[at + 1 : end]))
            at = after
        elif char in _OPEN or char in _CLOSE:
            items.append(_Item("open" if char in _OPEN else "close", char))
            at += 1
        elif (chunk := _CHUNK.match(raw, at)) is None:
            at += 1  # white space
        elif char == "-" and _begins_operand(raw, at):
            items.append(_Item("minus", char))
            at += 1
        else:
            items.append(_Item("chunk", chunk[0]))
            at = chunk.end()
    return items


def _begins_operand(raw: str, at: int) -> bool:
    """A minus is one where white space or a bracket stands before it, and something to exclude after it."""
    before = raw[at - 1] if at else " "
    after = raw[at + 1 : at + 2]
    return (before.isspace() or before in _OPEN) and (
        after.isalnum() or (after != "" and (after in QUOTATION_MARKS or after in _OPEN))
    )


def _quotation_end(raw: str, at: int) -> tuple[int, int]:
    """Where the quotation that opens at ``at`` ends, and where reading goes on: at its own closing mark,
    else at any mark, else at the end (then the second is past the text)."""
    closers = _CLOSERS.get(raw[at], "")
    found = [i for c in closers if (i := raw.find(c, at + 1)) >= 0]
    if not found and (any_mark := _QUOTE.search(raw, at + 1)):
        found = [any_mark.start()]
    return (min(found), min(found) + 1) if found else (len(raw), len(raw) + 1)


class _Parser:
    def __init__(self, raw: str, langs: tuple[str, ...]) -> None:
        self.notes: list[Note] = []
        self.items = _lex(raw, self.notes)
        self.langs = langs
        self.at = 0

    def group(self, depth: int) -> _Read | None:
        """Operands up to the closing bracket or the end: all of the alternatives."""
        alternatives: list[list[_Read]] = []
        joined = False
        while (item := self.peek()) is not None:
            if item.kind == "close":
                if depth:
                    break
                self.notes.append(Note("stray-bracket", item.text))
                self.at += 1
            elif item == _Item("chunk", "OR") and not joined and alternatives and self.operand_follows():
                joined = True
                self.at += 1
            elif (read := self.operand(depth)) is not None:
                if joined:
                    alternatives[-1].append(read)
                else:
                    alternatives.append([read])
                joined = False
        return _joined(And, "all", [_joined(Or, "any", a) for a in alternatives])

    def peek(self) -> _Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def operand_follows(self) -> bool:
        """Whether OR has a right side; punctuation alone is none."""
        rest = (self.items[i] for i in range(self.at + 1, len(self.items)))
        following = next((i for i in rest if i.kind not in ("minus", "open")), None)
        return following is not None and following.kind != "close" and bool(tokenize(following.text, "und"))

    def operand(self, depth: int) -> _Read | None:
        item = self.items[self.at]
        self.at += 1
        if item.kind == "minus":
            inner = self.operand(depth) if self.at < len(self.items) else None
            return inner and (Not(inner[0]), Sought("not", parts=(inner[1],)))
        if item.kind == "open":
            if depth >= MAX_DEPTH:  # deeper brackets are punctuation
                self.notes.append(Note("stray-bracket", item.text))
                return None
            inner = self.group(depth + 1)
            if self.peek() is None:
                self.notes.append(Note("unclosed-bracket", item.text))
            self.at += 1
            return inner
        if item.kind == "quotation":
            return self.exact(item.text)
        if item.text == "OR":
            self.notes.append(Note("operator-as-word", item.text))
        return self.word(item.text)

    def exact(self, text: str) -> _Read | None:
        tokens, is_open = _query_tokens(text)
        if not tokens:
            self.notes.append(Note("no-words", text))
            return None
        return _exact_clause(tokens, is_open), Sought("exact", text.strip())

    def word(self, text: str) -> _Read | None:
        tokens, is_open = _query_tokens(text)
        if not tokens:
            self.notes.append(Note("no-words", text))
            return None
        starred = text.endswith("*") and not is_unspaced(tokens[-1].exact)
        if starred or (is_open and len(tokens) == 1):
            kind: SoughtKind = "prefix" if starred else "exact"
            return _exact_clause(tokens, is_open=True), Sought(kind, text.rstrip("*"))
        if len(tokens) > 1 or is_unspaced(tokens[0].exact):
            return _exact_clause(tokens, is_open), Sought("exact", text)
        token = tokens[0]
        raw = text[token.start : token.end]
        return Word(token.exact, tuple(dict.fromkeys(stem(raw, lang) for lang in self.langs))), Sought("word", text)


def _joined(join: type[And | Or], kind: SoughtKind, reads: Sequence[_Read | None]) -> _Read | None:
    """One operand stands for itself; equal ones once."""
    distinct = list(dict.fromkeys(r for r in reads if r is not None))
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return join(tuple(c for c, _ in distinct)), Sought(kind, parts=tuple(s for _, s in distinct))


def _query_tokens(text: str) -> tuple[tuple[Token, ...], bool]:
    """The tokens to look for side by side, and whether the last may go on: what ends the query need not end
    the run of characters in the text."""
    tokens = tokenize(text, "und")
    if not tokens or not is_single(tokens[-1].exact):
        return tokens, False
    if len(tokens) > 1 and tokens[-2].end == tokens[-1].end:
        return tokens[:-1], False  # its character is the second of the bigram before it
    return tokens, True


def _exact_clause(tokens: Sequence[Token], is_open: bool) -> Clause:
    if len(tokens) > 1:
        return Phrase(tuple(t.exact for t in tokens), is_open)
    return Prefix(tokens[0].exact) if is_open else Word(tokens[0].exact)


def describe(clause: Clause) -> str:  # noqa: PLR0911  # one return for each kind of clause
    """A clause in plain English, for logs, tests and the command line."""
    match clause:
        case Word(token, stems):
            return f"{token} (any form)" if stems else f'"{token}"'
        case Phrase(tokens, is_open):
            return f'"{" ".join(tokens)}{"*" if is_open else ""}"'
        case Prefix(start):
            return f"{start}*"
        case Near(first, second, distance):
            return f"({describe(first)} within {distance} of {describe(second)})"
        case And(clauses):
            return "(" + " and ".join(map(describe, clauses)) + ")" if clauses else "everything"
        case Or(clauses):
            return "(" + " or ".join(map(describe, clauses)) + ")" if clauses else "nothing"
        case Not(inner):
            return f"not {describe(inner)}"
        case Has(attribute, values):
            return f"{attribute}: {' or '.join(sorted(values))}"
        case Everything():
            return "everything"
