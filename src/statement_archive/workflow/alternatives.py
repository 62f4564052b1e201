"""The nearest searches that find something, where what was asked finds nothing.

::

    "disarmanent treaty" speaker:Kask ──▶ spelling   "disarmament treaty" speaker:Kask
                                          any form   disarmanent treaty speaker:Kask
                                          near       disarmanent near/10 treaty speaker:Kask
                                          without    "disarmanent treaty"
    each is searched as the reader would search it; only what finds something is offered

The list of words of an index holds those of drafts too, so a spelling is taken from it only if a search finds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol

from rapidfuzz.distance import OSA

from statement_archive.analysis.query_language import parse
from statement_archive.analysis.query_language.compiling import query_tokens
from statement_archive.analysis.query_language.lexer import FIELD_NAMES
from statement_archive.analysis.query_language.tree import (
    All,
    Chunk,
    Field,
    Minus,
    Node,
    Place,
    Quoted,
    Typed,
    Within,
    leaves,
)
from statement_archive.analysis.tokens import is_unspaced, tokenize
from statement_archive.domain.ports import SearchEngine

AlternativeKind = Literal["spelling", "beginning", "any-form", "near", "without", "any-language", "any-wording"]
MOST = 8
NEAR = 10  # tokens between the words of a phrase that does not stand as typed
_WORDS = 8  # of a query, whose spelling is looked at
_TERMS = 20_000  # of the index, compared with a word
_TRIED = 6
_SPELLINGS = 3
_LEAST_BEGUN = 4  # letters of a word's beginning
_MARKS = re.compile(rf"^[-+(（]+|[)）*]+$|^(?:{'|'.join(FIELD_NAMES)}):")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A search that finds ``total`` passages. ``what``: the part typed that is written otherwise or left out."""

    kind: AlternativeKind
    query: str
    total: int
    lang: str = ""
    original_only: bool = False
    what: str = ""


class Counting(Protocol):
    """Searches as the reader may, and says how many passages it finds."""

    def __call__(self, query: str, lang: str = "", *, original_only: bool = False) -> int: ...


def alternatives(
    engine: SearchEngine, raw: str, count: Counting, *, lang: str = "", original_only: bool = False
) -> tuple[Alternative, ...]:
    """What to search instead of ``raw``, nearest first. Each is counted, so this costs a few searches."""
    found: dict[tuple[str, str, bool], Alternative] = {}
    for each in islice(_proposed(engine, parse(raw), count, lang, original_only=original_only), 4 * MOST):
        key = (each.query, each.lang, each.original_only)
        if len(found) < MOST and key not in found and key != (raw, lang, original_only) and each.query.strip():
            total = count(each.query, each.lang, original_only=each.original_only)
            if total:
                found[key] = Alternative(each.kind, each.query, total, each.lang, each.original_only, each.what)
    return tuple(found.values())


def _proposed(
    engine: SearchEngine, typed: Typed, count: Counting, lang: str, *, original_only: bool
) -> Iterator[Alternative]:
    def as_asked(kind: AlternativeKind, query: str, what: str = "") -> Alternative:
        return Alternative(kind, query, 0, lang, original_only, what)

    respelled = list(_respelled(engine, typed, count))
    for query, what in respelled:
        yield as_asked("spelling", query, what)
    if not respelled:
        yield as_asked("beginning", *_begun(typed, count))
    quoted = [node for node, negated in leaves(typed.tree) if not negated and _is_exact(node)]
    if quoted:
        yield as_asked("any-form", _rewritten(typed, quoted, " "))
        yield as_asked("near", _rewritten(typed, quoted, f" near/{NEAR} "))
    for part in _parts(typed.tree):
        if isinstance(part, Field | Within | Minus):
            text = typed.raw[part.at.start : part.at.end]
            yield as_asked("without", _cut(typed.raw, part.at), text)
            for query, misspelt in respelled:  # and narrowed to where nothing is: then both have to go
                if not count(query, lang, original_only=original_only):
                    rest = " ".join(query.replace(text, " ", 1).split())
                    yield as_asked("spelling", rest, f"{misspelt} {text}")
    if lang:
        yield Alternative("any-language", typed.raw, 0, "", original_only, lang)
    if original_only:
        yield Alternative("any-wording", typed.raw, 0, lang, original_only=False)
    if lang and original_only:
        yield Alternative("any-language", typed.raw, 0, "", original_only=False, what=lang)


def _parts(tree: Node | None) -> Sequence[Node]:
    if isinstance(tree, All):
        return tree.parts
    return (tree,) if tree else ()


def _cut(raw: str, at: Place, put: str = " ") -> str:
    return f"{raw[: at.start].rstrip()}{put}{raw[at.end :].lstrip()}".strip()


