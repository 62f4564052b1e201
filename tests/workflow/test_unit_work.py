"""What is done with units besides typing: titles, departures, joining, restoring, rebasing, remarks."""

from __future__ import annotations

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, Actor
from statement_archive.domain.errors import Conflict, Gone, InvalidInput, NotAllowed, Refused
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Departure, Translation, Unit
from statement_archive.domain.unit_states import IllegalTransition
from statement_archive.formats.sniff import read_submission
from statement_archive.workflow.comments import comment, dismiss, resolve
from statement_archive.workflow.correct import correct
from statement_archive.workflow.describe import describe
from statement_archive.workflow.erase_name import erase_claimed_name
from statement_archive.workflow.joining import join, part
from statement_archive.workflow.reading import text_of, version_of
from statement_archive.workflow.rebase import rebase
from statement_archive.workflow.restore import restore
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.settle import settle
from statement_archive.workflow.translate import SubmissionResult, submit, submit_units
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.withdraw import withdraw

from .conftest import ENGLISH, RUSSIAN, Desk, fill

ANNA = Actor("p-anna", frozenset({"translator"}))
BELA = Actor("p-bela", frozenset({"reviewer"}))
NAME = "fr.archive"


def _made(desk: Desk, work: str, name: str = NAME) -> Translation:
    return desk.work(work).translations[name]  # type: ignore[index]  # a name is enough to ask


def _units(desk: Desk, work: str, name: str = NAME) -> dict[str, Unit]:
    return {u.source.key: u for u in units_of(desk.archive, desk.work(work), _made(desk, work, name))}


def _save(desk: Desk, work: str, unit: str, text: str, actor: Actor = ANNA, **more: object) -> SubmissionResult:
    """As the editor does: one unit, against what stands."""
    found = desk.work(work)
    made = found.translations.get(NAME)  # type: ignore[call-overload]  # a name is enough to ask
    source = found.expression(made.source if made else "ru.delivered")
    words = _source_text(desk, work, unit)
    submission = Submission(
        work=work,
        expression=NAME,
        lang="fr",
        source_expression=source.id,
        source_version=len(source.versions),
        base_version=len(made.expression.versions) if made else 0,
        translator="",
        units=(SubmittedUnit(unit, words, text, draft=False, line=0, **more),),  # type: ignore[arg-type]  # as given
    )
    done = submit_units(desk.archive, actor, submission, desk.tick(), by="", via="page", decided_here=True)
    desk.settle(work)
    return done


def _source_text(desk: Desk, work: str, unit: str) -> str:
    for block in desk.export(work, "fr", source="ru.delivered", expression=NAME).split("\n\n"):
        if f'msgctxt "{unit}"' in block:
            lines = block.split("msgid ")[1].split("msgstr ")[0].strip().split("\n")
            return "".join(line.strip('"') for line in lines).replace("\\n", "\n").replace('\\"', '"')
    raise AssertionError(unit)


@pytest.fixture
def work(desk: Desk) -> str:
    return desk.deposit(
        RUSSIAN,
        "ru",
        "delivered",
        expression="ru.delivered",
        title="О реках",
        speaker="Анна Иванова",
        speaker_role="министр",
        body="Тумансу",
    ).work


def test_title_role_and_body_are_translated_with_the_text_and_stand_in_none(desk: Desk, work: str) -> None:
    _save(desk, work, "title", "Des rivières")
    units = _units(desk, work)
    assert list(units)[:3] == ["title", "speaker.role", "body.name"]
    assert units["title"].text == "Des rivières"
    version = version_of(desk.work(work).expression(NAME))
    assert text_of(desk.archive, version) == ""
    describe(desk.archive, HOME_ADMINISTRATOR, work, {"speaker.role": "посол"}, "as printed", desk.tick())
    old = fill(desk.export(work, "fr", expression=NAME), {"speaker.role": "ambassadeur"})
    describe(desk.archive, HOME_ADMINISTRATOR, work, {"speaker.role": "посланник"}, "as printed", desk.tick())
    done = desk.submit(old)
    assert (done.accepted, done.outdated) == (("speaker.role",), ("speaker.role",))
    assert _units(desk, work)["speaker.role"].outdated
    assert not _units(desk, work)["title"].outdated


