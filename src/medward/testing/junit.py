# SPDX-License-Identifier: Apache-2.0
"""JUnit XML: the cases of a test run, in the dialects of pytest, Surefire, GoogleTest, CTest, Jest and others.

There is no standard; what the dialects share is read, and where they differ the worse reading is taken:

- `testsuites` or `testsuite` is the root, and suites stand in suites. A case that holds `failure` or `error`
  failed, whatever else it holds; one with `skipped` (also `skip`, `ignored`, `disabled`) was not run. Without
  such an element its `status` or `result` counts; a word that is not known makes it a case whose result is not
  told.
- A failure of a suite as a whole (a set-up that broke) is a finding of its own.
- A case that failed and passed when it was run again (`flakyFailure`) passed, and a note says so.
- Counts that a suite states must be those of its cases (see `junit_counts`); else cases were lost, and the
  outcome is `error`.
- No case that was run is `unknown`, and so are cases of which nothing is told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from medward.testing.junit_counts import Tally, contradictions
from medward.testing.limits import MAX_DEPTH, MAX_ITEMS, MAX_TEXT, MAX_TITLE
from medward.testing.model import Finding, Format, Outcome, Report
from medward.testing.source import Source, clean, moment, whole
from medward.testing.xmltext import line_of, tree

_WRONG = ("failure", "error")
_SKIPPED = ("skipped", "skip", "ignored", "disabled")
_FLAKY = ("flakyFailure", "flakyError")
_GOOD_WORDS = {"", "run", "completed", "passed", "pass", "ok", "success", "successful"}
_SKIPPED_WORDS = {"notrun", "skipped", "disabled", "ignored", "suppressed", "pending", "todo", "not run"}
_FAILED_WORDS = {"fail", "failed", "failure", "error", "errored", "broken"}
_TOOLS = {"pytest": "pytest", "pytest tests": "pytest", "jest tests": "Jest", "AllTests": "GoogleTest"}
SUITES = ("testsuites", "testsuite")


@dataclass(frozen=True, slots=True)
class _Case:
    """One case: where it stands, its name, how it ended, and the elements that say so."""

    element: etree._Element
    key: str
    outcome: str
    wrong: tuple[etree._Element, ...]
    flaky: bool
    place: str


def parse(source: Source) -> Report:
    """Read JUnit XML. Raises ProblemsError for what is none."""
    root = tree(source)
    if root.tag not in SUITES:
        message = f"this is XML, but its root '{clean(root.tag, 80)}' is not JUnit's 'testsuites' or 'testsuite'"
        raise source.refusal("format", message, "Name the report that the test runner wrote", line=line_of(root))
    cases = [_case(element) for element in _cases(root, source)]
    broken_suites = [
        _finding(_suite_name(one), (one,), "") for suite in _suites(root) for one in _own_wrong(suite)
    ]
    counts = Counter(case.outcome for case in cases)
    broken = tuple(contradictions(_tallies(root, cases)))
    outcome, reasons = _outcome(counts, len(cases), len(broken_suites), broken)
    times = sorted(time for suite in _suites(root) if (time := moment(suite.get("timestamp"))))
    return Report(
        format=Format.JUNIT,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool=_tool(root),
        started=times[0] if times else None,
        ended=times[-1] if times else None,
        counts={
            "tests": len(cases),
            **{word: counts[word] for word in ("passed", "failed", "skipped", "unknown")},
            "suites": sum(1 for _ in _suites(root)),
        },
        findings=tuple(broken_suites) + _findings(cases),
        ran=frozenset(case.key for case in cases if case.outcome in {"passed", "failed"}),
        notes=tuple(_notes(cases)),
    )


def _suites(root: etree._Element) -> Iterator[etree._Element]:
    return root.iter(*SUITES)


def _cases(root: etree._Element, source: Source) -> Iterator[etree._Element]:
    """The cases, within the limits. Raises ProblemsError."""
    deepest = max((sum(1 for _ in suite.iterancestors()) for suite in _suites(root)), default=0)
    if deepest > MAX_DEPTH:
        raise source.refusal("depth", f"suites are nested deeper than the {MAX_DEPTH} levels allowed")
    for number, case in enumerate(root.iter("testcase")):
        if number == MAX_ITEMS:
            raise source.refusal("size", f"the report has more than the {MAX_ITEMS:,} cases allowed")
        yield case


def _case(element: etree._Element) -> _Case:
    tags = {child.tag for child in element}
    wrong = tuple(child for child in element if child.tag in _WRONG)
    word = (element.get("result") or element.get("status") or "").strip().lower()
    status = (element.get("status") or "").strip().lower()
    if wrong or _FAILED_WORDS & {word, status}:
        outcome = "failed"
    elif tags & set(_SKIPPED) or _SKIPPED_WORDS & {word, status}:
        outcome = "skipped"
    else:
        outcome = "passed" if {word, status} <= _GOOD_WORDS else "unknown"
    return _Case(element, _name(element), outcome, wrong, bool(tags & set(_FLAKY)), _place(element))


def _name(case: etree._Element) -> str:
    """Class and name; where no class is told, the suite."""
    parent = case.getparent()
    around = case.get("classname") or (_suite_name(case) if parent is not None else "")
    return "::".join(filter(None, (clean(around, MAX_TITLE), clean(case.get("name"), MAX_TITLE)))) or "case"


def _suite_name(inside: etree._Element) -> str:
    suite = next(inside.iterancestors("testsuite"), None)
    return clean(suite.get("name") if suite is not None else "", MAX_TITLE) or "suite"


def _place(case: etree._Element) -> str:
    file, line = clean(case.get("file"), MAX_TITLE), whole(case.get("line"))
    return f"{file}:{line}" if file and line is not None else file


def _own_wrong(suite: etree._Element) -> Iterator[etree._Element]:
    return (child for child in suite if child.tag in _WRONG)


def _findings(cases: list[_Case]) -> tuple[Finding, ...]:
    """The cases that failed; cases of one name are one finding."""
    failed = [case for case in cases if case.outcome == "failed"]
    times = Counter(case.key for case in failed)
    first = {case.key: case for case in reversed(failed)}
    return tuple(_finding(key, first[key].wrong, first[key].place, times[key]) for key in dict.fromkeys(times))


def _finding(key: str, wrong: tuple[etree._Element, ...], place: str, times: int = 1) -> Finding:
    said = wrong[0] if wrong else None
    text = (said.get("message") or "".join(map(str, said.itertext()))) if said is not None else ""
    severity = str(said.tag) if said is not None else "failure"
    title = clean(f"Test failed: {key}", MAX_TITLE)
    return Finding(key, title, severity, clean(text, MAX_TEXT), (), (place,) if place else (), times)


def _tallies(root: etree._Element, cases: list[_Case]) -> list[tuple[etree._Element, Tally]]:
    """Every suite with what is in it, in one walk over the cases."""
    suites = {suite: Tally() for suite in _suites(root)}
    for case in cases:
        failed = case.outcome == "failed"
        numbers = (1, failed, max(len(case.wrong), 1) if failed else 0)
        for suite in case.element.iterancestors(*SUITES):
            suites[suite].add(numbers, own=case.element.getparent() is suite)
    for broken in list(suites):
        elements = sum(1 for _ in _own_wrong(broken))
        for suite in (broken, *broken.iterancestors(*SUITES)):
            suites[suite].add((0, 0, elements), own=suite is broken)
    return list(suites.items())


def _outcome(
    counts: Counter[str], cases: int, suites: int, broken: tuple[str, ...]
) -> tuple[Outcome, tuple[str, ...]]:
    if broken:
        return Outcome.ERROR, broken[:10]
    if counts["failed"] or suites:
        told = [f"{counts['failed']} of {cases} cases failed"] if counts["failed"] else []
        return Outcome.FAILED, (*told, *([f"{suites} suites broke as a whole"] if suites else []))
    if not cases:
        return Outcome.UNKNOWN, ("the report has no case, so nothing was tested",)
    if counts["unknown"]:
        return Outcome.UNKNOWN, (f"of {counts['unknown']} of {cases} cases the result is not told",)
    if not counts["passed"]:
        return Outcome.UNKNOWN, (f"all {cases} cases were skipped, so nothing was tested",)
    return Outcome.PASSED, (f"{counts['passed']} of {cases} cases passed and none failed",)


def _notes(cases: list[_Case]) -> Iterator[str]:
    skipped = sum(case.outcome == "skipped" for case in cases)
    flaky = sum(case.flaky for case in cases)
    if skipped:
        yield f"{skipped} of {len(cases)} cases were skipped and show nothing"
    if flaky:
        yield f"{flaky} cases failed at first and passed when they were run again"


def _tool(root: etree._Element) -> str:
    """The runner, where the report gives it away; most dialects don't."""
    names = (suite.get("name") or "" for suite in _suites(root))
    return next((_TOOLS[name] for name in names if name in _TOOLS), "")
