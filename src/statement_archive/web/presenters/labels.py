"""Names of the fields of a deposit, where a page speaks of them away from their place."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

FIELD_LABELS: dict[str, Later] = {
    "work": N_("Work"),
    "lang": N_("Language of the text"),
    "lang_tag": N_("Language tag"),
    "encoding": N_("Encoding"),
    "media": N_("Form of the file"),
    "sentences": N_("Sentences"),
    "bridge": N_("Page breaks"),
    "segment_langs": N_("Paragraphs in another language"),
    "kind": N_("What it is"),
    "rendition": N_("Relation to delivery"),
    "delivered_in": N_("Language of delivery"),
    "original_langs": N_("Language of delivery"),
    "title": N_("Title"),
    "date": N_("Date"),
    "place": N_("Place"),
    "forum": N_("Forum"),
    "series": N_("Series of meetings"),
    "session": N_("Session"),
    "meeting": N_("Meeting"),
    "agenda_item": N_("Agenda item"),
    "statement_kind": N_("Kind of statement"),
    "symbols": N_("Document symbols"),
    "speaker": N_("Speaker"),
    "speaker_is": N_("Speaker"),
    "speaker_role": N_("Role, as given"),
    "body": N_("Body"),
    "body_kind": N_("Kind of body"),
    "body_country": N_("Country the body is from"),
    "on_behalf_of": N_("Also on behalf of"),
    "topics": N_("Topics"),
    "translated_from": N_("Translated from"),
    "via": N_("By way of"),
    "maker": N_("Made by"),
    "maker_kind": N_("Kind of maker"),
    "method": N_("Method"),
    "standing": N_("Standing"),
    "basis_by": N_("Who says so"),
    "basis_how": N_("By what"),
    "source_url": N_("Where the file was found"),
    "licence": N_("Licence"),
    "visibility": N_("Who may see it"),
    "embargo_until": N_("Embargo ends"),
    "embargo_zone": N_("Time zone"),
    "text": N_("Your words"),
    "comment": N_("Comment"),
    "addition": N_("Words added on purpose, because"),
}
# Fact, by its dotted name -> field of the form.
FIELD_OF_FACT = {
    "title": "title",
    "dates": "date",
    "place": "place",
    "speaker.name": "speaker",
    "speaker.role": "speaker_role",
    "body.name": "body",
    "body.kind": "body_kind",
    "body.country": "body_country",
    "original_languages": "delivered_in",
    "relation": "rendition",
    "standing": "standing",
    "method": "method",
    "maker.name": "maker",
    "maker.kind": "maker_kind",
    "source.via": "via",
    "occasion.forum": "forum",
    "occasion.series": "series",
    "occasion.session": "session",
    "occasion.meeting": "meeting",
    "occasion.agenda_item": "agenda_item",
    "occasion.statement_kind": "statement_kind",
    "occasion.symbols": "symbols",
}

# Facts that no form has, or that a form calls otherwise.
_OTHERS: dict[str, Later] = {
    "titles": N_("Title"),
    "parties": N_("Parties"),
    "visibility": N_("Who may see it"),
    "topics": N_("Topics"),
    "note": N_("Note"),
    "speaker": N_("Speaker"),
    "body": N_("Body"),
    "occasion": N_("Occasion"),
    "source": N_("Translated from"),
    "basis.by": N_("Who says so"),
    "basis.how": N_("By what"),
    "source_url": N_("Where the file was found"),
    "rights.licence": N_("Licence"),
    "rights.holder": N_("Rights held by"),
}


_TRANSLATED_FACTS: dict[str, Later] = {
    "title": N_("Title"),
    "speaker.role": N_("Role of the speaker"),
    "body.name": N_("Name of the body"),
}


def fact_label(fact: str) -> str:
    """A fact by the name of its field; its dotted name where no form has it."""
    label = _OTHERS.get(fact) or FIELD_LABELS.get(FIELD_OF_FACT.get(fact, fact))
    return str(label) if label else fact


def unit_label(key: str) -> str:
    """A unit of a translation as people are told of it: a fact by its name, a passage by its place."""
    label = _TRANSLATED_FACTS.get(key)
    return str(label) if label else key
