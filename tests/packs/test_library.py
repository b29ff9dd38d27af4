# SPDX-License-Identifier: Apache-2.0
"""The packs that come with Medward are found without reading them, and read once."""

import pytest

from medward.packs import shipped, shipped_ids, shipped_pack


def test_packs_are_known_by_id_without_their_examples() -> None:
    assert shipped_ids() == ("fda-524b", "fda-premarket-cybersecurity")


def test_every_pack_has_the_id_of_its_file() -> None:
    assert tuple(pack.id for pack in shipped()) == shipped_ids()


def test_a_pack_is_read_once() -> None:
    assert shipped_pack("fda-524b") is shipped_pack("fda-524b")


@pytest.mark.parametrize("name", ["none", "fda-524b.examples", "../library", ""])
def test_a_pack_that_does_not_exist_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        shipped_pack(name)
