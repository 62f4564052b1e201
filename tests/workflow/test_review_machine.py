"""Units in the hands of several people, in any order: what may never happen does not."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Conflict, NotFound, Refused
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Translation, Unit
from statement_archive.domain.unit_states import VERDICTS, Verdict
from statement_archive.workflow.joining import join, part
from statement_archive.workflow.restore import restore
from statement_archive.workflow.review import UnitVerdict, review
from statement_archive.workflow.settle import settle
from statement_archive.workflow.translate import submit_units
from statement_archive.workflow.translation_file import sentences_of, units_of
from statement_archive.workflow.unit_story import story
from statement_archive.workflow.waive import waive

from .conftest import RUSSIAN, Desk

NAME = "fr.archive"
PEOPLE = [Actor(f"p-{name}", frozenset({"reviewer"})) for name in ("anna", "bela", "cora")]
KEYS = ("p2.s1", "p2.s2", "p4.s1")
TEXTS = (
    RUSSIAN,
    RUSSIAN.replace("готовы к", "рады"),
    RUSSIAN.replace("Спасибо", "Благодарю"),
    RUSSIAN.replace(" Мы готовы к переговорам.", ""),
)
who = st.sampled_from(PEOPLE)
key = st.sampled_from(KEYS)


class Review(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.desk = Desk(memory_archive())
        self.desk.deposit(RUSSIAN, "ru", "delivered", work="w")
        self._write(PEOPLE[0], "p2.s1", "Premier.", draft=False)

    @property
    def made(self) -> Translation:
        return self.desk.work("w").translations[NAME]  # type: ignore[index]  # a name is enough to ask

    def units(self) -> dict[str, Unit]:
        return {u.source.key: u for u in units_of(self.desk.archive, self.desk.work("w"), self.made)}

    def _write(self, actor: Actor, unit: str, text: str, *, draft: bool) -> None:
        work = self.desk.work("w")
        source = work.expression("ru.delivered")
        version = source.versions[-1]
        found = sentences_of(self.desk.archive, source, version).named(unit)
        if found is None:
            return
        base = len(work.translations[NAME].expression.versions) if NAME in work.translations else 0  # type: ignore[index]  # as above
        given = (SubmittedUnit(unit, found.text, text, draft=draft, line=0),)
        submission = Submission("w", NAME, "fr", source.id, version.n, base, "", given)
        submit_units(self.desk.archive, actor, submission, self.desk.tick(), by="", via="page", decided_here=True)

    @rule(actor=who, unit=key, n=st.integers(0, 2), draft=st.booleans())
    def write(self, actor: Actor, unit: str, n: int, draft: bool) -> None:
        before = self.units().get(unit)
        accepted = before is not None and before.state in ("reviewed", "final")
        self._write(actor, unit, f"Texte {n}.", draft=draft)
        after = self.units().get(unit)
        if before and after and accepted and after.text != before.text:
            assert after.state == ("initial" if draft else "translated")
            assert after.lost is not None
            assert after.review is None

    @rule(actor=who, unit=key, verdict=st.sampled_from(VERDICTS), seen=st.integers(0, 2))
    def decide(self, actor: Actor, unit: str, verdict: Verdict, seen: int) -> None:
        before, head = self.units().get(unit), self.made.head - seen
        last = self.made.last(unit)
        done = review(
            self.desk.archive, actor, "w", NAME, [UnitVerdict(unit, verdict, "why")], self.desk.tick(), head=head
        )
        after = self.units().get(unit)
        if done.refused:
            assert after == before
            return
        assert before
        assert after
        assert last
        assert last.event <= head
        if verdict == "send back":
            assert after.returned
            assert after.state in ("initial", "translated")
            return
        assert actor.person not in before.authors
        assert not before.outdated
        assert (before.state, after.state) in (("translated", "reviewed"), ("reviewed", "final"))

    @rule(text=st.sampled_from(TEXTS), significance=st.sampled_from(("typo", "minor")))
    def correct(self, text: str, significance: str) -> None:
        try:
            self.desk.correct("w", "ru.delivered", text, significance)
        except Refused:
            return

    @rule(actor=who, unit=key)
    def still_valid(self, actor: Actor, unit: str) -> None:
        found = self.units().get(unit)
        if found and found.text and found.outdated:
            base = len(self.made.expression.versions)
            settle(self.desk.archive, actor, "w", NAME, unit, found.text, base, self.desk.tick(), by="")
            after = self.units()[unit]
            assert not after.outdated
            assert after.authors == found.authors

    @rule(actor=who, unit=key)
    def harmless(self, actor: Actor, unit: str) -> None:
        before = self.units().get(unit)
        done = waive(self.desk.archive, actor, "w", NAME, [unit], "a slip", self.desk.tick())
        after = self.units().get(unit)
        if done.units:
            assert before
            assert before.outdated
            assert after
            assert not after.outdated
            assert after.waiver is not None
            assert after.state == before.state
        else:
            assert after == before

    @rule(actor=who, unit=key, at=st.integers(0, 3))
    def bring_back(self, actor: Actor, unit: str, at: int) -> None:
        history = self.made.history.get(unit, ())
        if at < len(history):
            try:
                restore(self.desk.archive, actor, "w", NAME, unit, history[at].event, self.desk.tick())
            except (Refused, Conflict):
                return
            last = self.made.last(unit)
            assert last
            assert (last.text, last.made_from) == (history[at].text, history[at].made_from)
            assert self.made.state(unit) in ("initial", "translated")

    @rule(actor=who, together=st.booleans())
    def regroup(self, actor: Actor, together: bool) -> None:
        try:
            if together:
                join(self.desk.archive, actor, "w", "fr", NAME, ["p2.s1", "p2.s2"], self.desk.tick())
            else:
                part(self.desk.archive, actor, "w", "fr", NAME, "p2.s1 p2.s2", self.desk.tick())
        except (Refused, NotFound):
            return

    @invariant()
    def accepted_words_are_of_others_and_current_when_they_were_accepted(self) -> None:
        for name, reviews in self.made.reviews.items():
            for each in reviews:
                given = [r for r in self.made.history[name] if r.event < each.event]
                if each.verdict != "send back":
                    assert each.by not in given[-1].authors

    @invariant()
    def a_unit_is_current_for_every_source_its_words_were_given_for(self) -> None:
        for name, unit in self.units().items():
            if unit.text and unit.source.digest in self.made.given_for(name):
                assert not unit.outdated
                assert unit.waiver is None

    @invariant()
    def harmless_works_both_ways(self) -> None:
        made = self.made
        for name, waivers in made.waivers.items():
            for one in waivers:
                a, b = one.between
                assert made.holds_for(name, a, b)
                assert made.holds_for(name, b, a)

    @invariant()
    def every_rendering_and_review_is_told(self) -> None:
        work, made = self.desk.work("w"), self.made
        for name in KEYS:
            if name in made.history:
                told = story(self.desk.archive, PEOPLE[0], work, made, name, self.desk.now).told
                assert [t.event for t in told if t.kind == "rendering"] == [r.event for r in made.history[name]]
                assert [t.event for t in told if t.kind == "review"] == [r.event for r in made.reviews.get(name, ())]


Review.TestCase.settings = settings(deadline=None, max_examples=25, stateful_step_count=20)
TestReview = Review.TestCase
