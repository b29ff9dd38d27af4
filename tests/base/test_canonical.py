# SPDX-License-Identifier: Apache-2.0
"""One byte form for one content (RFC 8785), and its digest."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.base.canonical import Json, canonical_bytes, digest, digest_bytes, digest_file

values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1), st.text(), st.floats(-1e6, 1e6)),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)


def test_keys_are_sorted_by_utf_16_and_nothing_is_escaped_needlessly() -> None:
    assert canonical_bytes({"b": 1, "a": "é\n", "\ufb33": 2, "\U0001f489": 3}) == (
        '{"a":"é\\n","b":1,"\U0001f489":3,"\ufb33":2}'.encode()
    )


def test_numbers_are_written_as_ecmascript_writes_them() -> None:
    assert canonical_bytes([1.0, 1e21, 1e-7, -0.0, 333333333.33333329]) == b"[1,1e+21,1e-7,0,333333333.3333333]"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53 + 1])
def test_what_json_cannot_hold_exactly_is_refused(value: Json) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical_bytes(value)


@given(values)
def test_the_form_reads_back_and_is_its_own_form(value: Json) -> None:
    data = canonical_bytes(value)
    assert canonical_bytes(json.loads(data)) == data


def test_a_digest_names_its_algorithm(tmp_path: Path) -> None:
    known = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    (tmp_path / "f").write_bytes(b"{}")
    assert digest({}) == digest_bytes(b"{}") == digest_file(tmp_path / "f") == known


def test_a_file_that_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest_file(tmp_path / "missing")
