"""The manifest against the real sha256sum."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statement_archive.domain.manifest import to_manifest
from statement_archive.storage import Home, home_manifest, open_place
from statement_archive.storage.manifest import digests

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SUM = shutil.which("sha256sum")
needs_sum = pytest.mark.skipif(SUM is None, reason="no sha256sum on this system")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    Home.create(path, home_id="7b0c6f3e-8f7a-4f39-9d57-3f6f7a1f4f6a", now=NOW)
    return path


def summed(home: Path, manifest: bytes) -> subprocess.CompletedProcess[bytes]:
    (home / "manifest.sha256").write_bytes(manifest)
    assert SUM is not None
    return subprocess.run([SUM, "-c", "--strict", "manifest.sha256"], cwd=home, capture_output=True, check=False)


ODD = ["with space", " before", "*star", "back\\slash", "line\nbreak", "return\r", "\\n", "ночь", "a" * 200, "-c"]


@needs_sum
def test_every_file_is_found_whatever_its_name(home: Path) -> None:
    folder = home / "archive" / "works" / "x" / "sources"
    folder.mkdir(parents=True)
    for n, name in enumerate(ODD):
        (folder / name).write_text(str(n))
    content, files = home_manifest(open_place(home, lock_timeout=10))
    done = summed(home, content)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b": OK") == files == len(ODD) + 2  # FORMAT.md, format.toml
    (folder / "back\\slash").write_text("other")
    done = summed(home, content)
    assert done.returncode == 1
    assert done.stdout.count(b"FAILED") == 1


@needs_sum
def test_a_name_that_is_not_text(home: Path) -> None:
    try:
        (home / "archive" / os.fsdecode(b"\xff\xfe")).write_text("x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert summed(home, home_manifest(open_place(home, lock_timeout=10))[0]).returncode == 0


def test_what_is_half_written_or_a_link_is_left_out(home: Path) -> None:
    (home / "translations" / ".tmp-x").write_text("half")
    (home / "translations" / "link").symlink_to(home / "archive" / "FORMAT.md")
    assert set(digests(home)) == {"archive/FORMAT.md", "archive/format.toml"}


def test_lines_are_sorted_and_escaped() -> None:
    assert to_manifest({"b": "2" * 64, "a\\b": "1" * 64}) == b"\\" + b"1" * 64 + b"  a\\\\b\n" + b"2" * 64 + b"  b\n"
