"""The sample archive: a recipe of deposits, corrections and translations, played through the real verbs.

::

    recipe.toml ── steps in order, each with its time ──▶ workflow ──▶ a home (same recipe, same bytes)
    texts/      ── the files that the steps hand in (every one fictitious, written for this project)
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources
from typing import Any

from statement_archive.domain.actors import HOME_ADMINISTRATOR as EDITOR
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.facts import DateClaim, Name, Party, load_facts
from statement_archive.domain.ids import work_id, work_stream
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.terms import TERM_STATUSES, TermForm
from statement_archive.domain.translations import Departure
from statement_archive.workflow.after import after_change, after_names
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.comments import comment
from statement_archive.workflow.correct import correct
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.describe import add_date, add_parties, describe
from statement_archive.workflow.glossary import set_terms
from statement_archive.workflow.import_many import request_of
from statement_archive.workflow.names import add_name
from statement_archive.workflow.reading import load
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.withdraw import withdraw

_Step = Mapping[str, Any]
_ROOT = resources.files("statement_archive.sample")


def recipe() -> dict[str, Any]:
    """The recipe as it is written: ``title``, ``note``, ``step``."""
    return tomllib.loads(_ROOT.joinpath("recipe.toml").read_text(encoding="utf-8"))


def load_sample(archive: Archive) -> int:
    """Play the whole recipe into an empty home; returns the number of steps."""
    steps = recipe()["step"]
    for step in steps:
        at = datetime.fromisoformat(step["at"])
        rest = {k: v for k, v in step.items() if k not in ("verb", "at")}
        _VERBS[step["verb"]](archive, rest, at)
        if "work" in step:
            after_change(archive, load(archive, step["work"]).id, EDITOR.person, at)
    return len(steps)


def is_sample(archive: Archive) -> bool:
    """Whether this home began as the sample archive: its first step was played at the time of the recipe."""
    first = recipe()["step"][0]
    events = archive.ledger.read(work_stream(work_id(first["work"])))
    return bool(events) and events[0].at == datetime.fromisoformat(first["at"])


def _content(name: str) -> bytes:
    return _ROOT.joinpath("texts", name).read_bytes()


def _deposit(archive: Archive, step: _Step, at: datetime) -> None:
    stated = {k: v for k, v in step.items() if k != "file"}
    deposit(archive, EDITOR, request_of(stated, _content(step["file"]), step["file"]), at)


def _parties(archive: Archive, step: _Step, at: datetime) -> None:
    parties = []
    for given in step["parties"]:
        body = {k: v for k, v in given.items() if k in ("name", "kind", "country")}
        when = {"date": {"raw": given["date"], "edtf": given["date"]}} if given.get("date") else {}
        party = {"body": body, "part": given["part"], "source": given.get("source", ""), **when}
        parties.append(load_facts(Party, party))
    add_parties(archive, EDITOR, step["work"], parties, at)


def _describe(archive: Archive, step: _Step, at: datetime) -> None:
    describe(archive, EDITOR, step["work"], step["set"], step["reason"], at, expression=step.get("expression", ""))


def _date_claim(archive: Archive, step: _Step, at: datetime) -> None:
    claim = load_facts(DateClaim, {k: v for k, v in step.items() if k in ("raw", "edtf", "event", "source")})
    add_date(archive, EDITOR, step["work"], claim, at)


def _name(archive: Archive, step: _Step, at: datetime) -> None:
    name = Name(
        value=step["value"],
        lang=step.get("lang", ""),
        script=step.get("script", ""),
        kind=step.get("name_kind", "alias"),
    )
    add_name(archive, EDITOR, step["authority"], step["of"], name, at)
    after_names(archive)


def _correct(archive: Archive, step: _Step, at: datetime) -> None:
    correct(
        archive,
        EDITOR,
        step["work"],
        step["expression"],
        _content(step["file"]),
        at,
        file_name=step["file"],
        significance=step["significance"],
        reason=step["reason"],
        authority=step.get("authority", ""),
        date=step.get("date", ""),
        bridge=step.get("bridge"),
    )


def _withdraw(archive: Archive, step: _Step, at: datetime) -> None:
    ref = step.get("expression", "")
    withdraw(archive, EDITOR, step["work"], step["reason"], step.get("authority", ""), at, ref=ref)


def _translate(archive: Archive, step: _Step, at: datetime) -> None:
    work = load(archive, step["work"])
    translation = target_for(work, step["lang"], step["expression"], step["source"])
    lines = [line.split("\t") for line in _content(step["file"]).decode("utf-8").split("\n") if line.strip()]
    given: list[SubmittedUnit] = []
    for unit in units_of(archive, work, translation):
        targets = _targets(unit.source.text, lines)
        if not targets and unit.source.is_fact:
            continue
        if not targets:
            raise InvalidInput(f"{step['file']} has no line for {unit.source.key}: {unit.source.text[:40]!r}")
        target = "" if "" in targets else "\n".join(targets)
        why = step.get("left_out", {}).get(unit.source.key, "")
        given.append(
            SubmittedUnit(
                unit.source.key,
                unit.source.text,
                target,
                draft=False,
                line=len(given) + 1,
                departure=Departure("omission", why) if why else None,
            )
        )
    if lines:
        raise InvalidInput(f"{step['file']} has lines for no unit: {lines[0][0]!r}")
    source = work.expression(translation.source)
    submission = Submission(
        step["work"],
        step["expression"],
        step["lang"],
        step["source"],
        len(source.versions),
        0,
        step["by"],
        tuple(given),
    )
    submit_units(archive, EDITOR, submission, at, by=step["by"], via="sample")


def _review(archive: Archive, step: _Step, at: datetime) -> None:
    verdicts = [UnitVerdict(unit, "accept") for unit in step["accepted"]]
    verdicts += [UnitVerdict(unit, "send back", why) for unit, why in step["sent_back"].items()]
    result = review(archive, EDITOR, step["work"], step["expression"], verdicts, at, by=step["by"])
    if result.refused:
        raise InvalidInput(f"{result.refused[0].unit}: {result.refused[0].reason}")


def _comment(archive: Archive, step: _Step, at: datetime) -> None:
    comment(archive, EDITOR, step["work"], step["expression"], step["unit"], step["text"], at, by=step["by"])


def _terms(archive: Archive, step: _Step, at: datetime) -> None:
    forms = [
        TermForm(text, lang, status) for status in TERM_STATUSES for lang, text in sorted(step.get(status, {}).items())
    ]
    about = {name: step.get(name, "") for name in ("reason", "definition", "source")}
    set_terms(archive, EDITOR, forms, at, **about)


def _targets(source: str, lines: list[list[str]]) -> list[str]:
    """Takes the lines of a unit off the front: the file has a line for each line of a title block, which
    may be one unit of several lines."""
    taken: list[str] = []
    at = 0
    while lines and (found := source.find(lines[0][0].strip()[:20], at)) >= 0 and (taken or found == 0):
        at = found + 1
        taken.append(_second(lines.pop(0)))
        if "\n" not in source[at:]:
            break
    return taken


def _second(cells: list[str]) -> str:
    return cells[1].strip() if len(cells) > 1 else ""


_VERBS: dict[str, Callable[[Archive, _Step, datetime], None]] = {
    "deposit": _deposit,
    "parties": _parties,
    "describe": _describe,
    "date_claim": _date_claim,
    "name": _name,
    "correct": _correct,
    "withdraw": _withdraw,
    "translate": _translate,
    "review": _review,
    "comment": _comment,
    "terms": _terms,
}
