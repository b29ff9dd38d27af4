# SPDX-License-Identifier: Apache-2.0
"""A framework pack is closed and complete: every requirement says what, where, why, for whom and how."""

import pytest
from pydantic import ValidationError

from medward.packs.checks import PathCheck
from medward.packs.framework import Framework, Nature, PackStatus, Role, Wording
from packs import sample


def test_a_pack_is_read_into_typed_values() -> None:
    framework = sample.framework()
    first = framework.requirements[0]
    assert (framework.id, framework.nature, framework.status) == ("small-law", Nature.LAW, PackStatus.IN_FORCE)
    assert framework.wording is Wording.PARAPHRASE
    assert first.roles == (Role.MAKER,)
    assert first.applies_when is not None
    assert first.applies_when.fact == "device.is_cyber_device"
    assert isinstance(first.check, PathCheck)


@pytest.mark.parametrize("key", sorted(set(sample.content()) - {"in_force_from", "in_force_until"}))
def test_every_key_but_the_optional_ones_is_needed(key: str) -> None:
    value = sample.content()
    del value[key]
    with pytest.raises(ValidationError, match=key):
        Framework.model_validate(value)


@pytest.mark.parametrize("key", ["id", "title", "text", "citation", "section", "rationale", "roles", "check"])
def test_every_requirement_is_cited_reasoned_and_decided(key: str) -> None:
    value = sample.content()
    del value["requirements"][0][key]
    with pytest.raises(ValidationError, match=key):
        Framework.model_validate(value)


@pytest.mark.parametrize("key", ["title", "text", "citation", "rationale"])
def test_blanks_do_not_count_as_text(key: str) -> None:
    value = sample.content()
    value["requirements"][0][key] = "  "
    with pytest.raises(ValidationError, match="at least 1 character"):
        Framework.model_validate(value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", 2),
        ("kind", "playbook"),
        ("id", "Small Law"),
        ("id", "small_law"),
        ("nature", "opinion"),
        ("status", "maybe"),
        ("wording", "copy"),
        ("sections", []),
        ("requirements", []),
        ("surprise", "more"),
    ],
)
def test_what_a_pack_does_not_know_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        sample.framework(**{key: value})


@pytest.mark.parametrize("name", ["app4.1f", "b1.plan", "va2.new-risks", "1"])
def test_ids_of_requirements_are_small_letters_digits_dots_and_hyphens(name: str) -> None:
    value = sample.content()
    value["requirements"][0]["id"] = name
    assert Framework.model_validate(value).requirements[0].id == name


@pytest.mark.parametrize("name", ["", "App4", "a b", "a..b", ".a", "a.", "a:b", "a/b", "x" * 65])
def test_other_ids_of_requirements_are_refused(name: str) -> None:
    value = sample.content()
    value["requirements"][0]["id"] = name
    with pytest.raises(ValidationError):
        Framework.model_validate(value)
