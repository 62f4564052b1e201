"""What goes into the archive: deposit, correct, describe, withdraw, merge, name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from statement_archive.bootstrap import make_home, open_archive
from statement_archive.cli.context import Answer, Context, command, plain, progress, read_file
from statement_archive.domain.facts import Name, load_facts
from statement_archive.domain.ids import AUTHORITY_KINDS, WorkId
from statement_archive.domain.works import SIGNIFICANCE
from statement_archive.sample import load_sample
from statement_archive.settings import load_settings
from statement_archive.workflow import correct as correcting
from statement_archive.workflow import deposit as depositing
from statement_archive.workflow import describe as describing
from statement_archive.workflow.after import after_change, after_names
from statement_archive.workflow.deposit_request import RENDITIONS, with_suggestions
from statement_archive.workflow.import_many import import_many, request_of
from statement_archive.workflow.names import add_name
from statement_archive.workflow.withdraw import merge as merging
from statement_archive.workflow.withdraw import withdraw as withdrawing


@click.command()
@click.option("--sample", is_flag=True, help="Load the sample archive (every word of it is fictitious).")
@command
def init(context: Context, answer: Answer, *, sample: bool) -> None:
    """Make a home in the folder named by --home."""
    home = make_home(context.home)
    steps = load_sample(open_archive(load_settings(home.path))) if sample else 0
    answer.give({"home": str(home.path.resolve()), "steps": steps}, lambda: [f"home made in {home.path.resolve()}"])


def _many(name: str, help_text: str) -> Any:
    return click.option(f"--{name}", multiple=True, help=f"{help_text} (may be repeated)")


_FACTS: list[Any] = [
    click.option("--kind", type=click.Choice(["statement", "document"]), default="statement"),
    click.option("--work", help="Work id; without it a new work is made."),
    click.option("--expression", help="Name of the expression, for example en.translation-mfa."),
    *(
        click.option(f"--{name}", help=text)
        for name, text in (
            ("title", "Title of the work."),
            ("title-lang", "Language of the title, where it is not that of the text."),
            ("date", "Date of delivery (EDTF, or as written)."),
            ("place", "Place."),
            ("forum", "Forum."),
            ("series", "Series of meetings."),
            ("session", "Session."),
            ("meeting", "Meeting."),
            ("agenda-item", "Agenda item."),
            ("chair", "Who chaired."),
            ("statement-kind", "general, right_of_reply, explanation_of_vote, joint, closing."),
            ("speaker", "Who spoke, as printed."),
            ("speaker-role", "Role as given."),
            ("body", "On whose behalf."),
            ("body-kind", "state, ngo, igo, group, person, unknown."),
            ("body-country", "Country of the body (ISO code or name); it does not speak."),
            ("translated-from", "Expression that a translation was made from."),
            ("via", "Relay language."),
            ("maker", "Who made a translation."),
            ("maker-kind", "delegation, organisation, publisher, person, unknown."),
            ("method", "human, interpretation, machine, post-edited, unknown."),
            ("standing", "official, unofficial, unknown."),
            ("basis-by", "Who says that this is the delivered wording."),
            ("basis-how", "recording, record, podium, editor."),
            ("source-url", "Where the file was found."),
            ("licence", "Licence of the text."),
            ("encoding", "Encoding of the file, where it is not UTF-8."),
            ("embargo-until", "Not public before this time (with zone)."),
        )
    ),
    _many("on-behalf-of", "Body spoken for"),
    _many("original-lang", "Language of delivery (BCP 47)"),
    _many("symbol", "Document symbol"),
    _many("topic", "Topic"),
    click.option("--segment-lang", multiple=True, metavar="P=TAG", help="Language of paragraphs: p5-p8=fr."),
    click.option("--media", type=click.Choice(["text", "markdown"]), help="By the file's name where not given."),
    click.option(
        "--sentences", type=click.Choice(["auto", "lines"]), default="auto", help="lines: one sentence a line."
    ),
    click.option("--bridge", is_flag=True, help="Join paragraphs that a page break cuts (segmentation only)."),
    click.option("--draft", is_flag=True, help="Not public until published."),
    click.option("--accept-suggestions", is_flag=True, help="Confirm what the file says of itself; flags win."),
]


def _facts(function: Any) -> Any:
    for option in reversed(_FACTS):
        function = option(function)
    return function


@click.command()
@click.argument("file")
@click.option("--lang", required=True, help="Language of the text (BCP 47).")
@click.option("--rendition", required=True, type=click.Choice(RENDITIONS), help="Relation to delivery.")
@_facts
@command
def deposit(
    context: Context,
    answer: Answer,
    *,
    file: str,
    accept_suggestions: bool,
    original_lang: tuple[str, ...],
    symbol: tuple[str, ...],
    topic: tuple[str, ...],
    segment_lang: tuple[str, ...],
    **given: Any,
) -> None:
    """Take in a text, byte for byte. Flags are confirmed facts; what is not given is unknown."""
    content, name = read_file(file, context.settings.max_upload_bytes)
    stated = {k: v for k, v in given.items() if v}
    lists = {"original_langs": original_lang, "symbols": symbol, "topics": topic}
    stated |= {k: v for k, v in lists.items() if v}
    if segment_lang:
        stated["segment_langs"] = dict(pair.partition("=")[::2] for pair in segment_lang)
    request = request_of(stated, content, name)
    if accept_suggestions:
        request = with_suggestions(request, depositing.read(request).suggestions)
    done = depositing.deposit(context.archive, context.actor, request, context.now())
    after_change(context.archive, done.work, context.actor.person, context.now())

    def lines() -> list[str]:
        out = [f"{done.work} {done.expression}@{done.version}", f"sha256 {done.sha256}"]
        out += [f"warning: {w}" for w in done.warnings]
        out += [f"the file says (line {s.line}): {s.fact} = {s.value}" for s in done.suggestions]
        return out

    answer.give(done, lines)


@click.command(name="import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@command
def import_(context: Context, answer: Answer, *, path: Path) -> None:
    """Many deposits, from a folder or a JSON Lines manifest; the same input twice changes nothing."""
    with progress("imported") as show:
        done = import_many(context.archive, context.actor, path, context.now(), show)
        for work in done.touched:
            after_change(context.archive, work, context.actor.person, context.now())
    data = {
        "deposited": len(done.deposited),
        "unchanged": done.unchanged,
        "refused": plain(done.refused),
        "texts": [{"work": d.work, "expression": d.expression, "sha256": d.sha256} for d in done.deposited],
    }
    answer.give(
        data,
        lambda: [
            f"deposited {len(done.deposited)}, unchanged {done.unchanged}, refused {len(done.refused)}",
            *(f"line {r.line} ({r.file}): {r.reason}" for r in done.refused),
        ],
    )


@click.command()
@click.argument("work")
@click.argument("expression")
@click.argument("file")
@click.option("--significance", required=True, type=click.Choice(SIGNIFICANCE))
@click.option("--reason", required=True)
@click.option("--authority", required=True, help="Who says so.")
@click.option("--date", default="", help="Date of the correction (EDTF).")
@click.option("--encoding", default="")
@click.option("--sentences", type=click.Choice(["auto", "lines"]), help="As in the version before where not given.")
@click.option("--bridge/--no-bridge", default=None, help="Page breaks; as in the version before where not given.")
@click.option("--harmless", default="", metavar="REASON", help="Of a typo: why translations hold as they are.")
@command
def correct(context: Context, answer: Answer, *, work: str, expression: str, file: str, **given: Any) -> None:
    """The next version of an expression; segment ids are carried forward."""
    content, name = read_file(file, context.settings.max_upload_bytes)
    done = correcting.correct(
        context.archive, context.actor, work, expression, content, context.now(), file_name=name, **given
    )
    after_change(context.archive, done.work, context.actor.person, context.now())
    answer.give(
        done,
        lambda: [
            f"{done.work} {done.expression}@{done.version}",
            (
                f"changed {' '.join(done.changed) or '-'}; added {' '.join(done.added) or '-'}; "
                f"removed {' '.join(done.removed) or '-'}"
            ),
            f"outdated: {', '.join(done.outdated) or 'nothing'}",
            *([f"ended: {', '.join(done.ended)}"] if done.ended else []),
            *([f"waived: {', '.join(done.waived)}"] if done.waived else []),
        ],
    )


@click.command()
@click.argument("work")
@click.option("--set", "pairs", multiple=True, required=True, metavar="KEY=VALUE", help="A fact by its dotted name.")
@click.option("--expression", default="", help="Facts of this expression instead of the work's.")
@click.option("--reason", required=True)
@command
def describe(
    context: Context, answer: Answer, *, work: str, pairs: tuple[str, ...], expression: str, reason: str
) -> None:
    """Correct or add facts; recorded. An empty value makes a fact unknown again."""
    changes = describing.parse_settings(pairs)
    event = describing.describe(
        context.archive, context.actor, work, changes, reason, context.now(), expression=expression
    )
    after_change(context.archive, WorkId(work), context.actor.person, context.now())
    answer.give({"event": event.n}, lambda: [f"recorded as event {event.n}"])


@click.command()
@click.argument("work")
@click.option("--expression", default="", help="Only this expression.")
@click.option("--reason", default="published")
@command
def publish(context: Context, answer: Answer, *, work: str, expression: str, reason: str) -> None:
    """Make a draft or an embargoed work public."""
    event = describing.publish(context.archive, context.actor, work, reason, context.now(), expression=expression)
    after_change(context.archive, WorkId(work), context.actor.person, context.now())
    answer.give({"event": event.n}, lambda: [f"public since event {event.n}"])


@click.command()
@click.argument("work")
@click.option("--reason", required=True)
@command
def adopt(context: Context, answer: Answer, *, work: str, reason: str) -> None:
    """Take what somebody wrote into work.toml by hand over into the record."""
    events = describing.adopt(context.archive, context.actor, work, reason, context.now())
    after_change(context.archive, WorkId(work), context.actor.person, context.now())
    answer.give({"events": [e.n for e in events]}, lambda: [f"adopted as {len(events)} events"])


@click.command()
@click.argument("work")
@click.argument("ref", required=False, default="", metavar="[EXPR[@N]]")
@click.option("--reason", required=True)
@click.option("--authority", required=True, help="On whose authority.")
@click.option("--redact", is_flag=True, help="Remove the bytes as well; digest, reason and authority stay.")
@command
def withdraw(context: Context, answer: Answer, *, work: str, ref: str, **given: Any) -> None:
    """Take a work, an expression or a version out of sight; a tombstone stays."""
    event = withdrawing(
        context.archive,
        context.actor,
        work,
        given["reason"],
        given["authority"],
        context.now(),
        ref=ref,
        redact=given["redact"],
    )
    after_change(context.archive, WorkId(work), context.actor.person, context.now())
    answer.give({"event": event.n}, lambda: [f"withdrawn by event {event.n}"])


@click.command()
@click.argument("old")
@click.argument("into")
@click.option("--reason", required=True)
@command
def merge(context: Context, answer: Answer, *, old: str, into: str, reason: str) -> None:
    """Record that two works are one; links to OLD answer with a notice."""
    event = merging(context.archive, context.actor, old, into, reason, context.now())
    for name in (old, into):
        after_change(context.archive, WorkId(name), context.actor.person, context.now())
    answer.give({"event": event.n}, lambda: [f"merged by event {event.n}"])


@click.command()
@click.argument("authority", type=click.Choice(AUTHORITY_KINDS))
@click.argument("of")
@click.argument("value")
@click.option("--lang", default="")
@click.option("--script", default="", help="ISO 15924, for example Cyrl.")
@click.option("--kind", default="alias", type=click.Choice(["official", "transliteration", "alias", "as_printed"]))
@command
def name(context: Context, answer: Answer, *, authority: str, of: str, **given: str) -> None:
    """Record a further form of the name of a person or body (OF: its id or any name it has)."""
    entry = add_name(
        context.archive,
        context.actor,
        authority,
        of,
        load_facts(Name, {k: v for k, v in given.items() if v}),
        context.now(),
    )
    after_names(context.archive)
    answer.give(entry, lambda: [f"{entry.id}: {', '.join(n.value for n in entry.names)}"])


COMMANDS: list[click.Command] = [init, deposit, import_, correct, describe, publish, adopt, withdraw, merge, name]
