"""What a document of the search index can be filtered, counted and sorted by.

::

    facts of the work ─────────┐
    facts of the expression ───┼──▶ {"state": ("KZ",), "year": ("2018",), "standing": ("official",), ...}
    units against the source ──┤
    what may be seen at now ───┘

Everybody and everything is named by what the facts record: ids of the authority files, codes, values of facts,
words as printed. Names are looked up when a query is asked, so a name added to an authority file changes no
document. An attribute that is not known is left out, or holds ``unknown`` where the fact has that value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.dates import sort_key
from statement_archive.domain.dates import units_of as units_of_date
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.facts import Body, ExpressionFacts, Maker, WorkFacts
from statement_archive.domain.language import ranges
from statement_archive.domain.text import fold
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.public_since import version_since
from statement_archive.workflow.reading import Work, narrowed
from statement_archive.workflow.translation_file import units_of

Attributes = dict[str, tuple[str, ...]]


def attributes_of(archive: Archive, work: Work, expression: Expression, version: Version, now: datetime) -> Attributes:
    """All attributes of the paragraphs of a version; a paragraph in a language of its own has another ``lang``."""
    facts = work.state.facts
    public = (
        facts.visibility.shown(now)
        and expression.facts.visibility.shown(now)
        and not (expression.tombstone or version.tombstone)
    )
    found = {
        "work": (work.id,),
        "expression": (expression.id,),
        "current": ("yes" if expression.current is version else "no",),
        "public": ("yes" if public else "no",),
        "added": (version_since(archive, work, expression, version).astimezone(UTC).isoformat(timespec="seconds"),),
        "outdated": _known(_outdated(archive, work, expression, version, now if public else None)),
        **_of_work(facts),
        **_of_expression(expression.facts),
    }
    return {name: values for name, values in found.items() if values}


def _outdated(
    archive: Archive, work: Work, expression: Expression, version: Version, public_at: datetime | None
) -> str:
    """Whether any unit of a translation made here was made from another wording than the source has now; nothing of
    other texts, and of earlier versions. Of what is public it follows from nothing that is not."""
    if expression.id not in work.translations or expression.current is not version:
        return ""
    work = narrowed(work, PUBLIC, public_at) if public_at else work
    translation = work.translations.get(expression.id)
    if translation is None:
        return ""
    try:
        return "yes" if any(unit.outdated for unit in units_of(archive, work, translation)) else "no"
    except ArchiveError:  # its source is damaged: for ``verify`` to report
        return ""


def _of_work(facts: WorkFacts) -> Attributes:
    body, occasion = facts.body, facts.occasion
    date = date_of(facts)
    years, month, day = units_of_date(date)
    return {
        "kind": (facts.kind,),
        "state": _known(_state(body)),
        "country": _known(body.country),
        "body": _known(body.body),
        "body_kind": (body.kind,),
        "for": _distinct(v for p in facts.parties if p.part == "spoken_for" for v in _spoken_for(p.body)),
        "person": _known(facts.speaker.person),
        "speaker": _known(folded(facts.speaker.name)),
        "forum": _known(occasion.forum),
        "series": _known(occasion.series),
        "meeting": _known(occasion.meeting),
        "symbol": _distinct(occasion.symbols),
        "statement_kind": _known(occasion.statement_kind),
        "topic": _distinct(facts.topics),
        "original_lang": _distinct(tag for each in facts.original_languages for tag in ranges(each)),
        "year": years,
        "month": _known(month),
        "day": _known(day),
        "date": _known(sort_key(date)),
    }


def _of_expression(facts: ExpressionFacts) -> Attributes:
    return {
        "lang": ranges(facts.lang),
        "relation": (facts.relation,),
        "original": ("yes" if facts.is_original else "no",),
        "source": (facts.source.kind,),
        "method": (facts.method,),
        "standing": (facts.standing,),
        "maker": _maker(facts.maker),
    }


def _state(body: Body) -> str | None:
    """The State that spoke. The country of any other body does not speak."""
    return body.country if body.kind == "state" else None


def _spoken_for(body: Body) -> Iterator[str]:
    yield body.body
    yield _state(body) or ""
    if not body.body:
        yield folded(body.name)


def _maker(maker: Maker) -> tuple[str, ...]:
    return _distinct((maker.person, folded(maker.name)))


def folded(words: str) -> str:
    """A name or a word as attributes hold what was printed: case and typography aside."""
    return fold(words).text.strip()


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))
