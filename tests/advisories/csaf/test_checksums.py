# SPDX-License-Identifier: Apache-2.0
"""Checksums: every published one must be right."""

import hashlib
from pathlib import Path

import pytest

from medward.advisories.archive import RefusedError
from medward.advisories.csaf.checksums import verified
from medward.advisories.csaf.files import open_files

DATA = b'{"a": 1}'


def test_every_published_checksum_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.sha512").write_text(hashlib.sha512(DATA).hexdigest().upper(), encoding="ascii")
    (tmp_path / "a.sha256").write_text(f"\n{hashlib.sha256(DATA).hexdigest()} *a\n", encoding="ascii")
    with open_files(tmp_path) as files:
        assert verified(files, "a", DATA) == ("sha512", "sha256")


def test_one_wrong_checksum_beside_a_right_one_refuses(tmp_path: Path) -> None:
    (tmp_path / "a.sha512").write_text(hashlib.sha512(DATA).hexdigest(), encoding="ascii")
    (tmp_path / "a.sha256").write_text("0" * 64, encoding="ascii")
    with open_files(tmp_path) as files, pytest.raises(RefusedError, match="sha256 differs"):
        verified(files, "a", DATA)


def test_a_huge_checksum_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sha256").write_text("0" * 5_000, encoding="ascii")
    with open_files(tmp_path) as files, pytest.raises(RefusedError, match="checksum file is refused"):
        verified(files, "a", DATA)
