# SPDX-License-Identifier: Apache-2.0
"""One CVE record of format 5 from bytes: what CNA and ADPs say of products, scores, weaknesses, assessment.

Rules:

- The claims of all containers are held: the CNA's, those of ADPs (CISA's above all), and both kinds of each, by
  `affected` and by `cpeApplicability`.
- A record in the state `REJECTED` is withdrawn: it is counted and has no claims.
- Of SSVC decisions and catalogue entries in `metrics` of ADPs the last one in the record stands.
- A record whose decisive parts have another shape than the schema's is refused with one sentence.
"""

from collections.abc import Iterator

import msgspec

from medward.advisories.claims import Assessment, Claim, Described, one_line
from medward.advisories.cpe.configurations import claims as configured
from medward.advisories.cve.products import claims
from medward.advisories.cve.written import Container, Kev, Metric, Record, Ssvc
from medward.advisories.decoding import CVE, RecordError, day, decode, moment, weaknesses

KIND = "a CVE record"
_REJECTED = "REJECTED"
_RECORD = msgspec.json.Decoder(Record)
_SSVC = msgspec.json.Decoder(Ssvc)
_KEV = msgspec.json.Decoder(Kev)


def parse(data: bytes) -> Described:
    """Read one record. Raises RecordError."""
    record = decode(_RECORD, data, KIND)
    about, said = record.cve_metadata, (record.containers.cna, *(record.containers.adp or ()))
    if not CVE.fullmatch(about.cve_id):
        raise RecordError("its id is no CVE id")
    withdrawn = about.state == _REJECTED
    found, unnamed, commits = ((), 0, 0) if withdrawn else _claims(said)
    return Described(
        name=about.cve_id,
        modified=moment(about.date_updated),
        published=day(about.date_published),
        withdrawn=withdrawn,
        summary=_summary(record.containers.cna),
        severities=tuple(dict.fromkeys(score for one in said for score in _severities(one.metrics or ()))),
        cwes=weaknesses(
            [each.cwe_id or "" for one in said for kind in one.problem_types or () for each in kind.descriptions]
        ),
        urls=tuple(sorted({each.url for one in said for each in one.references or () if each.url})),
        claims=found,
        unnamed=unnamed,
        commit_ranges=commits,
        assessment=_assessment(said),
    )


def _claims(said: tuple[Container, ...]) -> tuple[tuple[Claim, ...], int, int]:
    """All claims, each once."""
    found: dict[Claim, None] = {}
    unnamed = commits = 0
    for one in said:
        named, nameless, over_commits = claims(one.affected or ())
        applicable, odd = configured(one.cpe_applicability or ())
        found.update(dict.fromkeys((*named, *applicable)))
        unnamed, commits = unnamed + nameless + odd, commits + over_commits
    return tuple(found), unnamed, commits


def _summary(cna: Container) -> str:
    described = next((one.value for one in cna.descriptions or () if one.lang.lower().startswith("en")), "")
    return one_line(cna.title) or one_line(described)


def _severities(metrics: tuple[Metric, ...]) -> Iterator[tuple[str, str]]:
    for one in metrics:
        for system, score in (
            ("CVSS_V4", one.v4),
            ("CVSS_V3", one.v31),
            ("CVSS_V3", one.v30),
            ("CVSS_V2", one.v2),
        ):
            if score is not None and score.vector_string:
                yield system, score.vector_string


def _assessment(said: tuple[Container, ...]) -> Assessment | None:
    """CISA's assessment. One that cannot be read is none: it decides no match."""
    found = Assessment()
    for metric in (each for one in said[1:] for each in one.metrics or ()):
        if metric.other is None or metric.other.type not in {"ssvc", "kev"}:
            continue
        try:
            found = _added(found, metric.other.type, metric.other.content)
        except RecordError:
            continue
    return None if found == Assessment() else found


def _added(found: Assessment, kind: str, content: msgspec.Raw) -> Assessment:
    if kind == "kev":
        added = day(decode(_KEV, content, "an entry of the catalogue").date_added)
        return Assessment(found.exploitation, found.automatable, found.technical_impact, found.decided, added)
    ssvc = decode(_SSVC, content, "an SSVC decision")
    points = [(one.exploitation or "", one.automatable or "", one.technical_impact or "") for one in ssvc.options]
    exploitation, automatable, impact = (
        ("".join(column) for column in zip(*points, strict=True)) if points else ("",) * 3
    )
    return Assessment(
        exploitation.lower(), automatable.lower(), impact.lower(), day(ssvc.timestamp), found.kev_added
    )
