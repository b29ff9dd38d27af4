# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of a pack is reported, with its meaning in one line.

The reference documentation is generated from this table, and a test holds it complete.
"""

from medward.base import yamltext

PACK_CODES = {
    "pack.check-kind": "A check has no kind that is known, or more than one.",
    "pack.condition-kind": "A condition of a threat has no kind that is known, or more than one.",
    "pack.dates": "A day lies before the day that it must follow.",
    "pack.duplicate-id": "Two sections or two requirements of one pack have the same id.",
    "pack.empty": "A text or a list is empty.",
    "pack.empty-section": "A section has no requirement.",
    "pack.example": "A worked example gets another verdict than it says.",
    "pack.file-name": "The file is not called after the id of the pack in it.",
    "pack.missing-date": "A day that the status of the pack makes necessary is missing.",
    "pack.missing-key": "A key that is needed is missing.",
    "pack.more": "More values do not fit than are named one by one.",
    "pack.other-framework": "Worked examples name another pack than the one beside which they lie.",
    "pack.unknown-fragment": "A worked example builds on a fragment that does not exist.",
    "pack.unknown-key": "A key is not known at its place.",
    "pack.unknown-name": "A check or a condition names a kind, field, word, link or fact that does not exist.",
    "pack.unknown-requirement": "A worked example names a requirement that the pack does not have.",
    "pack.unknown-section": "A requirement names a section that the pack does not list.",
    "pack.unknown-word": "A word is not in the vocabulary of its key.",
    "pack.wrong-date": "A date is not a day of the calendar, written year-month-day.",
    "pack.wrong-form": "A text has not the form that its key asks for.",
    "pack.wrong-type": "A value is of another type than its key asks for.",
    "pack.wrong-value": "A value is not in the range that its key asks for.",
}
"""Codes of this package."""

CODES = {**yamltext.CODES, **PACK_CODES}
"""Every code that reading a pack can report."""
