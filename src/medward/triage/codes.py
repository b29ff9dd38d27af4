# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem of triage is reported, with its meaning in one line."""

TRIAGE_CODES = {
    "triage.unknown-finding": "No finding of the releases that are looked at has this id.",
    "triage.unknown-release": "The dossier has no release with this id.",
    "triage.no-inventory": "An SBOM of the release cannot be read, or it has none, so nobody knows what is gone.",
    "triage.overshadowed": "A decision for one release goes before the wider one that is to be recorded.",
    "triage.unwritable": "A decision stands in the dossier in a form that cannot be changed by itself.",
    "triage.wrong-answers": "A file of answers to the rubric does not hold codes of questions with answers.",
    "triage.unknown-question": "The rubric has no question with this code.",
}
"""Codes of this package."""
