"""What can be proved later: checkpoints of the ledgers, and a manifest of the files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from statement_archive.bootstrap import id_of_home, open_signer, signers_key, verify_signature
from statement_archive.cli.context import Answer, Context, command, plain, read_file
from statement_archive.cli.kept_report import write_whole
from statement_archive.domain.checkpoints import MAX_BYTES, Checkpoint, public_key, read_checkpoint
from statement_archive.domain.manifest import to_manifest
from statement_archive.storage import home_manifest, open_place
from statement_archive.workflow import checkpoints
from statement_archive.workflow.public_files import public_files


@click.group()
def checkpoint() -> None:
    """The heads of all ledgers, signed: to be kept, and checked later."""


@checkpoint.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--public", is_flag=True, help="Name only what everybody may see: to be handed to anybody.")
@command
def make(context: Context, answer: Answer, *, output: Path | None, public: bool) -> None:
    """Sign the state of the ledgers now. Without --public it names drafts too: keep it private."""
    archive, settings = context.archive, context.settings
    made = checkpoints.make_checkpoint(
        archive,
        context.actor,
        open_signer(settings),
        id_of_home(settings),
        context.now(),
        "public" if public else "complete",
    )
    if output is not None:
        write_whole(output, made.to_json())
    data = {"checkpoint": plain(made), "digest": made.digest, "file": str(output) if output else None}

    def lines() -> list[str]:
        if output is None:
            return [made.to_json().decode("utf-8").rstrip("\n")]
        return [
            f"{len(made.streams)} ledgers, {made.scope}, in {output}",
            f"digest {made.digest}",
            f"public key {made.public_key}",
        ]

    answer.give(data, lines)


@checkpoint.command()
@click.argument("file")
@click.option("--against", metavar="FILE", help="A later checkpoint: whether it can follow the first.")
@click.option("--public-key", "pinned", metavar="KEY", help="The key it must be signed under; default: this home's.")
@command
def check(context: Context, answer: Answer, *, file: str, against: str | None, pinned: str | None) -> None:
    """Whether every ledger still holds what a checkpoint says. Exit status 1 where one does not."""
    settings = context.settings
    first, second = _read(file), _read(against) if against else None
    found = checkpoints.check_checkpoint(
        context.archive,
        first,
        verify_signature,
        home=id_of_home(settings),
        home_key=signers_key(settings),
        pinned=public_key(pinned) if pinned else "",
        against=second,
    )
    data = {
        "good": found.good,
        "at": first.at,
        "scope": first.scope,
        "public_key": first.public_key,
        "key": found.key,
        "streams": found.streams,
        "agree": found.agree,
        "differences": plain(found.differences),
        "unnamed": list(found.unnamed),
    }
    verdict = "history only grew" if found.good else "NOT as it was"
    answer.give(
        data,
        lambda: [
            f"{first.at}, {first.scope}: {found.agree} of {found.streams} ledgers still hold their event: {verdict}",
            *(f"{d.code}: {d.stream + ': ' if d.stream else ''}{d.message}" for d in found.differences),
            *(f"not named by the second (not public any more): {stream}" for stream in found.unnamed),
            *(["the key could not be compared: name it with --public-key"] if found.key == "unknown" else []),
        ],
    )
    if not found.good:
        sys.exit(1)


def _read(name: str) -> Checkpoint:
    return read_checkpoint(read_file(name, MAX_BYTES)[0])


@click.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
@click.option("--public", is_flag=True, help="Name only the texts and files that everybody may read.")
@command
def manifest(context: Context, answer: Answer, *, output: Path | None, public: bool) -> None:
    """The SHA-256 of every file of the archive, for sha256sum -c."""
    if public:
        found = public_files(context.archive, context.now())
        content, files = to_manifest(found), len(found)
    else:
        content, files = home_manifest(open_place(context.home, lock_timeout=context.settings.lock_timeout))
    if output is not None:
        write_whole(output, content)
    elif not answer.as_json:
        sys.stdout.buffer.write(content)
        return
    data = {"files": files, "file": str(output) if output else None}
    if output is None:
        data["manifest"] = content.decode("utf-8", "backslashreplace")
    answer.give(data, lambda: [f"{files} files in {output}"])


COMMANDS: list[click.Command] = [checkpoint, manifest]
