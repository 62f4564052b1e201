"""Which translation is meant: one that is made here, or one about to be; and what it is made from."""

from __future__ import annotations

from statement_archive.domain.errors import Ambiguous, InvalidInput, NotFound
from statement_archive.domain.facts import ExpressionFacts, Source
from statement_archive.domain.ids import ExpressionId, expression_id
from statement_archive.domain.language import LanguageTag, language_tag
from statement_archive.domain.translations import Translation
from statement_archive.domain.works import Expression
from statement_archive.workflow.aligning import hub, originals
from statement_archive.workflow.reading import Work, gone, version_of


def made_here(work: Work, expression: str) -> Translation:
    """A translation of the work that has begun. Raises NotFound, Gone."""
    found = work.translations.get(ExpressionId(expression))
    if found is None:
        raise NotFound(f"no translation {expression[:80]} of {work.id} is made here", choices=sorted(work.translations))
    if found.expression.tombstone:
        raise gone(f"{expression} was withdrawn", found.expression.tombstone)
    return found


def source_for(work: Work, wanted: str = "") -> Expression:
    """What a new translation is made from: the named expression, the one original held, or else the only
    text there is. Raises NotFound, Ambiguous."""
    if wanted:
        source = work.expression(wanted)
        version_of(source)
        return source
    found = [e for e in originals(work) if e.facts.relation != "prepared"] or originals(work)
    if len(found) > 1:
        names = [e.id for e in found]
        raise Ambiguous(f"{work.id} has several originals: name one of {', '.join(names)}", choices=names)
    centre = found[0] if found else hub(work)
    if centre is None:
        raise NotFound(f"no text of {work.id} is held: there is nothing to translate from")
    return centre


def target_for(work: Work, lang: str, wanted: str = "", source: str = "") -> Translation:
    """The translation into a language that is made here, or a new one that nothing was submitted to yet.

    Raises Ambiguous where there are several, InvalidInput where the name is that of a whole text, NotFound where it
    is that of something which this reader may not see, Gone where it is that of a translation that was withdrawn.
    """
    tag = language_tag(lang)
    if wanted:
        name = expression_id(wanted)
        if name in work.translations:
            named = work.translations[name]
            if named.expression.tombstone:
                raise gone(f"{name} was withdrawn", named.expression.tombstone)
            return named
        if name in work.state.expressions:
            raise InvalidInput(f"{name} was deposited as a whole text: it is corrected, not submitted to")
        if name in work.hidden:  # two expressions of one name would stand in each other's light
            raise NotFound(f"no expression {name} of {work.id}")
        return new_translation(work, name, tag, source)
    made = [
        t
        for t in work.translations.values()
        if t.expression.facts.lang == tag and source in ("", t.source) and not t.expression.tombstone
    ]
    if len(made) > 1:
        names = [t.expression.id for t in made]
        raise Ambiguous(f"{work.id} has several translations into {tag}: name one of {', '.join(names)}", choices=names)
    if made:
        return made[0]
    base = f"{tag.lower()}.translation"
    taken = work.expressions.keys() | work.hidden
    name = next(ExpressionId(n) for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in taken)
    return new_translation(work, name, tag, source)


def new_translation(work: Work, name: ExpressionId, lang: LanguageTag, source: str) -> Translation:
    """A translation that nothing was submitted to: no more public than what it is made from."""
    made_from = source_for(work, source)
    via = "" if made_from.facts.is_original else made_from.facts.lang
    facts = ExpressionFacts(
        lang=lang,
        source=Source(kind="expression", expression=made_from.id, version=len(made_from.versions), via=via),
        visibility=made_from.facts.visibility,
        form="units",
    )
    return Translation(Expression(name, facts), made_from.id, "sentence", 0, "")
