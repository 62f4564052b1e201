"""Review, corrections and comparisons from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, fill

from .conftest import Shell

Write = Callable[[str, str | bytes], str]
TR = ("w", "fr.translation")
FRENCH = {"p1.s1": "Monsieur le Président,", "p2.s1": "Nous n'appuyons pas.", "p2.s2": "Nous sommes prêts."}


@pytest.fixture
def begun(shell: Shell, write: Write, tmp_path: Path) -> Shell:
    shell.deposit(write("ru.txt", RUSSIAN), "ru", "delivered", "w")
    po = tmp_path / "fr.po"
    shell.run("translate", "export", "w", "fr", "-o", str(po))
    shell.json("translate", "submit", write("back.po", fill(po.read_text(encoding="utf-8"), FRENCH)), "--by", "Anna")
    return shell


def units(shell: Shell, *more: str) -> dict[str, str]:
    return {u["unit"]: u["state"] for u in shell.json("translate", "units", *TR, *more)["units"]}


def test_units_are_decided_by_somebody_else_and_told(begun: Shell) -> None:
    assert set(units(begun, "--state", "translated")) == set(FRENCH)
    own = begun.json("translate", "review", *TR, "p1.s1", "--accept", "--by", "Anna")
    assert [r["code"] for r in own["refused"]] == ["own-words"]
    done = begun.json("translate", "review", *TR, "--accept", "--paragraph", "p2", "--by", "Boris")
    assert done["decided"] == [{"unit": u, "state": "reviewed"} for u in ("p2.s1", "p2.s2")]
    begun.json("translate", "review", *TR, "p2.s2", "--send-back", "--reason", "prêts à quoi ?", "--by", "Boris")
    begun.json("translate", "review", *TR, "--finish", "--all", "--by", "Boris")
    assert units(begun)["p2.s1"] == "final"
    error = begun.json("translate", "review", *TR, "p1.s1", "--send-back", "--by", "Boris", status=1)
    assert "says why" in error["error"]["message"]
    told = begun.json("translate", "history", *TR, "p2.s2")
    assert [(t["kind"], t.get("how")) for t in told["history"]] == [
        ("rendering", "typed"),
        ("review", "accept"),
        ("review", "send back"),
    ]
    assert "Boris" in begun.run("translate", "history", *TR, "p2.s2")
    begun.run("translate", "review", *TR, "p1.s1", "--by", "Boris", status=2)
    begun.run("translate", "review", *TR, "--accept", "--by", "Boris", status=2)


def test_what_was_changed_since_it_was_seen_is_refused(begun: Shell) -> None:
    listed = begun.json("translate", "units", *TR)
    begun.json("translate", "review", *TR, "p1.s1", "--accept", "--by", "Boris")
    late = ("--head", str(listed["head"]), "--by", "Clara")
    done = begun.json("translate", "review", *TR, "p1.s1", "--finish", *late)
    assert [r["code"] for r in done["refused"]] == ["changed"]


def test_remarks_are_left_resolved_and_opened_again(begun: Shell) -> None:
    made = begun.json("translate", "comment", *TR, "p1.s1", "Madame ?", "--by", "Boris")["comment"]
    open_now = {u["unit"]: len(u["comments"]) for u in begun.json("translate", "units", *TR)["units"]}
    assert open_now["p1.s1"] == 1
    assert begun.json("translate", "resolve", *TR, made, "--by", "Anna")["event"]
    assert begun.json("translate", "resolve", *TR, made, "--by", "Anna")["event"] is None
    begun.json("translate", "resolve", *TR, made, "--reopen", "--by", "Boris")
    begun.json("translate", "comment", *TR, "p9.s9", "x", "--by", "Boris", status=1)


def test_a_correction_says_what_it_did_and_is_answered_unit_by_unit(begun: Shell, write: Write) -> None:
    typo = RUSSIAN.replace("готовы к", "готовы  к").replace("Господин", "Господин,")
    said = ("--reason", "misprint", "--authority", "delegation")
    done = begun.json("correct", "w", "ru.delivered", write("2.txt", typo), "--significance", "typo", *said)
    assert set(done) >= {"outdated", "ended", "waived"}
    assert done["outdated"] == ["fr.translation p1.s1", "fr.translation p2.s2"]
    waived = begun.json("translate", "waive", *TR, "p1.s1", "p2.s1", "--reason", "a comma")
    assert (waived["waived"], [r["unit"] for r in waived["refused"]]) == (["p1.s1"], ["p2.s1"])
    confirmed = begun.json("translate", "confirm", *TR, "p2.s2", "p2.s1", "p9", "p4.s1", "--by", "Anna")
    assert (confirmed["confirmed"], len(confirmed["refused"])) == (["p2.s2"], 3)
    assert units(begun, "--outdated") == {}
    gone = typo.replace(" Мы готовы  к переговорам.", "")
    done = begun.json("correct", "w", "ru.delivered", write("3.txt", gone), "--significance", "major", *said)
    assert done["ended"] == ["fr.translation p2.s2"]
    back = begun.json("correct", "w", "ru.delivered", write("4.txt", RUSSIAN), "--significance", "major", *said)
    assert (back["added"], back["outdated"]) == (["p2.s2"], [])
    assert units(begun, "--outdated") == {}
    assert {u["text"] for u in begun.json("translate", "units", *TR)["units"]} >= set(FRENCH.values())


def test_a_harmless_typo_outdates_nothing(begun: Shell, write: Write) -> None:
    said = ("--reason", "misprint", "--authority", "delegation", "--harmless", "a comma")
    file = write("2.txt", RUSSIAN.replace("Господин", "Господин,"))
    done = begun.json("correct", "w", "ru.delivered", file, "--significance", "typo", *said)
    assert (done["outdated"], done["waived"]) == ([], ["fr.translation p1.s1"])
    assert "waived" in begun.run("correct", "w", "ru.delivered", write("1.txt", RUSSIAN.replace("Господин", "Господа")),
        "--significance", "typo", *said)  # fmt: skip


def test_units_are_joined_parted_and_restored(begun: Shell) -> None:
    assert begun.json("translate", "join", *TR, "p2.s1", "p2.s2")["joined"] == ["p2.s1 p2.s2"]
    assert units(begun)["p2.s1 p2.s2"] == "translated"
    assert begun.json("translate", "part", *TR, "p2.s1 p2.s2")["joined"] == []
    begun.json("translate", "join", *TR, "p2.s1", "p4.s1", status=1)
    event = begun.json("translate", "history", *TR, "p1.s1")["history"][0]["event"]
    error = begun.json("translate", "restore", *TR, "p1.s1", "--event", str(event), "--by", "Anna", status=1)
    assert "stands so already" in error["error"]["message"]


def test_a_translation_moves_to_a_better_source(shell: Shell, write: Write, tmp_path: Path) -> None:
    shell.deposit(write("en.txt", ENGLISH), "en", "translation", "w")
    po = tmp_path / "fr.po"
    shell.run("translate", "export", "w", "fr", "-o", str(po))
    shell.json("translate", "submit", write("back.po", fill(po.read_text(encoding="utf-8"), FRENCH)), "--by", "Anna")
    shell.deposit(write("ru.txt", RUSSIAN), "ru", "delivered", "w")
    done = shell.json("translate", "rebase", *TR, "--source", "ru.delivered", "--by", "Boris")
    assert (done["expression"], done["from"], done["source"]) == ("fr.translation-2", "fr.translation", "ru.delivered")
    assert len(done["filled"]) == 3
    assert "Not" not in shell.run("translate", "units", "w", done["expression"])


def test_two_wordings_are_compared(begun: Shell, write: Write) -> None:
    begun.deposit(write("p.txt", RUSSIAN.replace("готовы", "рады")), "ru", "prepared", "w")
    done = begun.json("compare", "w", "ru.prepared", "ru.delivered@1")
    changed = [p for p in done["paragraphs"] if not p["same"]]
    assert [p["segment"] for p in changed] == ["p2"]
    assert ["removed", "рады"] in changed[0]["pieces"]
    assert "[-рады-]{+готовы+}" in begun.run("compare", "w", "ru.prepared", "ru.delivered@1")
    said = ("--significance", "minor", "--reason", "heard", "--authority", "clerk")
    begun.json("correct", "w", "ru.delivered", write("2.txt", RUSSIAN.replace("рады", "X") + "\n\nX."), *said)
    between = begun.json("compare", "w", "ru.delivered@1", "ru.delivered@2")["between"]
    assert [(v["n"], v["significance"], v["authority"]) for v in between] == [(2, "minor", "clerk")]
    assert "not a word" in begun.run("compare", "w", "ru.delivered@1", "ru.delivered@1")
