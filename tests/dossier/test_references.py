# SPDX-License-Identifier: Apache-2.0
"""Every id stands once, and every reference names a part that fits."""

from pathlib import Path

from dossier.samples import CHAIN, DEVICE, problems, problems_of, put, said
from effort import effort
from medward.dossier.references import MAX_HINTS


def test_an_id_that_stands_twice_is_said_with_both_places(tmp_path: Path) -> None:
    found = problems_of(tmp_path, CHAIN + "risks:\n  - {id: T-1, title: t}\n")
    (problem,) = found
    assert problem.code == "dossier.duplicate"
    assert str(problem.place) == "more.yaml:14"
    assert problem.message == "the id 'T-1' is already that of the threat at more.yaml:4"


def test_an_id_is_unique_over_all_files(tmp_path: Path) -> None:
    put(tmp_path, {"a.yaml": DEVICE, "b.yaml": "harms: [{id: H, name: a, severity: minor}]",
                   "c/d.yaml": "architecture: {assets: [{id: H, name: b}]}"})  # fmt: skip
    (problem,) = problems(tmp_path)
    assert problem.message == "the id 'H' is already that of the asset at c/d.yaml:1"


def test_a_reference_to_nothing_names_the_nearest_id(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, CHAIN.replace("harms: [H-1]", "harms: [H-l]"))
    assert problem.key == "hazardous_situations[0].harms[0]"
    assert problem.message == "no harm has the id 'H-l'"
    assert problem.mend == "Write 'H-1', or add one with this id"


def test_a_reference_to_nothing_near_says_what_to_do(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "tests: [{id: TE, title: t, test_kind: requirement, result: passed,"
                                       " verifies: [X-77]}]")  # fmt: skip
    assert problem.message == "no requirement, control, threat or interface has the id 'X-77'"
    assert problem.mend == "Name a part that exists, or add one with this id"


def test_a_reference_to_the_wrong_kind_says_which_kind_it_is(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, CHAIN.replace("leads_to: [HS-1]", "leads_to: [H-1]"))
    assert problem.code == "dossier.wrong-kind"
    assert problem.message == (
        "'H-1' is the id of a part of another kind (harm, at more.yaml:1); wanted: hazardous situation"
    )
    assert problem.mend == "Write 'HS-1', or add one with this id"


def test_a_part_with_other_errors_still_counts_as_existing(tmp_path: Path) -> None:
    assert said(problems_of(tmp_path, CHAIN.replace("severity: critical", "severity: 3"))) == [
        "more.yaml:1 harms[0].severity dossier.unknown-word"
    ]


def test_thousands_of_broken_references_are_said_quickly(tmp_path: Path) -> None:
    harms = "".join(f"- {{id: H-{number}, name: h, severity: minor}}\n" for number in range(2_000))
    wrong = ", ".join(f"X-{number}" for number in range(2_000))
    text = f"harms:\n{harms}hazardous_situations:\n- {{id: HS, name: s, harms: [{wrong}]}}\n"
    assert effort(lambda: problems_of(tmp_path, text), enough=10) <= 10
    found = problems_of(tmp_path, text)
    assert len(found) == 1_001
    assert found[0].message == "more is wrong than is said at once"
    hinted = [problem for problem in found if problem.mend.startswith("Write ")]
    assert len(hinted) <= MAX_HINTS
