# SPDX-License-Identifier: Apache-2.0
"""The table of readers: every seed is a good input, so that changing it leads somewhere."""

import pytest

from fuzzing.reader import Reader
from fuzzing.readers import READERS

EMPTY_ARCHIVES = {"csaf-provider", "osv-archive"}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_seed_is_read_without_an_error(reader: Reader) -> None:
    refused = []
    for seed in reader.seeds():
        try:
            reader.read(seed)
        except reader.allowed as error:
            refused.append(str(error))
    parts_of_a_whole = reader.name in {"dossier", "vex"}
    assert len(refused) < len(reader.seeds())
    assert not refused or parts_of_a_whole


def test_names_are_unique() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
