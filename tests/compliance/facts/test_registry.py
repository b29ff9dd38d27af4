# SPDX-License-Identifier: Apache-2.0
"""The registry of facts is closed, described and used."""

import re

import pytest

from compliance.dossiers import context, dossier
from medward.compliance.facts import FACTS, decide
from medward.compliance.model import Status
from medward.dossier.model.activity_kinds import ActivityKind
from medward.packs.checks import All, AnsweredCheck, AnyOf, Check, FactCheck
from medward.packs.library import shipped

WITHOUT_A_PACK = {
    "evidence.all_valid",
    "hardware.every_property_answered",
    "hardware.fault_resistance",
    "hardware.independent_safety",
    "hardware.key_storage",
    "hardware.memory_protection",
    "hardware.random_source",
    "hardware.rollback_protection",
    "hardware.side_channel_resistance",
    "hardware.storage_encryption",
    "hardware.tamper_response",
    "hardware.unique_keys",
    "organisation.is_maker",
    "releases.support_not_past",
    "sbom.machine_readable",
    "sbom.readable",
    "tests.current_release",
    "vulnerabilities.database_present",
}
"""Facts that no shipped pack names: they are for packs of others, and documented like all."""

ACTIVITIES_WITHOUT_A_PACK = {"entity_registration"}
"""Activities that no shipped pack asks for yet."""


def named(check: Check) -> set[str]:
    if isinstance(check, All | AnyOf):
        return {name for inner in check.checks for name in named(inner)}
    if isinstance(check, AnsweredCheck):
        return {f"activities.{check.answered.activity}"}
    return {check.fact} if isinstance(check, FactCheck) else set()


def named_by_packs() -> set[str]:
    names: set[str] = set()
    for pack in shipped():
        conditions = [pack.applies_when, *(requirement.applies_when for requirement in pack.requirements)]
        names |= {condition.fact for condition in conditions if condition is not None}
        for requirement in pack.requirements:
            names |= named(requirement.check)
    return names


def test_every_fact_that_a_shipped_pack_names_is_registered() -> None:
    assert named_by_packs() <= set(FACTS)


def test_every_other_fact_is_listed_as_such() -> None:
    unnamed = {name for name in set(FACTS) - named_by_packs() if not name.startswith(("activities.", "level."))}
    assert unnamed == WITHOUT_A_PACK


def test_every_other_activity_is_asked_by_a_shipped_pack() -> None:
    unasked = {kind.value for kind in ActivityKind if f"activities.{kind}" not in named_by_packs()}
    assert unasked == ACTIVITIES_WITHOUT_A_PACK


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_has_a_name_with_a_subject_and_a_meaning_in_one_sentence(name: str) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name)
    assert FACTS[name].name == name
    assert re.fullmatch(r"[A-Z].+\.", FACTS[name].meaning)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_an_empty_dossier_never_makes_a_fact_true(name: str) -> None:
    """Never green by default. Only what the device itself says can be known of it: it is a cyber device."""
    outcome = decide(name, context(dossier()))
    assert outcome.status is not Status.MET or name == "device.is_cyber_device"
    assert outcome.reason
    assert not outcome.reason.endswith(".")


def test_a_fact_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        decide("no.such_fact", context(dossier()))
