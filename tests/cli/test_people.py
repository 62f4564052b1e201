"""Accounts by command: languages of roles, invitations, names that go."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import Shell

PASSWORD = ("--password", "a boat on the lake at dawn")
Write = Callable[[str, str | bytes], str]


def test_roles_are_held_to_languages(shell: Shell) -> None:
    shell.json("user", "add", "root", *PASSWORD)
    held = ("--role", "translator", "--language", "translator:RU", "--language", "translator:zh-hans")
    made = shell.json("user", "add", "anna", *held, *PASSWORD)
    assert (made["roles"], made["languages"]) == (["translator"], {"translator": ["ru", "zh-Hans"]})
    assert "translator (ru zh-Hans)" in shell.run("user", "list")
    assert shell.json("user", "roles", "anna", "--role", "reviewer")["languages"] == {}
    for wrong in ("editor:ru", "translator:ru", "ru", "reviewer:x y", "reviewer:"):
        shell.json("user", "roles", "anna", "--role", "reviewer", "--language", wrong, status=1)


def test_invitations_are_listed_and_ended(shell: Shell) -> None:
    shell.json("user", "add", "root", *PASSWORD)
    made = shell.json("user", "invite", "--role", "translator", "--language", "translator:fr")
    assert made["link"].endswith(f"/account/invitation/{made['token']}")
    (found,) = shell.json("user", "invitations")["invitations"]
    assert (found["roles"], found["languages"], found["until"]) == (
        ["translator"],
        {"translator": ["fr"]},
        made["until"],
    )
    assert made["token"] not in str(found)
    assert "translator (fr)" in shell.run("user", "invitations")
    shell.json("user", "uninvite", found["id"])
    assert shell.json("user", "invitations") == {"invitations": []}
    shell.json("user", "uninvite", found["id"], status=1)
    assert "works once, until" in shell.run("user", "invite")
    assert "works once, until" in shell.run("user", "reset", "root")


def test_an_account_is_closed_opened_and_erased(shell: Shell) -> None:
    shell.json("user", "add", "root", *PASSWORD)
    shell.json("user", "add", "anna", "--name", "Anna Akhmetova", *PASSWORD)
    assert shell.json("user", "deactivate", "anna")["active"] is False
    assert shell.json("user", "reactivate", "anna")["active"] is True
    shell.json("user", "erase", "root", "--reason", "left", status=1)
    erased = shell.json("user", "erase", "anna", "--reason", "asked to")
    assert (erased["erased"], erased["name"], erased["drafts"]) == (True, "", 0)
    assert "Akhmetova" not in shell.run("user", "list")
    assert "(name erased)" in shell.run("user", "list")
    database = (shell.home / "instance/accounts.sqlite").read_bytes()
    log = shell.home / "instance/accounts.sqlite-wal"
    assert b"Akhmetova" not in database + (log.read_bytes() if log.exists() else b"")


def test_a_claimed_name_is_erased(shell: Shell, write: Write) -> None:
    shell.deposit(write("a.txt", "Мы против.\n"), "ru", "delivered", "w")
    head, _, body = shell.run("translate", "export", "w", "fr").partition("\n\n")
    exported = head + "\n\n" + body.replace('msgstr ""', 'msgstr "Nous sommes contre."')
    shell.json("translate", "submit", write("fr.po", exported), "--by", "Anna Akhmetova")
    assert shell.json("names", "list") == {"names": {"Anna Akhmetova": 1}}
    done = shell.json("names", "erase", "Anna Akhmetova", "--reason", "asked to")
    assert (done["works"], done["claims"], done["uploads"], done["in_chain"]) == (["w"], 1, 1, 0)
    assert shell.json("names", "list") == {"names": {}}
    assert shell.json("verify")["problems"] == []
    assert all(b"Akhmetova" not in p.read_bytes() for p in shell.home.rglob("*") if p.is_file())
    shell.json("names", "erase", "Anna Akhmetova", "--reason", "again", status=1)
