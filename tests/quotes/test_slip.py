"""The form of a slip: canonical JSON with its own digest, and the files that hold it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from tests.slips import made

from statement_archive.domain.errors import InvalidInput
from statement_archive.quotes.slip import canonical, digest_of, read_slip, sealed, short
from statement_archive.quotes.slip_checks import against_files, wording_line
from statement_archive.quotes.slip_files import slip_in
from statement_archive.quotes.slip_words import CODES, LABELS, clauses, sentence


def test_the_digest_can_be_made_by_hand() -> None:
    """As docs/slips.md says: the file without its digest, names sorted, no white space."""
    slip = made()
    bare = {name: value for name, value in slip.items() if name != "digest"}
    by_hand = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert hashlib.sha256(by_hand).hexdigest() == slip["digest"] == digest_of(slip)
    line = f'"digest":"{slip["digest"]}",'.encode()
    assert hashlib.sha256(canonical(slip).replace(line, b"", 1)).hexdigest() == slip["digest"]
    assert short(slip["digest"]) == " ".join(slip["digest"][k : k + 4] for k in (0, 4, 8, 12))


def test_it_is_read_as_it_was_written() -> None:
    slip = made()
    assert read_slip(canonical(slip))[0] == slip
    assert read_slip(json.dumps(slip, indent=2).encode())[0] == slip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format": "quote-slip/1"}',
        b"\xff\xfe",
        b"[" * 100_000,
        canonical(made({"format": "quote-slip/2"})),
        canonical(made({"more": 1})),
        canonical(made()).replace(b'"home":', b'"home":"","home":', 1),
        canonical(made()).replace(b'"start":12', b'"start":NaN', 1),
        canonical(made()).replace(b'"start":12', b'"start":-1', 1),
    ],
)
def test_what_is_no_slip_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_slip(content)


def test_what_canonical_json_cannot_say_is_refused() -> None:
    with pytest.raises(InvalidInput):
        sealed({"quotation": "\ud800"})


def test_the_slip_in_a_page() -> None:
    content = canonical(made({"quotation": "</pre><b>&amp; \u202e<!--"}))
    shown = content.decode().replace("&", "&amp;").replace("<", "&lt;")
    page = f'<!doctype html><pre>other</pre><pre id="quote-slip" dir="ltr">{shown}</pre>'
    assert slip_in(page.encode()) == content == slip_in(content)
    for wrong in (b"<p>nothing", page.encode() * 2, b"%PDF-1.7 no", b"\xff\xfe<p>"):
        with pytest.raises(InvalidInput):
            slip_in(wrong)


def test_against_files_that_somebody_keeps() -> None:
    text = b"Mr. Chair,\n\nWe do not support it.\n"
    slip, fields = read_slip(canonical(made(text=text)))
    found = against_files(slip, fields, [("kept.txt", text)])
    assert not found.failed
    assert {line.name: line.result for line in found.lines} == {
        "slip": "ok",
        "text": "ok",
        "wording": "ok",
        "source file": "ok",
        "archive": "not checkable",
    }
    other = against_files(slip, fields, [("kept.txt", text + b" ")])
    assert other.failed
    assert [line.result for line in other.lines if line.name == "text"] == ["not checkable"]
    lying = made({"place": {**slip["place"], "wording": "We do support it."}}, text=text)
    assert against_files(*read_slip(canonical(lying)), [("kept.txt", text)]).failed


def test_words_past_the_end_do_not_stand_there() -> None:
    assert wording_line("text", b"abc", [("place", 2, 9, "c")]).result == "failed"
    assert wording_line("text", b"\xff", [("place", 0, 0, "")]).result == "failed"


def test_what_is_unknown_is_said_to_be_unknown() -> None:
    facts: dict[str, Any] = made()["provenance"]
    said = sentence(facts, lambda tag: tag)
    for label in ("on behalf of", "place", "forum"):
        assert f"{label}: unknown" in said
    assert "delivered: 2018-08-29" in said
    every = {**facts, "translation": True, "body": "Centre", "body_kind": "ngo"}
    told = sentence(every, lambda tag: tag)
    assert "on behalf of: Centre (non-governmental organisation)" in told
    assert "translated from: unknown; translated by: unknown; method: unknown; standing: unknown" in told


def test_every_clause_has_its_words() -> None:
    for facts in (made()["provenance"], {**made()["provenance"], "kind": "document", "translation": True}):
        for one in clauses(facts):
            assert one.label in LABELS
            assert all(note in CODES for note in one.notes)
