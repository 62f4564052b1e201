"""Records of texts that were never delivered."""

from __future__ import annotations

from datetime import date

import pytest

from statement_archive.exporting.record import Record


@pytest.fixture
def statement() -> Record:
    return Record(
        id="a/en.translation@1",
        kind="statement",
        url="https://archive.example/works/a/en.translation@1",
        accessed=date(2026, 11, 22),
        lang="en",
        version=1,
        sha256="ab" * 32,
        title="On rivers & <b>lakes</b>",
        title_lang="en",
        author="Rovel Quint",
        body="Norvenia",
        event=("Open Forum", "First session"),
        place="Port Merrow",
        date="2026-05-03",
        symbols=("OFR/2026/SR.3",),
    )


@pytest.fixture
def treaty() -> Record:
    return Record(
        id="t/en.written@1",
        kind="document",
        url="https://archive.example/works/t/en.written@1",
        accessed=date(2026, 11, 22),
        lang="en",
        version=1,
        sha256="cd" * 32,
        title="Port Merrow Charter",
        date="1998-07",
        symbols=("OFR/2023/CH.1",),
    )
