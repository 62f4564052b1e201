"""Units put together and apart, words brought back, a translation moved to a better source, wordings compared."""

from __future__ import annotations

import click

from statement_archive.cli.context import Answer, Context, command
from statement_archive.cli.reviewing import changed, seen_by
from statement_archive.cli.translating import translate
from statement_archive.workflow import compare as comparing
from statement_archive.workflow.joining import join as join_units
from statement_archive.workflow.joining import part as part_units
from statement_archive.workflow.reading import see
from statement_archive.workflow.rebase import rebase as rebase_on
from statement_archive.workflow.restore import restore as restore_unit
from statement_archive.workflow.translation_file import units_of

_by = click.option("--by", required=True, metavar="NAME", help="Who did it.")


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("units", nargs=-1, required=True, metavar="UNIT...")
@command
def join(context: Context, answer: Answer, *, work: str, expression: str, units: tuple[str, ...]) -> None:
    """Make one unit of sentences that stand beside each other."""
    seen, made = seen_by(context, work, expression)
    lang = made.expression.facts.lang
    done = join_units(context.archive, context.actor, work, lang, expression, units, context.now())
    changed(context, seen)
    joined = sorted(" ".join(ids) for ids in done.joined)
    answer.give({"expression": expression, "joined": joined}, lambda: [f"joined: {', '.join(joined)}"])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("unit")
@command
def part(context: Context, answer: Answer, *, work: str, expression: str, unit: str) -> None:
    """Make sentences again of a unit that was joined ("p1.s1 p1.s2")."""
    seen, made = seen_by(context, work, expression)
    lang = made.expression.facts.lang
    done = part_units(context.archive, context.actor, work, lang, expression, unit, context.now())
    changed(context, seen)
    joined = sorted(" ".join(ids) for ids in done.joined)
    answer.give({"expression": expression, "joined": joined}, lambda: [f"joined: {', '.join(joined) or 'nothing'}"])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.argument("unit")
@click.option("--event", "event_n", required=True, type=click.IntRange(1), help="The event that gave the words.")
@_by
@command
def restore(context: Context, answer: Answer, *, work: str, expression: str, unit: str, event_n: int, by: str) -> None:
    """Give a unit again what an earlier event gave it."""
    event = restore_unit(context.archive, context.actor, work, expression, unit, event_n, context.now(), by=by)
    changed(context, see(context.archive, work, context.actor, context.now()))
    answer.give({"event": event.n, "unit": unit}, lambda: [f"{unit} as of event {event_n}: event {event.n}"])


@translate.command()
@click.argument("work")
@click.argument("expression")
@click.option("--source", required=True, metavar="EXPR", help="The better source.")
@click.option("--name", default="", help="Name of the new translation.")
@click.option("--by", default="", metavar="NAME", help="Who did it.")
@command
def rebase(context: Context, answer: Answer, *, work: str, expression: str, source: str, name: str, by: str) -> None:
    """A new translation from a better source, filled with what an older one says; the old one stays."""
    made = rebase_on(context.archive, context.actor, work, expression, source, context.now(), name=name, by=by)
    seen = see(context.archive, work, context.actor, context.now())
    changed(context, seen)
    live = units_of(context.archive, seen, made)
    filled = [u.source.key for u in live if u.text]
    data = {
        "work": seen.id,
        "expression": made.expression.id,
        "source": made.source,
        "from": made.rebased_from,
        "filled": filled,
        "empty": [u.source.key for u in live if not u.text and not u.verbatim],
    }
    answer.give(
        data, lambda: [f"{made.expression.id} from {made.source}: {len(filled)} filled, {len(data['empty'])} empty"]
    )


@click.command()
@click.argument("work")
@click.argument("ref_a", metavar="EXPR[@N]")
@click.argument("ref_b", metavar="EXPR[@N]")
@click.option("--unpublished", is_flag=True, help="Drafts and embargoed texts too.")
@command
def compare(context: Context, answer: Answer, *, work: str, ref_a: str, ref_b: str, unpublished: bool) -> None:
    """What changed between two wordings in one language, word by word."""
    done = comparing.compare(
        context.archive, context.reader(unpublished=unpublished), work, ref_a, ref_b, context.now()
    )
    data = {
        "work": done.a.work.id,
        "a": {"expression": done.a.expression.id, "version": done.a.version.n, "sha256": done.a.sha256},
        "b": {"expression": done.b.expression.id, "version": done.b.version.n, "sha256": done.b.sha256},
        "same": all(p.same for p in done.paragraphs),
        "between": [
            {k: getattr(v, k) for k in ("n", "at", "significance", "reason", "authority", "date")} for v in done.between
        ],
        "paragraphs": [
            {"segment": p.segment, "kind": p.kind, "same": p.same, "pieces": [[x.op, x.text] for x in p.pieces]}
            for p in done.paragraphs
        ],
    }
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}

    def lines() -> list[str]:
        out = [f"version {v.n}: {v.significance}, {v.reason} ({v.authority or '-'})" for v in done.between]
        out += [
            f"{p.segment}  " + "".join(x.text.join(marks[x.op]) for x in p.pieces).strip()
            for p in done.paragraphs
            if not p.same
        ]
        return out or ["not a word differs"]

    answer.give(data, lines)


# The other halves of ``translate`` are here and in ``reviewing``: who loads this has all of it.
COMMANDS: list[click.Command] = [translate, compare]
