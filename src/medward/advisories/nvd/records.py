# SPDX-License-Identifier: Apache-2.0
"""Records of the NVD from bytes: a page of its API 2.0 with many, or one record with its configurations.

The shapes are those of https://nvd.nist.gov/developers/vulnerabilities, and of published CPE configurations that
are written in the same way (`{"cve": {"configurations": […]}}` with the id in `_annotation`). Rules:

- One record of a page that cannot be read does not stop the others.
- A record whose `vulnStatus` is `Rejected` is withdrawn and has no claims.
- A record without configurations is held: it names no product, so it can match nothing, and is counted.
- Moments without a zone are in UTC.
"""

from collections.abc import Iterator

import msgspec

from medward.advisories.claims import Described, one_line
from medward.advisories.cpe.configurations import Configuration, claims
from medward.advisories.decoding import CVE, RecordError, day, decode, moment, weaknesses

KIND = "a record of the NVD"
_SYSTEMS = {
    "cvssMetricV40": "CVSS_V4",
    "cvssMetricV31": "CVSS_V3",
    "cvssMetricV30": "CVSS_V3",
    "cvssMetricV2": "CVSS_V2",
}
_REJECTED = "rejected"


class _Text(msgspec.Struct, frozen=True):
    lang: str = ""
    value: str = ""


class _Reference(msgspec.Struct, frozen=True):
    url: str = ""


class _Weakness(msgspec.Struct, frozen=True):
    description: tuple[_Text, ...] = ()


class _Vector(msgspec.Struct, frozen=True, rename="camel"):
    vector_string: str = ""


class _Metric(msgspec.Struct, frozen=True, rename="camel"):
    cvss_data: _Vector = _Vector()


class _Cve(msgspec.Struct, frozen=True, rename="camel"):
    id: str = ""
    vuln_status: str = ""
    published: str | None = None
    last_modified: str | None = None
    descriptions: tuple[_Text, ...] = ()
    metrics: dict[str, tuple[_Metric, ...]] = {}
    weaknesses: tuple[_Weakness, ...] = ()
    references: tuple[_Reference, ...] = ()
    configurations: tuple[Configuration, ...] = ()


class _Annotation(msgspec.Struct, frozen=True):
    cve_id: str = ""
    description: str = ""
    published: str | None = None
    modified: str | None = None
    references: tuple[str, ...] = ()


class _Single(msgspec.Struct, frozen=True):
    cve: _Cve
    annotation: _Annotation = msgspec.field(default=_Annotation(), name="_annotation")


class _Page(msgspec.Struct, frozen=True):
    vulnerabilities: tuple[msgspec.Raw, ...] | None = None


_SINGLE = msgspec.json.Decoder(_Single)
_PAGE = msgspec.json.Decoder(_Page)


def parse(data: bytes) -> Iterator[tuple[Described | RecordError, bytes]]:
    """Every record of a file with its own bytes; in place of one that cannot be read, why.

    Raises RecordError where the file as a whole is none of the NVD's.
    """
    page = decode(_PAGE, data, "a page of the NVD").vulnerabilities
    for raw in (data,) if page is None else map(bytes, page):
        try:
            yield _described(decode(_SINGLE, raw, KIND)), raw
        except RecordError as error:
            yield error, raw


def _described(single: _Single) -> Described:
    cve, note = single.cve, single.annotation
    name = cve.id or note.cve_id
    if not CVE.fullmatch(name):
        raise RecordError("its id is no CVE id")
    withdrawn = cve.vuln_status.lower() == _REJECTED
    found, unnamed = ((), 0) if withdrawn else claims(cve.configurations)
    described = next((one.value for one in cve.descriptions if one.lang.startswith("en")), note.description)
    return Described(
        name=name,
        modified=moment(cve.last_modified or note.modified),
        published=day(cve.published or note.published),
        withdrawn=withdrawn,
        summary=one_line(described),
        severities=tuple(_severities(cve)),
        cwes=weaknesses([text.value for weakness in cve.weaknesses for text in weakness.description]),
        urls=tuple(sorted({*note.references, *(one.url for one in cve.references if one.url)})),
        claims=found,
        unnamed=unnamed + (not found and not withdrawn),
    )


def _severities(cve: _Cve) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for metric, system in _SYSTEMS.items():
        for one in cve.metrics.get(metric, ()):
            score = (system, one.cvss_data.vector_string)
            if one.cvss_data.vector_string and score not in seen:
                seen.add(score)
                yield score
