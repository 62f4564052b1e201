"""Every command by the module that holds it, so that asking for one loads no other.

::

    --help         ── from this table
    wording ...    ── reading is imported, and what it imports

A test compares the table with the commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

import click

COMMANDS: Mapping[str, Mapping[str, str]] = {
    "holdings": {
        "init": "Make a home in the folder named by --home.",
        "deposit": "Take in a text, byte for byte.",
        "import": "Many deposits, from a folder or a JSON Lines manifest; the same input twice changes nothing.",
        "correct": "The next version of an expression; segment ids are carried forward.",
        "describe": "Correct or add facts; recorded.",
        "publish": "Make a draft or an embargoed work public.",
        "adopt": "Take what somebody wrote into work.toml by hand over into the record.",
        "withdraw": "Take a work, an expression or a version out of sight; a tombstone stays.",
        "merge": "Record that two works are one; links to OLD answer with a notice.",
        "name": "Record a further form of the name of a person or body (OF: its id or any name it has).",
    },
    "reading": {
        "list": "Every work held.",
        "show": "A work with its expressions, versions, and what is missing.",
        "wording": "The exact wording, byte for byte, on standard output.",
        "align": "Align two whole texts of a work into beads of sentences.",
    },
    "quoting": {"quote": "Whether quotations are verbatim."},
    "citing": {"cite": "How to cite a work, a text of it, or a passage."},
    "slips": {"verify-slip": "Whether a quote slip is true."},
    "searching": {"search": "Full text over all languages; a quoted phrase is exact."},
    "meaning": {"meaning": "Passages in any language that mean something like the words: a model's guess."},
    "rearranging": {
        "translate": "Files for translators, and what came back.",
        "compare": "What changed between two wordings in one language, word by word.",
    },
    "remembering": {
        "memory": "Translations of similar passages, and imported memories.",
        "glossary": "Terms, and what they are rendered by.",
        "concordance": "Every passage that has the words, with every rendering ever given.",
    },
    "overview": {
        "progress": "How far translations made here are, in units and source words.",
        "missing": "What is not held or doubtful: every register with its number, or one of them.",
    },
    "keeping": {
        "index": "The search index against the stores.",
        "verify": "Every digest, chain, segment table and rendering.",
        "backup": "A consistent copy of the home into an empty folder, while it is in use.",
        "restore": "Bring a backup back into an empty home, and index it.",
    },
    "proving": {
        "checkpoint": "The heads of all ledgers, signed: to be kept, and checked later.",
        "manifest": "The SHA-256 of every file of the archive, for sha256sum -c.",
    },
    "comparing": {"formula": "What the speaker said last time in the same forum, beside this time."},
    "serving": {"serve": "The web application."},
    "people": {
        "user": "Accounts of this server and their roles.",
        "names": "Names that ledgers claim: who is said to have translated.",
    },
}
HELP = {name: words for held in COMMANDS.values() for name, words in held.items()}
_HOMES = {name: module for module, held in COMMANDS.items() for name in held}


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return sorted(HELP)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # the same
        return command_named(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELP[name]) for name in self.list_commands(ctx)])


def command_named(name: str) -> click.Command | None:
    """A command; None where there is none of this name."""
    if name not in _HOMES:
        return None
    module = import_module(f"statement_archive.cli.{_HOMES[name]}")
    held: Sequence[click.Command] = module.COMMANDS
    return next(command for command in held if command.name == name)


def every_command() -> Iterator[tuple[str, click.Command]]:
    """All of them, each loaded."""
    for name in HELP:
        command = command_named(name)
        if command is not None:
            yield name, command
