"""The first page offers the first account: at this machine, while nobody has one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.web.audit import AuditingClient, audited
from tests.web.conftest import NOW

from statement_archive.domain.people import Accounts
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.accounts import offer_setup
from statement_archive.workflow.archive import Archive

OFFER = "Open the first account"


@pytest.fixture
def client(archive: Archive, accounts: Accounts, settings: Settings) -> AuditingClient:
    token = offer_setup(accounts, NOW)
    assert token
    return audited(create_app(archive, accounts, settings, clock=lambda: NOW, testing=True, setup_token=token))


def test_it_leads_to_the_form(client: AuditingClient) -> None:
    page = client.page("/")
    links = [e.get("href", "") for e in page.iter() if e.tag == "a" and e.text == OFFER]
    assert len(links) == 1
    client.page(links[0])


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Proto": "https"},
        {"Forwarded": "for=192.0.2.1"},
        {"Via": "1.1 proxy"},
        {"Host": "rebound.example"},
    ],
)
def test_not_through_a_proxy_and_not_under_another_name(client: AuditingClient, headers: dict[str, str]) -> None:
    answer = client.get("/", headers=headers)
    assert OFFER not in answer.text
    assert "printed an address in its log" in answer.text


@pytest.mark.parametrize(("address", "offered"), [("192.0.2.7", False), ("::1", True), ("127.8.9.1", True)])
def test_only_from_this_machine(client: AuditingClient, address: str, offered: bool) -> None:
    answer = client.get("/", environ_base={"REMOTE_ADDR": address})
    assert (OFFER in answer.text) == offered


def test_not_unless_asked_for(archive: Archive, accounts: Accounts, settings: Settings) -> None:
    offer_setup(accounts, NOW)
    plain = audited(create_app(archive, accounts, settings, clock=lambda: NOW, testing=True))
    assert OFFER not in plain.get("/").text


def test_not_after_a_day(archive: Archive, accounts: Accounts, settings: Settings) -> None:
    token = offer_setup(accounts, NOW)
    assert token
    later = NOW + timedelta(days=1, seconds=1)
    old = audited(create_app(archive, accounts, settings, clock=lambda: later, testing=True, setup_token=token))
    assert OFFER not in old.get("/").text


def test_not_once_there_is_an_account(client: AuditingClient, accounts: Accounts) -> None:
    accounts.people.add(login="anna", display_name="Anna", password_hash="x", roles=["administrator"], now=NOW)
    assert OFFER not in client.get("/").text
