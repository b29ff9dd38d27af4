# SPDX-License-Identifier: Apache-2.0
"""`each_of`: every word of a vocabulary has a part."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import RELEASE, TEST, asked, component, context, dossier, inventory, part, read
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

ITEM = {"id": "L-1", "topic": "sbom", "text": "where the SBOM is", "location": "IFU 7.3"}
CHECK = {
    "each_of": {
        "kind": "labeling_item",
        "field": "topic",
        "words": ["sbom", "end_of_support"],
        "has": ["location"],
    }
}
METHODS = {
    "each_of": {
        "kind": "test",
        "field": "methods",
        "words": ["fuzzing"],
        "where": {"result": ["passed", "failed"]},
        "has": ["date"],
    }
}


def told(*items: dict[str, Any]) -> Outcome:
    return asked(CHECK, context(dossier(labeling=list(items))))


def methods(**changed: Any) -> Outcome:
    run = part(TEST, verifies=None, methods=["fuzzing", "robustness"], date="2026-05-01", **changed)
    return asked(METHODS, context(dossier(tests=[run])))


def test_every_word_with_a_part_is_met_with_a_proof_each() -> None:
    outcome = told(ITEM, part(ITEM, id="L-2", topic="end_of_support"))
    assert outcome.status is Status.MET
    assert outcome.reason == "each of the 2 words of 'topic' has a labeling item"
    assert [proof.node for proof in outcome.proofs] == ["labeling_item:L-1", "labeling_item:L-2"]


def test_each_absent_word_is_one_broken_link_of_one_group() -> None:
    outcome = told()
    assert outcome.status is Status.NOT_MET
    assert [link.text for link in outcome.broken] == [
        "no labeling item has 'sbom' under 'topic'",
        "no labeling item has 'end of support' under 'topic'",
    ]
    assert {link.mend_id for link in outcome.broken} == {"labeling_item.topic"}
    assert outcome.reason == (
        "2 of 2 words of 'topic' lack a labeling item that is as asked: sbom, end of support"
    )


def test_what_is_there_is_a_proof_beside_what_is_missing() -> None:
    outcome = told(ITEM)
    assert [proof.text for proof in outcome.proofs] == ["labeling item L-1 has 'sbom' under 'topic'"]
    assert len(outcome.broken) == 1


def test_a_part_that_lacks_a_field_is_named() -> None:
    outcome = told(part(ITEM, location=None), part(ITEM, id="L-2", topic="end_of_support"))
    assert [link.text for link in outcome.broken] == [
        "labeling item L-1 has 'sbom' under 'topic' but its 'location' is not filled in"
    ]


def test_one_good_part_is_enough_for_a_word() -> None:
    outcome = told(part(ITEM, location=None), part(ITEM, id="L-2"), part(ITEM, id="L-3", topic="end_of_support"))
    assert outcome.status is Status.MET


def test_a_field_with_several_words_covers_each_of_them() -> None:
    outcome = methods()
    assert outcome.status is Status.MET
    assert outcome.reason == "test TE-004 has 'fuzzing' under 'methods'"


def test_a_part_that_stands_otherwise_is_said_and_not_hidden() -> None:
    outcome = methods(result="not_run")
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "test TE-004 has 'fuzzing' under 'methods' but its result is 'not run'"


def test_a_kind_of_which_not_all_is_known_is_not_called_absent() -> None:
    made = dossier(releases=[RELEASE])
    check = {"each_of": {"kind": "vulnerability", "field": "known_exploited", "words": ["yes"]}}
    assert asked(check, context(made, read(made, inventory(component())))).status is Status.UNKNOWN


TOPICS = st.lists(st.sampled_from(["sbom", "end_of_support", "diagrams"]), max_size=5)


@given(TOPICS, st.sampled_from(["sbom", "end_of_support", "diagrams"]))
def test_a_part_more_never_breaks_what_was_whole(topics: list[str], more: str) -> None:
    items = [part(ITEM, id=f"L-{number}", topic=topic) for number, topic in enumerate(topics)]
    before, after = told(*items), told(*items, part(ITEM, id="L-9", topic=more))
    assert {link.text for link in after.broken} <= {link.text for link in before.broken}
