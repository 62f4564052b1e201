"""What is read: list, show, wording, align."""

from __future__ import annotations

import sys
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command
from statement_archive.domain.locator import is_locator
from statement_archive.workflow.aligning import align_pair
from statement_archive.workflow.describing_works import describe_work, listed_works
from statement_archive.workflow.reading import see
from statement_archive.workflow.wording import wording as exact_wording

_unpublished = click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")


@click.command(name="list")
@_unpublished
@command
def list_(context: Context, answer: Answer, *, unpublished: bool) -> None:
    """Every work held."""
    works = listed_works(context.archive, context.reader(unpublished=unpublished), context.now())
    answer.give({"works": works}, lambda: [f"{w['work']}  {w['date']}  {w['title']}" for w in works])


@click.command()
@click.argument("work")
@_unpublished
@command
def show(context: Context, answer: Answer, *, work: str, unpublished: bool) -> None:
    """A work with its expressions, versions, and what is missing."""
    found = see(context.archive, work, context.reader(unpublished=unpublished), context.now())
    data = describe_work(context.archive, found)

    def lines() -> list[str]:
        out = [f"{data['work']}  {data['title']}".rstrip()]
        out += [f"  {key}: {data[key]}" for key in ("kind", "date", "place", "speaker", "body") if data[key]]
        out.append(f"  original: {', '.join(data['original_languages']) or 'language unknown'}")
        out += [f"  missing: {m}" for m in data["missing"]]
        for e in data["expressions"]:
            out.append(f"  {e['expression']}@{e['version']}  {e['lang']}  {e['relation']}  {e['sha256'][:12]}")
        return out

    answer.give(data, lines)


@click.command()
@click.argument("work")
@click.argument("ref", required=False, default="", metavar="[EXPR[@N]]")
@click.argument("locator", required=False, default="")
@_unpublished
@command
def wording(context: Context, answer: Answer, *, work: str, ref: str, locator: str, unpublished: bool) -> None:
    """The exact wording, byte for byte, on standard output."""
    reader = context.reader(unpublished=unpublished)
    if not locator and is_locator(ref):  # WORK LOCATOR: the passage of the one delivered text
        known = see(context.archive, work, reader, context.now()).expressions
        ref, locator = (ref, "") if ref in known else ("", ref)
    found = exact_wording(context.archive, reader, work, context.now(), ref=ref, locator=locator)
    if not answer.as_json:
        sys.stdout.buffer.write(found.content)
        sys.stdout.buffer.flush()
        return
    data: dict[str, Any] = {
        "work": found.work.id,
        "expression": found.expression.id,
        "version": found.version.n,
        "text": found.text,
        "sha256": found.sha256,
        "start": found.start,
        "end": found.end,
        "locator": found.locator,
        "rendition": found.expression.facts.relation,
        "original": found.expression.facts.is_original,
        "lang": found.expression.facts.lang,
        "newest": found.newest,
    }
    answer.give(data, list)


@click.command()
@click.argument("work")
@click.argument("expr_a")
@click.argument("expr_b")
@_unpublished
@command
def align(context: Context, answer: Answer, *, work: str, expr_a: str, expr_b: str, unpublished: bool) -> None:
    """Align two whole texts of a work into beads of sentences."""
    found = see(context.archive, work, context.reader(unpublished=unpublished), context.now())
    beads = align_pair(context.archive, found, expr_a, expr_b)
    rows = beads.rows()
    answer.give({"beads": rows}, lambda: [f"{' '.join(r[0]) or '-'}\t{' '.join(r[1]) or '-'}\t{r[2]}" for r in rows])


COMMANDS: list[click.Command] = [list_, show, wording, align]
