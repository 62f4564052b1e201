"""Errors in a reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain import errors as domain
from statement_archive.domain.people import LinkSpent, SignInThrottled
from statement_archive.web.dates import show_day
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.say import N_, Later, _


@dataclass(frozen=True, slots=True)
class Problem:
    """``detail`` is the error's own message, in English, and ``said`` the same in the reader's words;
    ``kept`` what was kept of what was handed in."""

    title: str
    what: str
    next_steps: tuple[str, ...] = ()
    kept: str = ""
    detail: str = ""
    said: Said | None = None
    choices: tuple[str, ...] = ()
    offer_sign_in: bool = False
    facts: tuple[tuple[str, str], ...] = ()

    def plain(self) -> str:
        """As lines of plain text, for addresses that answer in it."""
        lines = [self.title, self.what, *(f"{name}: {value}" for name, value in self.facts), self.detail]
        if self.kept:
            lines.append(_("Kept: %(what)s", what=self.kept))
        if self.choices:
            lines.append(_("Known here: %(names)s", names=", ".join(self.choices)))
        return "\n".join(line for line in [*lines, *self.next_steps] if line) + "\n"


_LOOK = N_("Look for it by its words, its symbol or its date.")
_LARGE = (N_("Too large"), N_("This is more than the archive takes in one piece."))
_Words = tuple[Later, Later, tuple[Later, ...]]
# The first class that fits counts: title, what happened, what to do next.
_ERRORS: tuple[tuple[type[domain.ArchiveError], _Words], ...] = (
    (
        LinkSpent,
        (
            N_("This link no longer works"),
            N_("It was used, it has expired, or it never was."),
            (N_("Ask an administrator for a new one."),),
        ),
    ),
    (
        domain.NoDeliveredText,
        (
            N_("No delivered text held"),
            N_("The statement is known, but this archive does not hold the words in which it was delivered."),
            (N_("Other texts of it can be had under their own names; none of them is the delivered wording."),),
        ),
    ),
    (domain.NotFound, (N_("Not found"), N_("This archive has nothing at this address."), (_LOOK,))),
    (
        domain.Gone,
        (
            N_("Withdrawn"),
            N_("This was here and has been taken out of sight."),
            (N_("The record of what was withdrawn, when and why stays."),),
        ),
    ),
    (
        domain.NotAllowed,
        (N_("Not allowed"), N_("This needs a role that you do not have, or that you are not signed in with."), ()),
    ),
    (
        domain.Conflict,
        (
            N_("Somebody else was faster"),
            N_("This was changed after you had opened it. Nothing of theirs was overwritten."),
            (N_("Go back, look at what changed, and decide again."),),
        ),
    ),
    (domain.TooLarge, (*_LARGE, ())),
    (
        domain.Undecodable,
        (
            N_("The encoding could not be told"),
            N_("The bytes of this file are not text in any encoding that is certain."),
            (N_("Name the encoding, or save the file as UTF-8, and try again."),),
        ),
    ),
    (
        domain.Ambiguous,
        (
            N_("Several things answer to this"),
            N_("More than one text fits what was asked for, and the archive does not choose."),
            (N_("Name one of them."),),
        ),
    ),
    (
        domain.Refused,
        (N_("This could not be done"), N_("The request was understood and nothing was changed."), ()),
    ),
    (
        SignInThrottled,
        (
            N_("Too many tries"),
            N_("For a while no further try to sign in is looked at."),
            (N_("Wait a little and try again."),),
        ),
    ),
    (
        domain.HomeBusy,
        (
            N_("The archive is busy"),
            N_("Somebody else is writing to it at this moment. Nothing was changed."),
            (N_("Try again in a few seconds."),),
        ),
    ),
    (
        domain.StorageFull,
        (
            N_("The disk is full"),
            N_("Nothing could be stored, and nothing was stored halfway."),
            (N_("Tell whoever runs this server."),),
        ),
    ),
    (
        domain.ArchiveError,
        (
            N_("The archive is damaged here"),
            N_("What is stored does not agree with its record, so it is not shown."),
            (N_("Tell whoever runs this server: the command “verify” says what is wrong."),),
        ),
    ),
)
_STATUSES: dict[int, _Words] = {
    400: (N_("The request could not be read"), N_("Something in it is malformed; nothing was changed."), ()),
    404: (N_("Not found"), N_("This archive has nothing at this address."), (_LOOK,)),
    405: (N_("Not possible here"), N_("This address does not take that kind of request."), ()),
    413: (*_LARGE, (N_("Go back: nothing was stored, and your file is where it was."),)),
    429: (
        N_("Too many requests"),
        N_("Your address has asked for more than this server gives in a minute."),
        (N_("Wait a minute and try again."),),
    ),
}
_SIGN_IN: _Words = (
    N_("Sign in first"),
    N_("This is for people with an account. You are not signed in here, or your session has ended."),
    (),
)
_OUR_MISTAKE: _Words = (
    N_("Something went wrong"),
    N_("This is our mistake, not yours. It was written to the server’s log."),
    (N_("Go back and try again; if it happens again, tell whoever runs this server."),),
)


def problem_of_error(error: domain.ArchiveError, *, signed_in: bool) -> Problem:
    """The page of a domain error."""
    title, what, steps = next(words for kind, words in _ERRORS if isinstance(error, kind))
    stranger = isinstance(error, domain.NotAllowed) and not signed_in
    if stranger:
        title, what, steps = _SIGN_IN
    choices = error.details.get("choices") or error.details.get("candidates") or error.details.get("offers") or ()
    return Problem(
        title=str(title),
        what=str(what),
        next_steps=tuple(str(step) for step in steps),
        kept=error.kept or "",
        detail=error.message,
        said=None if stranger else said(error.message),
        choices=tuple(str(c) for c in choices) if isinstance(choices, list | tuple) else (),
        offer_sign_in=stranger,
        facts=_stone(error) if isinstance(error, domain.Gone) else (),
    )


def problem_of_status(status: int) -> Problem:
    """The page of an error that came before any verb."""
    title, what, steps = _STATUSES.get(status, _OUR_MISTAKE)
    return Problem(str(title), str(what), tuple(str(step) for step in steps))


def _stone(error: domain.Gone) -> tuple[tuple[str, str], ...]:
    details = error.details
    at = details.get("at")
    return (
        *(((_("Date"), show_day(at)),) if isinstance(at, datetime) else ()),
        (_("Reason"), str(details.get("reason") or _("not stated"))),
        (_("On whose authority"), str(details.get("authority") or _("not stated"))),
    )
