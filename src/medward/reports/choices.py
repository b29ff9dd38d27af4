# SPDX-License-Identifier: Apache-2.0
"""What a person can choose about a report: its format, how much of it, and when a check fails.

`FailOn` is a ladder; each step fails on what the step below it fails on, and on one thing more:

- `never`: reports and never fails.
- `error`: something broke, so that nothing can be said.
- `not_met`: or a requirement is not met. For a dossier that is still being written.
- `unknown`: or something is not known. The default, because exit code 0 promises that everything is met.
"""

from enum import StrEnum


class Format(StrEnum):
    """For a person at a terminal, for a program, for a browser and the printer, or for a spreadsheet."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CSV = "csv"


class Show(StrEnum):
    """How much of the report on a terminal: the essentials of everything, everything, or one section in full."""

    ESSENTIALS = "essentials"
    ALL = "all"
    VERDICTS = "verdicts"
    LINKS = "links"
    FINDINGS = "findings"
    UNKNOWN = "unknown"


class FailOn(StrEnum):
    """The least thing on which a check fails."""

    UNKNOWN = "unknown"
    NOT_MET = "not_met"
    ERROR = "error"
    NEVER = "never"
