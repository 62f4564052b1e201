"""A real server on a home of files, in a process of its own that can be killed; for campaigns and for tests.

::

    prepare(folder) ── a statement of 60 sentences and two translators ──▶ home
    Server(home)    ── start, kill, start again
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from statement_archive.cli.main import main as cli

ROOT = Path(__file__).parents[2]
WORK = "2026-01-05-kill"
LOGINS = ("anna", "bela")
PASSWORD = "a long enough passphrase 7"
COMMAND = [sys.executable, "-c", "from statement_archive.cli.main import main; main()"]
# One machine plays two people who never rest.
SETTINGS = {
    "STATEMENT_ARCHIVE_RATE_LIMIT": "100000 per minute",
    "STATEMENT_ARCHIVE_RATE_LIMIT_SIGN_IN": "10000 per minute",
    "STATEMENT_ARCHIVE_RATE_LIMIT_TYPING": "100000 per minute",
}

SUBJECTS = (
    "Река",
    "Граница",
    "Дорога",
    "Вода",
    "Пристань",
    "Рыба",
    "Карта",
    "Зима",
    "Мост",
    "Школа",
    "Комиссия",
    "Земля",
)
SAYINGS = (
    "{0}: об этом наша страна говорит не впервые.",
    "Вопрос о том, чья она, {0} не решает.",
    "Мы предложили {1} шагов, и первый из них — {0}.",
    "Соседи знают, что {0} соединяет нас {1} лет.",
    "Пусть {0} останется общей для всех.",
)
SENTENCES = len(SUBJECTS) * len(SAYINGS)


def statement() -> str:
    """Twelve paragraphs of five sentences, no two the same."""
    paragraphs = (
        " ".join(saying.format(subject if saying[0] == "{" else subject.lower(), n + 2) for saying in SAYINGS)
        for n, subject in enumerate(SUBJECTS)
    )
    return "\n\n".join(paragraphs)


def units() -> list[str]:
    """The keys of its sentences, in order."""
    return [f"p{p}.s{s}" for p in range(1, len(SUBJECTS) + 1) for s in range(1, len(SAYINGS) + 1)]


def prepare(folder: Path) -> Path:
    """A home with the statement and two translators."""
    home, text = folder / "home", folder / "statement.txt"
    text.write_text(statement(), encoding="utf-8")
    _run(home, "init")
    _run(home, "deposit", str(text), "--lang", "ru", "--rendition", "delivered", "--work", WORK)
    for login in LOGINS:
        _run(home, "user", "add", login, "--name", login.title(), "--role", "translator", "--password", PASSWORD)
    return home


def _run(home: Path, *arguments: str) -> None:
    done = CliRunner().invoke(cli, ["--home", str(home), *arguments])
    assert done.exit_code == 0, done.output


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """The real server on a home, in a process of its own."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [*COMMAND, "--home", str(self.home), "serve", "--port", str(self.port)]
        said = self.home.parent / "server.log"
        with said.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=ROOT, env=_environment())
        for _ in range(600):
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                assert self.process.poll() is None, f"the server ended by itself: {said.read_text('utf-8')}"
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait() == -signal.SIGKILL, "the server ended by itself"


def _environment() -> dict[str, str]:
    return os.environ | SETTINGS | {"PYTHONPATH": str(ROOT / "src")}
