"""Facts that are wrong, half said or meant to harm: refused, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.errors import InvalidInput
from statement_archive.workflow.describe import describe, parse_settings
from statement_archive.workflow.describing_works import listed_works
from statement_archive.workflow.import_many import import_many

from .conftest import ENGLISH, RUSSIAN, Desk


@pytest.fixture
def work(desk: Desk) -> str:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", title="О запрете", on_behalf_of=("Группа",))
    desk.deposit(ENGLISH, "en", "translation", work="w")
    return "w"


def say(desk: Desk, pairs: list[str], expression: str = "") -> None:
    changes = parse_settings(pairs)
    describe(desk.archive, HOME_ADMINISTRATOR, "w", changes, "because", desk.tick(), expression=expression)


def test_an_empty_value_makes_a_fact_unknown_again(desk: Desk, work: str) -> None:
    say(desk, ["place=Geneva"])
    say(desk, ["place="])
    assert desk.work(work).state.facts.place == ""


@pytest.mark.parametrize(
    "pair",
    [
        'visibility={"state": "embargoed", "until": "2026-12-01T10:00:00"}',  # no zone
        'visibility={"state": "embargoed"}',  # never public, and nobody said so
        'visibility={"sate": "draft"}',
        "visibility.state=withdrawn",
        "titles.value=x",
        "parties.body.name=x",
        'titles=[{"value": "x", "lang": "not a tag"}]',
        'body={"name": "x", "kidn": "ngo"}',
        "kind=" + "x" * 50,
        "title=x",
        "no.such=x",
        "=x",
        "place",
    ],
)
def test_what_is_no_fact_of_a_work_is_refused(desk: Desk, work: str, pair: str) -> None:
    before = desk.work(work).state.head
    with pytest.raises(InvalidInput):
        say(desk, [pair])
    assert desk.work(work).state.head == before
    assert len(listed_works(desk.archive, PUBLIC, desk.now)) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "lang=",
        "lang=xx yy",
        "form=units",
        "source.expression=zz.none",
        "source.expression=ru.delivered",
        "source.kind=x",
    ],
)
def test_what_is_no_fact_of_an_expression_is_refused(desk: Desk, work: str, pair: str) -> None:
    with pytest.raises(InvalidInput):
        say(desk, [pair], "ru.delivered")


def test_a_number_is_taken_as_one(desk: Desk, work: str) -> None:
    say(desk, ["source.kind=expression", "source.expression=ru.delivered", "source.version=1"], "en.translation")
    assert desk.work(work).expression("en.translation").facts.source.version == 1
    say(desk, ["occasion.recording.address=https://example.org", "occasion.recording.start=12.5"])
    recording = desk.work(work).state.facts.occasion.recording
    assert recording is not None
    assert recording.start == 12.5


@pytest.mark.parametrize(
    "stated",
    [
        {"file": "a.txt", "symbols": 5},
        {"file": "a.txt", "symbols": [5]},
        {"file": "a.txt", "original_langs": [None]},
        {"file": "a.txt", "on_behalf_of": {"a": 1}},
        {"file": "a.txt", "embargo_until": 5},
        {"file": "a.txt", "embargo_until": "2026-12-01T10:00"},
        {"file": "a.txt", "segment_langs": "fr"},
        {"file": "a.txt", "segment_langs": {"p1": 5}},
        {"file": "a.txt", "draft": "no"},
        {"file": "a.txt", "bridge": "x"},
        {"file": "a.txt", "sentences": "words"},
        {"file": "a.txt", "media": "exe"},
        {"file": "a.txt", "lang": 5},
        {"file": "a.txt", "title": "\ud800"},
        {"file": "a\u0000.txt"},
        {"file": "x" * 5000},
        {"file": "../w/a.txt"},
        {"file": ["a.txt"]},
        {"file": "a.txt", "work": "../../etc"},
    ],
    ids=str,
)
def test_a_manifest_that_means_harm_stops_nobody(desk: Desk, tmp_path: Path, stated: dict[str, Any]) -> None:
    (tmp_path / "a.txt").write_text("One sentence. Another one.")
    good = {"file": "a.txt", "lang": "en", "rendition": "delivered", "work": "good"}
    lines = [json.dumps({"lang": "en", "rendition": "delivered", **stated}), "[" * 100_000, json.dumps(good)]
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines))
    done = import_many(desk.archive, HOME_ADMINISTRATOR, tmp_path, desk.now)
    assert [d.work for d in done.deposited] == ["good"]
    assert [r.line for r in done.refused] == [1, 2]
