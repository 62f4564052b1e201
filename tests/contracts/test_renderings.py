"""What every Renderings promises. A further implementation is a further word in ``MAKERS``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from tests.storage.commits import place_on
from tests.storage.faulty_disk import FaultyDisk

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ports import Renderings
from statement_archive.storage import memory, open_files, stores_at
from statement_archive.storage.home import Home

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
PATH = "translations/a-b/fr.units.po"


def files(folder: Path) -> Renderings:
    home = Home.create(folder / "home", home_id=str(uuid4()), now=NOW)
    return open_files(home.path, lock_timeout=1).renderings


MAKERS: dict[str, Callable[[Path], Renderings]] = {
    "memory": lambda _: memory().renderings,
    "files": files,
    "files on a disk in memory": lambda _: stores_at(place_on(FaultyDisk())).renderings,
}


@pytest.fixture(params=MAKERS)
def renderings(request: pytest.FixtureRequest, tmp_path: Path) -> Renderings:
    return MAKERS[request.param](tmp_path)


def test_none_until_written_then_replaced_as_a_whole(renderings: Renderings) -> None:
    assert renderings.read(PATH) is None
    renderings.write(PATH, b"a longer first state\r\n")
    renderings.write(PATH, b"second\n")
    assert renderings.read(PATH) == b"second\n"


def test_what_is_set_aside_gets_a_name_of_its_own(renderings: Renderings) -> None:
    renderings.write(PATH, b"edited by hand")
    names = {renderings.set_aside(PATH, b"edited by hand", "differs from every state") for _ in range(3)}
    assert len(names) == 3
    assert renderings.read(PATH) == b"edited by hand"


@pytest.mark.parametrize("path", ["archive/../a.po", "translations/a/uploads/b.po", "translations/a/b.txt", "a.po"])
def test_a_rendering_has_the_path_of_one(renderings: Renderings, path: str) -> None:
    with pytest.raises(InvalidInput):
        renderings.write(path, b"")
    with pytest.raises(InvalidInput):
        renderings.read(path)


def test_what_was_set_aside_can_be_forgotten(renderings: Renderings) -> None:
    other = PATH.removesuffix(".po") + "-2.po"
    assert renderings.forget_aside(PATH) == 0
    for path in (PATH, other, PATH):
        renderings.set_aside(path, b"the words", "edited")
    assert renderings.forget_aside(PATH) == 2
    assert (renderings.forget_aside(PATH), renderings.forget_aside(other)) == (0, 1)
