"""The contract of the command line: fields, exit statuses, offsets; over real files and the real index."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, fill

from .conftest import Shell

Write = Callable[[str, str | bytes], str]


@pytest.fixture
def filled(shell: Shell, write: Write) -> Shell:
    shell.json(
        "deposit",
        write("ru.txt", RUSSIAN),
        "--lang",
        "ru",
        "--rendition",
        "delivered",
        "--work",
        "w",
        "--date",
        "2018-08-29",
    )
    shell.json("deposit", write("en.txt", ENGLISH), "--lang", "en", "--rendition", "translation", "--work", "w")
    return shell


def test_deposit_answers_what_was_stored(shell: Shell, write: Write) -> None:
    done = shell.json(
        "deposit",
        write("en.txt", "Originally delivered in Russian\n\n" + ENGLISH),
        "--lang", "en", "--rendition", "translation", "--original-lang", "ru", "--body-kind", "ngo",
        "--body", "Centre for Peace", "--body-country", "Kazakhstan", "--date", "29 August 2018",
    )  # fmt: skip
    assert set(done) >= {"work", "expression", "version", "sha256", "segments", "warnings", "suggestions"}
    assert done["work"].startswith("2018-08-29-centre-for-peace")
    assert {s["fact"] for s in done["suggestions"]} >= {"original_languages"}
    shown = shell.json("show", done["work"])
    assert (shown["original_languages"], shown["original_held"]) == (["ru"], False)
    assert shown["facts"]["body"] == {
        "name": "Centre for Peace",
        "kind": "ngo",
        "country": "KZ",
        "body": "centre-for-peace",
    }
    refused = shell.json("wording", done["work"], status=1)
    assert refused["error"]["code"] == "no-delivered-text"


def test_wording_is_the_bytes(filled: Shell, tmp_path: Path) -> None:
    assert filled.run("wording", "w") == RUSSIAN
    found = filled.json("wording", "w", "ru.delivered@1", "p2.s1")
    assert found["text"] == RUSSIAN[found["start"] : found["end"]] == "Мы не поддерживаем это предложение."
    assert (found["rendition"], found["lang"], found["version"]) == ("delivered", "ru", 1)
    assert filled.json("wording", "w", "p2.s1") == found
    shutil.rmtree(filled.home / "search_index")
    assert filled.run("wording", "w") == RUSSIAN


def test_a_phrase_finds_the_other_language_and_says_what_it_is(filled: Shell) -> None:
    found = filled.json("search", '"not support"')
    (hit,) = found["hits"]
    assert (hit["lang"], hit["original"], hit["expression"]) == ("en", False, "en.translation")
    assert ENGLISH[hit["start"] : hit["end"]] == hit["text"]
    (other,) = hit["counterparts"]
    assert (other["expression"], other["original"]) == ("ru.delivered", True)
    assert "Мы не поддерживаем" in other["text"]
    assert "not support" in found["searched"]
    assert filled.json("search", '"we support"')["hits"] == []
    assert [h["lang"] for h in filled.json("search", "предложения")["hits"]] == ["ru"]
    assert filled.json("search", "proposal", "--original-only")["hits"] == []
    assert filled.json("search", "proposal", "--lang", "ru")["hits"] == []


def test_a_search_says_what_it_read_and_what_finds_more(filled: Shell) -> None:
    found = filled.json("search", "suport lang:English state:Nowhere peace AND")
    assert found["hits"] == []
    assert [(n["kind"], n["text"]) for n in found["notes"]] == [
        ("operator-as-word", "AND"),
        ("unknown-value", "state:Nowhere"),
    ]
    assert "state: Nowhere (nothing known by this)" in found["searched"]
    (instead,) = filled.json("search", "suport lang:English")["alternatives"]
    assert (instead["kind"], instead["query"], instead["what"]) == ("spelling", "support lang:English", "suport")
    assert instead["total"] == len(filled.json("search", instead["query"])["hits"]) == 1
    lines = filled.run("search", "suport near/500 -proposal", "--lang", "en").splitlines()
    assert "note: near/N stands between two words" in lines[1]
    lines = filled.run("search", '"support not"', "--lang", "en", "--original-only").splitlines()
    assert lines[0].startswith('searched: "support not", in en')
    lines = filled.run("search", '"support not"', "--lang", "en").splitlines()
    assert lines[2] == "instead: support not --lang en (1)"


def test_the_index_comes_back_with_the_same_hits(filled: Shell) -> None:
    before = filled.json("search", "support OR предложение")
    shutil.rmtree(filled.home / "search_index")
    assert filled.json("index", "status")["missing"] > 0
    rebuilt = filled.json("index", "rebuild")
    assert (rebuilt["missing"], rebuilt["stale"]) == (0, 0)
    assert filled.json("search", "support OR предложение") == before


def test_translation_round(filled: Shell, write: Write, tmp_path: Path) -> None:
    out = tmp_path / "fr.po"
    filled.json("translate", "export", "w", "fr", "-o", str(out))
    content = fill(out.read_text(encoding="utf-8"), {"p1.s1": "Monsieur le Président,"})
    done = filled.json("translate", "submit", write("back.po", content), "--by", "Anna")
    assert (done["version"], done["accepted"], done["unchanged"], done["outdated"]) == (1, 1, 5, 0)
    assert (done["conflicts"], done["refused"]) == ([], [])
    progress = filled.json("translate", "status", "w")["languages"]["fr"]
    assert progress == {"initial": 5, "translated": 1, "reviewed": 0, "final": 0, "outdated": 0, "total": 6}
    corrected = filled.json(
        "correct", "w", "ru.delivered", write("v2.txt", RUSSIAN.replace("Господин", "Уважаемый господин")),
        "--significance", "minor", "--reason", "misprint", "--authority", "delegation",
    )  # fmt: skip
    assert (corrected["version"], corrected["changed"], corrected["added"], corrected["removed"]) == (
        2,
        ["p1", "p1.s1"],
        [],
        [],
    )
    assert corrected["outdated"] == ["fr.translation p1.s1"]
    assert filled.json("verify")["problems"] == []


def test_align(filled: Shell) -> None:
    beads = filled.json("align", "w", "ru.delivered", "en.translation")["beads"]
    assert [b[:2] for b in beads] == [[[i], [i]] for i in ("p1.s1", "p2.s1", "p2.s2", "p3.s1", "p3.s2", "p4.s1")]
    assert all(0 <= b[2] <= 1 for b in beads)


def test_lines_as_sentences_keep_their_number(shell: Shell, write: Write) -> None:
    lines = "\n".join(f"Sentence {n}. And more, Mr. X." for n in range(7))
    shell.json(
        "deposit",
        write("a.txt", lines),
        "--lang",
        "en",
        "--rendition",
        "delivered",
        "--work",
        "a",
        "--sentences",
        "lines",
    )
    beads = shell.json("align", "a", "en.delivered", "en.delivered", status=0)["beads"]
    assert len(beads) == 7


def test_import_is_resumable(shell: Shell, write: Write, tmp_path: Path) -> None:
    write("a.txt", ENGLISH)
    write("b.txt", RUSSIAN)
    manifest = write(
        "manifest.jsonl",
        '{"file": "a.txt", "lang": "en", "rendition": "delivered", "work": "a"}\n'
        '{"file": "../../etc/passwd", "lang": "en", "rendition": "delivered"}\n'
        "not json\n"
        '{"file": "b.txt", "lang": "ru", "rendition": "delivered", "title": "Б"}\n',
    )
    first = shell.json("import", manifest)
    assert (first["deposited"], first["unchanged"], len(first["texts"])) == (2, 0, 2)
    assert [r["line"] for r in first["refused"]] == [2, 3]
    second = shell.json("import", manifest)
    assert (second["deposited"], second["unchanged"]) == (0, 2)


def test_drafts_and_embargoes_hold(shell: Shell, write: Write) -> None:
    shell.deposit(write("a.txt", ENGLISH), "en", "delivered", "d", "--draft")
    shell.deposit(write("a.txt", ENGLISH), "en", "delivered", "e", "--embargo-until", "2099-01-01T00:00+00:00")
    assert shell.json("search", "support") == shell.json("search", "support") | {"hits": [], "total": 0}
    assert len(shell.json("search", "support", "--unpublished")["hits"]) == 2
    for work in ("d", "e"):
        shell.json("show", work, status=1)
        shell.json("wording", work, status=1)
    assert shell.json("list")["works"] == []
    shell.json("publish", "d")
    assert len(shell.json("search", "support")["hits"]) == 1


def test_describe_withdraw_merge_name(filled: Shell, write: Write) -> None:
    filled.json(
        "describe", "w", "--set", "place=Geneva", "--set", "original_languages=ru", "--reason", "from the record"
    )
    assert filled.json("show", "w")["place"] == "Geneva"
    filled.json("describe", "w", "--set", "standing=official", "--expression", "en.translation", "--reason", "letter")
    filled.json("describe", "w", "--set", "no.such=1", "--reason", "x", status=1)
    filled.json(
        "deposit",
        write("x.txt", "Other words here."),
        "--lang",
        "en",
        "--rendition",
        "delivered",
        "--work",
        "x",
        "--speaker",
        "A. Akhmetov",
    )
    assert (
        filled.json("name", "people", "A. Akhmetov", "А. Ахметов", "--lang", "ru", "--script", "Cyrl")["id"]
        == "a-akhmetov"
    )
    filled.json("merge", "x", "w", "--reason", "the same")
    assert filled.json("show", "x")["merged_into"] == "w"
    filled.json("withdraw", "w", "en.translation", "--reason", "wrong", "--authority", "editor", "--redact")
    assert "gone" in filled.json("wording", "w", "en.translation", status=1)["error"]["code"]
    assert filled.json("search", "proposal")["hits"] == []
    assert filled.json("verify")["problems"] == []


def test_a_work_edited_by_hand_is_offered_and_adopted(filled: Shell) -> None:
    path = filled.home / "archive/works/w/work.toml"
    path.write_text(path.read_text().replace("[work]", '[work]\nplace = "Genf"', 1))
    assert filled.json("index", "update")["offers"] == ["archive/works/w/work.toml"]
    assert filled.json("verify", status=1)["problems"][0]["code"] == "rendering"
    filled.json("adopt", "w", "--reason", "edited in the folder")
    assert filled.json("show", "w")["place"] == "Genf"
    assert filled.json("verify")["problems"] == []


def test_backup_and_restore(filled: Shell, tmp_path: Path) -> None:
    copied = filled.json("backup", str(tmp_path / "copy"))
    assert copied["files"] > 5
    other = Shell(tmp_path / "other")
    other.json("restore", str(tmp_path / "copy"))
    assert other.json("verify")["problems"] == []
    assert other.json("search", '"not support"') == filled.json("search", '"not support"')


def test_wrong_use_is_status_two(shell: Shell, tmp_path: Path) -> None:
    shell.run("deposit", status=2)
    shell.run("nonsense", status=2)
    Shell(tmp_path / "nowhere").json("list", status=1)
    shell.json("init", status=1)
    shell.json("deposit", str(tmp_path / "absent.txt"), "--lang", "en", "--rendition", "delivered", status=1)
    shell.json("show", "../../etc", status=1)


@pytest.mark.parametrize(
    "rest", [["--lang", "xx-!!"], ["--lang", "en", "--work", "../x"], ["--lang", "en", "--date", "yesterday"]]
)
def test_bad_facts_are_refused_with_nothing_stored(shell: Shell, write: Write, rest: list[str]) -> None:
    shell.json("deposit", write("a.txt", ENGLISH), "--rendition", "delivered", *rest, status=1)
    assert shell.json("verify")["checked"]["events"] == 0
