"""The server as a process: it says where it is, offers the first account, answers, and ends cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from statement_archive.bootstrap import make_home

RUN = "from statement_archive.cli.main import main; main()"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    make_home(tmp_path / "home")
    command = [sys.executable, "-c", RUN, "--home", str(tmp_path / "home"), "serve"]
    if os.name == "nt":
        pytest.skip("signals work differently there")
    environment = {**os.environ, "STATEMENT_ARCHIVE_PORT": "0"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    yield process
    watchdog.cancel()
    process.kill()
    process.wait()
    if process.stderr:
        process.stderr.close()


def test_it_serves_and_ends_on_sigterm(server: subprocess.Popen[str]) -> None:
    assert server.stderr is not None
    said = [server.stderr.readline() for _ in range(2)]
    assert "/setup/" in said[0]
    address = said[1].split()[-1]
    assert address.startswith("http://127.0.0.1:")
    with urlopen(address, timeout=30) as answer:
        assert answer.status == 200
        assert b"Statement Archive" in answer.read()
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=30) == 0
