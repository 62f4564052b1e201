"""Items as a tree. Nothing is an error: what has no operand beside it is a word, or is left out with a note.

::

    -a         binds closest
    a near/5 b
    a OR b
    a b        loosest: all of them
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from statement_archive.analysis.query_language.lexer import Item, lex
from statement_archive.analysis.query_language.sought import Note
from statement_archive.analysis.query_language.tree import (
    All,
    Chunk,
    Close,
    Either,
    Field,
    Minus,
    Node,
    Place,
    Quoted,
    Typed,
    Within,
)
from statement_archive.analysis.tokens import tokenize

MAX_DEPTH = 20
# What looks like text that was pasted: a mark at the end of a word, or as many words as nobody types.
_MARKED = re.compile(r"\w[,.;:!?،؛؟。，；：！？]+$")
_MANY = 10


def parse(raw: str) -> Typed:
    """Read any text."""
    parser = _Parser(raw)
    tree = parser.group(0)
    notes = tuple(dict.fromkeys(parser.notes))
    if tree is None and raw.strip() and not notes:
        notes = (Note("no-words", raw.strip()),)
    return Typed(raw, tree, notes)


def side_by_side(*asked: tuple[str, str]) -> str:
    """A query for one passage that has certain words in each of these languages; empty where the words are such that
    they would not be read as they were typed by themselves (a bracket or a quotation that is not closed)."""
    raw = " ".join(f"in:{lang}({words})" for lang, words in asked)
    tree = parse(raw).tree
    parts = tree.parts if isinstance(tree, All) else ()
    read = [(p.lang, raw[p.at.start + len(p.text) + 1 : p.at.end - 1]) for p in parts if isinstance(p, Within)]
    return raw if read == list(asked) and len(read) == len(parts) else ""


class _Parser:
    def __init__(self, raw: str) -> None:
        self.notes: list[Note] = []
        self.items = lex(raw, self.notes)
        self.at = 0
        self.raw = raw
        chunks = [i.text for i in self.items if i.kind == "chunk"]
        self.pasted = len(chunks) >= _MANY or any(map(_MARKED.search, chunks))

    def as_operator(self, start: int, end: int) -> None:
        """Said where a text was pasted: ``-järjestön`` and a heading with ``OR`` may be its words."""
        if self.pasted:
            self.notes.append(Note("operator-in-text", self.raw[start:end]))

    def peek(self) -> Item | None:
        return self.items[self.at] if self.at < len(self.items) else None

    def group(self, depth: int) -> Node | None:
        """Operands up to the closing bracket or the end: all of the alternatives."""
        alternatives: list[list[Node]] = []
        joined = False
        while (item := self.peek()) is not None:
            if item.kind == "close":
                if depth:
                    break
                self.notes.append(Note("stray-bracket", item.text))
                self.at += 1
            elif item.kind == "or" and not joined and alternatives and self.operand_follows():
                joined = True
                self.at += 1
                self.as_operator(item.at.start, item.at.end)
            elif read := self.close(depth):
                if joined:
                    alternatives[-1].append(read.pop(0))
                alternatives += [[each] for each in read]
                joined = False
        return _all([_either(a) for a in alternatives])

    def close(self, depth: int) -> list[Node]:
        """An operand and those within a distance of it, as one; apart, with the operator as a word between them,
        where one of them has no place in a text. Nothing is read twice: brackets may be nested deep."""
        first = self.operand(depth)
        if first is None:
            return []
        read = [first]
        while (item := self.peek()) is not None and item.kind == "near":
            if not (_has_place(read[-1]) and self.operand_follows()):
                break  # read as a word in its turn
            self.at += 1
            second = self.operand(depth)
            if second is not None and _has_place(second):
                read[-1] = Close(read[-1], second, item.distance, Place(read[-1].at.start, second.at.end))
                continue
            self.notes.append(Note("near-as-word", item.text))
            read += [Chunk(item.text, item.at), *([second] if second is not None else [])]
            break
        return read

    def operand_follows(self) -> bool:
        """Whether an operator has a right side; punctuation alone is none."""
        rest = (self.items[i] for i in range(self.at + 1, len(self.items)))
        following = next((i for i in rest if i.kind not in ("minus", "open")), None)
        return following is not None and following.kind != "close" and bool(tokenize(following.text, "und"))

    def operand(self, depth: int) -> Node | None:  # noqa: PLR0911  # one return for each kind of item
        item = self.items[self.at]
        self.at += 1
        match item.kind:
            case "minus":
                inner = self.operand(depth) if self.at < len(self.items) else None
                if inner is None:
                    return None
                self.as_operator(item.at.start, inner.at.end)
                return Minus(inner, Place(item.at.start, inner.at.end))
            case "open":
                return self.bracket(item, depth)
            case "field":
                return Field(item.name, item.values, item.text, item.at)
            case "in":
                return self.within(item, depth)
            case "quotation":
                return self.words(Quoted(item.text, item.at))
            case "or" | "near":
                self.notes.append(Note("operator-as-word" if item.kind == "or" else "near-as-word", item.text))
        return self.words(Chunk(item.text, item.at))

    def within(self, item: Item, depth: int) -> Node | None:
        opening = self.items[self.at]  # a bracket, which the lexer looked for
        self.at += 1
        inner = self.bracket(opening, depth)
        if inner is None:
            self.notes.append(Note("field-as-words", item.text))
            return self.words(Chunk(item.text, item.at))
        end = inner.at.end
        self.as_operator(item.at.start, end)
        return Within(item.name, inner, item.text, Place(item.at.start, end))

    def words(self, read: Chunk | Quoted) -> Node | None:
        if tokenize(read.text, "und"):
            return read
        self.notes.append(Note("no-words", read.text))
        return None

    def bracket(self, item: Item, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:  # deeper brackets are punctuation
            self.notes.append(Note("stray-bracket", item.text))
            return None
        inner = self.group(depth + 1)
        closing = self.peek()
        if closing is None:
            self.notes.append(Note("unclosed-bracket", item.text))
        self.at += 1
        end = closing.at.end if closing else self.items[-1].at.end
        return inner and replace(inner, at=Place(item.at.start, end))  # with its brackets: to be taken out whole


def _has_place(node: Node) -> bool:
    """Whether a node is found at a place of the text, as a word is: nothing absent, no field, not all of several."""
    match node:
        case Chunk() | Quoted() | Close():
            return True
        case Either(parts):
            return all(map(_has_place, parts))
        case _:
            return False


def _either(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Either(tuple(parts), Place(parts[0].at.start, parts[-1].at.end))


def _all(parts: Sequence[Node]) -> Node | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(tuple(parts), Place(parts[0].at.start, parts[-1].at.end))
