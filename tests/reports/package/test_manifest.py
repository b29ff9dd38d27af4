# SPDX-License-Identifier: Apache-2.0
"""A package that differs from its manifest in any way is told so, file by file."""

from pathlib import Path

import pytest

from medward.reports.package.building import build
from medward.reports.package.manifest import NAME, SIGNATURE, verify, written
from medward.reports.package.targets import targets
from reports.package.materials import pump


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of data and SBOMs alone."""
    build(targets()["hospital"], pump(), tmp_path / "out", [])
    return tmp_path / "out"


def codes(package: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.file) for problem in verify(package)[1]]


def test_a_package_that_nobody_touched_is_whole(package: Path) -> None:
    assert codes(package) == []


def test_one_flipped_bit_is_found(package: Path) -> None:
    path = package / "assessment.json"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert codes(package) == [("package.changed", "assessment.json")]


def test_a_file_that_went_and_one_that_came_are_found(package: Path) -> None:
    (package / "assessment.json").rename(package / "other.json")
    assert codes(package) == [("package.extra-file", "other.json"), ("package.missing-file", "assessment.json")]


def test_a_link_to_the_same_bytes_is_no_file_of_the_package(package: Path, tmp_path: Path) -> None:
    (package / "assessment.json").rename(tmp_path / "outside.json")
    (package / "assessment.json").symlink_to(tmp_path / "outside.json")
    assert codes(package) == [("package.changed", "assessment.json")]


def test_a_signature_beside_the_manifest_is_expected(package: Path) -> None:
    (package / SIGNATURE).write_text("-----BEGIN PGP SIGNATURE-----\n")
    assert codes(package) == []


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": 3}', "\udcff"])
def test_a_manifest_that_cannot_be_read_is_told(package: Path, text: str) -> None:
    (package / NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    found, problems = verify(package)
    assert found is None
    assert [problem.code for problem in problems] == ["package.no-manifest"]


def test_it_is_written_as_it_was_read(package: Path) -> None:
    found, _ = verify(package)
    assert found is not None
    assert written(found) == (package / NAME).read_bytes()
