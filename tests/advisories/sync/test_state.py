# SPDX-License-Identifier: Apache-2.0
"""The state is written whole, read back the same, and refused where it cannot be read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from medward.advisories.sync.state import NAME, FileState, Paging, State
from medward.base.canonical import digest_bytes
from medward.base.problems import ProblemsError

NOON = datetime(2099, 3, 1, 12, tzinfo=UTC)


def test_a_folder_without_a_state_knows_nothing(tmp_path: Path) -> None:
    state = State(tmp_path)
    assert state.files == {}
    assert state.source("osv").succeeded is None


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.files["osv/PyPI/all.zip"] = FileState(
        "osv", "https://a.example", '"1"', "a date", "", "sha256:0", 3, NOON
    )
    state.source("nvd").paging = Paging("20990301T120000Z", None, NOON, 4000)
    state.source("nvd").until = NOON
    state.save()
    again = State(tmp_path)
    assert again.files == state.files
    assert again.sources == state.sources
    assert [one.name for one in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"\xff", b'{"format": 2, "sources": {}, "files": {}}', b'{"format": 1}']
)
def test_a_state_that_cannot_be_read_is_refused_and_says_what_to_do(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    with pytest.raises(ProblemsError, match=r"Delete it; every file is then fetched again \[sources\.state\]"):
        State(tmp_path)


def test_a_file_is_whole_when_it_is_what_was_fetched(tmp_path: Path) -> None:
    state = State(tmp_path)
    assert state.whole("a") is None
    state.files["a"] = FileState("osv", digest=digest_bytes(b"data"), size=4)
    assert state.whole("a") is None
    for data, whole in ((b"data", True), (b"DATA", False), (b"more data", False)):
        (tmp_path / "a").write_bytes(data)
        assert (state.whole("a") is not None) is whole
