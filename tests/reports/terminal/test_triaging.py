# SPDX-License-Identifier: Apache-2.0
"""Findings for who works on them, as text: what is not known is told, and nothing foreign reaches the terminal."""

import datetime as dt
from collections.abc import Iterable

from rich.console import RenderableType

from compliance.dossiers import AS_OF, RELEASE, exploited, finding
from medward.advisories.model import Finding, KnownExploited, View
from medward.compliance.context import Context
from medward.compliance.triaging import Desk, Explained, explained
from medward.dossier import Loaded
from medward.reports.terminal.paper import Paper, printed
from medward.reports.terminal.triaging import in_full, listed, outlooks, reopened
from medward.triage.carrying import outlook
from medward.triage.ordering import ordered
from triage.devices import DECISION, THEN, harmful, pump

PAPER = Paper(width=200)
KEPT = THEN.model_dump(mode="json", exclude_none=True)
HOSTILE = "\x1b[31mred\x07 [bold]"


def on(*found: Finding, **keys: object) -> Desk:
    context: Context = pump(*found, **{**harmful(), **keys})
    loaded = Loaded(folder=None, dossier=context.dossier, files={}, places={}, digest="")  # type: ignore[arg-type]  # not read
    return Desk(context, ordered(context.trace, AS_OF), loaded, ())


def text(items: Iterable[RenderableType]) -> str:
    return printed(items, PAPER)


def every(desk: Desk) -> list[Explained]:
    return [explained(one, desk) for one in desk.ranked]


def test_the_list_numbers_its_findings_and_tells_how_many_there_are() -> None:
    desk = on(finding("app"), exploited("radio"))
    said = text(listed(desk.lines[:1], AS_OF, 2))
    assert "1 finding of 2, 1 open, as of 2026-06-01; what matters first" in said
    assert "  1 CVE-2026-1: acme-app 1.0 in release 1.0: not decided, open" in said
    assert "KEV: acme-radio 1.0" in text(listed(desk.lines, AS_OF, 2))


def test_what_nobody_knows_is_told_and_never_left_out() -> None:
    (one,) = every(on(finding("app", severities=())))
    said = text(in_full(one, AS_OF, PAPER))
    for unknown in (
        "no CVSS vector is published, which is not a low score",
        "nobody has answered it: `medward triage interview`",
        "not in CISA's catalogue (KEV)",
        "no EPSS score is known, which is not a low one",
        "exploitability in this device: unknown",
        "nobody wrote down when the maker learned of it",
        "nobody has decided",
    ):
        assert unknown in said


def test_sources_that_disagree_are_told_side_by_side() -> None:
    views = tuple(
        View(record, "OSV", matches, f"1.0 by {record}", (), "", (), None)
        for record, matches in (("A-1", True), ("B-1", False))
    )
    (one,) = every(on(finding("app", views=views)))
    said = text(in_full(one, AS_OF, PAPER))
    assert "the sources disagree on this version" in said
    assert "OSV A-1: affected: 1.0 by A-1" in said
    assert "OSV B-1: NOT affected: 1.0 by B-1" in said


def test_a_vector_is_told_before_and_after_with_each_metric_and_where_it_is_defined() -> None:
    (one,) = every(on(finding("app")))
    said = text(in_full(one, AS_OF, PAPER))
    assert "published: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H: 9.8 critical" in said
    assert "PR:N → MPR:L: an attacker must first be known to" in said
    assert "[CVSS 3.1, 4.2]" in said


def test_a_decision_that_no_longer_holds_says_why() -> None:
    desk = on(finding("app"), triage=[{**DECISION, "basis": KEPT, "status": "fixed"}])
    (one,) = every(desk)
    said = text(reopened([one], AS_OF))
    assert "TR-1: CVE-2026-1: acme-app 1.0 in release 1.0: fixed, facts have changed, open" in said
    assert "its score was 7.5 (high) and is 9.8 (critical)" in said
    assert "opens it again: its score was 7.5" in text(in_full(one, AS_OF, PAPER))


def test_what_becomes_of_decisions_is_counted_and_told() -> None:
    old = {"id": "R-9", "version": "0.9", "status": "withdrawn", "date": "2025-01-01"}
    desk = on(finding("app"), releases=[RELEASE, old], triage=[{**DECISION, "release": "R-9"}])
    said = text(outlooks(outlook(desk.about, "R-9", "R-1"), "R-9", "R-1"))
    assert "1 open again, 0 still holds, 0 ended" in said
    assert "TR-1: CVE-2026-1 in acme-app 1.0: open again" in said
    assert "the facts on which it rested were not kept" in said


def test_nothing_foreign_reaches_the_terminal() -> None:
    known = KnownExploited("CVE-2026-1", dt.date(2026, 1, 1), None, "Unknown", HOSTILE)
    made = {**DECISION, "reason": "r [bold]"}
    desk = on(finding("app", summary=HOSTILE, why=HOSTILE, known_exploited=known), triage=[made])
    (one,) = every(desk)
    said = text([*listed(desk.lines, AS_OF, 1), *in_full(one, AS_OF, PAPER), *reopened([one], AS_OF)])
    assert not {"\x1b", "\x07"} & set(said)
    assert "[bold]" in said
