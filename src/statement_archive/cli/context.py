"""What every command shares: the home, the answer, the errors."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from statement_archive.bootstrap import open_accounts, open_archive, utc_now
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor
from statement_archive.domain.errors import ArchiveError, Refused, TooLarge
from statement_archive.domain.people import People
from statement_archive.settings import Settings, load_settings
from statement_archive.workflow.archive import Archive


class Context:
    """The home a command works on, opened when first asked for."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._archive: Archive | None = None

    @functools.cached_property
    def settings(self) -> Settings:
        return load_settings(self.home)

    @property
    def archive(self) -> Archive:
        if self._archive is None:
            self._archive = open_archive(self.settings)
        return self._archive

    @property
    def actor(self) -> Actor:
        """The command line acts as the home's administrator: whoever can write its files is one."""
        return HOME_ADMINISTRATOR

    def reader(self, *, unpublished: bool) -> Actor:
        """Reading commands show what the public sees, unless drafts and embargoes are asked for."""
        return HOME_ADMINISTRATOR if unpublished else PUBLIC

    @functools.cached_property
    def _people(self) -> People | None:
        # Where no server has run there are no accounts, and none are made for asking.
        there = (self.settings.instance / "accounts.sqlite").exists()
        return open_accounts(self.settings).people if there else None

    def account_name(self, person: str) -> str:
        """The name of an account of this home; empty where there is none."""
        found = self._people.by_id(person) if self._people else None
        return found.display_name if found else ""

    def now(self) -> datetime:
        return utc_now()


def plain(value: Any) -> Any:
    """Any answer as JSON data."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, datetime) else value


class Answer:
    """Writes the one answer of a command: a JSON document, or lines for a person."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def give(self, data: Any, lines: Callable[[], Iterable[str]]) -> None:
        if self.as_json:
            _write(plain(data))
        else:
            for line in lines():
                click.echo(line)

    def refuse(self, error: ArchiveError) -> None:
        click.echo(f"refused: {error.message}", err=True)
        choices = error.details.get("choices")
        if choices and isinstance(choices, list | tuple):
            click.echo(f"  known here: {', '.join(map(str, choices))}", err=True)
        if error.kept:
            click.echo(f"  kept: {error.kept}", err=True)
        if self.as_json:
            details = {k: plain(v) for k, v in error.details.items()}
            document = {"error": {"code": error.code, "message": error.message, "kept": error.kept, **details}}
            _write(document)


def _write(document: object) -> None:
    """The one JSON document, UTF-8 on every machine. Half a surrogate pair (a file name that is no text) is
    written as its escape."""
    raw = json.dumps(document, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")
    click.echo(raw)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """A command with ``--json``: hands over context and answer; a refusal becomes exit status 1."""

    @click.pass_obj
    def run(context: Context, /, *args: Any, as_json: bool, **options: Any) -> None:
        answer = Answer(as_json=as_json)
        try:
            function(context, answer, *args, **options)
        except ArchiveError as error:
            answer.refuse(error)
            sys.exit(1)
        except BrokenPipeError:  # nobody reads on: click knows what to do
            raise
        except OSError as error:
            answer.refuse(Refused(f"{error.filename or 'the system'}: {error.strerror or error}"))
            sys.exit(1)

    option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
    return option(functools.update_wrapper(run, function))


@contextmanager
def progress(label: str) -> Iterator[Callable[[Any], None]]:
    """A count on standard error while something long runs; silent when that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    started = utc_now()

    def show(done: object) -> None:
        if (utc_now() - started).total_seconds() > 1:
            click.echo(f"\r{label}: {done}\033[K", err=True, nl=False)

    yield show
    if (utc_now() - started).total_seconds() > 1:
        click.echo("\r\033[K", err=True, nl=False)


def read_file(name: str, limit: int) -> tuple[bytes, str]:
    """Bytes and name of a file, or of standard input for ``-``. Raises ArchiveError where too large."""
    if name == "-":
        content = sys.stdin.buffer.read(limit + 1)
    else:
        try:
            with Path(name).open("rb") as file:
                content = file.read(limit + 1)
        except OSError as error:
            raise Refused(f"cannot read {name}: {error.strerror}") from error
    if len(content) > limit:
        raise TooLarge(f"{name} is larger than {limit // 1024 // 1024} MB", kept="the file, as it lies")
    return content, Path(name).name
