"""Translate: a file out, a file in, progress."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, plain, read_file
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import WorkId
from statement_archive.workflow import translate as translating
from statement_archive.workflow.after import after_change
from statement_archive.workflow.translation_status import status as progress_status


@click.group()
def translate() -> None:
    """Files for translators, and what came back."""


@translate.command()
@click.argument("work")
@click.argument("lang")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to standard output.")
@click.option("--format", "file_format", type=click.Choice(["po"]), default="po")
@click.option("--unit", type=click.Choice(["sentence", "paragraph"]), help="Grain of the units; recorded.")
@click.option("--expression", default="", help="Name of the translation, where there are several.")
@click.option("--source", default="", help="Expression to translate from, where there are several originals.")
@command
def export(context: Context, answer: Answer, *, work: str, lang: str, output: Path | None, **given: Any) -> None:
    """The file a translator works in."""
    translation, content = translating.export(
        context.archive,
        context.actor,
        work,
        lang,
        context.now(),
        expression=given["expression"],
        source=given["source"],
        grain=given["unit"],
    )
    data = {
        "work": work,
        "expression": translation.expression.id,
        "source": translation.source,
        "version": len(translation.expression.versions),
        "format": given["file_format"],
    }
    if output is not None:
        output.write_bytes(content)
        answer.give({**data, "file": str(output)}, lambda: [f"{output}: {translation.expression.id} of {work}"])
    elif answer.as_json:
        answer.give({**data, "content": content.decode("utf-8")}, list)
    else:
        sys.stdout.buffer.write(content)


@translate.command()
@click.argument("file")
@click.option("--by", required=True, help="Who translated.")
@click.option("--work", default="", help="Where the file lost its header.")
@click.option("--expression", default="", help="Where the file lost its header.")
@command
def submit(context: Context, answer: Answer, *, file: str, by: str, work: str, expression: str) -> None:
    """Take a PO file back, unit by unit."""
    content, name = read_file(file, translating.PO_SIZE)
    try:
        done = translating.submit(
            context.archive,
            context.actor,
            content,
            context.now(),
            by=by,
            file_name=name,
            work_name=work,
            expression=expression,
        )
    except ArchiveError as error:
        error.kept = error.kept or f"{file}, as it lies"
        raise
    after_change(context.archive, WorkId(done.work), context.actor.person, context.now())
    data = {
        "work": done.work,
        "expression": done.expression,
        "version": done.version,
        "accepted": len(done.accepted),
        "unchanged": done.unchanged,
        "outdated": len(done.outdated),
        "conflicts": [{**asdict(c)} for c in done.conflicts],
        "refused": plain(done.refused),
        "questions": plain(done.questions),
        "ended": plain(done.ended),
        "segments": {"accepted": list(done.accepted), "outdated": list(done.outdated)},
    }

    def lines() -> list[str]:
        counts = {"accepted": len(done.accepted), "unchanged": done.unchanged, "outdated": len(done.outdated)}
        counts |= {"conflicts": len(done.conflicts), "refused": len(done.refused)}
        out = [f"{done.work} {done.expression}@{done.version}: {', '.join(f'{k} {v}' for k, v in counts.items())}"]
        out += [f"conflict {c.segment}: here {c.theirs!r}, in the file {c.mine!r}" for c in done.conflicts]
        out += [f"refused {r.segment or '?'} (line {r.line}): {r.reason}" for r in done.refused]
        out += [f"question {q.segment}: {q.question}" for q in done.questions]
        return out

    answer.give(data, lines)


@translate.command()
@click.argument("work", required=False, default="")
@click.option("--unpublished", is_flag=True)
@command
def status(context: Context, answer: Answer, *, work: str, unpublished: bool) -> None:
    """Progress by work and language."""
    found = progress_status(context.archive, context.reader(unpublished=unpublished), context.now(), work)
    languages: dict[str, dict[str, int]] = {}
    for p in found:
        row = languages.setdefault(p.lang, {})
        for key in ("initial", "translated", "reviewed", "final", "outdated", "total"):
            row[key] = row.get(key, 0) + getattr(p, key)
    answer.give(
        {"languages": languages, "translations": plain(found)},
        lambda: [
            f"{p.work} {p.expression}: {p.total - p.initial}/{p.total} translated, {p.outdated} outdated" for p in found
        ],
    )


COMMANDS: list[click.Command] = [translate]
