"""What a fact can be, in a reader's words; the keys are those of ``domain.facts`` and ``DepositRequest``."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

RENDITIONS: dict[str, Later] = {
    "delivered": N_("The words as they were delivered"),
    "prepared": N_("A text prepared beforehand, to be checked against delivery"),
    "record": N_("A verbatim record kept by an institution"),
    "summary": N_("A summary record, in the third person"),
    "written": N_("Submitted in writing, not spoken"),
    "translation": N_("A translation of what was said or written"),
    "unknown": N_("Unknown"),
}
RELATIONS = {value: label for value, label in RENDITIONS.items() if value != "translation"}
BODY_KINDS: dict[str, Later] = {
    "state": N_("A state"),
    "igo": N_("An intergovernmental organisation"),
    "ngo": N_("A non-governmental organisation"),
    "group": N_("A group of states or bodies"),
    "person": N_("A person, for themselves"),
    "unknown": N_("Unknown"),
}
STANDINGS: dict[str, Later] = {
    "unknown": N_("Unknown"),
    "official": N_("Official"),
    "unofficial": N_("Unofficial"),
}
METHODS: dict[str, Later] = {
    "unknown": N_("Unknown"),
    "human": N_("By a human translator"),
    "interpretation": N_("Interpretation, written down"),
    "machine": N_("By machine"),
    "post-edited": N_("By machine, then edited"),
}
MAKER_KINDS: dict[str, Later] = {
    "unknown": N_("Unknown"),
    "delegation": N_("The delegation"),
    "organisation": N_("An organisation"),
    "publisher": N_("A publisher"),
    "person": N_("A person"),
}
STATEMENT_KINDS: dict[str, Later] = {
    "": N_("Not recorded"),
    "general": N_("General statement"),
    "right_of_reply": N_("Right of reply"),
    "explanation_of_vote": N_("Explanation of vote"),
    "joint": N_("Joint statement"),
    "closing": N_("Closing statement"),
    "other": N_("Another kind"),
}
PARTS: dict[str, Later] = {
    "spoken_for": N_("It was spoken for"),
    "co_sponsor": N_("It co-sponsored"),
    "endorser": N_("It endorsed the statement"),
    "aligned": N_("It aligned itself with the statement"),
    "dissociated": N_("It dissociated itself from the statement"),
}
BASES: dict[str, Later] = {
    "": N_("Not recorded"),
    "recording": N_("A recording"),
    "record": N_("An institution’s record"),
    "podium": N_("The file from the podium"),
    "editor": N_("An editor’s word"),
}


def options(table: dict[str, Later]) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in table.items()]
