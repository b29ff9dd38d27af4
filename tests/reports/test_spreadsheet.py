# SPDX-License-Identifier: Apache-2.0
"""A table for auditors: every verdict and every broken link has its row, and nothing in it is a formula."""

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.model import Assessment
from medward.reports.spreadsheet import HEAD, render
from reports.factories import all_met, assessment, hostile


def rows(given_: Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(given_).decode(), newline="")))


def test_every_requirement_has_a_row_and_every_broken_link_too() -> None:
    made = assessment()
    found = [(row["framework"], row["requirement"], row["missing"]) for row in rows(made)]
    expected = [
        (one.framework, one.requirement, missing)
        for one in made.verdicts
        for missing in ([link.text for link in one.broken] or [""])
    ]
    assert found == expected


def test_a_row_says_how_it_stands_and_what_mends_it_with_file_and_line() -> None:
    made = assessment()
    verdict = next(one for one in made.verdicts if one.broken and one.broken[0].place)
    row = next(one for one in rows(made) if one["requirement"] == verdict.requirement and one["missing"])
    place = verdict.broken[0].place
    assert place is not None
    assert (row["status"], row["reason"]) == (verdict.status.value, verdict.reason)
    assert (row["mend"], row["file"], row["line"]) == (verdict.broken[0].mend, place.file, str(place.line or ""))


def test_what_is_met_has_its_proofs_in_one_cell() -> None:
    met = next(one for one in all_met().verdicts if one.proofs)
    row = next(one for one in rows(all_met()) if one["requirement"] == met.requirement)
    assert row["proofs"] == "; ".join(proof.text for proof in met.proofs)


def test_hostile_texts_stay_in_their_cells() -> None:
    table = list(csv.reader(io.StringIO(render(hostile()).decode(), newline="")))
    assert {len(row) for row in table} == {len(HEAD)}


@given(st.sampled_from("=+-@\t\r"), st.text(max_size=20))
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    made = assessment()
    framework = made.frameworks[0]
    bad = replace(framework.verdicts[0], reason=first + rest, title=first, broken=())
    changed = replace(made, frameworks=(replace(framework, verdicts=(bad,)),))
    for row in csv.reader(io.StringIO(render(changed).decode(), newline="")):
        assert not [cell for cell in row if cell[:1] in "=+-@\t\r" and cell]
