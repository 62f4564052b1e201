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
from statement_archive.formats.exchange import FILE_FORMATS, FileFormat
from statement_archive.workflow import projects
from statement_archive.workflow import translate as translating
from statement_archive.workflow.after import after_change
from statement_archive.workflow.translate import SubmissionResult
from statement_archive.workflow.translation_status import status as progress_status


@click.group()
def translate() -> None:
    """Files for translators, and what came back."""


@translate.command()
@click.argument("work")
@click.argument("lang")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of to standard output.")
@click.option("--format", "file_format", type=click.Choice(FILE_FORMATS), default="po")
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
        file_format=given["file_format"],
        names=context.account_name,
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
    """Take a PO or XLIFF file back, unit by unit."""
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
    answer.give(_counted(done), lambda: _told(done))


def _counted(done: SubmissionResult) -> dict[str, Any]:
    return {
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
        "notes": list(done.notes),
        "segments": {"accepted": list(done.accepted), "outdated": list(done.outdated)},
    }


def _told(done: SubmissionResult) -> list[str]:
    counts = {"accepted": len(done.accepted), "unchanged": done.unchanged, "outdated": len(done.outdated)}
    counts |= {"conflicts": len(done.conflicts), "refused": len(done.refused)}
    out = [f"{done.work} {done.expression}@{done.version}: {', '.join(f'{k} {v}' for k, v in counts.items())}"]
    out += [f"conflict {c.segment}: here {c.theirs!r}, in the file {c.mine!r}" for c in done.conflicts]
    out += [f"refused {r.segment or '?'} (line {r.line}): {r.reason}" for r in done.refused]
    out += [f"question {q.segment}: {q.question}" for q in done.questions]
    return out + [f"note: {note}" for note in done.notes]


@translate.group()
def project() -> None:
    """Many translations in one zip."""


@project.command("export")
@click.argument("lang")
@click.argument("works", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Write the zip here.")
@click.option("--format", "file_format", type=click.Choice(["po", "xliff", "xliff2"]), default="po")
@command
def project_export(
    context: Context, answer: Answer, *, lang: str, works: tuple[str, ...], output: Path, file_format: FileFormat
) -> None:
    """The files of these works for one language, or of all that can be translated into it."""
    content = projects.export_project(
        context.archive,
        context.actor,
        context.now(),
        lang=lang,
        works=works,
        file_format=file_format,
        names=context.account_name,
    )
    output.write_bytes(content)
    listed = projects.contents(content)
    answer.give(
        {"file": str(output), "lang": lang, "format": file_format, **listed},
        lambda: [
            f"{output}: {len(listed['files'])} files",
            *(f"left out: {each['work']}: {each['reason']}" for each in listed["left_out"]),
        ],
    )


@project.command("submit")
@click.argument("file")
@click.option("--by", required=True, help="Who translated.")
@command
def project_submit(context: Context, answer: Answer, *, file: str, by: str) -> None:
    """Take a zip back: each PO or XLIFF file in it by itself."""
    content, _ = read_file(file, projects.ZIP_SIZE)
    try:
        done = projects.submit_project(context.archive, context.actor, content, context.now(), by=by)
    except ArchiveError as error:
        error.kept = error.kept or f"{file}, as it lies"
        raise
    for work in dict.fromkeys(each.result.work for each in done.files if each.result):
        after_change(context.archive, WorkId(work), context.actor.person, context.now())
    data = {
        "files": [_outcome(each) for each in done.files],
        "refused": [{"file": row.text, "reason": row.reason} for row in done.refused],
        "passed_over": list(done.passed_over),
    }

    def lines() -> list[str]:
        out: list[str] = []
        for each in done.files:
            told = _told(each.result) if each.result else [f"refused: {each.error.message if each.error else ''}"]
            out += [f"{each.name}: {told[0]}", *(f"  {line}" for line in told[1:])]
        return out + [f"{row.text}: refused: {row.reason}" for row in done.refused]

    answer.give(data, lines)


def _outcome(each: projects.FileOutcome) -> dict[str, Any]:
    if each.result:
        return {"file": each.name, **_counted(each.result)}
    error = each.error
    return {"file": each.name, "error": {"code": error.code, "message": error.message}} if error else {}


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
