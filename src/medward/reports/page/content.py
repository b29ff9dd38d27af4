# SPDX-License-Identifier: Apache-2.0
"""What the templates show: the assessment, counted, grouped and with names for its places. No markup."""

from dataclasses import dataclass

from medward.compliance.model import Assessment, FrameworkVerdicts, Mend, Status, Verdict
from medward.reports.bars import whole_parts
from medward.reports.chain import Chain, chain
from medward.reports.coverage import sentence
from medward.reports.next_step import NextStep, next_step
from medward.reports.page.anchors import Anchors
from medward.reports.page.drawing import Drawing, tall, wide
from medward.reports.sections import Headed, headed
from medward.reports.sources import SourceAge, ages
from medward.reports.tally import Tally, of_framework, tally

BAR = 1000
"""Length of a bar in units of its drawing."""
THINNEST = 8
"""Length that any count above 0 gets, so that it can be seen."""
AT_ONCE = 8
"""Broken links of a group that are seen without opening anything."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar."""

    status: Status
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A stacked bar, with the counts that it shows."""

    tally: Tally
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class NamedVerdict:
    """A verdict with the name of its place in the page."""

    anchor: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NamedSection:
    """A heading of a framework with its verdicts."""

    title: str
    tally: Tally
    verdicts: tuple[NamedVerdict, ...]


@dataclass(frozen=True, slots=True)
class NamedFramework:
    """A framework with the name of its place in the page."""

    anchor: str
    framework: FrameworkVerdicts
    bar: Bar
    sections: tuple[NamedSection, ...]


@dataclass(frozen=True, slots=True)
class NamedMend:
    """A group of broken links with the name of its place in the page."""

    anchor: str
    mend: Mend
    at_once: int


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the page says beside the assessment's own words.

    Attributes:
        total: the verdicts of all frameworks.
        frameworks: each framework.
        mends: each group of broken links.
        broken: how many broken links there are.
        proofs: how many different proofs the verdicts name.
        chain: where on the chain they are.
        wide: the chain drawn for a wide page.
        tall: the chain drawn for a narrow one.
        step: what to do next.
        sources: the advisory sources with their age; none without a database.
        opened: findings that still need somebody.
        exploited: findings that are known to be exploited.
        coverage: one sentence for each release.
        anchors: verdict's id → name of its place, for "asked by".
    """

    total: Tally
    frameworks: tuple[NamedFramework, ...]
    mends: tuple[NamedMend, ...]
    broken: int
    proofs: int
    chain: Chain
    wide: Drawing
    tall: Drawing
    step: NextStep
    sources: tuple[SourceAge, ...]
    opened: int
    exploited: int
    coverage: tuple[str, ...]
    anchors: dict[str, str]


def content(assessment: Assessment) -> Content:
    """Count, group and name what the page shows."""
    anchors = Anchors()
    frameworks = tuple(_framework(framework, anchors) for framework in assessment.frameworks)
    drawn = chain(assessment.mends)
    database = assessment.database
    return Content(
        total=tally(assessment.verdicts),
        frameworks=frameworks,
        mends=tuple(NamedMend(anchors.name("mend", mend.id), mend, AT_ONCE) for mend in assessment.mends),
        broken=drawn.broken,
        proofs=len({(proof.node, proof.text) for verdict in assessment.verdicts for proof in verdict.proofs}),
        chain=drawn,
        wide=wide(drawn),
        tall=tall(drawn),
        step=next_step(assessment),
        sources=ages(database, assessment.as_of) if database else (),
        opened=sum(line.open for line in assessment.findings),
        exploited=sum(line.finding.known_exploited is not None for line in assessment.findings),
        coverage=tuple(sentence(one) for one in assessment.coverage),
        anchors={
            named.verdict.id: named.anchor
            for framework in frameworks
            for section in framework.sections
            for named in section.verdicts
        },
    )


def _framework(framework: FrameworkVerdicts, anchors: Anchors) -> NamedFramework:
    anchor = anchors.name(framework.id)
    sections = tuple(_section(heading, anchors) for heading in headed(framework))
    return NamedFramework(anchor, framework, _bar(of_framework(framework)), sections)


def _section(heading: Headed, anchors: Anchors) -> NamedSection:
    named = tuple(
        NamedVerdict(anchors.name(verdict.framework, verdict.requirement), verdict) for verdict in heading.verdicts
    )
    return NamedSection(heading.title, tally(heading.verdicts), named)


def _bar(counts: Tally) -> Bar:
    lengths = whole_parts([share.count for share in counts.shares], BAR, THINNEST)
    segments: list[Segment] = []
    start = 0
    for share, length in zip(counts.shares, lengths, strict=True):
        if length:
            segments.append(Segment(share.status, start, length))
        start += length
    return Bar(counts, tuple(segments))
