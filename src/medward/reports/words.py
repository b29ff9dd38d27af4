# SPDX-License-Identifier: Apache-2.0
"""The words and signs of a report, written once: what a verdict, a legal status or a decision is called.

A status is never told by colour alone: each has a sign, a sign for terminals without Unicode, and a word.
Anything that is not in a table is shown as it is, with its underscores as spaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from medward.compliance.model import Decision, FindingLine, Status
from medward.triage.deadlines import Deadline
from medward.triage.decisions import Standing
from medward.triage.fda import Route


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is shown.

    Attributes:
        word: the word for it.
        mark: one character for it.
        plain: one ASCII character for it, different from all others.
        gloss: what it means, as one sentence without a full stop.
    """

    word: str
    mark: str
    plain: str
    gloss: str


SIGNS: Mapping[Status, Sign] = {
    Status.MET: Sign(
        "met", "✓", "+", "What the requirement asks is in the dossier, and the links to its proof hold"
    ),
    Status.NOT_MET: Sign(
        "not met", "✗", "x", "Something is missing, has failed or is past its date; the reason says what"
    ),
    Status.UNKNOWN: Sign(
        "unknown",
        "?",
        "?",
        "It could not be decided: nobody has said, or the data are not there. Never counts as met",
    ),
    Status.ERROR: Sign(
        "error",
        "!",
        "!",
        "Something broke while deciding, such as an SBOM that cannot be read. Never counts as met",
    ),
    Status.NOT_APPLICABLE: Sign(
        "not applicable", "–", "-", "It does not apply to this device, or not on this day; the reason says why"
    ),
}
"""Every status, in the order in which reports show them."""

LEGAL: Mapping[str, str] = {
    "in_force": "in force",
    "not_yet": "not yet in force",
    "no_longer": "no longer in force",
}

GLOSS: Mapping[str, str] = {
    "revision": "One state of the dossier, named by its digest. The same content has the same digest",
    "digest": "A fingerprint of content: sha256 and 64 hexadecimal digits",
    "framework": "A law, a guidance or a standard, asked requirement by requirement",
    "broken link": "Something that a requirement asks for and that is missing, or that proves nothing",
    "mend": "What repairs a broken link",
    "proof": "Something in the dossier that speaks for a verdict",
    "finding": "One vulnerability against one component of a release",
    "KEV": "CISA's catalogue of known exploited vulnerabilities: somebody has used the vulnerability to attack",
    "fixed in": "The first versions that advisories name as no longer vulnerable. None named does not mean none",
    "worst harm": "The worst harm to people that the dossier links to the component, through the processes that "
    "run it and the threats to them. Not linked means that nobody has linked any; it does not mean harmless",
    "by": "The last day for what is to do, and where that day comes from. None where nothing sets one",
    "MAV": "Modified attack vector: how near an attacker must come in this device. A term of CVSS; N network, "
    "A adjacent, L local, P physical",
    "EPSS": "How likely a vulnerability is to be exploited within 30 days, as FIRST forecasts it. Its percentile "
    "is a rank among all vulnerabilities of one day. No score is not a low one",
    "SSVC": "Decision tables of CERT/CC on how soon to act: defer, scheduled, out of cycle, immediate. Where not "
    "everything is known, the worst that is still possible counts",
    "controlled risk": "A risk that somebody accepted, with a reason. Only a person makes a risk controlled; an "
    "uncontrolled one has its days in FDA's postmarket guidance",
    "decision": "What triage decided about a finding. An expired decision no longer holds",
    "affected": "An advisory source knows a vulnerability of this version of the component",
    "not affected": "An advisory source was asked about this component and knows nothing of this version",
    "unidentified": "No advisory source can name the component. Not the same as not affected",
    "not covered": "The database holds no source for this kind of component. Not the same as not affected",
}
"""The words of a report that a reader may not know."""

FIXES_SHOWN = 2

KNOWN_EXPLOITED = "KEV"
"""The mark of a finding that is in CISA's catalogue of known exploited vulnerabilities."""


def said(word: str) -> str:
    """A word of a vocabulary as people read it: `under_investigation` → `under investigation`."""
    return LEGAL.get(word, word.replace("_", " "))


def decided(decision: Decision | None) -> str:
    """A triage decision in few words; an expired one says so, because it no longer holds."""
    if decision is None:
        return "not decided"
    if decision.expired:
        return f"{said(decision.status)}, expired"
    return said(decision.status)


def current(line: FindingLine) -> str:
    """A decision as it holds now: one whose facts have changed says so, because it no longer holds either."""
    changed = ", facts have changed" if line.standing == Standing.REOPENED else ""
    return f"{decided(line.decision)}{changed}"


def stands(line: FindingLine) -> str:
    """What was decided about a finding, and whether it is open."""
    return f"{current(line)}, open" if line.open else current(line)


def harm(severity: str | None) -> str:
    """The worst harm that a finding can reach; no link to a harm is not the same as harmless."""
    return "not linked" if severity is None else said(severity)


def by(deadline: Deadline | None, as_of: date) -> str:
    """A last day, `by 2026-06-19`; one that is past says by how much. Nothing where nothing sets a day."""
    if deadline is None:
        return ""
    late = (as_of - deadline.day).days
    return f"by {deadline.day}, {counted(late, 'day')} past" if late > 0 else f"by {deadline.day}"


def to_do(line: FindingLine, as_of: date) -> str:
    """What to do about a finding, and by when; nothing where nothing is to do."""
    if not line.open and line.deadline is None:
        return ""
    return f"{line.action} {by(line.deadline, as_of)}".rstrip()


def conditions(route: Route) -> str:
    """The conditions of FDA's way for an uncontrolled risk, each with whether it holds."""
    return "; ".join(f"{condition.text}: {condition.holds}" for condition in route.conditions)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 link`, `1,200 links`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def grouped(number: int) -> str:
    """A number with its thousands apart: `12,345`."""
    return f"{number:,}"


def short(digest: str) -> str:
    """The beginning of a digest, enough to tell two apart at a glance; the whole stands at the end of a report."""
    algorithm, _, value = digest.partition(":")
    return f"{algorithm}:{value[:12]}" if value else digest[:12]


def component(name: str, version: str) -> str:
    """A component as people read it; one without a version says so, because nothing can be said of it."""
    return f"{name} {version}" if version else f"{name} (no version)"


def fixes(versions: Sequence[str]) -> str:
    """The first versions in which a finding is fixed; "none named" says that no source names one."""
    if not versions:
        return "none named"
    hidden = len(versions) - FIXES_SHOWN
    return ", ".join(versions[:FIXES_SHOWN]) + (f", +{hidden}" if hidden > 0 else "")
