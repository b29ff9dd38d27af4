# SPDX-License-Identifier: Apache-2.0
"""A pack file looked at as a whole: names at their lines, examples at theirs."""

from importlib import resources
from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.compliance.pack_report import report

SHIPPED = Path(str(resources.files("medward.packs").joinpath("frameworks")))
PACK = """\
schema: 1
kind: framework
id: small-law
version: "2026"
title: A small law
issuer: Nobody
jurisdiction: US
nature: law
status: in_force
in_force_from: 2026-01-15
citation: "1 SMALL 1"
licence: Apache-2.0
wording: paraphrase
applies_when: {fact: device.on_us_market}
sections: [{id: first, title: First}]
requirements:
  - id: first.threats
    title: Threats
    text: Threats are reduced.
    citation: "1 SMALL 1(a)"
    section: first
    rationale: A threat that nothing reduces is open.
    roles: [maker]
    check:
      path:
        every: {kind: threat, where: {status: [accepted]}, has: [leads_to]}
        reaches: [{link: reduced_by, kind: control}]
"""
EXAMPLES = """\
schema: 1
kind: examples
framework: small-law
as_of: 2026-06-01
examples:
  - {requirement: first.threats, gives: unknown, because: There is no threat.}
  - {requirement: first.threats, gives: met, because: There is no threat.}
"""


def pack(folder: Path, text: str = PACK) -> Path:
    """The pack in a file."""
    path = folder / "small-law.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_shipped_pack_is_in_order() -> None:
    found = report(SHIPPED / "fda-524b.yaml")
    assert found.framework.id == "fda-524b"
    assert found.problems == ()
    assert len(found.worked) == 38


def test_a_pack_without_examples_is_in_order(tmp_path: Path) -> None:
    found = report(pack(tmp_path))
    assert (found.worked, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "mend"),
    [
        ("kind: threat,", "kind: threet,", 17, "requirements.first.threats", "Write 'threat'"),
        ("status: [", "state: [", 17, "requirements.first.threats", "Write 'status'"),
        ("[accepted]", "[acepted]", 17, "requirements.first.threats", "Write 'accepted'"),
        ("[leads_to]", "[lead_to]", 17, "requirements.first.threats", "Write 'leads_to'"),
        ("link: reduced_by", "link: reduces", 17, "requirements.first.threats", "Write 'reduced_by'"),
        ("device.on_us_market", "device.on_u_market", 14, "applies_when", "Write 'device.on_us_market'"),
    ],
)
def test_a_name_that_does_not_exist_is_told_where_it_stands(
    before: str, after: str, line: int, key: str, mend: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsError) as caught:
        report(pack(tmp_path, PACK.replace(before, after)))
    problem = caught.value.problems[0]
    assert (problem.place.line, problem.key, problem.code, problem.mend) == (line, key, "pack.unknown-name", mend)


def test_an_example_that_disagrees_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "small-law.examples.yaml").write_text(EXAMPLES, encoding="utf-8")
    found = report(pack(tmp_path))
    (problem,) = found.problems
    assert [one.agrees for one in found.worked] == [True, False]
    assert (problem.place.line, problem.key, problem.code) == (7, "examples[1]", "pack.example")
    assert problem.message.startswith("first.threats is to be met and is unknown: ")


def test_examples_that_cannot_be_read_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "small-law.examples.yaml").write_text("schema: 1", encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"pack\.missing-key"):
        report(pack(tmp_path))
