"""Review from the command line: units listed with their story, decided, remarked upon, waived, confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import click

from statement_archive.cli.context import Answer, Context, command, plain
from statement_archive.cli.translating import translate
from statement_archive.domain.translations import Translation, Unit, hand
from statement_archive.domain.unit_states import STATES, Verdict
from statement_archive.workflow import comments as commenting
from statement_archive.workflow.after import after_change
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.review import UnitVerdict
from statement_archive.workflow.review import review as decide
from statement_archive.workflow.review_queue import open_to
from statement_archive.workflow.settle import settle
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.unit_story import story
from statement_archive.workflow.waive import waive as waive_units

_by = click.option("--by", required=True, metavar="NAME", help="Who did it.")
_unpublished = click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")


def seen_by(context: Context, work: str, expression: str, *, unpublished: bool = True) -> tuple[Work, Translation]:
    seen = see(context.archive, work, context.reader(unpublished=unpublished), context.now())
    return seen, made_here(seen, expression)


def changed(context: Context, work: Work) -> None:
    after_change(context.archive, work.id, context.actor.person, context.now())


def _chosen(
    units: Iterable[Unit],
    named: Sequence[str],
    paragraphs: Sequence[str],
    verdict: Verdict,
    reviewer: str,
    *,
    all_: bool,
) -> list[str]:
    """The units that are meant: those named, and of paragraphs and of the whole those that wait for it."""
    waiting = [u for u in units if open_to(u, verdict, reviewer)]
    wide = [u.source.key for u in waiting if all_ or u.source.paragraph in paragraphs]
    return list(dict.fromkeys([*named, *wide]))


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("units", nargs=-1, metavar="[UNIT]...")
@click.option("--accept", "verdict", flag_value="accept", help="Translated becomes reviewed.")
@click.option("--finish", "verdict", flag_value="finish", help="Reviewed becomes final.")
@click.option("--send-back", "verdict", flag_value="send back", help="Back to the translator; needs --reason.")
@click.option("--paragraph", "paragraphs", multiple=True, metavar="P", help="What waits in it (may be repeated).")
@click.option("--all", "all_", is_flag=True, help="What waits in the whole text.")
@click.option("--reason", default="", help="Why; needed for sending back.")
@click.option("--head", type=click.IntRange(0), help="Newest event you saw: what was changed after it is refused.")
@_by
@command
def review(
    context: Context, answer: Answer, *, work: str, expression: str, units: tuple[str, ...], **given: Any
) -> None:
    """Accept, finish or send back units. Nobody reviews words of their own."""
    verdict: Verdict = given["verdict"]
    if not verdict:
        raise click.UsageError("say --accept, --finish or --send-back")
    seen, made = seen_by(context, work, expression)
    live = units_of(context.archive, seen, made)
    reviewer = hand(context.actor.person, given["by"])
    keys = _chosen(live, units, given["paragraphs"], verdict, reviewer, all_=given["all_"])
    if not keys and not (given["all_"] or given["paragraphs"]):
        raise click.UsageError("name units, a --paragraph, or --all")
    verdicts = [UnitVerdict(key, verdict, given["reason"]) for key in keys]
    done = decide(
        context.archive, context.actor, work, expression, verdicts, context.now(), head=given["head"], by=given["by"]
    )
    if done.decided:
        changed(context, seen)
    data = {
        "work": done.work,
        "expression": done.expression,
        "decided": [{"unit": key, "state": state} for key, state in done.decided],
        "refused": plain(done.refused),
    }
    answer.give(
        data,
        lambda: [
            *(f"{key}: {state}" for key, state in done.decided),
            *(f"refused {r.unit}: {r.reason}" for r in done.refused),
        ],
    )


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("unit")
@click.argument("text")
@_by
@command
def comment(context: Context, answer: Answer, *, work: str, expression: str, unit: str, text: str, by: str) -> None:
    """Leave a remark on a unit, open until it is resolved."""
    made = commenting.comment(context.archive, context.actor, work, expression, unit, text, context.now(), by=by)
    answer.give({"comment": made, "unit": unit}, lambda: [f"{made} on {unit}"])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("comment_id", metavar="COMMENT")
@click.option("--reopen", is_flag=True, help="Open it again instead.")
@_by
@command
def resolve(
    context: Context, answer: Answer, *, work: str, expression: str, comment_id: str, reopen: bool, by: str
) -> None:
    """Close a remark, or open it again."""
    event = commenting.resolve(
        context.archive, context.actor, work, expression, comment_id, context.now(), reopen=reopen, by=by
    )
    data = {"comment": comment_id, "open": reopen, "event": event.n if event else None}
    answer.give(data, lambda: [f"{comment_id} is {'open' if reopen else 'resolved'}"])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("units", nargs=-1, required=True, metavar="UNIT...")
@click.option("--reason", required=True)
@click.option("--by", default="", metavar="NAME", help="Who says so.")
@command
def waive(
    context: Context, answer: Answer, *, work: str, expression: str, units: tuple[str, ...], reason: str, by: str
) -> None:
    """Say that a typo corrected in the source does not concern these units."""
    done = waive_units(context.archive, context.actor, work, expression, units, reason, context.now(), by=by)
    if done.units:
        changed(context, see(context.archive, work, context.actor, context.now()))
    data = {"waived": list(done.units), "refused": [{"unit": key, "reason": why} for key, why in done.refused]}
    answer.give(data, lambda: [*(f"{u}: current" for u in done.units), *(f"refused {u}: {w}" for u, w in done.refused)])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("units", nargs=-1, required=True, metavar="UNIT...")
@_by
@command
def confirm(context: Context, answer: Answer, *, work: str, expression: str, units: tuple[str, ...], by: str) -> None:
    """Say that outdated units are still valid as they stand."""
    confirmed: list[str] = []
    refused: list[dict[str, str]] = []
    for key in units:
        seen, made = seen_by(context, work, expression)
        unit = next((u for u in units_of(context.archive, seen, made) if u.source.key == key), None)
        why = _not_to_confirm(unit)
        if why or unit is None:
            refused.append({"unit": key, "reason": why})
            continue
        base = len(made.expression.versions)
        done = settle(context.archive, context.actor, work, expression, key, unit.text, base, context.now(), by=by)
        confirmed += done.accepted
    if confirmed:
        changed(context, see(context.archive, work, context.actor, context.now()))
    answer.give(
        {"confirmed": confirmed, "refused": refused},
        lambda: [*(f"{u}: valid" for u in confirmed), *(f"refused {r['unit']}: {r['reason']}" for r in refused)],
    )


def _not_to_confirm(unit: Unit | None) -> str:
    if unit is None:
        return "there is no such unit now"
    if not unit.text:
        return "there are no words to confirm"
    if unit.relayed:
        return "its source is a translation that is itself outdated: that one is to be put right"
    return "" if unit.outdated or unit.state == "initial" else "it is not outdated"


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("unit")
@command
def history(context: Context, answer: Answer, *, work: str, expression: str, unit: str) -> None:
    """The whole story of a unit: what was given, from which source, what was decided."""
    seen, made = seen_by(context, work, expression)
    told = story(context.archive, context.actor, seen, made, unit, context.now())
    lines = [{k: v for k, v in asdict(t).items() if v not in ("", 0, False, None)} for t in told.told]
    data = {"unit": told.key, "live": told.unit is not None, "source": told.source, "related": told.related}

    def shown() -> list[str]:
        out = [f"{told.key}  {told.source}"]
        for t in told.told:
            words = t.text or t.reason or t.source
            out.append(
                f"{t.at:%Y-%m-%d %H:%M}  {t.kind} {t.how} {t.state}".rstrip() + f"  {t.claimed or t.by}: {words}"
            )
        return out

    answer.give({**data, "history": lines}, shown)


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only these (may be repeated).")
@click.option("--outdated", is_flag=True, help="Only those whose source has changed.")
@_unpublished
@command
def units(
    context: Context,
    answer: Answer,
    *,
    work: str,
    expression: str,
    states: tuple[str, ...],
    outdated: bool,
    unpublished: bool,
) -> None:
    """Units of a translation: source, words, state, whose."""
    seen, made = seen_by(context, work, expression, unpublished=unpublished)
    found = [
        _listed(made, u)
        for u in units_of(context.archive, seen, made)
        if (not states or u.state in states) and (u.outdated or not outdated)
    ]

    def shown() -> list[str]:
        return [
            f"{u['unit']}  {u['state']}{' (outdated)' if u['outdated'] else ''}  {u['by'] or '-'}\n"
            f"    {u['source']}\n    {u['text'] or '-'}"
            for u in found
        ]

    answer.give({"expression": made.expression.id, "head": made.head, "units": found}, shown)


def _listed(made: Translation, unit: Unit) -> dict[str, Any]:
    last = made.last(unit.source.key)
    return {
        "unit": unit.source.key,
        "paragraph": unit.source.paragraph,
        "source": unit.source.text,
        "text": unit.text,
        "state": unit.state,
        "outdated": unit.outdated,
        "relayed": unit.relayed,
        "verbatim": unit.verbatim,
        "departure": plain(unit.departure) if unit.departure else None,
        "by": (last.claimed or last.by) if last else "",
        "at": last.at if last else None,
        "event": last.event if last else None,
        "how": last.how if last else "",
        "source_version": unit.source_version,
        "review": plain(unit.review) if unit.review else None,
        "lost": plain(unit.lost) if unit.lost else None,
        "waiver": plain(unit.waiver) if unit.waiver else None,
        "comments": [plain(c) for c in made.open_comments(unit.source.key)],
    }
