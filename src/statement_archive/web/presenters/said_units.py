"""What the verbs of translators and reviewers say, in the reader's words; see ``said``."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

UNITS: tuple[tuple[str, Later], ...] = (
    # Review.
    (r"there is nothing to review", N_("There is nothing to review.")),
    (r"nobody reviews words of their own", N_("Nobody reviews words of their own.")),
    (r"two versions of it wait for a decision", N_("Two versions of it wait for a decision.")),
    (r"its source has changed since it was translated", N_("Its source has changed since it was translated.")),
    (r"it is a draft", N_("It is a draft.")),
    (r"it is reviewed already", N_("It is reviewed already.")),
    (r"it was not reviewed", N_("It was not reviewed.")),
    (r"it is final already", N_("It is final already.")),
    (r"there is no such unit now", N_("There is no such unit now.")),
    (r"it was changed after you looked", N_("It was changed after you looked.")),
    (r"not a verdict: .+", N_("A unit is accepted, made final or sent back.")),
    (r"whoever sends back says why", N_("Say why it is sent back.")),
    # Claims, and what is being typed.
    (r"sign in first", N_("Sign in first.")),
    (r"no such claim of yours", N_("You have not taken this on, or not any longer.")),
    (r"a claim ends in the future", N_("Choose a time in the future.")),
    (r"a claim lasts at most (?P<most>\d+) days", N_("Work can be taken on for at most %(most)s days.")),
    (r"a note of more than (?P<most>\d+) characters", N_("A note has at most %(most)s characters.")),
    (
        r"a text of more than (?P<most>\d+) characters",
        N_("More than %(most)s characters are not kept while you type: hand in what is finished."),
    ),
    (r"not the name of a (?:unit|window)", N_("The page has sent something that is not understood: load it again.")),
    # Comments, findings, waivers.
    (r"a comment has 1 to (?P<most>\d+) characters", N_("A comment has 1 to %(most)s characters.")),
    (r"no comment \S+ on \S+", N_("There is no such comment.")),
    (r"a finding is dismissed for a reason", N_("Say why this is no mistake.")),
    (r"no unit .+ in \S+", N_("There is no such unit in the source.")),
    (r"a change is declared harmless for a reason", N_("Say why the change is harmless.")),
    (
        r"only a typo can be declared harmless for translations",
        N_("Only the correction of a typo can be harmless for translations."),
    ),
    # Joining, restoring, settling.
    (
        r"the units of this translation are paragraphs: .+",
        N_("The units of this translation are paragraphs: work by the sentence first."),
    ),
    (
        r"only sentences that stand beside each other in one paragraph are joined",
        N_("Only sentences that stand beside each other in one paragraph are joined."),
    ),
    (
        r"one of these sentences is joined with another one: part those first",
        N_("One of these sentences is joined with another one: part those first."),
    ),
    (r"(?P<unit>.+) is not joined", N_("%(unit)s is not joined.")),
    (r"event \d+ gave nothing to .+", N_("This unit was not changed then.")),
    (r"it stands so already", N_("It stands so already.")),
    (r"a unit cannot be settled for an empty text", N_("A unit cannot be settled for nothing: write the words first.")),
    # Translations and their sources.
    (r"no translation (?P<name>\S+) of \S+ is made here", N_("No translation %(name)s of this work is made here.")),
    (
        r"\S+ has several translations into (?P<lang>\S+): name one of (?P<names>.+)",
        N_("There are several translations into %(lang)s: name one of %(names)s."),
    ),
    (r"(?P<name>\S+) is made from (?P<source>\S+) already", N_("%(name)s is made from %(source)s already.")),
    (r"a translation cannot be made from itself", N_("A translation cannot be made from itself.")),
    (
        r"nothing joins (?P<a>\S+) and (?P<b>\S+): .+",
        N_("%(a)s and %(b)s are not aligned: there is nothing to fill the new translation with."),
    ),
    (r"(?P<name>\S+) has begun already: choose another name", N_("%(name)s has begun already: choose another name.")),
    (r"\S+ has no words that belong to (?P<name>\S+)", N_("None of its words belong to %(name)s.")),
    (
        r"there is no translation (?P<name>\S+) yet, and the file does not say its language",
        N_("There is no translation %(name)s yet, and the file does not say its language."),
    ),
    # Projects.
    (r"a memory is no project: .+", N_("Choose another format: every zip holds a memory beside its files.")),
    (r"more than (?P<most>\d+) works in one project", N_("One zip holds at most %(most)s statements.")),
    (
        r"more than (?P<most>\d+) works can be translated into (?P<lang>\S+): .+",
        N_("More than %(most)s statements can be translated into %(lang)s: name those that you want."),
    ),
)