def test_what_the_text_says_itself_is_one_unit(desk: Desk) -> None:
    work = desk.deposit("О реках\n\n" + RUSSIAN, "ru", "delivered", expression="ru.delivered", title="О реках").work
    assert "title" not in desk.export(work, "fr")


def test_words_left_out_on_purpose_are_a_fact_and_no_gap(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "", departure=Departure("omission", "said twice"))
    unit = _units(desk, work)["p2.s1"]
    assert (unit.omitted, unit.state) == (True, "translated")
    done = review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    assert done.decided == (("p2.s1", "reviewed"),)
    assert _save(desk, work, "p2.s1", "Nous ne soutenons pas.").sent_back == ("p2.s1",)
    unit = _units(desk, work)["p2.s1"]
    assert not unit.omitted
    assert unit.lost is not None


def test_nobody_accepts_words_of_their_own_or_made_from_an_older_source(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.", BELA)
    _save(desk, work, "p2.s2", "Oui.")
    head = _made(desk, work).head
    both = [UnitVerdict("p2.s1", "accept"), UnitVerdict("p2.s2", "accept")]
    done = review(desk.archive, BELA, work, NAME, both, desk.tick(), head=head)
    assert done.decided == (("p2.s2", "reviewed"),)
    assert [(r.unit, r.code) for r in done.refused] == [("p2.s1", "own-words")]
    desk.correct(work, "ru.delivered", RUSSIAN.replace("не поддерживаем", "не можем поддержать"))
    again = review(desk.archive, ANNA_REVIEWS, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    assert [r.code for r in again.refused] == ["outdated"]
    assert _units(desk, work)["p2.s2"].state == "reviewed"


ANNA_REVIEWS = Actor("p-anna", frozenset({"reviewer"}))


def test_words_changed_after_the_reviewer_looked_are_not_accepted_unseen(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    head = _made(desk, work).head
    _save(desk, work, "p2.s1", "Jamais.")
    done = review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick(), head=head)
    assert [r.code for r in done.refused] == ["changed"]


def test_sent_back_says_why_until_somebody_touches_it(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    with pytest.raises(InvalidInput, match="says why"):
        review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "send back")], desk.tick())
    review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "send back", "too short")], desk.tick())
    unit = _units(desk, work)["p2.s1"]
    assert unit.returned
    assert unit.review is not None
    assert unit.review.reason == "too short"
    _save(desk, work, "p2.s1", "Nous ne soutenons pas cette proposition.")
    assert not _units(desk, work)["p2.s1"].returned


def test_a_role_counts_for_its_languages_only(desk: Desk, work: str) -> None:
    german = Actor("p-g", frozenset({"translator", "reviewer"}), frozenset({("translator", "de"), ("reviewer", "fr")}))
    # As a reviewer into French one may translate into French too, for a reviewer may.
    _save(desk, work, "p2.s1", "Non.", german)
    only = Actor("p-g", frozenset({"translator"}), frozenset({("translator", "de")}))
    with pytest.raises(NotAllowed):
        _save(desk, work, "p2.s1", "Non !", only)
    with pytest.raises(NotAllowed):
        comment(desk.archive, only, work, NAME, "p2.s1", "?", desk.tick())


