"""The table of commands says what the commands say, and asking for help loads none of them."""

from __future__ import annotations

import subprocess
import sys

import click

from statement_archive.cli.commands import HELP, command_named, every_command
from statement_archive.cli.main import main

_HEAVY = ["whoosh", "numpy", "rapidfuzz", "usearch", "tantivy", "flask", "sqlalchemy", "edtf", "markdown_it"]


def test_the_table_says_what_the_commands_say() -> None:
    found = {name: command.get_short_help_str(1000) for name, command in every_command()}
    assert found == {name: words.rstrip(".") if found[name][-1:] != "." else words for name, words in HELP.items()}
    assert command_named("no-such-command") is None
    context = click.Context(main)
    assert main.list_commands(context) == sorted(HELP)


def test_help_and_a_wording_load_no_engine() -> None:
    said = "import sys\nimport statement_archive.cli.main\nimport statement_archive.cli.reading\n"
    said += f"print(*[name for name in {_HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)  # ours
    assert done.stdout.split() == []