def _is_exact(node: Node) -> bool:
    """A quotation, or a compound that is searched like one."""
    if isinstance(node, Quoted):
        return True
    return isinstance(node, Chunk) and len([t for t in tokenize(node.text, "und") if not is_unspaced(t.exact)]) > 1


def _rewritten(typed: Typed, exact: Sequence[Node], join: str) -> str:
    """The query with its quotations as words, joined; in brackets where they are one of several alternatives."""
    raw = typed.raw
    loose = {id(part) for part in _parts(typed.tree)}
    for node in sorted(exact, key=lambda n: n.at.start, reverse=True):
        words = _plain_words(node)
        text = join.join(words)
        if len(words) > 1 and join == " " and id(node) not in loose:
            text = f"({text})"
        raw = f"{raw[: node.at.start]}{text}{raw[node.at.end :]}"
    return raw


def _plain_words(node: Node) -> list[str]:
    """The words of a quotation, none of them an operator when they stand without its marks."""
    text = node.text if isinstance(node, Quoted | Chunk) else ""
    words: list[str] = []
    for piece in text.split():
        tokens = [t for t in tokenize(piece, "und") if t.exact]
        if tokens and any(is_unspaced(t.exact) for t in tokens):
            words.append(_MARKS.sub("", piece))
        else:
            words += [piece[t.start : t.end] for t in tokens]
    return [w.lower() if w in ("OR", "AND", "NOT") else w for w in words if tokenize(w, "und")]


def _respelled(engine: SearchEngine, typed: Typed, count: Counting) -> Iterator[tuple[str, str]]:
    """The query with the words that no text holds written as one that a text holds."""
    missing: list[tuple[Place, list[str]]] = []
    for place in islice(_words(typed), _WORDS):
        word = typed.raw[place.start : place.end]
        if not count(f'"{word}"') and not count(word):
            spellings = list(_spellings(engine, word, count))
            if not spellings:
                return  # whatever else is changed, this word finds nothing
            missing.append((place, spellings))
    if not missing:
        return
    what = " ".join(typed.raw[place.start : place.end] for place, _ in missing)
    for i in range(_SPELLINGS if len(missing) == 1 else 1):
        query = typed.raw
        for place, spellings in reversed(missing):
            if i < len(spellings):
                query = f"{query[: place.start]}{spellings[i]}{query[place.end :]}"
        yield query, what


def _begun(typed: Typed, count: Counting) -> tuple[str, str]:
    """The query with the words that no text holds as beginnings of words that a text holds: what is left to do in a
    language without a stemmer. Nothing where there is no such word, or none begins so."""
    query, what = typed.raw, ""
    words = [n for n, negated in leaves(typed.tree) if not negated and isinstance(n, Chunk) and n.text.isalpha()]
    for node in reversed(words[:_WORDS]):
        word = node.text
        if is_unspaced(word) or count(word):
            continue
        begun = next((b for n in (1, 2, 3) if len(b := word[:-n]) >= _LEAST_BEGUN and count(f"{b}*")), "")
        if not begun:
            return "", ""
        start = typed.raw.index(word, node.at.start)
        query, what = f"{query[:start]}{begun}*{query[start + len(word) :]}", word
    return (query, what) if what else ("", "")


def _words(typed: Typed) -> Iterator[Place]:
    """Where the words stand that have to be found, of scripts whose words are known."""
    for node, negated in leaves(typed.tree):
        if negated or not isinstance(node, Chunk | Quoted) or node.text.endswith("*"):
            continue
        start = typed.raw.index(node.text, node.at.start)
        for token in query_tokens(node.text)[0]:
            if not is_unspaced(token.exact) and not any(c.isdecimal() for c in token.exact):
                yield Place(start + token.start, start + token.end)


def _spellings(engine: SearchEngine, word: str, count: Counting) -> Iterator[str]:
    """Words of the index that are nearly this one, and that this reader may find."""
    tokens = tokenize(word, "und")
    if len(tokens) != 1 or len(tokens[0].exact) < 3:
        return
    exact = tokens[0].exact
    near = _near(engine, exact, exact[:1]) or _near(engine, exact, "")
    found = (term for term in near[:_TRIED] if count(f'"{term}"'))
    yield from islice(found, _SPELLINGS)


def _near(engine: SearchEngine, word: str, prefix: str) -> list[str]:
    most = 1 if len(word) < 5 else 2
    ranked = [
        (distance, i, term.token)
        for i, term in enumerate(engine.terms(prefix, _TERMS))  # the most frequent first
        if term.token != word and (distance := OSA.distance(word, term.token, score_cutoff=most)) <= most
    ]
    return [token for _, _, token in sorted(ranked)]
