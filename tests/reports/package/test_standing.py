# SPDX-License-Identifier: Apache-2.0
"""Narratives come from the dossier or are missing; requirements stand as the assessment says."""

from medward.dossier.model.keeping import DocumentKind
from medward.reports.document.tree import gaps
from medward.reports.package.draft import Draft
from medward.reports.package.standing import in_sections, narrative, of_framework, verdicts
from reports.package.materials import empty, pump, rows

FDA = "fda-premarket-cybersecurity"


def test_a_narrative_is_the_authors_own_text() -> None:
    draft = Draft(pump(), "sample", "Sample")
    narrative(draft, DocumentKind.THREAT_MODEL)
    (own,) = [one for one in pump().dossier.documents if one.document_kind is DocumentKind.THREAT_MODEL]
    assert rows(draft.document(), "Documents behind")[0][1] == [own.title]


def test_a_narrative_that_nobody_wrote_is_a_gap_where_nothing_else_says_it() -> None:
    draft = Draft(empty(), "sample", "Sample")
    narrative(draft, DocumentKind.TESTING)
    assert draft.document().blocks == (), "its tables say what was tested"
    narrative(draft, DocumentKind.THREAT_MODEL, needed=True)
    assert gaps(draft.document()) == ("The dossier holds no threat model",)


def test_every_verdict_of_the_sections_is_told_with_its_reason() -> None:
    draft = Draft(pump(), "sample", "Sample")
    verdicts(draft, in_sections(FDA, ("threats",)), "Threats")
    expected = [one for one in pump().assessment.verdicts if one.framework == FDA and one.section == "threats"]
    told = rows(draft.document(), "Threats")
    assert [row[0] for row in told] == [[one.id] for one in expected]
    assert [row[4][0] for row in told] == [one.reason for one in expected]


def test_only_what_is_met_or_does_not_apply_is_not_printed_as_missing() -> None:
    draft = Draft(pump(), "sample", "Sample")
    verdicts(draft, of_framework(FDA), "All")
    for row, verdict in zip(rows(draft.document(), "All"), pump().assessment.frameworks[1].verdicts, strict=True):
        (stands,) = row[3]
        assert stands.startswith("!") == (verdict.status not in {"met", "not_applicable"})


def test_a_framework_that_was_not_asked_has_no_table() -> None:
    draft = Draft(pump(), "sample", "Sample")
    verdicts(draft, of_framework("mdr-annex-i"), "MDR")
    assert draft.document().blocks == ()