def test_sentences_joined_and_parted_keep_every_word(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Un.")
    _save(desk, work, "p2.s2", "Deux.")
    join(desk.archive, ANNA, work, "fr", NAME, ["p2.s1", "p2.s2"], desk.tick())
    assert _units(desk, work)["p2.s1 p2.s2"].text == "Un. Deux."
    _save(desk, work, "p2.s1 p2.s2", "Un et deux.")
    with pytest.raises(InvalidInput, match="beside each other"):
        join(desk.archive, ANNA, work, "fr", NAME, ["p2.s2", "p3.s1"], desk.tick())
    part(desk.archive, ANNA, work, "fr", NAME, "p2.s1 p2.s2", desk.tick())
    units = _units(desk, work)
    assert (units["p2.s1"].text, units["p2.s1"].state) == ("Un.", "initial")
    assert _made(desk, work).ever("p2.s1 p2.s2") == {"Un. Deux.", "Un et deux."}


def test_joined_sentences_fall_apart_when_one_ends_and_come_back_with_it(desk: Desk, work: str) -> None:
    join(desk.archive, ANNA, work, "fr", NAME, ["p2.s1", "p2.s2"], desk.tick())
    _save(desk, work, "p2.s1 p2.s2", "Un et deux.")
    desk.correct(work, "ru.delivered", RUSSIAN.replace(" Мы готовы к переговорам.", ""))
    assert "p2.s1 p2.s2" not in _units(desk, work)
    assert "p2.s1" in _units(desk, work)


def test_an_earlier_rendering_is_restored_against_its_own_source(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Un.")
    first = _made(desk, work).head
    _save(desk, work, "p2.s1", "Une.", BELA)
    restore(desk.archive, BELA, work, NAME, "p2.s1", first, desk.tick(), head=_made(desk, work).head)
    last = _made(desk, work).last("p2.s1")
    assert last is not None
    assert (last.text, last.how, last.by) == ("Un.", "reverted", "p-bela")
    assert last.authors == {"p-anna"}
    with pytest.raises(Refused, match="stands so already"):
        restore(desk.archive, BELA, work, NAME, "p2.s1", first, desk.tick())
    with pytest.raises(Conflict):
        restore(desk.archive, BELA, work, NAME, "p2.s1", 2, desk.tick(), head=1)


def test_a_better_source_fills_a_new_translation_with_drafts_and_leaves_the_old(desk: Desk) -> None:
    work = desk.deposit(ENGLISH, "en", "translation", expression="en.ngo", original_langs=("ru",)).work
    po = desk.export(work, "fr", expression="fr.relay")
    desk.submit(fill(po, {"p2.s1": "Nous ne soutenons pas.", "p2.s2": "Prêts.", "p4.s1": "Merci."}))
    desk.deposit(RUSSIAN, "ru", "delivered", work=work, expression="ru.delivered")
    new = rebase(desk.archive, ANNA, work, "fr.relay", "ru.delivered", desk.tick(), name="fr.original")
    desk.settle(work)
    assert (new.source, new.rebased_from) == ("ru.delivered", "fr.relay")
    units = _units(desk, work, "fr.original")
    assert [(u.text, u.state) for u in units.values() if u.text] == [
        ("Nous ne soutenons pas.", "initial"),
        ("Prêts.", "initial"),
        ("Merci.", "initial"),
    ]
    last = new.last("p2.s1")
    assert last is not None
    assert (last.how, last.origin) == ("rebased", "fr.relay p2.s1")
    assert _units(desk, work, "fr.relay")["p2.s1"].text == "Nous ne soutenons pas."
    assert new.expression.facts.source.via == ""
    with pytest.raises(InvalidInput, match="has begun"):
        rebase(desk.archive, ANNA, work, "fr.relay", "ru.delivered", desk.tick(), name="fr.original")


def test_remarks_are_open_until_resolved_and_may_come_before_the_first_word(desk: Desk, work: str) -> None:
    first = comment(desk.archive, ANNA, work, NAME, "p2.s1", "which proposal?", desk.tick(), lang="fr")
    _save(desk, work, "p2.s1", "Non.")
    assert _units(desk, work)["p2.s1"].comments == 1
    resolve(desk.archive, BELA, work, NAME, first, desk.tick())
    assert resolve(desk.archive, BELA, work, NAME, first, desk.tick()) is None
    assert _units(desk, work)["p2.s1"].comments == 0
    (kept,) = _made(desk, work).comments
    assert (kept.closed_by, kept.text) == ("p-bela", "which proposal?")
    dismiss(desk.archive, ANNA, work, NAME, "p2.s1", "length", "f" * 64, "short on purpose", desk.tick())
    assert _made(desk, work).dismissals["p2.s1"][0].reason == "short on purpose"


def test_remarks_go_with_the_words_when_a_translation_is_redacted(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    comment(desk.archive, ANNA, work, NAME, "p2.s1", "a secret remark", desk.tick())
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "law", "court", desk.tick(), ref=NAME, redact=True)
    lines = desk.archive.ledger.read(next(s for s in desk.archive.ledger.streams("translations/") if NAME in s))
    assert "a secret remark" not in str([e.data for e in lines])


def test_a_conflict_is_not_accepted_before_it_is_settled(desk: Desk, work: str) -> None:
    po = desk.export(work, "fr", source="ru.delivered", expression=NAME)
    desk.submit(fill(po, {"p2.s1": "Non."}), by="Cara")
    desk.submit(fill(po, {"p2.s1": "Jamais."}), by="Dora")
    done = review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    assert [r.code for r in done.refused] == ["in-conflict"]
    assert IllegalTransition.code == "illegal-transition"


def test_saving_the_same_words_again_is_no_news_and_keeps_a_review(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    review(desk.archive, BELA, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    head = _made(desk, work).head
    assert _save(desk, work, "p2.s1", "Non.").unchanged == 1
    assert _made(desk, work).head == head
    assert _units(desk, work)["p2.s1"].state == "reviewed"


def test_words_typed_again_by_another_are_still_of_who_gave_them_first(desk: Desk, work: str) -> None:
    for text, actor in (("Non.", ANNA), ("Jamais.", BELA), ("Non.", BELA)):
        _save(desk, work, "p2.s1", text, actor)
    done = review(desk.archive, ANNA_REVIEWS, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    assert [r.code for r in done.refused] == ["own-words"]


def test_words_that_won_a_conflict_are_of_who_typed_them(desk: Desk, work: str) -> None:
    po = desk.export(work, "fr", source="ru.delivered", expression=NAME)
    for text, actor in (("Non.", BELA), ("Jamais.", ANNA)):
        submit(desk.archive, actor, fill(po, {"p2.s1": text}).encode(), desk.tick(), by="")
    _save(desk, work, "p2.s1", "Jamais.", BELA)
    done = review(desk.archive, ANNA_REVIEWS, work, NAME, [UnitVerdict("p2.s1", "accept")], desk.tick())
    assert [r.code for r in done.refused] == ["own-words"]


def test_words_carried_to_a_better_source_are_still_of_who_gave_them(desk: Desk) -> None:
    work = desk.deposit(ENGLISH, "en", "translation", expression="en.ngo", original_langs=("ru",)).work
    po = desk.export(work, "fr", expression=NAME)
    submit(desk.archive, ANNA, fill(po, {"p2.s1": "Nous ne soutenons pas."}).encode(), desk.tick(), by="")
    desk.deposit(RUSSIAN, "ru", "delivered", work=work, expression="ru.delivered")
    made = rebase(desk.archive, BELA, work, NAME, "ru.delivered", desk.tick(), name="fr.original")
    carla = Actor("p-carla", frozenset({"translator"}))
    po = desk.export(work, "fr", expression="fr.original").replace("#, fuzzy\n", "")
    submission = read_submission(po.encode())[0]
    submit_units(desk.archive, carla, submission, desk.tick(), by="", via="page", decided_here=True)
    verdict = [UnitVerdict("p2.s1", "accept")]
    done = review(desk.archive, ANNA_REVIEWS, work, made.expression.id, verdict, desk.tick())
    assert [r.code for r in done.refused] == ["own-words"]


def test_a_name_that_was_erased_accepts_no_words_of_its_own(desk: Desk, work: str) -> None:
    desk.submit(fill(desk.export(work, "fr", source="ru.delivered", expression=NAME), {"p2.s1": "Non."}), by="Cara")
    erase_claimed_name(desk.archive, HOME_ADMINISTRATOR, "Cara", "asked for", desk.tick())
    verdict = [UnitVerdict("p2.s1", "accept")]
    done = review(desk.archive, HOME_ADMINISTRATOR, work, NAME, verdict, desk.tick(), by="Cara")
    assert [r.code for r in done.refused] == ["own-words"]
    assert review(desk.archive, HOME_ADMINISTRATOR, work, NAME, verdict, desk.tick(), by="Dora").decided


LEFT_OUT = Departure("omission", "said twice")


def _save_from(desk: Desk, work: str, base: int, text: str, actor: Actor) -> SubmissionResult:
    unit = SubmittedUnit("p2.s1", _source_text(desk, work, "p2.s1"), text, draft=False, line=0)
    submission = Submission(work, NAME, "fr", "ru.delivered", 1, base, "", (unit,))
    return submit_units(desk.archive, actor, submission, desk.tick(), by="", via="page", decided_here=True)


@pytest.mark.parametrize("settled", ["", "Non."])
def test_words_do_not_overwrite_that_they_were_left_out_meanwhile(desk: Desk, work: str, settled: str) -> None:
    _save(desk, work, "p4.s1", "Merci.")
    _save(desk, work, "p2.s1", "", departure=LEFT_OUT)
    done = _save_from(desk, work, 1, "Non.", BELA)
    assert [(c.theirs, c.mine) for c in done.conflicts] == [("", "Non.")]
    assert _units(desk, work)["p2.s1"].omitted
    settle(desk.archive, BELA, work, NAME, "p2.s1", settled, 3, desk.tick(), by="")
    assert not _made(desk, work).conflicts
    assert (_units(desk, work)["p2.s1"].text, _units(desk, work)["p2.s1"].omitted) == (settled, not settled)


def test_an_emptied_field_deletes_nothing_whatever_was_added(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    done = _save(desk, work, "p2.s1", "", departure=Departure("addition", "explains"))
    assert (done.accepted, _units(desk, work)["p2.s1"].text) == ((), "Non.")


def test_nothing_is_restored_into_an_empty_text_while_the_source_is_withdrawn(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    _save(desk, work, "p2.s1", "Jamais.")
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "wrong text", "delegation", desk.tick(), ref="ru.delivered@1")
    with pytest.raises(Gone):
        restore(desk.archive, ANNA, work, NAME, "p2.s1", 1, desk.tick())
    assert text_of(desk.archive, version_of(desk.work(work).expression(NAME))) == "Jamais."


def test_a_waiver_does_not_lead_past_a_change_that_was_withdrawn(desk: Desk, work: str) -> None:
    desk.correct(work, "ru.delivered", RUSSIAN.replace("не поддерживаем", "поддерживаем"), "major")
    unit = SubmittedUnit("p2.s1", "Мы поддерживаем это предложение.", "Nous soutenons.", draft=False, line=0)
    submission = Submission(work, NAME, "fr", "ru.delivered", 2, 0, "", (unit,))
    submit_units(desk.archive, ANNA, submission, desk.tick(), by="", via="page")
    withdraw(desk.archive, HOME_ADMINISTRATOR, work, "wrong text", "delegation", desk.tick(), ref="ru.delivered@2")
    done = correct(
        desk.archive,
        HOME_ADMINISTRATOR,
        work,
        "ru.delivered",
        RUSSIAN.replace("Спасибо", "Благодарю").encode(),
        desk.tick(),
        file_name="text.txt",
        significance="typo",
        reason="misprint",
        authority="delegation",
        harmless="only a misprint",
    )
    assert done.waived == ()
    assert _units(desk, work)["p2.s1"].outdated


def test_half_a_character_is_refused_and_nothing_is_written(desk: Desk, work: str) -> None:
    _save(desk, work, "p2.s1", "Non.")
    with pytest.raises(InvalidInput, match="surrogate"):
        _save(desk, work, "p2.s1", "Non \ud800")
    assert _units(desk, work)["p2.s1"].text == "Non."
