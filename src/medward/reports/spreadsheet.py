# SPDX-License-Identifier: Apache-2.0
"""The assessment as a table for auditors' spreadsheets: CSV by RFC 4180, UTF-8, with a head.

Rules:

- A requirement has a row for each of its broken links, or one row where it has none, so that a spreadsheet can be
  sorted and filtered by what is missing.
- A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break)
  gets an apostrophe in front, because what a dossier or an SBOM says must never run on somebody's machine.
- The same assessment gives the same bytes.
"""

import csv
import io
from collections.abc import Iterator

from medward.compliance.model import Assessment, BrokenLink, Verdict
from medward.reports.visible import visible

HEAD = (
    *("framework", "requirement", "title", "citation", "section", "status", "reason", "proofs"),
    *("missing", "mend", "file", "line"),
)
_FORMULA = frozenset("=+-@\t\r")


def render(assessment: Assessment) -> bytes:
    """The table as UTF-8, lines ended by CR LF."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEAD)
    for verdict in assessment.verdicts:
        writer.writerows([_cell(one) for one in row] for row in _rows(verdict))
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _rows(verdict: Verdict) -> Iterator[tuple[str, ...]]:
    head = (verdict.framework, verdict.requirement, verdict.title, verdict.citation, verdict.section)
    stands = (verdict.status.value, verdict.reason, "; ".join(proof.text for proof in verdict.proofs))
    for link in verdict.broken:
        yield (*head, *stands, *_missing(link))
    if not verdict.broken:
        yield (*head, *stands, "", "", "", "")


def _missing(link: BrokenLink) -> tuple[str, str, str, str]:
    place = link.place
    return (link.text, link.mend, place.file if place else "", str(place.line) if place and place.line else "")


def _cell(text: str) -> str:
    """Text that stays text, on one line."""
    guarded = f"'{text}" if text[:1] in _FORMULA else text
    return visible(guarded)
