# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of a dossier is reported, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

from medward.base import yamltext

DOSSIER_CODES = {
    "dossier.broken-digest": "A file's digest is not the one that its evidence states.",
    "dossier.busy": "Another command is recording in the dossier, and did not end in time.",
    "dossier.changed": "What is to be recorded rests on something that was changed since it was read.",
    "dossier.circle": "Zones lie inside each other in a circle.",
    "dossier.duplicate": "Two parts have the same id, or one thing is said twice in one list.",
    "dossier.duplicate-key": "One key is given in two files of the dossier.",
    "dossier.empty-file": "A file that is to show something has no bytes.",
    "dossier.empty-folder": "The folder holds no YAML file.",
    "dossier.empty": "A text is empty.",
    "dossier.file-name": "A file is named in a form that not every system reads alike.",
    "dossier.folder-limit": "The folder holds more files, or more bytes, than are read.",
    "dossier.folder-not-empty": "A dossier is to be written to a folder that already holds something.",
    "dossier.leaves-folder": "The path of a file leads out of the dossier's folder.",
    "dossier.link": "A symbolic link stands where a file of the dossier is wanted.",
    "dossier.missing-file": "A file that the dossier refers to does not exist.",
    "dossier.missing-key": "A key that is needed is missing, or empty.",
    "dossier.more": "So much is wrong that the rest of it is not said.",
    "dossier.needs": "What a part says makes another key necessary, or forbids it.",
    "dossier.no-folder": "The folder does not exist, or is not a folder.",
    "dossier.no-format": "No file says which version of the format the dossier follows.",
    "dossier.no-lock": "The system cannot keep two commands apart that record in the dossier at the same time.",
    "dossier.not-a-file": "Something that is not a file stands where a file is wanted.",
    "dossier.not-a-mapping": "A file of the dossier does not hold keys with values.",
    "dossier.not-monotone": "A worse harm is accepted where a milder one is refused.",
    "dossier.order": "A day lies before the day that it must follow.",
    "dossier.part-as-file": "A file of the dossier itself is referred to as if it were evidence.",
    "dossier.probability": "A risk is to be judged by a probability instead of exploitability.",
    "dossier.unknown-format": "The dossier follows a version of the format that this program does not know.",
    "dossier.unknown-key": "A key is not known at its place.",
    "dossier.unknown-part": "A reference names an id that no part has.",
    "dossier.unknown-word": "A word is not in the vocabulary of its key.",
    "dossier.unreadable": "A file or a folder cannot be read.",
    "dossier.wrong-date": "A date is not a day of the calendar, written year-month-day.",
    "dossier.wrong-form": "A text has not the form that its key asks for.",
    "dossier.wrong-kind": "A reference names a part of a kind that does not fit.",
    "dossier.wrong-type": "A value is of another type than its key asks for.",
    "dossier.wrong-value": "A number is out of range, or a text too long.",
}
"""Codes of this package."""

CODES = {**yamltext.CODES, **DOSSIER_CODES}
"""Every code that reading a dossier can report."""
