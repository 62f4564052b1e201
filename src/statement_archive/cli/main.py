"""The entry point: the group, the home, the version."""

from __future__ import annotations

from pathlib import Path

import click

from statement_archive.cli.commands import Commands
from statement_archive.cli.context import Context


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    envvar="STATEMENT_ARCHIVE_HOME",
    default=Path(),
    help="The home: archive/, translations/, search_index/ (default: the current folder).",
)
@click.version_option(package_name="statement-archive", prog_name="statement-archive")
@click.pass_context
def main(context: click.Context, home: Path) -> None:
    """A multilingual archive of statements: exact wording, translation tracking, full-text search."""
    context.obj = Context(home)
