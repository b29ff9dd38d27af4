# SPDX-License-Identifier: Apache-2.0
"""Facts on tests and on what they leave open: the penetration-test report, the release tested, the anomalies.

The five elements of a penetration-test report are those of FDA's premarket guidance (section on cybersecurity
testing).
"""

from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.outcome import Outcome, not_met
from medward.dossier.model.parts import Answer, filled
from medward.dossier.model.proof import Anomaly, Disposition, PenetrationReport, Test, TestKind, TestResult
from medward.trace.model import Node

_ELEMENTS = tuple(PenetrationReport.model_fields)
_RUN_AGAIN = Fault("", "Run the test on a release that is assessed, and name it", "test.release")


def penetration_report_complete(context: Context) -> Outcome:
    """Every penetration test that was run has all elements of its report."""
    tests = [node for node in context.trace.of_kind("test") if _is_run_penetration(node)]
    if not tests:
        link = phrases.absent("test", {"test_kind": (TestKind.PENETRATION,)})
        return not_met("no penetration test was run", [link])
    return every(context, "test", tests, _incomplete, "for penetration has all elements of the report")


def current_release(context: Context) -> Outcome:
    """Every passed test was run on a release that is assessed."""
    assessed = {release.id for release in context.releases}
    passed = [
        node
        for node in context.trace.of_kind("test")
        if isinstance(node.data, Test) and node.data.result is TestResult.PASSED
    ]
    return every(
        context,
        "test",
        passed,
        lambda node: _elsewhere(node, assessed),
        "with result passed was run on a release that is assessed",
    )


def anomalies_assessed(context: Context) -> Outcome:
    """Every anomaly was looked at for security, and what is deferred has a plan."""
    return every(context, "anomaly", context.trace.of_kind("anomaly"), _unassessed, "is assessed for security")


def _is_run_penetration(node: Node) -> bool:
    if not isinstance(node.data, Test):
        return False
    return node.data.test_kind is TestKind.PENETRATION and node.data.result is not TestResult.NOT_RUN


def _incomplete(node: Node) -> Fault | None:
    report = node.data.penetration if isinstance(node.data, Test) else None
    missing = [name for name in _ELEMENTS if report is None or not filled(getattr(report, name))]
    if not missing:
        return None
    said = ", ".join(phrases.plain(name) for name in missing)
    mend = "Complete the five elements of the penetration-test report"
    return Fault(f"has no {said} in its penetration-test report", mend, "test.penetration")


def _elsewhere(node: Node, assessed: set[str]) -> Fault | None:
    release = node.data.release if isinstance(node.data, Test) else None
    if release in assessed:
        return None
    if release is None:
        return _RUN_AGAIN._replace(text="passed but does not say on which release")
    return _RUN_AGAIN._replace(text=f"passed on release {release}, which is not assessed")


def _unassessed(node: Node) -> Fault | None:
    if not isinstance(node.data, Anomaly):
        return None
    if node.data.security_impact is Answer.UNKNOWN or not filled(node.data.assessment):
        mend = "Assess the anomaly: say whether it could be used against the device, and why"
        return Fault("is not assessed for security", mend, "anomaly.assessment")
    if node.data.disposition is Disposition.DEFERRED and not filled(node.data.plan):
        return Fault("is deferred without a plan", "Plan when and how the anomaly is mended", "anomaly.plan")
    return None


FACTS = (
    Fact(
        "tests.penetration_report_complete",
        "A penetration test was run, and each has independence, scope, duration, methods and results.",
        penetration_report_complete,
    ),
    Fact(
        "tests.current_release",
        "Every passed test was run on a release that is assessed.",
        current_release,
    ),
    Fact(
        "anomalies.assessed",
        "Every anomaly is assessed for security, and every deferred one has a plan.",
        anomalies_assessed,
    ),
)
