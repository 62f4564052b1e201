"""The exact wording: bytes, digest checked, cut by offset. Reads no index, no rendering, no memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Ambiguous, NoDeliveredText
from statement_archive.domain.locator import locate, reference, resolve
from statement_archive.domain.segments import from_tsv
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, see, version_of


@dataclass(frozen=True, slots=True)
class Wording:
    """Stored words and what they are. ``content`` is ``text`` as UTF-8, byte for byte as stored;
    ``sha256`` is the digest of the whole version, whose span ``start``-``end`` this is."""

    work: Work
    expression: Expression
    version: Version
    content: bytes
    start: int
    end: int
    locator: str

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    @property
    def sha256(self) -> str:
        return self.version.text.sha256

    @property
    def newest(self) -> bool:
        """Whether no later version of this expression is held."""
        return self.expression.current is self.version


def delivered(work: Work) -> list[Expression]:
    """Expressions that hold the delivered wording itself (for a document: the authentic texts)."""
    return [e for e in _delivered_ever(work) if readable(e) is not None]


def _delivered_ever(work: Work) -> list[Expression]:
    """The same, with those that were withdrawn."""
    relations = ("written",) if work.state.facts.kind == "document" else ("delivered", "written")
    return [e for e in work.expressions.values() if e.facts.is_original and e.facts.relation in relations]


def delivered_expression(work: Work) -> Expression:
    """The one delivered expression. Raises NoDeliveredText with what can be had instead, under its own
    name; Gone where it was held and withdrawn; Ambiguous where several are equally authentic."""
    found = delivered(work)
    if len(found) == 1:
        return found[0]
    if found:
        names = [e.id for e in found]
        raise Ambiguous(f"{work.id} has {len(found)} delivered texts: name one of {', '.join(names)}", choices=names)
    if withdrawn := _delivered_ever(work):
        version_of(withdrawn[0])  # says when and why
    offers = [e.id for e in work.expressions.values() if readable(e) is not None]
    languages = list(work.state.facts.original_languages)
    known = f"delivered in {', '.join(languages)}; " if languages else ""
    offered = f"; held under their own names: {', '.join(offers)}" if offers else ""
    raise NoDeliveredText(
        f"no delivered text of {work.id} is held ({known}text not held){offered}", languages=languages, offers=offers
    )


def wording(
    archive: Archive, actor: Actor, work_name: str, now: datetime, *, ref: str = "", locator: str = ""
) -> Wording:
    """The exact wording of a work, an expression (``ru.delivered``, ``ru.delivered@2``) or a passage.

    Raises NotFound, NoDeliveredText, Ambiguous, Gone, InvalidInput, DigestMismatch.
    """
    work = see(archive, work_name, actor, now)
    name, n = reference(ref) if ref else ("", None)
    expression = work.expression(name) if name else delivered_expression(work)
    version = version_of(expression, n)
    content = archive.blobs.get(version.text)
    if not locator:
        return Wording(work, expression, version, content, 0, len(content.decode("utf-8")), "")
    text = content.decode("utf-8")
    table = from_tsv(archive.blobs.get(version.table).decode("utf-8"), text)
    span = resolve(locator, table)
    cut = text[span.start : span.end].encode("utf-8")
    return Wording(work, expression, version, cut, span.start, span.end, locate(span.start, span.end, table))
