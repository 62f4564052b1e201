"""An original corrected in five places: exactly the right units are outdated, in all languages and by relay."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.translations import Rendering, hand
from statement_archive.workflow.correct import Corrected, correct
from statement_archive.workflow.settle import settle
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.waive import waive

from .conftest import Desk, fill

BEFORE = """Господин Председатель,

Наша делегация благодарит вас за созыв этой сессии. Мы изучили проект доклада. Он отражает большинство мнений.

Мы выступаем за дальнейшие переговоры. Запрет должен быть полным и безусловным. Исключения ослабят договор.

Наши эксперты готовы представить поправки в пятницу. Мы просим распространить их.

Спасибо за внимание."""

# Beside a typo mended: a sentence added, one removed, two rewritten.
AFTER = """Господин Председатель,

Наша делегация благодарит вас за созыв этой сессии. Мы изучили проект доклада.

Мы выступаем за дальнейшие переговоры. Запрет может включать исключения. Исключения ослабят договор.

Наши эксперты готовы представить поправки в понедельник, после консультаций. Мы просим распространить их.

Мы не возражаем против предложенного графика.

Спасибо за внимание."""
TYPO = ("благодарит вас за созыв", "благодарит вас с созыв")


def _translate(desk: Desk, work: str, lang: str, source: str, name: str) -> None:
    po = desk.export(work, lang, source=source, expression=name)
    made = desk.work(work).translations.get(name)  # type: ignore[call-overload]  # a name is enough to ask
    assert made is None
    keys = [line[9:-1] for line in po.split("\n") if line.startswith('msgctxt "')]
    desk.submit(fill(po, {key: f"{lang}: {key}." for key in keys}), by=f"Translator {lang}")


@pytest.fixture
def work(desk: Desk) -> str:
    text = BEFORE.replace(*TYPO)
    name = desk.deposit(text, "ru", "delivered", expression="ru.delivered").work
    for lang in ("en", "fr", "kk"):
        _translate(desk, name, lang, "ru.delivered", f"{lang}.archive")
    _translate(desk, name, "de", "en.archive", "de.relay")
    return name


def _key(desk: Desk, work: str, words: str, expression: str = "en.archive") -> str:
    made = desk.work(work).translations[expression]  # type: ignore[index]  # a name is enough to ask
    return next(u.source.key for u in units_of(desk.archive, desk.work(work), made) if words in u.source.text)


def _outdated(desk: Desk, work: str, expression: str) -> set[str]:
    made = desk.work(work).translations[expression]  # type: ignore[index]  # a name is enough to ask
    return {u.source.key for u in units_of(desk.archive, desk.work(work), made) if u.outdated}


def test_exactly_the_right_units_are_outdated_in_all_languages_and_through_the_relay(desk: Desk, work: str) -> None:
    typo = _key(desk, work, "благодарит вас")
    rewritten = [_key(desk, work, "Запрет должен"), _key(desk, work, "в пятницу")]
    removed = _key(desk, work, "Он отражает")
    done = desk.correct(work, "ru.delivered", AFTER)
    hit = {typo, *rewritten}
    for expression in ("en.archive", "fr.archive", "kk.archive", "de.relay"):
        assert _outdated(desk, work, expression) == hit
    expected = {f"{e} {key}" for e in ("en.archive", "fr.archive", "kk.archive", "de.relay") for key in hit}
    assert set(done.outdated) == expected
    # Of the sentence that went the words are kept, and the report says whose; the relay follows when it is redone.
    assert {f"{e} {removed}" for e in ("en.archive", "fr.archive", "kk.archive")} <= set(done.ended)
    (added,) = [key for key in done.added if "." in key]
    assert _key(desk, work, "предложенного графика") == added


def test_a_typo_declared_harmless_outdates_nothing_and_says_who_and_why(desk: Desk, work: str) -> None:
    done = correct(
        desk.archive,
        HOME_ADMINISTRATOR,
        work,
        "ru.delivered",
        BEFORE.encode(),
        desk.tick(),
        file_name="text.txt",
        significance="typo",
        reason="с instead of за",
        authority="delegation",
        harmless="a preposition mistyped; every translation has it right",
    )
    key = _key(desk, work, "благодарит вас")
    assert done.outdated == ()
    assert set(done.waived) == {f"{e} {key}" for e in ("en.archive", "fr.archive", "kk.archive")}
    for expression in ("en.archive", "fr.archive", "kk.archive", "de.relay"):
        assert _outdated(desk, work, expression) == set()
    made = desk.work(work).translations["en.archive"]  # type: ignore[index]  # a name is enough to ask
    unit = next(u for u in units_of(desk.archive, desk.work(work), made) if u.source.key == key)
    assert unit.waiver is not None
    assert (unit.waiver.by, unit.waiver.reason) == (
        "home-administrator",
        "a preposition mistyped; every translation has it right",
    )


def test_only_a_typo_can_be_declared_harmless(desk: Desk, work: str) -> None:
    with pytest.raises(InvalidInput, match="only a typo"):
        _correct(desk, work, AFTER, "minor", harmless="looks small")
    key = _key(desk, work, "Запрет должен")
    desk.correct(work, "ru.delivered", AFTER, "minor")
    refused = waive(desk.archive, HOME_ADMINISTRATOR, work, "en.archive", [key], "looks small", desk.tick())
    assert refused.units == ()
    assert "more than a typo" in refused.refused[0][1]


def _correct(desk: Desk, work: str, text: str, significance: str, harmless: str = "") -> Corrected:
    return correct(
        desk.archive,
        HOME_ADMINISTRATOR,
        work,
        "ru.delivered",
        text.encode(),
        desk.tick(),
        file_name="text.txt",
        significance=significance,
        reason="why",
        authority="",
        harmless=harmless,
    )


def test_a_revert_makes_units_current_again_by_itself(desk: Desk, work: str) -> None:
    desk.correct(work, "ru.delivered", AFTER)
    assert _outdated(desk, work, "de.relay")
    desk.correct(work, "ru.delivered", BEFORE.replace(*TYPO))
    for expression in ("en.archive", "fr.archive", "kk.archive", "de.relay"):
        assert _outdated(desk, work, expression) == set()


def test_still_valid_is_recorded_and_passes_through_the_relay(desk: Desk, work: str) -> None:
    key = _key(desk, work, "Запрет должен")
    desk.correct(work, "ru.delivered", AFTER)
    version = len(desk.work(work).translations["en.archive"].expression.versions)  # type: ignore[index]  # as above
    settle(desk.archive, HOME_ADMINISTRATOR, work, "en.archive", key, f"en: {key}.", version, desk.tick(), by="Anna")
    assert key not in _outdated(desk, work, "en.archive")
    assert key not in _outdated(desk, work, "de.relay")
    assert key in _outdated(desk, work, "fr.archive")
    made = desk.work(work).translations["en.archive"]  # type: ignore[index]  # as above
    last = made.last(key)
    assert last is not None
    assert (last.how, last.claimed, last.authors) == (
        "confirmed",
        "Anna",
        frozenset({hand("home-administrator", "Translator en")}),
    )


def test_a_file_made_before_the_correction_is_merged_not_refused_and_not_blindly_accepted(
    desk: Desk, work: str
) -> None:
    rewritten, kept = _key(desk, work, "Запрет должен"), _key(desk, work, "Исключения ослабят")
    removed = _key(desk, work, "Он отражает")
    before = desk.export(work, "fr", expression="fr.archive")
    desk.correct(work, "ru.delivered", AFTER)
    done = desk.submit(fill(before, {rewritten: "Neuf.", kept: "Même.", removed: "Parti."}), by="Anna")
    assert set(done.accepted) == {rewritten, kept, removed}
    assert done.outdated == (rewritten,)
    assert set(done.ended) == {removed}
    assert not done.conflicts
    assert not done.refused
    assert rewritten in _outdated(desk, work, "fr.archive")
    assert kept not in _outdated(desk, work, "fr.archive")


def test_a_correction_that_rewrites_everything_ends_units_and_loses_no_word(desk: Desk, work: str) -> None:
    before = {k: r[-1].text for k, r in _history(desk, work).items()}
    other = "\n\n".join(f"Совсем другой абзац номер {n}. В нём всё сказано иначе, чем раньше." for n in range(8))
    done = desk.correct(work, "ru.delivered", other, "major")
    kept = _history(desk, work)
    assert {k: r[-1].text for k, r in kept.items()} == before
    told = {name.split(" ", 1)[1] for name in (*done.ended, *done.outdated) if name.startswith("en.archive ")}
    assert told == before.keys()
    assert {line.split(" ", 1)[0] for line in done.ended} >= {"en.archive", "fr.archive", "kk.archive"}


def _history(desk: Desk, work: str) -> Mapping[str, tuple[Rendering, ...]]:
    made = desk.work(work).translations["en.archive"]  # type: ignore[index]  # a name is enough to ask
    return made.history
