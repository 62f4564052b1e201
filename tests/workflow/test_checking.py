"""Checks with what the archive knows: its glossary, its names, and what somebody let stand."""

from __future__ import annotations

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.facts import Name
from statement_archive.domain.terms import TermForm
from statement_archive.domain.translations import Translation
from statement_archive.workflow.checking import doubts, doubts_of
from statement_archive.workflow.comments import dismiss
from statement_archive.workflow.glossary import set_terms
from statement_archive.workflow.names import add_name
from statement_archive.workflow.translation_file import units_of

from .conftest import Desk, fill

NAME = "fr.translation"


def _begun(desk: Desk) -> tuple[str, Translation]:
    text = "Делегация Тумансу внесла 14 поправок в договор."
    work = desk.deposit(text, "ru", "delivered", expression="ru.delivered", body="Тумансу").work
    add_name(desk.archive, HOME_ADMINISTRATOR, "bodies", "Тумансу", Name(value="Toumanssou", lang="fr"), desk.tick())
    po = desk.export(work, "fr")
    desk.submit(fill(po, {"p1.s1": "La délégation du Toumanssou a présenté 15 amendements au pacte."}))
    return work, desk.work(work).translations[NAME]  # type: ignore[index]  # a name is enough to ask


def test_numbers_names_and_terms_are_doubted_until_somebody_lets_them_stand(desk: Desk) -> None:
    work, made = _begun(desk)
    forms = [TermForm("договор", "ru", "preferred"), TermForm("traité", "fr", "preferred")]
    set_terms(desk.archive, HOME_ADMINISTRATOR, forms, desk.tick(), reason="of the office")
    unit = next(u for u in units_of(desk.archive, desk.work(work), made) if u.text)
    found = {each.finding.check: each for each in doubts_of(desk.archive, made, unit)}
    assert set(found) == {"numbers", "glossary"}
    without = doubts(desk.archive, made, unit.source, "La délégation a présenté 14 amendements au traité.")
    assert [each.finding.check for each in without] == ["names"]
    fingerprint = found["glossary"].finding.fingerprint
    dismiss(
        desk.archive, HOME_ADMINISTRATOR, work, NAME, unit.source.key, "glossary", fingerprint, "a name", desk.tick()
    )
    made = desk.work(work).translations[NAME]  # type: ignore[index]  # as above
    standing = {each.finding.check: each.dismissed for each in doubts_of(desk.archive, made, unit)}
    assert standing["numbers"] is None
    assert standing["glossary"] is not None
    assert standing["glossary"].reason == "a name"


def test_a_text_too_long_to_be_a_sentence_is_not_checked(desk: Desk) -> None:
    _work, made = _begun(desk)
    unit = units_of(desk.archive, desk.work(_work), made)[0]
    assert doubts(desk.archive, made, unit.source, "x" * 6000) == ()
