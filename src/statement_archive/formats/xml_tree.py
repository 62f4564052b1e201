"""XML from strangers, read safely, with the line of every element (the only home of defusedxml).

::

    bytes ─ encoding (mark, else as declared, strictly) ─ no entities, nothing external, no internal subset
          ─ depth, elements, size limited ─▶ Element(name, space, attributes, line, content)

A DOCTYPE that only names a DTD file is let through where the caller says so (old TMX and TBX bear one); the file
is never fetched. ``streamed`` elements are handed over one by one and forgotten, so that a large memory fits.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast
from xml.etree.ElementTree import ParseError  # the name of an error; defusedxml does the parsing
from xml.parsers.expat import XMLParserType

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from statement_archive.domain.errors import InvalidInput, TooLarge, Undecodable

XML_SPACE = "http://www.w3.org/XML/1998/namespace"
MAX_DEPTH = 100
MAX_ELEMENTS = 300_000  # held at once: about 150 MB
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]{0,300}\?>")


@dataclass(slots=True)
class Element:
    """An element: local name, namespace, attributes (foreign ones as ``{namespace}name``), the line where it
    begins, and its content in order."""

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    content: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        return [c for c in self.content if isinstance(c, Element)]

    def named(self, *names: str) -> list[Element]:
        """Children by local name."""
        return [c for c in self.children if c.name in names]

    def first(self, name: str) -> Element | None:
        return next(iter(self.named(name)), None)

    def every(self, *names: str) -> Iterator[Element]:
        """Descendants by local name, in document order."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.every(*names)

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    def foreign(self, name: str) -> str:
        """An attribute by its local name, in whatever namespace a tool has put it."""
        return next((v for k, v in self.attributes.items() if k.endswith("}" + name)), "")

    @property
    def lang(self) -> str:
        """``xml:lang``, or the ``lang`` that older files have."""
        return self.get(f"{{{XML_SPACE}}}lang") or self.get("lang")

    @property
    def text(self) -> str:
        """All text inside, in order."""
        return "".join(c if isinstance(c, str) else c.text for c in self.content)


def is_xml(content: bytes) -> bool:
    """Whether a file begins as XML does."""
    return _loose_start(content).startswith("<")


def root_name(content: bytes) -> str:
    """The local name of the root element, without parsing; empty where the file does not begin as XML does."""
    head = _loose_start(content)
    at = 0
    while head.startswith(("<?", "<!"), at):
        opening = next((o for o in _BEFORE_ROOT if head.startswith(o, at)), "")
        closing = _BEFORE_ROOT.get(opening, ">")
        if opening == "<!DOCTYPE" and -1 < head.find("[", at) < head.find(">", at):
            closing = "]>"
        end = head.find(closing, at)
        if end < 0:
            return ""
        at = end + len(closing)
        at += len(head[at:]) - len(head[at:].lstrip())
    found = _ROOT.match(head, at)
    return found[1] if found else ""


_BEFORE_ROOT = {"<?": "?>", "<!--": "-->", "<!DOCTYPE": ">"}
_ROOT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")


def _loose_start(content: bytes) -> str:
    head = content[:65536]
    name = next((n for mark, n in _MARKS if head.startswith(mark)), "utf-8")
    return head.decode(name, "replace").lstrip("\ufeff \t\r\n")


def parse(
    content: bytes,
    noun: str,
    *,
    doctype: bool = False,
    streamed: str = "",
    take: Callable[[Element], None] | None = None,
) -> Element:
    """The root element of a file that should be ``noun``. Elements called ``streamed`` go to ``take`` instead of
    into the tree.

    Raises Undecodable, TooLarge, InvalidInput with ``line``.
    """
    raw = decoded(content).encode("utf-8")
    tree = _Tree(noun, streamed, take)
    parser = DefusedXMLParser(target=tree, encoding="utf-8", forbid_dtd=False)
    expat = parser.parser
    tree.parser = expat

    def no_doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal or not doctype:
            raise _at(f"not {noun} that is taken here: it bears a DTD", expat.CurrentLineNumber)

    expat.StartDoctypeDeclHandler = no_doctype
    # Straight into our tree: the detour by ElementTree's own handlers takes as long again.
    expat.ordered_attributes = False
    expat.StartElementHandler = tree.start
    expat.EndElementHandler = tree.end
    expat.CharacterDataHandler = tree.data
    try:
        parser.feed(raw)
        root: Element | None = cast("Element | None", parser.close())  # what the target's close() gives
    except ParseError as error:
        line, column = error.position
        what = str(error).rsplit(": line", 1)[0]
        raise _at(f"not {noun}: {what} at line {line}, column {column + 1}", line) from error
    except DefusedXmlException as error:
        line = expat.CurrentLineNumber
        raise _at(f"not {noun} that is taken here: it declares an entity (line {line})", line) from error
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"not {noun}: {error}") from error
    if root is None:
        raise _at(f"not {noun}: there is no element in it", 1)
    return root


def decoded(content: bytes) -> str:
    """The text by its byte order mark, else by the encoding it declares, strictly, and without the declaration (its
    lines stay). Raises Undecodable."""
    declared = _DECLARED.match(content[:400])
    name = next((n for mark, n in _MARKS if content.startswith(mark)), "")
    name = name or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        text = content.decode(name).removeprefix("\ufeff")  # refuses base64, rot13 and the like by itself
        text.encode("utf-8")  # some codecs let half a surrogate pair through
    except (UnicodeError, LookupError) as error:
        line = content[: getattr(error, "start", 0)].count(b"\n") + 1
        message = f"the file is not in {name}, the encoding it names (line {line}): {error}"
        raise Undecodable(message, line=line) from error
    declaration = _DECLARATION.match(text)
    if not declaration:
        return text
    return "\n" * declaration[0].count("\n") + text[declaration.end() :]


def _at(message: str, line: int) -> InvalidInput:
    return InvalidInput(message, line=line)


class _Tree:
    """Builds elements as expat reports them, names as ``namespace}name``."""

    def __init__(self, noun: str, streamed: str, take: Callable[[Element], None] | None) -> None:
        self.parser: XMLParserType | None = None
        self._noun = noun
        self._streamed = streamed
        self._take = take
        self._open: list[Element] = []
        self._held = 0
        self._before = 0
        self._root: Element | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber if self.parser else 0
        space, _, name = tag.rpartition("}")
        named = {f"{{{key}" if "}" in key else key: value for key, value in attributes.items()}
        element = Element(name, space, named, line)
        if len(self._open) >= MAX_DEPTH:
            raise _at(f"not {self._noun} that is taken here: more than {MAX_DEPTH} elements deep (line {line})", line)
        self._held += 1
        if self._held > MAX_ELEMENTS:
            raise TooLarge(f"more than {MAX_ELEMENTS} elements in one piece (line {line})", line=line)
        if name == self._streamed:
            self._before = self._held - 1
        elif self._open:
            self._open[-1].content.append(element)
        else:
            self._root = element
        self._open.append(element)

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def end(self, _tag: str) -> None:
        element = self._open.pop()
        if element.name == self._streamed and self._take:
            self._take(element)
            self._held = self._before

    def close(self) -> Element | None:
        return self._root
