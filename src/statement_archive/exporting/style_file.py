"""A CSL style of anybody's, read as what it is: a program from a stranger.

::

    bytes ─ size ─ formats.xml_tree (no DTD, no entity) ─ a style by itself ─ names that an XPath can hold
          ─ no macro that calls itself ─ work and output bounded ─▶ Style(title, source), written anew

citeproc-py looks macros up by XPath and renders them by recursion, without a limit of its own. The limits let in every
independent style that the CSL project has; the largest of these asks for 45,036 steps, 182,531 characters, 3,554
elements and 346 characters in one attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.formats.xml_text import attribute, escaped
from statement_archive.formats.xml_tree import XML_SPACE, Element, parse

MAX_BYTES = 1024 * 1024
MAX_ELEMENTS = 8_000
MAX_VALUE = 700  # characters of an attribute or a term
MAX_STEPS = 60_000
MAX_CHARACTERS = 250_000  # that one rendering may write, a variable taken as 300
SPACE = "http://purl.org/net/xbiblio/csl"
_NOUN = "a CSL style"
_VARIABLE, _TERM = 300, 30
_WRITES = {"text", "names", "number", "date", "label"}
_LOOKED_THROUGH = 20  # macros, when one is sought by its name, in the time of a step
_LEAVES = {"group", "names", "date", "number"}  # asked whether they print a variable, these answer without looking


@dataclass(frozen=True, slots=True)
class Style:
    """``source`` is XML that citeproc-py can be given. ``own``: written for this archive, so that it prints the note
    by itself. ``in_text``: cites in the text and lists references; else in notes."""

    name: str
    title: str
    source: bytes
    default_locale: str
    in_text: bool
    bibliography: bool
    locales: frozenset[str]
    own: bool = False


def read_style(content: bytes, *, name: str = "", own: bool = False) -> Style:
    """Raises TooLarge, Undecodable, InvalidInput."""
    if len(content) > MAX_BYTES:
        raise TooLarge(f"a CSL style of more than {MAX_BYTES // 1024} kB")
    root = parse(content, _NOUN)
    if (root.name, root.space) != ("style", SPACE):
        raise InvalidInput(f"not a CSL style: its root is <{root.name[:40]}>")
    title = _title(root)
    _kept(root)
    if root.first("citation") is None:
        raise InvalidInput("a CSL style without rules of its own: take the one that it follows")
    _bounded(root)
    locales = frozenset(e.lang for e in root.named("locale") if e.lang)
    return Style(
        name,
        title,
        _written(root).encode("utf-8"),
        root.get("default-locale", "en-US"),
        root.get("class") == "in-text",
        root.first("bibliography") is not None,
        locales,
        own,
    )


def with_terms(style: Style, terms: bytes) -> bytes:
    """The style with a locale of ours, for a language that citeproc-py has no words in."""
    locale = parse(terms, "a CSL locale")
    return style.source.removesuffix(b"</style>") + _written(locale).encode("utf-8") + b"</style>"


def packaged(name: str) -> bytes:
    """A file of ``exporting/csl``."""
    return resources.files("statement_archive.exporting").joinpath("csl", name).read_bytes()


def _title(root: Element) -> str:
    info = root.first("info")
    title = info.first("title") if info else None
    return " ".join(title.text.split())[:200] if title else ""


def _kept(root: Element) -> None:
    """Drops what nothing is rendered from, in place; raises for what could not be handed on."""
    root.content = [c for c in root.content if isinstance(c, Element) and c.name != "info" and c.space == SPACE]
    for count, element in enumerate(_every(root)):
        if count > MAX_ELEMENTS:
            raise TooLarge(f"a CSL style of more than {MAX_ELEMENTS} elements")
        element.content = [c for c in element.content if isinstance(c, str) or c.space == SPACE]
        if element.name == "number" and element.get("form") == "roman":
            del element.attributes["form"]  # a number of twelve digits would fill the memory with the letter M
        for key, value in element.attributes.items():
            if len(value) > MAX_VALUE:
                raise TooLarge(f"{key} of more than {MAX_VALUE} characters", line=element.line)
            if key not in _FREE and ("'" in value or '"' in value):
                raise InvalidInput(f"a quotation mark in {key} of a CSL style", line=element.line)
        if element.name in _SAID and len(element.text) > MAX_VALUE:
            raise TooLarge(f"a term of more than {MAX_VALUE} characters", line=element.line)


_FREE = {"prefix", "suffix", "delimiter", "value", "range-delimiter"}
_SAID = {"term", "single", "multiple"}


def _every(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _every(child)


def _bounded(root: Element) -> None:
    macros = {m.get("name"): m for m in reversed(root.named("macro"))}  # the first of a name is the one that is used
    steps, characters = _measure(macros, _steps), _measure(macros, _characters)
    for part in root.named("citation", "bibliography"):
        if steps(part) > MAX_STEPS or characters(part) > MAX_CHARACTERS:
            raise TooLarge("a CSL style whose macros would run for too long", line=part.line)


Cost = Callable[[Element], int]


def _measure(macros: dict[str, Element], own: Callable[[Element, Cost, Cost], int]) -> Cost:
    """The cost of an element with all that it calls, each macro counted once and remembered."""
    known: dict[tuple[bool, str], int | None] = {}
    looking = len(macros) // _LOOKED_THROUGH

    def called(name: str, *, asking: bool) -> int:
        if name not in macros:
            raise InvalidInput(f"the CSL style calls a macro that it has not: {name[:60]!r}")
        if (asking, name) not in known:
            known[asking, name] = None
            known[asking, name] = sum(map(asked if asking else cost, macros[name].children))
        found = known[asking, name]
        if found is None:
            raise InvalidInput(f"a macro of the CSL style calls itself: {name[:60]!r}", line=macros[name].line)
        return min(found, 1 << 40)

    def cost(element: Element) -> int:
        macro = element.get("macro")
        return own(element, cost, asked) + (called(macro, asking=False) + looking if macro else 0)

    def asked(element: Element) -> int:
        """Of asking whether anything in here prints a variable, which goes through every branch."""
        if element.name in _LEAVES:
            return 1
        macro = element.get("macro")
        return 1 + sum(map(asked, element.children)) + (called(macro, asking=True) + looking if macro else 0)

    return cost


def _steps(element: Element, cost: Cost, asked: Cost) -> int:
    """Elements visited. Of a choice one branch is rendered."""
    if element.name == "choose":
        return 1 + len(element.children) + max(map(cost, element.children), default=0)
    asking = 2 * sum(map(asked, element.children)) if element.name == "group" else 0
    return 1 + asking + sum(map(cost, element.children))


def _characters(element: Element, cost: Cost, _asked: Cost) -> int:
    if element.name == "choose":
        return max(map(cost, element.children), default=0)
    between = len(element.get("delimiter")) * (1 + len(element.children))
    own = between + sum(len(element.get(name)) for name in ("prefix", "suffix", "value"))
    if element.name in _WRITES:
        own += _VARIABLE if element.get("variable") and element.name != "label" else _TERM
    return own + sum(map(cost, element.children))


def _written(element: Element) -> str:
    """As XML, attributes of CSL and ``xml:lang`` alone."""
    names = {f"{{{XML_SPACE}}}lang": "xml:lang"}
    given = {names.get(k, k): v for k, v in element.attributes.items() if k in names or "}" not in k}
    space = f' xmlns="{SPACE}"' if element.name in ("style", "locale") else ""
    attributes = space + "".join(f' {k}="{attribute(v)}"' for k, v in given.items())
    inner = "".join(escaped(c) if isinstance(c, str) else _written(c) for c in element.content)
    return f"<{element.name}{attributes}>{inner}</{element.name}>"
