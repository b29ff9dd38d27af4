# SPDX-License-Identifier: Apache-2.0
"""Packs of rubrics and tables have one head, and a shipped one is called after its id."""

import pytest

from medward.base.described import attributes
from medward.base.problems import ProblemsError
from medward.triage.pack import Pack, parse, shipped
from medward.triage.rubrics import SHIPPED, Rubric
from medward.triage.tables import SSVC, Tables


@pytest.mark.parametrize(("kind", "name"), [(Rubric, SHIPPED), (Tables, SSVC)])
def test_a_shipped_pack_has_the_id_that_its_file_is_called_after(kind: type[Pack], name: str) -> None:
    assert shipped(kind, name).id == name


@pytest.mark.parametrize("kind", [Rubric, Tables])
def test_every_kind_of_pack_has_the_whole_head_with_its_meaning(kind: type[Pack]) -> None:
    assert set(Pack.model_fields) < set(kind.model_fields)
    assert set(Pack.model_fields) <= set(attributes(kind))


def test_a_pack_of_another_kind_is_refused() -> None:
    with pytest.raises(ProblemsError, match="'rubric' is not a word that is known here"):
        parse(Tables, b"schema: 1\nkind: rubric\n", "certcc-ssvc.yaml")


def test_a_head_without_its_citation_is_refused_with_its_place() -> None:
    with pytest.raises(ProblemsError) as refused:
        parse(Pack, b"schema: 1\nid: a\n", "a.yaml")
    assert {"citation", "licence", "notes"} <= {problem.key for problem in refused.value.problems}
