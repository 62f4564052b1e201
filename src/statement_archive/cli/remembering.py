"""What was said before: memory, glossary, concordance."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from statement_archive.analysis.similarity import DEFAULT_FLOOR
from statement_archive.cli.context import Answer, Context, command, plain, read_file
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.reference import RefusedRow
from statement_archive.domain.terms import TERM_STATUSES, TermForm
from statement_archive.formats import glossary_csv, tbx
from statement_archive.workflow import bringing_in, memory_sync
from statement_archive.workflow import glossary as terms
from statement_archive.workflow import memory as remembering
from statement_archive.workflow import reference_memory as reference
from statement_archive.workflow.concordance import concordance as find_renderings

_unpublished = click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
_reason = click.option("--reason", required=True, help="Why.")


@click.group()
def memory() -> None:
    """Translations of similar passages, and imported memories."""


@memory.command(name="match")
@click.argument("text")
@click.option("--from", "source", required=True, help="Language of the passage.")
@click.option("--to", "target", required=True, help="Language of the translations.")
@click.option("--floor", type=int, default=DEFAULT_FLOOR, help="Least percentage: 60 to 100.")
@click.option("--limit", type=int, default=8)
@click.option("--unpublished", is_flag=True, help="Drafts, embargoed texts, earlier renderings, imported memories too.")
@command
def match_(
    context: Context, answer: Answer, *, text: str, source: str, target: str, unpublished: bool, **given: Any
) -> None:
    """What was said for something like this, the most alike first."""
    actor = context.reader(unpublished=unpublished)
    found = remembering.matches(context.archive, actor, text, source, target, context.now(), **given)

    def lines() -> list[str]:
        out: list[str] = []
        for m in found:
            facts = [
                m.kind,
                m.title or m.origin,
                m.how,
                m.state or "",
                "outdated" if m.outdated else "",
                m.claimed or m.by,
            ]
            out += [f"{m.percent}%  {', '.join(f for f in facts if f)}", f"  {m.source}", f"  {m.target}"]
        return out

    answer.give({"matches": plain(found)}, lines)


@memory.command(name="import")
@click.argument("file")
@click.option("--name", required=True, help="What it is called here; the same name again: its newer state.")
@click.option("--rights", default="", help="Whose it is, and what may be done with it.")
@command
def memory_import(context: Context, answer: Answer, *, file: str, name: str, rights: str) -> None:
    """Bring in a translation memory (TMX), to compare with."""
    content, file_name = read_file(file, bringing_in.MEMORY_SIZE)
    with _kept(file):
        done = bringing_in.bring_memory(
            context.archive, context.actor, name, content, context.now(), file_name=file_name, rights=rights
        )
    made = done.memory
    answer.give(
        {**_reference(made), "refused": plain(done.refused)},
        lambda: [f"{made.id}: {made.size} units, {', '.join(made.languages)}", *_refused(done.refused)],
    )


@contextmanager
def _kept(file: str) -> Iterator[None]:
    """A refused file stays where it is, and the error says so."""
    try:
        yield
    except ArchiveError as error:
        error.kept = error.kept or ("" if file == "-" else f"{file}, as it lies")
        raise


def _refused(rows: Iterable[RefusedRow]) -> list[str]:
    return [f"refused{f' (line {row.line})' if row.line else ''}: {row.reason}: {row.text}" for row in rows]


@memory.command(name="list")
@command
def memory_list(context: Context, answer: Answer) -> None:
    """Imported memories."""
    found = reference.references(context.archive, context.actor)
    shown = [_reference(each) for each in found]
    answer.give(
        {"memories": shown}, lambda: [f"{r.id}  {r.size} units  {', '.join(r.languages)}  {r.name}" for r in found]
    )


@memory.command(name="remove")
@click.argument("name", metavar="ID")
@_reason
@click.option("--redact", is_flag=True, help="Remove its bytes as well.")
@command
def memory_remove(context: Context, answer: Answer, *, name: str, reason: str, redact: bool) -> None:
    """Take an imported memory out of use."""
    archive = context.archive
    done = reference.remove_reference(archive, context.actor, name, context.now(), reason=reason, redact=redact)
    memory_sync.update_reference(archive, done.id)
    if redact:
        archive.memory.purge()
    answer.give(_reference(done), lambda: [f"{done.id} removed"])


def _reference(one: reference.ReferenceMemory) -> dict[str, Any]:
    return {
        "memory": one.id,
        "name": one.name,
        "units": one.size,
        "languages": list(one.languages),
        "by": one.by,
        "at": plain(one.at),
        "rights": one.rights,
        "file": one.file_name,
    }


@click.group()
def glossary() -> None:
    """Terms, and what they are rendered by."""


@glossary.command(name="add")
@click.argument("text", metavar="TERM")
@click.option("--lang", required=True, help="Language of the term.")
@click.option("--term", "others", multiple=True, metavar="TAG=TERM", help="A term of the same concept; repeatable.")
@click.option("--concept", default="", help="Id of the concept, where there are several or it is to be named.")
@click.option("--status", type=click.Choice(TERM_STATUSES), default="admitted")
@click.option("--definition", default="")
@click.option("--subject", default="")
@click.option("--source", default="", help="Where the term comes from.")
@_reason
@command
def add_term(context: Context, answer: Answer, *, text: str, lang: str, others: tuple[str, ...], **given: Any) -> None:
    """Record a term, or say anew what is known of it."""
    status = given.pop("status")
    forms = [TermForm(text, lang, status)]
    for other in others:
        tag, equals, words = other.partition("=")
        if not equals:
            raise InvalidInput(f"expected TAG=TERM: {other!r}")
        forms.append(TermForm(words, tag, status))
    concept = terms.set_terms(context.archive, context.actor, forms, context.now(), **given)
    answer.give({"concept": concept, "terms": plain(forms)}, lambda: [concept])


@glossary.command(name="list")
@click.option("--lang", default="", help="Only concepts that have a term in this language.")
@command
def list_terms(context: Context, answer: Answer, *, lang: str) -> None:
    """Every concept with its terms."""
    found = [c for c in terms.concepts(context.archive) if not lang or any(f.lang == lang for f in c.forms)]
    answer.give(
        {"concepts": plain(found)},
        lambda: [f"{c.id}  {'; '.join(f'{f.lang} {f.text} ({f.status})' for f in c.forms)}" for c in found],
    )


@glossary.command(name="import")
@click.argument("file")
@_reason
@command
def import_terms(context: Context, answer: Answer, *, file: str, reason: str) -> None:
    """Bring in a glossary: TBX, or a table (CSV) whose first row names languages."""
    content, _ = read_file(file, bringing_in.TERMS_SIZE)
    with _kept(file):
        done = bringing_in.bring_terms(context.archive, context.actor, content, context.now(), reason=reason)
    said = done.terms
    recorded = ", ".join(f"{lang} {count}" for lang, count in said.recorded.items()) or "none"
    answer.give(
        {**plain(said), "refused": plain(done.refused)},
        lambda: [
            f"{said.concepts} concepts; terms recorded: {recorded}; known already: {said.known}",
            *_refused(done.refused),
        ],
    )


@glossary.command(name="export")
@click.option("--format", "file_format", type=click.Choice(["tbx", "csv"]), default="tbx")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to standard output.")
@command
def export_terms(context: Context, answer: Answer, *, file_format: str, output: Path | None) -> None:
    """Every term in use, as a file for other programs."""
    found = terms.concepts(context.archive)
    content = glossary_csv.write(found) if file_format == "csv" else tbx.write(found)
    data = {"format": file_format, "concepts": len(found)}
    if output is not None:
        output.write_bytes(content)
        answer.give({**data, "file": str(output)}, lambda: [f"{output}: {len(found)} concepts"])
    elif answer.as_json:
        answer.give({**data, "content": content.decode("utf-8")}, list)
    else:
        sys.stdout.buffer.write(content)


@glossary.command(name="retire")
@click.argument("concept")
@click.argument("text", metavar="TERM")
@click.option("--lang", required=True, help="Language of the term.")
@_reason
@command
def retire_term(context: Context, answer: Answer, *, concept: str, text: str, lang: str, reason: str) -> None:
    """Take a term out of use; its history stays."""
    done = terms.retire(context.archive, context.actor, concept, lang, text, context.now(), reason=reason)
    answer.give({"concept": done.concept, "term": plain(done.form)}, lambda: [f"{done.form.text} retired"])


@click.command()
@click.argument("words")
@click.option("--lang", required=True, help="Language of the words.")
@click.option("--to", "target", required=True, help="Language of the renderings.")
@click.option("--limit", type=int, default=50)
@_unpublished
@command
def concordance(
    context: Context, answer: Answer, *, words: str, lang: str, target: str, limit: int, unpublished: bool
) -> None:
    """Every passage that has the words, with every rendering ever given."""
    actor = context.reader(unpublished=unpublished)
    found = find_renderings(context.archive, actor, words, lang, target, context.now(), limit=limit)

    def lines() -> list[str]:
        out = [f"{n}  {term or '(no term of the glossary)'}" for term, n in found.counts]
        for each in found.occurrences:
            out.append(f"{each.work} {each.expression}@{each.version} {each.locator}: {each.text}")
            out += [
                f"  {g.at[:10]} {g.claimed or g.by or 'unknown'}{', earlier' if g.earlier else ''}: {g.text}"
                for g in each.renderings
            ]
        return out

    answer.give(plain(found), lines)


COMMANDS: list[click.Command] = [memory, glossary, concordance]
