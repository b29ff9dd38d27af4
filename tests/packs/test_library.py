# SPDX-License-Identifier: Apache-2.0
"""The packs that come with Medward are found without reading them, and read once."""

import pytest

from medward.packs import asked_by_default, shipped, shipped_ids, shipped_pack
from medward.packs.framework import Asked


def test_packs_are_known_by_id_without_their_examples() -> None:
    assert {"fda-524b", "iec-81001-5-1", "iso-27001-annex-a", "nis2"} <= set(shipped_ids())
    assert not [name for name in shipped_ids() if "example" in name]
    assert list(shipped_ids()) == sorted(shipped_ids())


def test_a_standard_that_nobody_claims_is_not_asked_by_default() -> None:
    assert [pack.id for pack in asked_by_default()] == ["fda-524b", "fda-premarket-cybersecurity"]


def test_what_is_asked_by_default_agrees_with_what_each_pack_says_of_itself() -> None:
    assert asked_by_default() == tuple(pack for pack in shipped() if pack.asked is Asked.BY_DEFAULT)


def test_every_pack_has_the_id_of_its_file() -> None:
    assert tuple(pack.id for pack in shipped()) == shipped_ids()


def test_a_pack_is_read_once() -> None:
    assert shipped_pack("fda-524b") is shipped_pack("fda-524b")


@pytest.mark.parametrize("name", ["none", "fda-524b.examples", "../library", ""])
def test_a_pack_that_does_not_exist_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        shipped_pack(name)
