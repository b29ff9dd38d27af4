# SPDX-License-Identifier: Apache-2.0
"""The table of links agrees with the marks on the model, and its words make sentences."""

import pytest

from medward.compliance.kinds import kinds, models
from medward.dossier.model import ComponentKey, Ref
from medward.trace.links import LINKS, Way, way, words
from medward.trace.marks import references

MARKED = {(kind, name): mark for kind, model in models().items() for name, mark in references(model)}
OF_ENGINES = {
    ("plan_element", "plan"),
    ("sbom", "release"),
    ("component", "sbom"),
    ("component", "needs"),
    ("finding", "component"),
    ("finding", "vulnerability"),
    ("triage", "decides"),
}


def walked(source: str, name: str, target: str) -> Way:
    found = way(source, name, target)
    assert found is not None
    return found


def test_every_reference_of_the_model_is_in_the_table() -> None:
    assert set(MARKED) - set(LINKS) == set()


def test_the_table_has_no_link_that_neither_the_model_nor_an_engine_makes() -> None:
    assert set(LINKS) - set(MARKED) == OF_ENGINES


@pytest.mark.parametrize(("owner", "field"), sorted(MARKED))
def test_a_link_leads_where_the_mark_allows(owner: str, field: str) -> None:
    mark = MARKED[owner, field]
    assert isinstance(mark, Ref | ComponentKey)
    assert LINKS[owner, field].targets == (mark.kinds if isinstance(mark, Ref) else ("component",))


def test_every_end_of_a_link_is_a_kind_of_node() -> None:
    ends = {end for link in LINKS.values() for end in (link.owner, *link.targets)}
    assert ends <= set(kinds())


def test_a_name_never_means_two_links_from_one_kind_to_another() -> None:
    """Else a step of a pack would walk one of them and say nothing about the other."""
    for link in LINKS.values():
        for target in link.targets:
            same = [
                other
                for other in LINKS.values()
                if other.owner == link.owner and other.reverse == link.reverse and target in other.targets
            ]
            assert same == [link], f"{target}.{link.reverse} from {link.owner}"


def test_a_forward_name_is_never_also_a_reverse_name_between_the_same_kinds() -> None:
    for link in LINKS.values():
        for target in link.targets:
            assert (link.owner, link.reverse) not in LINKS or target not in LINKS[link.owner, link.reverse].targets


def test_a_link_can_be_walked_both_ways() -> None:
    assert walked("control", "reduces", "threat").forward
    assert not walked("threat", "reduced_by", "control").forward


def test_there_is_no_way_by_a_name_that_the_kinds_do_not_have() -> None:
    assert way("threat", "reduces", "control") is None
    assert way("control", "reduces", "harm") is None
    assert way("threat", "no_such_link", "control") is None


def test_the_mend_of_a_missing_link_is_an_imperative_sentence() -> None:
    assert walked("control", "verified_by", "test").mend() == "Add a test that verifies the control"
    assert walked("threat", "leads_to", "hazardous_situation").mend() == (
        "Name the hazardous situation that the threat leads to"
    )
    assert walked("risk", "anomalies", "anomaly").mend() == "Add an anomaly that adds to the risk"


def test_a_mend_says_which_sort_of_part_is_missing() -> None:
    mend = walked("control", "verified_by", "test").mend(" with test kind penetration")
    assert mend == "Add a test with test kind penetration that verifies the control"


def test_the_group_of_mends_is_named_by_owner_field_and_other_end() -> None:
    assert walked("control", "verified_by", "test").mend_id == "test.verifies.control"
    assert walked("threat", "leads_to", "hazardous_situation").mend_id == "threat.leads_to.hazardous_situation"


def test_kinds_are_said_in_words() -> None:
    assert words("hazardous_situation") == "hazardous situation"
    assert words("sbom") == "SBOM"
