"""What is missing, and what is to be looked at: one list for each question.

::

    Work ──findings_of──▶ originals     the language of delivery is known, its text is not held
                          unofficial    into a language there are unofficial translations only
                          machine       into a language there are machine translations only
                          outdated      its source was corrected since
                          relay         made by way of a third language
                          translators   nobody knows who translated it
                          licences      on what terms it may be used is not stated
                          labels        facts about a text are unknown
    with a language chosen: untranslated   an original is held, and no translation into it

Each finding says why it is one, by a code and values; words are made where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from statement_archive.domain.facts import ExpressionFacts
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.language import matches
from statement_archive.domain.works import Expression
from statement_archive.workflow.aligning import missing_originals, originals
from statement_archive.workflow.reading import Work, readable

Register = Literal[
    "originals", "untranslated", "unofficial", "machine", "outdated", "relay", "translators", "licences", "labels"
]
REGISTERS: tuple[Register, ...] = get_args(Register)


@dataclass(frozen=True, slots=True)
class Finding:
    """``reason`` with ``details`` says why; ``expression`` is empty where it is about the work, ``lang`` the
    language it is about; ``at``: since when it can be known."""

    register: Register
    work: WorkId
    reason: str
    at: datetime
    expression: str = ""
    lang: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names this finding among all, and does not change while it lasts."""
        return f"{self.register} {self.work} {self.expression} {self.lang}"


def findings_of(work: Work, outdated: Mapping[ExpressionId, int]) -> Iterator[Finding]:
    """Of a work as its reader may see it. ``outdated``: units of each translation made here."""
    texts = {n: e for n, e in work.expressions.items() if readable(e) is not None}
    translations = {n: e for n, e in texts.items() if is_translation(work, e)}
    yield from _originals(work, texts)
    yield from _only(work, translations)
    for name, expression in translations.items():
        yield from _outdated(work, expression, outdated.get(name, 0))
        yield from _relay(work, expression)
        if name not in work.translations and not _maker_known(expression.facts):
            yield Finding("translators", work.id, "unknown", _came(expression), name, expression.facts.lang)
    for name, expression in texts.items():
        rights = expression.facts.rights
        if not rights.licence and not rights.permission and rights.redistribute is None:
            holder = {"holder": rights.holder} if rights.holder else {}
            yield Finding("licences", work.id, "not-stated", _came(expression), name, expression.facts.lang, holder)
    yield from _labels(work, texts, translations)


def is_translation(work: Work, expression: Expression) -> bool:
    """Whether a text says in another language what was said: by its recorded source; where that is unknown, by
    the languages of delivery."""
    facts = expression.facts
    if facts.source.kind == "unknown":
        spoken = work.state.facts.original_languages
        return bool(spoken) and facts.lang != "mul" and not any(matches(facts.lang, tag) for tag in spoken)
    return facts.source.kind in ("expression", "not_held")


def _came(expression: Expression) -> datetime:
    return expression.versions[0].at


def _maker_known(facts: ExpressionFacts) -> bool:
    return bool(facts.maker.name or facts.maker.person) or facts.maker.kind not in ("unknown", "person")


def _originals(work: Work, texts: Mapping[ExpressionId, Expression]) -> Iterator[Finding]:
    recording = work.state.facts.occasion.recording
    known = {"recording": recording.address} if recording and recording.address else {}
    relations = {e.facts.relation for e in texts.values()}
    reason = "nothing-held" if not texts else "summary-only" if relations == {"summary"} else "other-texts-held"
    for lang in missing_originals(work):
        yield Finding("originals", work.id, reason, work.state.created_at, "", lang, known)


def _only(work: Work, translations: Mapping[ExpressionId, Expression]) -> Iterator[Finding]:
    """Into each language: whether all there is is unofficial, or made by a machine."""
    by_lang: dict[str, list[Expression]] = {}
    for expression in translations.values():
        by_lang.setdefault(expression.facts.lang, []).append(expression)
    for lang, found in by_lang.items():
        at, texts = min(map(_came, found)), {"texts": len(found)}
        standings = {e.facts.standing for e in found}
        if "unofficial" in standings and "official" not in standings:
            yield Finding("unofficial", work.id, "only-unofficial", at, found[0].id, lang, texts)
        if all(e.facts.method == "machine" for e in found):
            yield Finding("machine", work.id, "only-machine", at, found[0].id, lang, texts)


def _outdated(work: Work, expression: Expression, units: int) -> Iterator[Finding]:
    facts, source = expression.facts, expression.facts.source
    made_from = work.expressions.get(ExpressionId(source.expression))
    newest = readable(made_from) if made_from else None
    if expression.id in work.translations:
        if units:
            at = newest.at if newest else expression.versions[-1].at
            yield Finding("outdated", work.id, "units", at, expression.id, facts.lang, {"units": units})
    elif newest and source.version and source.version < newest.n:
        since = newest if made_from is None else made_from.versions[source.version]
        details: dict[str, str | int] = {"source": source.expression, "from": source.version, "to": newest.n}
        weights = [v.significance for v in (made_from.versions[source.version :] if made_from else ())]
        details["significance"] = next((w for w in ("major", "minor", "typo") if w in weights), "")
        yield Finding("outdated", work.id, "source-corrected", since.at, expression.id, facts.lang, details)


def _relay(work: Work, expression: Expression) -> Iterator[Finding]:
    source = expression.facts.source
    made_from = work.expressions.get(ExpressionId(source.expression))
    via = source.via or (made_from.facts.lang if made_from and not made_from.facts.is_original else "")
    if not via:
        return
    held = [e for e in originals(work) if not matches(e.facts.lang, via)]
    details: dict[str, str | int] = {"via": via}
    if held:
        details |= {"original": held[0].id, "original_lang": held[0].facts.lang}
    reason = "original-held-now" if held else "original-not-held"
    yield Finding("relay", work.id, reason, _came(expression), expression.id, expression.facts.lang, details)


def _labels(
    work: Work, texts: Mapping[ExpressionId, Expression], translations: Mapping[ExpressionId, Expression]
) -> Iterator[Finding]:
    if texts and not work.state.facts.original_languages:
        yield Finding("labels", work.id, "language-of-delivery", work.state.created_at)
    for name, expression in texts.items():
        if name in work.translations:
            continue  # made here: its hands and states are on record
        unknown = _unknown(expression.facts, translated=name in translations)
        if unknown:
            details = {"facts": " ".join(unknown)}
            yield Finding("labels", work.id, "facts-unknown", _came(expression), name, expression.facts.lang, details)


def _unknown(facts: ExpressionFacts, *, translated: bool) -> list[str]:
    """Names of the facts that decide how far a text can be relied on and are unknown."""
    if not translated:
        basis = ["basis.how"] if facts.relation == "delivered" and facts.basis.how is None else []
        source = ["source"] if facts.source.kind == "unknown" else []
        return [*source, *(["relation"] if facts.relation == "unknown" else []), *basis]
    values = {"source": facts.source.kind, "method": facts.method, "standing": facts.standing}
    return [name for name, value in values.items() if value == "unknown"]
