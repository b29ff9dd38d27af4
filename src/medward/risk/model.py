# SPDX-License-Identifier: Apache-2.0
"""What there is to say about risks: plain values that can be written down as they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medward.dossier.model.keeping import RiskState
from medward.dossier.model.risk import Level, Severity


class State(StrEnum):
    """What the acceptance criteria say of one assessment."""

    ACCEPTABLE = "acceptable"
    """Within the criteria."""
    OUTWEIGHED = "outweighed"
    """Above the criteria, and somebody wrote why the benefit outweighs it."""
    UNKNOWN = "unknown"
    """It cannot be told."""
    NOT_ACCEPTABLE = "not_acceptable"
    """Above the criteria."""


class Standing(StrEnum):
    """Where a risk stands on a day; from what needs nobody to what needs somebody most."""

    ACCEPTABLE = "acceptable"
    """Within the criteria, and what that rests on holds."""
    OUTWEIGHED = "outweighed"
    """Above the criteria, outweighed by benefit, and what that rests on holds."""
    UNKNOWN = "unknown"
    """It cannot be told."""
    REOPENED = "reopened"
    """Something on which the assessment rests no longer holds."""
    NOT_ACCEPTABLE = "not_acceptable"
    """Above the criteria."""


NEEDS_NOBODY = frozenset({Standing.ACCEPTABLE, Standing.OUTWEIGHED})
"""Standings of risks about which nothing is left to do."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessment against the criteria.

    Attributes:
        level: the exploitability that counts; None where nobody knows.
        severity: the severity as it is stated; None without an assessment.
        state: what the criteria say.
        reasons: why, in words, each without a full stop.
    """

    level: Level | None
    severity: Severity | None
    state: State
    reasons: tuple[str, ...]


class Cause(StrEnum):
    """What opens a risk again."""

    FINDING = "finding"
    """An open finding on a component on which a threat of the risk rests."""
    DECISION = "decision"
    """A decision about a finding that adds to the risk no longer holds."""
    TEST = "test"
    """A control on which the risk rests is not proved by a test."""
    CONTROL = "control"
    """A control on which the risk rests is not there, or nobody is told to set it up."""
    ANOMALY = "anomaly"
    """An anomaly adds to the risk, and nothing is decided about it."""
    EVIDENCE = "evidence"
    """Evidence of the assessment does not speak for the day."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Why a risk is open again.

    Attributes:
        cause: what it begins with.
        steps: nodes of the trace, from the cause to the risk: `finding:…`, `threat:T-005`, `risk:R-004`.
        text: the chain in words, without a full stop.
    """

    cause: Cause
    steps: tuple[str, ...]
    text: str


class Handed(StrEnum):
    """Where the hand-over of a risk to safety risk management stands."""

    ANSWERED = "answered"
    """Handed over, and what was decided is written down."""
    WAITING = "waiting"
    """Handed over, and no answer is written down."""
    MISSING = "missing"
    """It can end in serious harm or worse, and was not handed over."""
    UNKNOWN = "unknown"
    """Not handed over, and nobody has linked a harm."""
    NOT_NEEDED = "not_needed"
    """Not handed over, and no harm is serious."""


HANDED_OVER = frozenset({Handed.ANSWERED, Handed.NOT_NEEDED})
"""Where nothing is left to do about a hand-over."""


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One risk in the table of transfers.

    Attributes:
        risk: its id.
        title: its name.
        severity: the worst harm in which it can end; None where nobody has linked or stated one.
        situations: its hazardous situations, each with the id under which safety risk management knows it, or ''.
        handed: where the hand-over stands.
        safety_id: id in the safety risk file; empty where it was not handed over.
        day: the day of the hand-over.
        outcome: what came back; empty where nothing has.
    """

    risk: str
    title: str
    severity: Severity | None
    situations: tuple[tuple[str, str], ...]
    handed: Handed
    safety_id: str = ""
    day: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, by name.

    Attributes:
        node: what it is missing from, as a node of the trace: `hazardous_situation:HS-02`.
        text: what is missing, as one sentence without a full stop.
        mend: what to do, as one sentence without a full stop.
    """

    node: str
    text: str
    mend: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk.

    Attributes:
        id: its id.
        title: its name.
        threats: ids of the threats from which it comes.
        harms: ids of the harms in which it can end.
        controls: ids of the controls that lower it.
        before: assessed without controls.
        after: assessed with controls.
        standing: where it stands.
        reasons: why, in words, each without a full stop.
        chains: what opens it again.
        unreviewed: controls that nobody has looked at for new risks.
        benefit_risk: why the benefit outweighs it; empty where nobody wrote that.
        lacks_benefit_risk: above the criteria, without a word on benefit.
        fda: controlled, uncontrolled or unknown, as FDA's postmarket guidance uses the words.
        transfer: the hand-over to safety risk management.
    """

    id: str
    title: str
    threats: tuple[str, ...]
    harms: tuple[str, ...]
    controls: tuple[str, ...]
    before: Judged
    after: Judged
    standing: Standing
    reasons: tuple[str, ...]
    chains: tuple[Chain, ...]
    unreviewed: tuple[str, ...]
    benefit_risk: str
    lacks_benefit_risk: bool
    fda: RiskState
    transfer: TransferLine


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix.

    Attributes:
        severity: its row.
        level: its column.
        state: acceptable, not acceptable, or unknown where the method has no criterion.
        before: ids of the risks that are in it without controls.
        after: ids of the risks that are in it with controls.
    """

    severity: Severity
    level: Level
    state: State
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Several risks that can end in one harm.

    Attributes:
        harm: id of the harm.
        title: its name.
        severity: how bad it is.
        risks: ids of the risks.
    """

    harm: str
    title: str
    severity: Severity
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overall:
    """The residual risk of the device as a whole.

    Attributes:
        standing: the worst of all risks; unknown, too, where something is missing that all of it needs.
        counts: standing → number of risks.
        worst: id of the risk that stands first in the list; empty without risks.
        together: harms in which several risks can end, which only people can judge together.
        reasons: why, in words, each without a full stop.
    """

    standing: Standing
    counts: dict[str, int]
    worst: str
    together: tuple[Together, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The risks of a dossier on a day.

    Attributes:
        as_of: the day.
        risks: every risk, the worst first.
        cells: the matrix, by severity from the worst and by level from the hardest to exploit.
        overall: the residual risk as a whole.
        new_risks: controls that nobody has looked at for risks that they introduce, or whose own risks are open.
        anomalies: unresolved anomalies that are not assessed, or name no weakness (CWE).
        situations: hazardous situations with safety impact that were not handed over.
        threats: threats that hold or that nobody has decided on, and that no risk assesses.
        findings: findings that still need somebody, and that touch no risk as far as anybody has linked.
        gap: why findings are not all known, which leaves every risk unknown at best; empty where they are.
    """

    as_of: date
    risks: tuple[RiskLine, ...]
    cells: tuple[Cell, ...]
    overall: Overall
    new_risks: tuple[Gap, ...]
    anomalies: tuple[Gap, ...]
    situations: tuple[Gap, ...]
    threats: tuple[Gap, ...]
    findings: tuple[Gap, ...]
    gap: str = ""

    @property
    def needs_somebody(self) -> bool:
        """Whether anything is left to do."""
        gaps = (self.new_risks, self.anomalies, self.situations, self.threats, self.findings)
        waiting = any(line.transfer.handed not in HANDED_OVER for line in self.risks)
        return self.overall.standing not in NEEDS_NOBODY or waiting or any(gaps)
