# SPDX-License-Identifier: Apache-2.0
"""Of a plain folder files named like SBOMs are read; of a dossier those of its releases, with what it confirms."""

from pathlib import Path

import pytest

from dossier.samples import DEVICE, put
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.files import find
from medward.base.problems import ProblemsError

RELEASE = "releases: [{id: R-1, version: '1', status: current, sboms: [{file: files/a.sbom}]}]\n"
IDENTITY = "identities: [{component: a, purls: ['pkg:pypi/a'], reason: r, author: b, date: 2099-01-01}]\n"
SBOM = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "a"}]}'


def pump(root: Path, *more: str) -> Path:
    """A dossier that refers to one SBOM, and holds another file that is named like one."""
    device = "".join((DEVICE, *more))
    return put(root, {"device.yaml": device, "files/a.sbom": SBOM, "files/scan.json": "{}"})


def test_of_a_dossier_the_sboms_of_its_releases_are_read_and_nothing_else(tmp_path: Path) -> None:
    pump(tmp_path / "all" / "pump", RELEASE, IDENTITY)
    (tmp_path / "all" / "plain.json").write_text(SBOM)
    (tmp_path / "all" / "notes.txt").write_text("")
    found, passed_over = find([tmp_path / "all"])
    assert list(found) == [
        str(tmp_path / "all" / "plain.json"),
        str(tmp_path / "all" / "pump" / "files" / "a.sbom"),
    ]
    plain, of_dossier = found.values()
    assert (plain.identities, plain.confirmations) == ((), "")
    assert [one.component for one in of_dossier.identities] == ["a"]
    assert passed_over == 1


def test_a_yaml_file_that_is_no_dossier_s_makes_no_dossier(tmp_path: Path) -> None:
    (tmp_path / "ci.yaml").write_text("format: json\nsteps:\n  format: 1\n")
    (tmp_path / "a.json").write_text(SBOM)
    assert list(find([tmp_path])[0]) == [str(tmp_path / "a.json")]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("releases: 7\n", "the dossier cannot be read: device.yaml:"),
        ("", "the dossier names no SBOM of a release"),
    ],
)
def test_a_dossier_of_which_nothing_can_be_read_is_a_release_with_a_problem(
    tmp_path: Path, more: str, said: str
) -> None:
    folder = pump(tmp_path / "pump", more)
    built = build([tmp_path / "pump"], tmp_path / "portfolio")
    assert (built.releases, list(built.problems)) == (1, [str(folder)])
    assert built.problems[str(folder)].startswith(said)


def test_two_dossiers_that_cannot_be_read_are_two_releases(tmp_path: Path) -> None:
    for name in ("one", "two"):
        pump(tmp_path / "all" / name, "releases: 7\n")
    built = build([tmp_path / "all"], tmp_path / "portfolio")
    assert (built.releases, len(built.problems)) == (2, 2)
    assert build([tmp_path / "all"], tmp_path / "portfolio").problems == built.problems


def test_a_mended_dossier_is_read(tmp_path: Path) -> None:
    pump(tmp_path / "pump", "releases: 7\n")
    build([tmp_path / "pump"], tmp_path / "portfolio")
    pump(tmp_path / "pump", RELEASE)
    built = build([tmp_path / "pump"], tmp_path / "portfolio")
    assert (built.releases, built.read, built.problems, built.components) == (1, 1, {}, 1)


def test_a_portfolio_beside_its_sboms_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(SBOM)
    first = build([tmp_path], tmp_path / "portfolio")
    assert build([tmp_path], tmp_path / "portfolio").releases == first.releases == 1


def test_a_hidden_folder_is_passed_over(tmp_path: Path) -> None:
    pump(tmp_path / ".old", RELEASE)
    with pytest.raises(ProblemsError, match=r"portfolio\.empty"):
        find([tmp_path])
