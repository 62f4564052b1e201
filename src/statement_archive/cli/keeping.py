"""What keeps the archive sound: index, verify, backup, restore."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from statement_archive.bootstrap import put_in_order
from statement_archive.cli.context import Answer, Context, command, plain, progress
from statement_archive.storage import backup as copy_home
from statement_archive.storage import open_place, write_manifest
from statement_archive.storage import restore as bring_back
from statement_archive.workflow import indexing, meaning_sync
from statement_archive.workflow.sync import sync
from statement_archive.workflow.verify import verify as verify_home


@click.group()
def index() -> None:
    """The search index against the stores."""


@index.command()
@command
def status(context: Context, answer: Answer) -> None:
    """How many documents the index holds, misses, or holds wrongly."""
    found = indexing.status(context.archive, context.now())
    answer.give(
        found,
        lambda: [
            f"{found.documents} documents, {found.missing} missing, {found.stale} stale",
            f"memory of {found.memory.texts} texts, {found.memory.missing} missing, {found.memory.stale} stale",
            f"meaning of {found.meaning.texts} texts, {found.meaning.missing} missing, {found.meaning.stale} stale",
        ],
    )


@index.command()
@command
def update(context: Context, answer: Answer) -> None:
    """Bring index, beads and renderings to what the ledgers say; take in PO files edited in the folder."""
    archive = context.archive
    notes = put_in_order(context.settings, archive)
    with progress("indexed") as show:
        done = sync(archive, context.actor, context.now(), show)
    with progress("texts read for meaning") as show:
        meaning_sync.update(archive, show)
    now = indexing.status(archive, context.now())
    data = {**asdict(now), "rendered": done.rendered, "aligned": done.aligned, "changed": done.indexed}
    data |= {"submissions": plain(done.submissions), "offers": done.offers, "failed": done.failed, "recovered": notes}

    def lines() -> list[str]:
        made = f"{done.indexed} changes, {done.rendered} renderings, {done.aligned} alignments"
        out = [f"{now.documents} documents; {made}"]
        out += notes
        out += [f"taken in: {s.expression} of {s.work}, {len(s.accepted)} units" for s in done.submissions]
        out += [f"edited by hand, adopt it or put it back: {path}" for path in done.offers]
        out += [f"left as it lies: {path}: {reason}" for path, reason in done.failed.items()]
        return out

    answer.give(data, lines)


@index.command()
@command
def rebuild(context: Context, answer: Answer) -> None:
    """Forget the index and make it again."""
    with progress("indexed") as show:
        indexing.rebuild(context.archive, context.now(), show)
    with progress("texts read for meaning") as show:
        meaning_sync.update(context.archive, show)
    now = indexing.status(context.archive, context.now())
    answer.give(now, lambda: [f"{now.documents} documents"])


@click.command()
@click.option("--manifest", is_flag=True, help="Write manifest.sha256 as well, for sha256sum -c.")
@command
def verify(context: Context, answer: Answer, *, manifest: bool) -> None:
    """Every digest, chain, segment table and rendering. Exit status 1 where something is wrong."""
    if manifest:
        write_manifest(open_place(context.home, lock_timeout=context.settings.lock_timeout))
    with progress("verifying") as show:
        found = verify_home(context.archive, show)
    counted = ", ".join(f"{n} {what.replace('_', ' ')}" for what, n in found.checked.items())
    answer.give(
        {"checked": found.checked, "problems": plain(found.problems), "left": plain(found.left)},
        lambda: [
            f"checked {counted}",
            *(f"{p.code}: {p.where}: {p.message}" for p in found.problems),
            *(f"left by a writer that was stopped: {p.where}: {p.message}" for p in found.left),
        ],
    )
    if found.problems:
        sys.exit(1)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@command
def backup(context: Context, answer: Answer, *, target: Path) -> None:
    """A consistent copy of the home into an empty folder, while it is in use."""
    copied = copy_home(open_place(context.home, lock_timeout=context.settings.lock_timeout), target)
    answer.give(copied, lambda: [f"{copied.files} files, {copied.bytes} bytes in {target}"])


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@command
def restore(context: Context, answer: Answer, *, source: Path) -> None:
    """Bring a backup back into an empty home, and index it."""
    copied = bring_back(source, context.home)
    indexing.update(context.archive, context.now())
    answer.give(copied, lambda: [f"{copied.files} files, {copied.bytes} bytes restored into {context.home}"])


COMMANDS: list[click.Command] = [index, verify, backup, restore]
