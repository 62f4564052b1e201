"""What a stopped writer leaves behind is named, and is no problem."""

from __future__ import annotations

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.workflow.commit import blob
from statement_archive.workflow.sync import sync
from statement_archive.workflow.verify import verify

from .conftest import RUSSIAN, Desk, fill


def test_a_late_rendering_and_a_file_without_an_event_are_left_and_no_problem(desk: Desk) -> None:
    work = desk.deposit(RUSSIAN, "ru", "delivered").work
    desk.submit(fill(desk.export(work, "fr"), {"p2.s1": "Non."}))
    path = f"translations/{work}/fr.translation.po"
    earlier = desk.archive.renderings.read(path)
    assert earlier is not None
    desk.submit(fill(desk.export(work, "fr"), {"p2.s2": "Oui."}))
    desk.archive.renderings.write(path, earlier)
    key, content = blob(f"translations/{work}/fr.translation.9.txt", b"never committed")
    with desk.archive.ledger.exclusive():
        desk.archive.blobs.put(key, content)
    found = verify(desk.archive)
    assert found.problems == ()
    assert {(p.code, p.where) for p in found.left} == {("rendering", path), ("orphan", key.path)}
    sync(desk.archive, HOME_ADMINISTRATOR, desk.tick())
    assert [p.code for p in verify(desk.archive).left] == ["orphan"]
