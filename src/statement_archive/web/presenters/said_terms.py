"""What is said of memories and glossaries, and of their files, in the reader's words; see ``said``."""

from __future__ import annotations

from statement_archive.web.say import N_, Later

TERMS: tuple[tuple[str, Later], ...] = (
    # What cannot be read.
    (
        r"not a TMX file: .+ at line (?P<line>\d+), column \d+",
        N_("It is no translation memory (TMX) that can be read: line %(line)s is not well formed."),
    ),
    (
        r"not a TBX file: .+ at line (?P<line>\d+), column \d+",
        N_("It is no glossary (TBX) that can be read: line %(line)s is not well formed."),
    ),
    (r"not a T[MB]X file that is taken here: it bears a DTD", N_("It bears a DTD, which is not taken here.")),
    (
        r"not a T[MB]X file that is taken here: it declares an entity .+",
        N_("It declares an entity, which is not taken here."),
    ),
    (
        r"not a T[MB]X file that is taken here: more than (?P<most>\d+) elements deep .+",
        N_("It is nested more than %(most)s levels deep."),
    ),
    (
        r"not a TMX file: its root element is <(?P<name>.*)> .+",
        N_("It is no translation memory (TMX): it begins with <%(name)s>."),
    ),
    (
        r"not a TBX file(?: and no table: it begins with|: its root element is) <(?P<name>[^>]*)>.*",
        N_("It is neither TBX nor a table: it begins with <%(name)s>."),
    ),
    (r"not a T[MB]X file: .+", N_("There is nothing in it that could be read.")),
    (
        r"the file is not in (?P<name>\S+), the encoding it names \(line (?P<line>\d+)\): .+",
        N_("Its bytes are not in %(name)s, the encoding that it names: look at line %(line)s."),
    ),
    (
        r"not a glossary: no column of its first row is named by a language tag \((?P<found>.*)\)",
        N_("No column of the first row is named by a language tag, such as en or fr. It says: %(found)s"),
    ),
    (r"the file is larger than (?P<most>\d+) MB", N_("The file is larger than %(most)s MB.")),
    # What another file is.
    (
        r"this is a translation \(PO\), not a memory: hand it in as a translation",
        N_("This is a translation (PO), not a memory: hand it in at its statement."),
    ),
    (
        r"this is a translation \(XLIFF\), not a memory: hand it in as a translation",
        N_("This is a translation (XLIFF), not a memory: hand it in at its statement."),
    ),
    (
        r"this is a glossary \(TBX\), not a memory: import it as a glossary",
        N_("This is a glossary (TBX), not a memory: bring it in at the glossary."),
    ),
    (
        r"this is a zip, not a memory: take the TMX file out of it",
        N_("This is a zip, not a memory: take the TMX file out of it."),
    ),
    (
        r"this is a translation \(PO\), not a glossary: hand it in as a translation",
        N_("This is a translation (PO), not a glossary: hand it in at its statement."),
    ),
    (
        r"this is a translation \(XLIFF\), not a glossary: hand it in as a translation",
        N_("This is a translation (XLIFF), not a glossary: hand it in at its statement."),
    ),
    (
        r"this is a translation memory \(TMX\), not a glossary: import it as a memory",
        N_("This is a translation memory (TMX), not a glossary: bring it in at the memory."),
    ),
    (
        r"this is a zip or a workbook, not a glossary: save the table as CSV",
        N_("This is a zip or a workbook, not a glossary: save the table as CSV."),
    ),
    (
        r"this is the database of a program, not a memory to be exchanged: save it as TMX there",
        N_("This is the database of a program: save it as TMX there."),
    ),
    (
        r"this is the database of a program, not a glossary to be exchanged: save it as TBX there",
        N_("This is the database of a program: save it as TBX there."),
    ),
    # Rows that were not taken.
    (r"there are not two languages in this unit", N_("There are not two languages in this unit.")),
    (r"a variant does not say its language", N_("It does not say its language.")),
    (
        r"a quotation mark is opened and not closed, or stands where none may",
        N_("A quotation mark is opened and not closed, or stands where none may."),
    ),
    (
        r"(?P<count>\d+) cells where the first row has (?P<wanted>\d+)",
        N_("It has %(count)s cells; the first row has %(wanted)s."),
    ),
    (r"there is no term in this (?:row|entry)|an empty term", N_("There is no term in it.")),
    (r"no such status of a term: .+|not a status of a term: .+", N_("This is not a status of a term.")),
    (
        r"the (?:concept|id) (?P<name>.+) stands twice.*",
        N_("The concept %(name)s stands in it twice; the first counts."),
    ),
    (r"a term has 1 to (?P<most>\d+) characters", N_("A term has 1 to %(most)s characters.")),
    # What the verbs say of memories.
    (
        r"a passage to compare has at most (?P<most>\d+) characters",
        N_("A passage to compare has at most %(most)s characters."),
    ),
    (r"a memory needs a name", N_("A memory needs a name.")),
    (r"there is no unit in this memory", N_("There is no unit in this memory.")),
    (
        r"more than (?P<most>\d+) (?:bad )?units in one memory.*",
        N_("It has more than %(most)s units of one kind: bring it in in parts."),
    ),
    (
        r"somebody else brought in a memory of this name: .+|too many memories of this name: .+",
        N_("A memory of this name is there already, brought in by somebody else: choose another name."),
    ),
    (r"no memory .+", N_("There is no imported memory of this name.")),
    (r"removing a memory needs its reason", N_("Say why this memory is removed.")),
    # What the verbs say of terms.
    (r"no concept .+ in the glossary", N_("The glossary has no concept of this name.")),
    (r"no term .+ of .+ in \S+", N_("This concept has no such term.")),
    (r"a change of the glossary needs its reason", N_("Say why, or where it comes from: others will ask.")),
    (r"no term was given", N_("Write the term.")),
    (
        r"not a concept id: (?P<raw>'.*'|\".*\") .+",
        N_("A concept is named by lower-case letters, digits and single hyphens, not by %(raw)s."),
    ),
    (
        r"several concepts have this term: name the one that is meant",
        N_("Several concepts have this term: name the one that is meant."),
    ),
    (r"retiring a term needs its reason", N_("Say why the term is retired.")),
    (r"(?P<term>.+) was retired already", N_("%(term)s was retired already.")),
    (r"an import needs its reason: where the terms come from", N_("Say where these terms come from.")),
    (
        r"more than (?P<most>\d+) concepts in one import",
        N_("It has more than %(most)s concepts: bring it in in parts."),
    ),
    (r"more than (?P<most>\d+) bad rows in one glossary .+", N_("More than %(most)s of its rows cannot be taken.")),
    (r"there is no term in this glossary", N_("There is no term in this glossary.")),
    (r"at most (?P<most>\d+) characters", N_("At most %(most)s characters can be looked for.")),
)
