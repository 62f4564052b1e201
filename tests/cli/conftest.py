"""The command line as a person or a script runs it, in one process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from statement_archive.cli.main import main


@dataclass
class Shell:
    home: Path

    def run(self, *words: str, status: int = 0, stdin: str | None = None) -> str:
        result = CliRunner().invoke(main, ["--home", str(self.home), *words], input=stdin)
        assert result.exit_code == status, result.output + repr(result.exception)
        return result.stdout

    def json(self, *words: str, status: int = 0) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.run(*words, "--json", status=status))

    def deposit(self, file: str, lang: str, rendition: str, work: str, *more: str) -> Any:
        return self.json("deposit", file, "--lang", lang, "--rendition", rendition, "--work", work, *more)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    made = Shell(tmp_path / "home")
    made.json("init")
    return made


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    def written(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    return written
