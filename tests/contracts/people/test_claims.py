from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from statement_archive.domain.desk import MAX_CLAIM, MAX_NOTE, NOTICE_LASTS, Claim, Claimed
from statement_archive.domain.errors import Conflict, InvalidInput, NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts

ANNA = PersonId("p-annaannaanna")
BORIS = PersonId("p-borisborisbo")
WORK, RU = "sco-2026", "ru.translation"
DAY = timedelta(days=1)


def take(accounts: Accounts, person: PersonId, now: datetime, *, days: int = 3, over: bool = False) -> Claim:
    return accounts.claims.take(WORK, RU, person, lang="ru", until=now + days * DAY, now=now, over=over)


def test_what_is_claimed_is_told_until_its_time_is_over(accounts: Accounts, now: datetime) -> None:
    claim = accounts.claims.take(WORK, RU, ANNA, lang="ru", until=now + DAY, now=now, note=" до пятницы\0\ud800 ")
    assert (claim.person, claim.lang, claim.taken_at, claim.until) == (ANNA, "ru", now, now + DAY)
    assert claim.note == "до пятницы\0\ud800"
    for found in (accounts.claims.of_work(WORK, now), accounts.claims.of_person(ANNA, now), accounts.claims.live(now)):
        assert list(found) == [claim]
    assert accounts.claims.of_work(WORK, now + DAY) == ()
    assert accounts.claims.of_person(ANNA, now + DAY) == ()
    assert accounts.claims.of_work("another-work", now) == ()
    assert accounts.claims.of_person(BORIS, now) == ()


def test_another_is_told_whose_it_is(accounts: Accounts, now: datetime) -> None:
    held = take(accounts, ANNA, now)
    with pytest.raises(Claimed) as refused:
        take(accounts, BORIS, now + DAY)
    assert isinstance(refused.value, Conflict)
    assert refused.value.claim == held
    assert refused.value.details["person"] == ANNA
    assert list(accounts.claims.of_work(WORK, now)) == [held]


def test_another_translation_of_the_work_is_free(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    accounts.claims.take(WORK, "de.translation", BORIS, lang="de", until=now + DAY, now=now)
    assert [(claim.expression, claim.person) for claim in accounts.claims.of_work(WORK, now)] == [
        ("de.translation", BORIS),
        (RU, ANNA),
    ]
    assert [claim.person for claim in accounts.claims.live(now)] == [BORIS, ANNA]


def test_a_claim_whose_time_is_over_holds_nobody_back(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now, days=1)
    later = now + DAY
    assert take(accounts, BORIS, later).person == BORIS
    assert accounts.claims.taken_over(ANNA, later) == ()


def test_who_is_taken_over_sees_it_until_they_take_it_back(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    later = now + timedelta(hours=1)
    assert take(accounts, BORIS, later, over=True).taken_at == later
    (told,) = accounts.claims.taken_over(ANNA, later)
    assert (told.work, told.expression, told.lang, told.person, told.by, told.at) == (
        WORK,
        RU,
        "ru",
        ANNA,
        BORIS,
        later,
    )
    assert accounts.claims.of_person(ANNA, later) == ()
    assert accounts.claims.taken_over(ANNA, later + NOTICE_LASTS) == ()
    take(accounts, ANNA, later + DAY, over=True)
    assert accounts.claims.taken_over(ANNA, later + DAY) == ()
    assert [told.by for told in accounts.claims.taken_over(BORIS, later + DAY)] == [ANNA]


def test_the_notice_stays_when_the_new_claim_is_given_back(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    take(accounts, BORIS, now, over=True)
    assert accounts.claims.release(WORK, RU, BORIS)
    assert len(accounts.claims.taken_over(ANNA, now)) == 1


def test_ones_own_claim_is_changed_and_keeps_its_beginning(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    later = now + DAY
    changed = accounts.claims.take(WORK, RU, ANNA, lang="ru", until=later + 9 * DAY, now=later, note="longer")
    assert (changed.taken_at, changed.until, changed.note) == (now, later + 9 * DAY, "longer")
    assert list(accounts.claims.of_person(ANNA, later)) == [changed]


def test_a_claim_is_extended_by_whoever_has_it(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now, days=1)
    assert accounts.claims.extend(WORK, RU, ANNA, until=now + 5 * DAY, now=now).until == now + 5 * DAY
    after = now + 6 * DAY
    assert accounts.claims.extend(WORK, RU, ANNA, until=after + DAY, now=after).until == after + DAY
    for person, work in ((BORIS, WORK), (ANNA, "another-work")):
        with pytest.raises(NotFound):
            accounts.claims.extend(work, RU, person, until=after + DAY, now=after)


def test_only_ones_own_claim_is_released(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    assert not accounts.claims.release(WORK, RU, BORIS)
    assert accounts.claims.release(WORK, RU, ANNA)
    assert not accounts.claims.release(WORK, RU, ANNA)
    assert accounts.claims.live(now) == ()


def test_a_claim_has_an_end_that_can_be_kept(accounts: Accounts, now: datetime) -> None:
    for until in (now, now - DAY, now + MAX_CLAIM + timedelta(seconds=1)):
        with pytest.raises(InvalidInput):
            accounts.claims.take(WORK, RU, ANNA, lang="ru", until=until, now=now)
    accounts.claims.take(WORK, RU, ANNA, lang="ru", until=now + MAX_CLAIM, now=now)
    with pytest.raises(InvalidInput):
        accounts.claims.extend(WORK, RU, ANNA, until=now, now=now)
    with pytest.raises(InvalidInput):
        accounts.claims.take(WORK, RU, ANNA, lang="ru", until=now + DAY, now=now, note="x" * (MAX_NOTE + 1))


@pytest.mark.parametrize("hostile", ["", "\0", "\ud800", "../x", "x" * 1000, "a' OR '1'='1"])
def test_names_that_are_none(accounts: Accounts, now: datetime, hostile: str) -> None:
    for work, expression in ((hostile, RU), (WORK, hostile)):
        with pytest.raises(InvalidInput):
            accounts.claims.take(work, expression, ANNA, lang="ru", until=now + DAY, now=now)
        assert not accounts.claims.release(work, expression, ANNA)
    assert accounts.claims.of_work(hostile, now) == ()


def test_one_of_many_takes_what_is_free(accounts: Accounts, now: datetime) -> None:
    together = Barrier(8)

    def claim(n: int) -> str:
        together.wait()
        try:
            return take(accounts, PersonId(f"p-{n}"), now).person
        except Claimed as held:
            return f"not {held.claim.person}"

    with ThreadPoolExecutor(8) as threads:
        outcomes = sorted(threads.map(claim, range(8)))
    (winner,) = [outcome for outcome in outcomes if outcome.startswith("p-")]
    assert outcomes[:7] == [f"not {winner}"] * 7


def test_everybody_who_was_taken_over_is_told(accounts: Accounts, now: datetime) -> None:
    people = [PersonId(f"p-{n}") for n in range(6)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda person: take(accounts, person, now, over=True), people))
    (holder,) = accounts.claims.of_work(WORK, now)
    told = [person for person in people if accounts.claims.taken_over(person, now)]
    assert told == [person for person in people if person != holder.person]


def test_a_person_is_forgotten(accounts: Accounts, now: datetime) -> None:
    take(accounts, ANNA, now)
    take(accounts, BORIS, now, over=True)
    assert accounts.claims.forget(BORIS) == 1
    assert accounts.claims.live(now) == ()
    assert accounts.claims.taken_over(ANNA, now) == ()
