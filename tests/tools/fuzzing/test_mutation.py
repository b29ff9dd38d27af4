# SPDX-License-Identifier: Apache-2.0
"""Inputs come again from their seed, are broken in every way, and stay small."""

import json

from fuzzing.mutation import MAX_BYTES, made

SEEDS = (b'{"name": "pump", "parts": [{"id": 1}, {"id": 2}]}', b'{"name": "tube"}')
YAML = (b"name: pump\nparts:\n  - id: 1\n",)


def is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def test_the_first_inputs_are_the_seeds_themselves() -> None:
    assert [made(1, "a", number, SEEDS) for number in (0, 1)] == list(SEEDS)


def test_an_input_is_the_same_at_every_time() -> None:
    assert [made(1, "a", number, SEEDS) for number in range(300)] == [
        made(1, "a", number, SEEDS) for number in range(300)
    ]


def test_other_seeds_and_other_readers_get_other_inputs() -> None:
    inputs = [tuple(made(seed, reader, number, SEEDS) for number in range(2, 50)) for seed, reader in WAYS]
    assert len(set(inputs)) == len(WAYS)


WAYS = ((1, "a"), (2, "a"), (1, "b"))


def test_json_mostly_stays_json_of_another_shape_and_sometimes_does_not() -> None:
    inputs = {made(1, "a", number, SEEDS) for number in range(2, 1_000)}
    share = sum(map(is_json, inputs)) / len(inputs)
    assert len(inputs) > 600
    assert 0.2 < share < 0.9


def test_lines_are_dropped_doubled_and_replaced() -> None:
    counts = {made(1, "a", number, YAML).count(b"\n") for number in range(1, 500)}
    assert {0, 1, 2, 3, 4} <= counts
    assert max(counts) > 500


def test_deep_nesting_and_huge_numbers_are_among_the_inputs() -> None:
    inputs = [made(1, "a", number, SEEDS) for number in range(2, 1_000)]
    assert any(b"[" * 900 in data for data in inputs)
    assert any(b"9" * 1_000 in data or b"1" * 1_000 in data for data in inputs)


def test_no_input_is_long() -> None:
    assert max(len(made(1, "a", number, SEEDS)) for number in range(2_000)) <= MAX_BYTES


def test_an_empty_seed_can_be_changed() -> None:
    assert len({made(1, "a", number, (b"",)) for number in range(1, 200)}) > 20
