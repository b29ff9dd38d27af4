# SPDX-License-Identifier: Apache-2.0
"""The vulnerabilities of a CSAF document as values: groups resolved, statuses by what they mean.

A status list that CSAF does not know counts as open: it may mean that a product is affected.
"""

from collections.abc import Iterable, Iterator, Mapping

from medward.advisories.csaf import wire
from medward.advisories.csaf.model import Remark, Remediation, Score, Standing, Vulnerability

_STANDINGS = {
    "known_affected": Standing.AFFECTED,
    "first_affected": Standing.AFFECTED,
    "last_affected": Standing.AFFECTED,
    "known_not_affected": Standing.NOT_AFFECTED,
    "fixed": Standing.FIXED,
    "first_fixed": Standing.FIXED,
    "recommended": Standing.FIXED,
}

Groups = Mapping[str, tuple[str, ...]]


def vulnerability(found: wire.Vulnerability, groups: Groups) -> Vulnerability:
    """One vulnerability; `groups` are the products of each group of the document."""
    cwes = (found.cwe, *found.cwes) if found.cwe else found.cwes
    return Vulnerability(
        cve=found.cve,
        ids=tuple(f"{one.system_name}: {one.text}" for one in found.ids),
        title=found.title,
        cwes=tuple(dict.fromkeys(cwe.id for cwe in cwes)),
        standings=tuple(_standings(found.product_status)),
        scores=tuple(_scores(found)),
        remediations=tuple(_remediation(one, groups) for one in found.remediations),
        remarks=tuple(_remarks(found, groups)),
    )


def _standings(status: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Standing, tuple[str, ...]]]:
    for standing in Standing:
        lists = (ids for name, ids in status.items() if _STANDINGS.get(name, Standing.OPEN) is standing)
        if together := tuple(dict.fromkeys(one for ids in lists for one in ids)):
            yield standing, together


def _scores(found: wire.Vulnerability) -> Iterator[Score]:
    for scored in found.scores:
        yield from _systems(scored, "", scored.products)
    for metric in found.metrics:
        yield from _systems(metric.content, metric.source, metric.products)


def _systems(content: wire.Content, source: str, products: tuple[str, ...]) -> Iterator[Score]:
    for system, cvss in (("CVSS_V2", content.cvss_v2), ("CVSS_V3", content.cvss_v3), ("CVSS_V4", content.cvss_v4)):
        if cvss:
            yield Score(system, cvss.vector_string, cvss.base_score, source, products)


def _remediation(found: wire.Statement, groups: Groups) -> Remediation:
    return Remediation(found.category, found.details, found.url, _products(found, groups))


def _remarks(found: wire.Vulnerability, groups: Groups) -> Iterator[Remark]:
    for threat in found.threats:
        yield Remark("threat", threat.category, threat.details, _products(threat, groups))
    for flag in found.flags:
        yield Remark("flag", flag.label, "", _products(flag, groups))


def _products(found: wire.Statement, groups: Groups) -> tuple[str, ...]:
    grouped: Iterable[str] = (one for group in found.group_ids for one in groups.get(group, ()))
    return tuple(dict.fromkeys((*found.product_ids, *grouped)))
