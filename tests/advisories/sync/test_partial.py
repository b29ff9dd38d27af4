# SPDX-License-Identifier: Apache-2.0
"""A download is gone on with only where it is known of what its bytes are."""

from pathlib import Path

import pytest

from medward.advisories.sync.partial import Partial, Version

URL = "https://example.org/a"


@pytest.fixture
def partial(tmp_path: Path) -> Partial:
    return Partial(tmp_path / "a.part")


def begin(partial: Partial, data: bytes = b"data", **fields: str) -> Version:
    version = Version(URL, **fields)  # type: ignore[arg-type] # only texts are given
    with partial.begin(version) as stream:
        stream.write(data)
    return version


def test_what_was_begun_is_remembered(partial: Partial) -> None:
    version = begin(partial, etag='"1"')
    assert partial.begun(URL) == version
    with partial.go_on() as stream:
        stream.write(b" and more")
    assert partial.path.read_bytes() == b"data and more"


def test_a_strong_tag_is_the_validator_else_the_date() -> None:
    assert Version(URL, '"1"', "a date").validator == '"1"'
    assert Version(URL, 'W/"1"', "a date").validator == "a date"
    assert Version(URL, 'W/"1"').validator == ""


def test_nothing_is_gone_on_with_that_may_be_something_else(partial: Partial) -> None:
    assert partial.begun(URL) is None
    begin(partial)
    assert partial.begun(URL) is None, "no validator"
    begin(partial, etag='"1"')
    assert partial.begun(f"{URL}/other") is None
    begin(partial, b"", etag='"1"')
    assert partial.begun(URL) is None, "no bytes"
    begin(partial, etag='"1"')
    partial.path.unlink()
    assert partial.begun(URL) is None, "no file"


@pytest.mark.parametrize("note", [b"", b"[]", b"\xff", b'{"url": 1}'])
def test_a_damaged_note_is_no_beginning(partial: Partial, note: bytes) -> None:
    begin(partial, etag='"1"')
    partial.path.with_name("a.part.json").write_bytes(note)
    assert partial.begun(URL) is None


def test_discarding_leaves_nothing(partial: Partial) -> None:
    begin(partial, etag='"1"')
    partial.discard()
    partial.discard()
    assert list(partial.path.parent.iterdir()) == []


def test_putting_replaces_the_old_file_and_leaves_nothing_else(partial: Partial, tmp_path: Path) -> None:
    target = tmp_path / "new" / "a"
    for data in (b"old", b"new"):
        begin(partial, data, etag='"1"')
        partial.put(target)
    assert target.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]
