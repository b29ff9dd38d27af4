# SPDX-License-Identifier: Apache-2.0
"""What advisory sources publish of the vulnerabilities of an export: ids, scores, weaknesses, addresses, days.

It comes from matching the components of the releases with an advisory database, and tells users which
vulnerability is meant and how bad it is in general. It never decides a status: that is the dossier's alone.

- What is published of one vulnerability against several components is one value: ids, scores and addresses of all,
  the first day of publication, the last day of a change.
- A score that is no CVSS vector (a distribution's own word) is left out; so is an address that is none of the web.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from medward.advisories.model import Finding
from medward.triage.cvss import Scores, scores
from medward.triage.vex.releases import ReleaseParts

_ADDRESS = re.compile(r"https?://[A-Za-z0-9][!#$%&'()*+,./0-9:;=?@A-Z\[\]_a-z~-]*")
_WEAKNESS = re.compile(r"CWE-([1-9][0-9]{0,5})")
WITHOUT_DATABASE = "Without an advisory database, other ids, scores, weaknesses and references are not in it"
FROM_DATABASE = (
    "Other ids, scores, weaknesses and references are those of the advisory database; the version of the document "
    "counts decisions alone, so say it yourself where only they changed"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is published of one vulnerability.

    Attributes:
        ids: every id of it, sorted.
        summary: in a sentence or two, as published first.
        scores: CVSS vectors with their scores, by version and vector.
        weaknesses: numbers of the CWE list, sorted.
        references: web addresses, sorted.
        published: day of its first publication.
        modified: day of the last change of what is published.
    """

    ids: tuple[str, ...] = ()
    summary: str = ""
    scores: tuple[Scores, ...] = ()
    weaknesses: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None

    def aliases(self, name: str) -> tuple[str, ...]:
        """Every other id."""
        return tuple(one for one in self.ids if one != name)


NOTHING = Known()


def known(releases: Sequence[ReleaseParts], database: Path) -> Mapping[str, Known]:
    """Every id of a vulnerability of the releases → what is published of it. Raises as matching does."""
    from medward.advisories import match_all

    inventories = [inventory for release in releases for inventory in release.inventories]
    reports = match_all(inventories, database)
    return of_findings(finding for report in reports for finding in report.findings)


def of_findings(findings: Iterable[Finding]) -> Mapping[str, Known]:
    """The same for findings of one database, in which a vulnerability has one id for all its aliases."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.vulnerability].append(finding)
    made = [_known(group) for _, group in sorted(groups.items())]
    return {name: one for one in made for name in one.ids}


def _known(group: Sequence[Finding]) -> Known:
    vectors = {severity.vector for one in group for severity in one.severities}
    counted = [found for vector in sorted(vectors) if (found := scores(vector)).base is not None]
    numbers = (match[1] for one in group for cwe in one.cwes if (match := _WEAKNESS.fullmatch(cwe)))
    addresses = {url for one in group for url in one.references if _ADDRESS.fullmatch(url)}
    return Known(
        ids=tuple(sorted({name for one in group for name in (one.vulnerability, *one.aliases)})),
        summary=next((one.summary.strip() for one in group if one.summary.strip()), ""),
        scores=tuple(sorted(counted, key=lambda one: (one.version, one.vector))),
        weaknesses=tuple(sorted({int(number) for number in numbers})),
        references=tuple(sorted(addresses)),
        published=min((one.published for one in group if one.published is not None), default=None),
        modified=max((one.modified for one in group if one.modified is not None), default=None),
    )
