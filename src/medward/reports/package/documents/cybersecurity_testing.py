# SPDX-License-Identifier: Apache-2.0
"""Cybersecurity testing: four kinds of test, with results, testers and reports (guidance, section V.C)."""

from medward.dossier.model.keeping import DocumentKind
from medward.dossier.model.proof import PenetrationReport, Test
from medward.dossier.model.proof import TestKind as Kind
from medward.dossier.model.proof import TestResult as Result
from medward.reports.document.tree import Document, Missing, Words
from medward.reports.package.draft import Cell, Draft, alarm, in_words, line, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts

SECTIONS = ("testing", "vulnerability-testing", "penetration")


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "cybersecurity-testing", "Cybersecurity testing")
    draft.heading(1, "How it was tested")
    narrative(draft, DocumentKind.TESTING)
    draft.heading(1, "Tests by kind")
    for kind in Kind:
        _kind(draft, kind)
    draft.heading(1, "Reports")
    _evidence(draft)
    draft.heading(1, "How the requirements on this document stand")
    verdicts(draft, in_sections("fda-premarket-cybersecurity", SECTIONS), "FDA's requirements on testing")
    return draft.document()


def _kind(draft: Draft, kind: Kind) -> None:
    tests = [one for one in draft.material.dossier.tests if one.test_kind is kind]
    draft.heading(2, f"{in_words(kind).capitalize()} testing")
    if not tests:
        draft.gap(f"No test of the kind {in_words(kind)}", f"Add tests with `test_kind: {kind.value}`")
    draft.table(
        f"Tests: {in_words(kind)}",
        (
            ("Test", 2),
            ("What was tested", 5),
            ("Verifies", 3),
            ("Release", 2),
            ("Result", 2),
            ("Who, with what", 4),
            ("Report", 2),
        ),
        (_test(draft, one) for one in tests),
        wide=True,
    )
    for one in tests:
        if one.penetration is not None:
            _penetration(draft, one, one.penetration)


def _test(draft: Draft, one: Test) -> list[Cell]:
    passed = one.result is Result.PASSED
    result: Cell = "passed" if passed else alarm(in_words(one.result))
    methods = ", ".join(in_words(method) for method in one.methods)
    return [
        draft.told(one.id),
        [Words(one.title), said(methods, "the method")],
        draft.refs(one.verifies, "it verifies nothing"),
        draft.ref(one.release) if one.release else Missing("no release"),
        [result, said(one.date, "the day")],
        [said(one.tester, "who tested"), said(one.tool, "the tool")],
        draft.refs(one.evidence, "no evidence"),
    ]


def _penetration(draft: Draft, test: Test, report: PenetrationReport) -> None:
    days = f"{report.duration_days} days" if report.duration_days else None
    told = (
        ("Independence and expertise", report.independence),
        ("Scope", report.scope),
        ("Duration", days),
        ("Methods", report.methods),
        ("Results", report.results),
    )
    draft.table(
        f"Penetration test {test.id}: {test.title}",
        (("Element", 1), ("What the report says", 4)),
        ([name, said(text, name.lower())] for name, text in told),
    )


def _evidence(draft: Draft) -> None:
    named = {name for test in draft.material.dossier.tests for name in test.evidence}
    if not named:
        draft.gap("No test names a report", "Take reports in with `medward evidence add`")
    draft.table(
        "Evidence of tests, by digest",
        (("Evidence", 3), ("Title", 4), ("Collected", 3), ("File and digest", 6)),
        (
            [
                draft.told(one.id),
                one.title,
                line(f"{one.collected} by {one.collector}"),
                [Words(one.file), Words(one.digest)],
            ]
            for one in draft.material.dossier.evidence
            if one.id in named
        ),
    )
