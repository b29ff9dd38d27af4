# SPDX-License-Identifier: Apache-2.0
"""The model: what its values are called and how they are found."""

import gc

import msgspec
import pytest

from inventory.documents import inventory
from medward.inventory import Component, Hash, Relationship

PUMP = Component(ref="pump", name="pump", version="1")
CURL = Component(ref="curl", name="libcurl", group="curl", version="8.6.0")
FILE = Component(ref="file", name="./a", kind="file")


def test_a_label_reads_as_group_name_and_version() -> None:
    assert CURL.label == "curl/libcurl 8.6.0"
    assert FILE.label == "./a"


def test_all_components_begin_with_the_primary_one_and_leave_files_out() -> None:
    held = inventory(CURL, primary=PUMP, files=(FILE,))
    assert held.all_components == (PUMP, CURL)
    assert inventory(CURL).all_components == (CURL,)


def test_a_ref_finds_components_the_primary_one_and_files() -> None:
    held = inventory(CURL, primary=PUMP, files=(FILE,))
    assert [held.component(ref) for ref in ("pump", "curl", "file")] == [PUMP, CURL, FILE]
    assert held.by_ref() == {"pump": PUMP, "curl": CURL, "file": FILE}


def test_an_unknown_ref_is_an_error() -> None:
    with pytest.raises(KeyError):
        inventory(CURL).component("zlib")


def test_values_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CURL.name = "other"  # type: ignore[misc] # that is what is tested


def test_values_are_left_out_of_garbage_collection() -> None:
    assert not gc.is_tracked(CURL)
    assert not gc.is_tracked(Relationship("a", "contains", "b"))


def test_a_hash_is_decoded_by_the_names_of_cyclonedx() -> None:
    assert msgspec.json.decode(b'{"alg": "MD5", "content": "00"}', type=Hash) == Hash("MD5", "00")
