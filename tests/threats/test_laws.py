# SPDX-License-Identifier: Apache-2.0
"""Whatever a valid dossier says, it can be asked: no threat ends in an error, no path breaks, nothing is lost."""

from hypothesis import HealthCheck, given, settings

from dossier.strategies import Sample, samples
from medward.packs.threat_library import shipped
from medward.threats import gaps, generate, relate
from medward.threats.conditions import links_of
from medward.threats.cuts import by_control, by_part
from medward.threats.fields import FIELDS
from medward.threats.generating import Verdict
from medward.threats.paths import attack_paths
from medward.threats.trees import dot, tree

ANY_DOSSIER = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@ANY_DOSSIER
@given(samples())
def test_every_dossier_can_be_asked(sample: Sample) -> None:
    generated = generate(sample.dossier, shipped())
    asked = sum(
        len(generated.trace.of_kind(threat.applies_to)) for library in shipped() for threat in library.threats
    )
    assert (len(generated.found), generated.errors) == (asked, ())


@ANY_DOSSIER
@given(samples())
def test_every_possible_threat_names_a_fact_that_somebody_could_find_out(sample: Sample) -> None:
    generated = generate(sample.dossier, shipped())
    parts = {node.id for node in generated.trace.nodes.values()}
    for one in generated.found:
        assert (one.verdict is Verdict.POSSIBLE) == bool(one.answered.open)
        for fact in one.unknown:
            assert fact.part in parts


@ANY_DOSSIER
@given(samples())
def test_every_threat_that_applies_is_new_or_known_and_none_is_both(sample: Sample) -> None:
    dossier = sample.dossier
    generated = generate(dossier, shipped())
    related = relate(dossier, generated)
    ids = [one.found.id for one in related.new] + [one.found.id for one in related.known]
    assert sorted(ids) == sorted(one.id for one in generated.applying)
    answered = {(one.threat, one.element) for threat in dossier.threats for one in threat.library}
    stale = {(one.named.threat, one.named.element) for one in related.stale}
    assert {(one.found.threat.id, one.found.element[1]) for one in related.known} | stale == answered


@ANY_DOSSIER
@given(samples())
def test_gaps_are_parts_of_the_architecture(sample: Sample) -> None:
    generated = generate(sample.dossier, shipped())
    found = gaps(sample.dossier, generated)
    assert {*found.uncovered, *found.silent} <= set(generated.trace.nodes)
    assert all(one.applies or one.held for one in found.unknown)


@ANY_DOSSIER
@given(samples(max_parts=4))
def test_every_path_leads_from_a_way_in_to_what_its_last_element_touches(sample: Sample) -> None:
    trace = generate(sample.dossier, ()).trace
    listed = attack_paths(trace).listed
    for path in listed:
        assert path.steps[0].over[0] == "interface"
        assert {step.over[0] for step in path.steps[1:]} <= {"flow"}
    assert {cut.id for cut in by_part(listed, trace)} == {part for path in listed for part in path.parts}
    assert all(0 < cut.paths <= len(listed) for cut in by_control(listed, trace))
    for asset in trace.of_kind("asset"):
        assert dot(tree(listed, asset.id, trace)).count("{") >= 1


def test_every_link_of_an_element_leads_to_elements() -> None:
    for kind in FIELDS:
        assert {end for ends in links_of(kind).values() for end in ends} <= set(FIELDS)
