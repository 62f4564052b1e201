"""How to cite: ``cite``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, read_file
from statement_archive.domain.locator import is_locator
from statement_archive.exporting.bibtex import bibtex
from statement_archive.exporting.csl_json import Item
from statement_archive.exporting.ris import ris
from statement_archive.exporting.style_file import MAX_BYTES, read_style
from statement_archive.exporting.styles import DEFAULT, NAMES, style_named
from statement_archive.workflow.cite import Citation, cite
from statement_archive.workflow.reading import see

_TOLD = {
    "terms": "no terms in {lang}: English ones stand in their place",
    "note": "no words for the note in {lang}: it is in English",
    "unreviewed": "the words of the note in {lang} were not reviewed by a native reader",
}
_FILES: Mapping[str, Callable[[Item], str]] = {
    "csl-json": lambda item: json.dumps([item], ensure_ascii=False, indent=2) + "\n",
    "ris": ris,
    "bibtex": bibtex,
}


@click.command("cite")
@click.argument("work", required=False, default="")
@click.argument("ref", required=False, default="", metavar="[EXPR[@N]]")
@click.argument("locator", required=False, default="")
@click.option("--style", default=DEFAULT, show_default=True, help="One of those that --styles lists.")
@click.option("--csl", "file", default="", metavar="FILE", help="A CSL style of your own instead.")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="The language of the citation.")
@click.option("--format", "kind", type=click.Choice(["text", "html", *_FILES]), default="text", show_default=True)
@click.option("--styles", is_flag=True, help="List the styles at hand.")
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def cite_(
    context: Context,
    answer: Answer,
    *,
    work: str,
    ref: str,
    locator: str,
    style: str,
    file: str,
    lang: str,
    kind: str,
    styles: bool,
    unpublished: bool,
) -> None:
    """How to cite a work, a text of it, or a passage."""
    if styles:
        listed = [{"style": name, "title": style_named(name).title} for name in NAMES]
        answer.give({"styles": listed}, lambda: [f"{each['style']}  {each['title']}" for each in listed])
        return
    if not work:
        raise click.UsageError("a WORK, or --styles")
    chosen = read_style(read_file(file, MAX_BYTES)[0]) if file else style_named(style)
    reader = context.reader(unpublished=unpublished)
    if not locator and is_locator(ref):  # WORK LOCATOR: the passage of the one delivered text
        known = see(context.archive, work, reader, context.now()).expressions
        ref, locator = (ref, "") if ref in known else ("", ref)
    found = cite(
        context.archive,
        reader,
        work,
        ref,
        locator,
        chosen,
        lang,
        context.now(),
        base=context.settings.public_url.rstrip("/"),
        names=context.account_name,
    )
    for code in found.told:
        click.echo(_TOLD[code].format(lang=found.lang), err=True)
    written = _written(found, kind)
    if answer.as_json:
        answer.give(_data(found, kind, written), list)
    else:
        sys.stdout.buffer.write(written.encode("utf-8"))
        sys.stdout.buffer.flush()


def _written(found: Citation, kind: str) -> str:
    if kind in _FILES:
        return _FILES[kind](found.csl)
    if kind == "html":
        return found.html + "\n"
    return "\n".join(part for part in (found.text, found.in_text) if part) + "\n"


def _data(found: Citation, kind: str, written: str) -> dict[str, Any]:
    """``citation`` is the reference as text or HTML, whichever is asked for; a file of another format stands in
    ``file``."""
    data = asdict(found)
    text, html = data.pop("text"), data.pop("html")
    extra = {"file": written} if kind in _FILES else {}
    return {"citation": html if kind == "html" else text, "html": html, "format": kind, **data, **extra}


COMMANDS: tuple[click.Command, ...] = (cite_,)
