"""The sample home: the same recipe gives the same bytes, and those at the top of the repository are they."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.sample_home import make_sample_home

from statement_archive.bootstrap import open_archive
from statement_archive.settings import load_settings
from statement_archive.workflow.verify import verify

ROOT = Path(__file__).resolve().parents[2]


def files(home: Path) -> dict[str, bytes]:
    """Everything below archive/ and translations/, by path."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for top in ("archive", "translations")
        for path in sorted((home / top).rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample") / "home"
    make_sample_home(home)
    return home


def test_a_second_playing_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    make_sample_home(tmp_path / "home")
    assert files(tmp_path / "home") == files(fresh)


def test_the_committed_home_is_what_the_recipe_gives(fresh: Path) -> None:
    if not (ROOT / "archive" / "format.toml").is_file():
        pytest.skip("no sample home is committed yet: make sample")
    committed, made = files(ROOT), files(fresh)
    differing = sorted(path for path in {*committed, *made} if committed.get(path) != made.get(path))
    assert not differing, "a change of the format, of segmentation, of alignment or of a rendering (make sample)"


def test_the_sample_verifies(fresh: Path) -> None:
    assert verify(open_archive(load_settings(fresh, environ={}, overrides={"engine": "scan"}))).problems == ()
