"""A tree of what was typed, as a clause for engines and as data that says what is searched.

::

    Chunk   river     ──▶ Word, in any form in each language held
    Chunk   A/RES/78  ──▶ Phrase: a compound is its parts side by side
    Chunk   disarm*   ──▶ Prefix
    Quoted            ──▶ Phrase of exact tokens
    Field             ──▶ what ``resolve`` says; without one, its words
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from statement_archive.analysis.query_language.parser import parse
from statement_archive.analysis.query_language.sought import Meaning, Note, Sought, SoughtKind
from statement_archive.analysis.query_language.tree import All, Chunk, Close, Either, Field, Minus, Node, Quoted, Typed
from statement_archive.analysis.tokens import Token, is_single, is_unspaced, stem, tokenize
from statement_archive.domain.language import primary
from statement_archive.domain.query import And, Clause, Everything, Near, Not, Or, Phrase, Prefix, Word

Resolve = Callable[[Field], Meaning]


class _Read(NamedTuple):
    clause: Clause
    sought: Sought


def parse_query(raw: str, langs: Iterable[str], resolve: Resolve | None = None) -> tuple[Clause, Sought]:
    """Read any text as a query; ``langs`` are the tags of the languages held, each with its stemmer.

    A blank query is :class:`Everything`; one without any word (``?!``) matches nothing and says so.
    """
    return compile_query(parse(raw), langs, resolve)


def compile_query(typed: Typed, langs: Iterable[str], resolve: Resolve | None = None) -> tuple[Clause, Sought]:
    """The clause of what was typed; see :func:`parse_query`. Without ``resolve`` a field is words."""
    if typed.tree is None:
        if typed.raw.strip():
            return Or(()), Sought("nothing", notes=typed.notes)
        return Everything(), Sought("everything")
    compiler = _Compiler(tuple(sorted({primary(tag) for tag in langs})), resolve)
    clause, sought = compiler.read(typed.tree)
    return clause, replace(sought, notes=(*typed.notes, *dict.fromkeys(compiler.notes)))


class _Compiler:
    def __init__(self, langs: tuple[str, ...], resolve: Resolve | None) -> None:
        self.langs = langs
        self.resolve = resolve
        self.notes: list[Note] = []

    def read(self, node: Node) -> _Read:  # noqa: PLR0911  # one return for each kind of node
        match node:
            case Chunk(text):
                return self.word(text)
            case Quoted(text):
                return _Read(exact_clause(*query_tokens(text)), Sought("exact", text.strip()))
            case Field():
                return self.field(node)
            case Minus(inner):
                read = self.read(inner)
                return _Read(Not(read.clause), Sought("not", parts=(read.sought,)))
            case Close(first, second, distance):
                one, other = self.read(first), self.read(second)
                sought = Sought("near", str(distance), (one.sought, other.sought))
                return _Read(Near(one.clause, other.clause, distance), sought)
            case Either(parts):
                return _joined(Or, "any", [self.read(p) for p in parts])
            case All(parts):
                return _joined(And, "all", [self.read(p) for p in parts])

    def field(self, field: Field) -> _Read:
        if self.resolve is None:
            self.notes.append(Note("field-as-words", field.text))
            return _Read(exact_clause(*query_tokens(field.text)), Sought("exact", field.text))
        meaning = self.resolve(field)
        self.notes += [Note("unknown-value", f"{field.name}:{value}") for value in meaning.unknown]
        sought = Sought("field", field.name, (), (), meaning.meant, meaning.unknown, meaning.clause)
        return _Read(meaning.clause, sought)

    def word(self, text: str) -> _Read:
        tokens, is_open = query_tokens(text)
        starred = text.endswith("*") and not is_unspaced(tokens[-1].exact)
        if starred or (is_open and len(tokens) == 1):
            kind: SoughtKind = "prefix" if starred else "exact"
            return _Read(exact_clause(tokens, is_open=True), Sought(kind, text.rstrip("*")))
        if len(tokens) > 1 or is_unspaced(tokens[0].exact):
            return _Read(exact_clause(tokens, is_open), Sought("exact", text))
        token = tokens[0]
        raw = text[token.start : token.end]
        stems = tuple(dict.fromkeys(stem(raw, lang) for lang in self.langs))
        return _Read(Word(token.exact, stems), Sought("word", text))


def _joined(join: type[And | Or], kind: SoughtKind, reads: Sequence[_Read]) -> _Read:
    """One operand stands for itself; equal ones once."""
    distinct = list(dict.fromkeys(reads))
    if len(distinct) < 2:
        return distinct[0]
    return _Read(join(tuple(r.clause for r in distinct)), Sought(kind, parts=tuple(r.sought for r in distinct)))


def query_tokens(text: str) -> tuple[tuple[Token, ...], bool]:
    """The tokens to look for side by side, and whether the last may go on: what ends the query need not end
    the run of characters in the text."""
    tokens = tokenize(text, "und")
    if not tokens or not is_single(tokens[-1].exact):
        return tokens, False
    if len(tokens) > 1 and tokens[-2].end == tokens[-1].end:
        return tokens[:-1], False  # its character is the second of the bigram before it
    return tokens, True


def exact_clause(tokens: Sequence[Token], is_open: bool) -> Clause:
    if len(tokens) > 1:
        return Phrase(tuple(t.exact for t in tokens), is_open)
    return Prefix(tokens[0].exact) if is_open else Word(tokens[0].exact)
