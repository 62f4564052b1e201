"""A tree of what was typed, as a clause for engines and as data that says what is searched.

::

    Chunk   river     ──▶ Word, in any form in each language held
    Chunk   A/RES/78  ──▶ Phrase: a compound is its parts side by side
    Chunk   disarm*   ──▶ Prefix
    Chunk   核裁军    ──▶ Or(Phrase, Phrase), in simplified and in traditional characters
    Quoted            ──▶ Phrase of exact tokens
    Field             ──▶ what ``resolve`` says; without one, its words
    Within ru         ──▶ And(Has lang ru, …); with Within en beside it, one passage that has both in its texts
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from statement_archive.analysis.chinese import spellings
from statement_archive.analysis.query_language.parser import parse
from statement_archive.analysis.query_language.sought import Meaning, Note, Sought, SoughtKind
from statement_archive.analysis.query_language.tree import (
    All,
    Chunk,
    Close,
    Either,
    Field,
    Minus,
    Node,
    Quoted,
    Typed,
    Within,
)
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
    """The clause of what was typed; see :func:`parse_query`. Without ``resolve`` a field is words.

    Of one passage in several languages (``sought.sides``) it is what any of its texts has to bear out.
    """
    if typed.tree is None:
        if typed.raw.strip():
            return Or(()), Sought("nothing", notes=typed.notes)
        return Everything(), Sought("everything")
    compiler = _Compiler(tuple(sorted({primary(tag) for tag in langs})), resolve)
    clause, sought = compiler.paired(typed.tree) or compiler.read(typed.tree)
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
            case Within():
                return self.within(node)
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

    def within(self, node: Within, *beside: Node) -> _Read:
        """``beside``: what the same text has to bear out."""
        if self.resolve is None:
            self.notes.append(Note("field-as-words", node.text))
            return _joined(And, "all", [self.word(node.text), self.read(node.inner)])
        language = self.field(Field("in", (node.lang,), node.text, node.at))
        inner = _joined(And, "all", [self.read(each) for each in (node.inner, *beside)])
        clause = And((language.clause, inner.clause))
        said = language.sought
        return _Read(clause, Sought("in", node.lang, (inner.sought,), (), said.meant, said.unknown, clause))

    def paired(self, tree: Node) -> _Read | None:
        """One passage in several languages: what stands beside has to be so of its text in the first."""
        asked = [part for part in tree.parts if isinstance(part, Within)] if isinstance(tree, All) else []
        if self.resolve is None or not isinstance(tree, All) or len(asked) < 2:
            return None
        by_language: dict[Clause, list[Within]] = {}
        for each in asked:
            meaning = self.resolve(Field("in", (each.lang,), each.text, each.at))
            by_language.setdefault(meaning.clause, []).append(each)
        if len(by_language) < 2:
            return None
        rest = [part for part in tree.parts if not isinstance(part, Within)]
        sides = []
        for first, *more in by_language.values():
            sides.append(self.within(first, *(each.inner for each in more), *rest))
            rest = []
        return _Read(Or(tuple(s.clause for s in sides)), Sought("paired", parts=tuple(s.sought for s in sides)))

    def word(self, text: str) -> _Read:
        """A run of Chinese characters in every way it may be written; a word by its stems; a compound as it stands."""
        clauses = tuple(dict.fromkeys(exact_clause(*query_tokens(each)) for each in spellings(text)))
        if len(clauses) > 1:
            return _Read(Or(clauses), Sought("characters", text, clause=Or(clauses)))
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
