# SPDX-License-Identifier: Apache-2.0
"""The vulnerabilities of a CSAF document as values: groups resolved, statuses by what they mean.

A status list that CSAF does not know counts as open: it may mean that a product is affected.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from medward.advisories.csaf import wire
from medward.advisories.csaf.dates import moment
from medward.advisories.csaf.model import (
    Decision,
    Prediction,
    Remark,
    Remediation,
    Score,
    Standing,
    Vulnerability,
)

_STANDINGS = {
    "known_affected": Standing.AFFECTED,
    "first_affected": Standing.AFFECTED,
    "last_affected": Standing.AFFECTED,
    "known_not_affected": Standing.NOT_AFFECTED,
    "fixed": Standing.FIXED,
    "first_fixed": Standing.FIXED,
    "recommended": Standing.FIXED,
}

_EPSS = msgspec.json.Decoder(wire.Epss, strict=False)
_SSVC = msgspec.json.Decoder(wire.Ssvc)
T = TypeVar("T")

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
        disclosed=moment(found.disclosure_date or found.release_date),
        discovered=moment(found.discovery_date),
        predictions=tuple(_predictions(found)),
        decisions=tuple(_decisions(found)),
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


def _predictions(found: wire.Vulnerability) -> Iterator[Prediction]:
    for metric in found.metrics:
        if (epss := _loosely(_EPSS, metric.content.epss)) is not None:
            yield Prediction(epss.probability, epss.percentile, moment(epss.timestamp), metric.products)


def _decisions(found: wire.Vulnerability) -> Iterator[Decision]:
    for metric in found.metrics:
        for raw in (metric.content.ssvc_v2, metric.content.ssvc_v1):
            if (ssvc := _loosely(_SSVC, raw)) is not None:
                points = tuple(map(_point, ssvc.selections))
                yield Decision(points, moment(ssvc.timestamp), metric.source, metric.products)


def _point(selection: wire.SsvcSelection) -> str:
    values = (one if isinstance(one, str) else one.name or one.key for one in selection.values)
    return f"{selection.name or selection.key}: {' or '.join(values)}"


def _loosely(decoder: msgspec.json.Decoder[T], raw: msgspec.Raw) -> T | None:
    """An assessment; None where there is none, or one of another shape, which decides nothing."""
    if not bytes(raw):
        return None
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


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
