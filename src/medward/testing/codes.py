# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem with a report of a tool is told, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

TESTING_CODES = {
    "testing.binary": "The report is no text: it holds a zero byte.",
    "testing.cell": "A cell of a list of penetration-test findings has a value that is not known.",
    "testing.columns": "A column of a list of penetration-test findings is missing, or stands twice.",
    "testing.contradiction": "What a report says contradicts itself, or it was cut off, so that it shows nothing.",
    "testing.day": "The day of a report is not known, or is not the one that the report tells, or is to come.",
    "testing.depth": "A report is nested deeper than is read.",
    "testing.doctype": "The XML has a document type with declarations of its own, which are never followed.",
    "testing.duplicate": "Two rows of a list of penetration-test findings have the same id.",
    "testing.empty": "The report has no bytes.",
    "testing.encoding": "The report is not UTF-8 text.",
    "testing.form": "A test or an anomaly stands in the dossier in a form that cannot be changed by itself.",
    "testing.format": "The file is no report of a known format, or not of the one that was named.",
    "testing.needs": "It is not said which test of the dossier a report is about, or said where it cannot be.",
    "testing.older": "The dossier has a newer result of the test.",
    "testing.row": "A row of a list of penetration-test findings has too many cells, or a cell that is too long.",
    "testing.shape": "A value has not the shape that the format gives it.",
    "testing.size": "The report is larger, or holds more, than is read.",
    "testing.syntax": "The report is not well formed, or was cut off.",
    "testing.taken": "The id of a new test is taken.",
    "testing.unknown-test": "The dossier has no such test.",
    "testing.unreadable": "The report cannot be read.",
    "testing.unwritable": "The dossier cannot be written.",
    "testing.version": "The version of the format is not one that is read.",
}
