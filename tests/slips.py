"""A slip made by hand, for tests that need no archive."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from statement_archive.quotes.slip import ATTESTS, FORMAT, Slip, sealed

TEXT = b"Mr. Chair,\n\nWe do not support it.\n"
WORDS = "We do not support it."


def made(changes: Mapping[str, Any] | None = None, *, text: bytes = TEXT) -> Slip:
    digest = sha256(text).hexdigest()
    facts = {
        "kind": "statement", "title": "", "speaker": "A. Speaker", "role": "", "body": "", "body_kind": "unknown",
        "country": "", "date": "2018-08-29", "date_event": "delivered", "place": "", "forum": "", "meeting": "",
        "symbols": [], "original_languages": ["en"], "lang": "en", "translation": False, "relation": "delivered",
        "basis": {"how": "", "by": "", "at": "", "note": ""},
        "source": {"kind": "original", "expression": "", "version": None, "lang": "", "via": ""},
        "maker": {"kind": "unknown", "name": ""}, "translators": [], "method": "unknown", "standing": "unknown",
        "state": None, "outdated": False, "taken_in": "2026-01-01T00:00:00.000000Z", "file": "a.txt",
        "source_url": "",
    }  # fmt: skip
    file = {"name": "a.txt", "path": "archive/works/w/sources/a.txt", "sha256": digest, "bytes": len(text)}
    fields = {
        "format": FORMAT,
        "attests": ATTESTS,
        "issued": "2026-01-02T03:04:05.000000Z",
        "home": "",
        "ledgers": [{"ledger": "archive/works/w/events.jsonl", "event": 1, "hash": "0" * 64}],
        "link": "https://archive.example/works/w/en.delivered@1/p2",
        "quotation": None,
        "claim": None,
        "check": None,
        "relation": "from the original",
        "text": {
            "work": "w", "expression": "en.delivered", "version": 1, "versions": 1, "lang": "en",
            "path": "archive/works/w/texts/a.txt", "sha256": digest, "characters": len(text.decode()), "file": file,
        },
        "place": {"locator": "p2", "paragraphs": ["2"], "start": 12, "end": 33, "wording": WORDS, "lang": "en"},
        "sentences": {"segments": ["p2.s1"], "start": 12, "end": 33, "text": WORDS},
        "original": {"state": "quoted", "languages": ["en"]},
        "beside": [],
        "provenance": facts,
        "sentence": "…",
    }  # fmt: skip
    return sealed({**fields, **(changes or {})})
