# SPDX-License-Identifier: Apache-2.0
"""A portfolio reads each file once, keeps what did not change, and never replaces what is not its own."""

import json
from pathlib import Path

import duckdb
import pytest

from medward.advisories.portfolio import store
from medward.advisories.portfolio.building import build
from medward.base.problems import ProblemsError


def sbom(path: Path, *purls: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    components = [{"type": "library", "name": purl, "purl": purl} for purl in purls]
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}))


def content(portfolio: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        path.stem: duckdb.sql(f"from '{path}' order by all").fetchall()
        for path in sorted(store.tables(portfolio).glob("*.parquet"))
    }


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    sbom(tmp_path / "in/a.json", "pkg:pypi/one@1")
    sbom(tmp_path / "in/b.json", "pkg:pypi/one@1", "pkg:pypi/two@2")
    assert build([tmp_path / "in"], tmp_path / "out").read == 2
    before = content(tmp_path / "out")
    assert build([tmp_path / "in"], tmp_path / "out").read == 0
    assert content(tmp_path / "out") == before


def test_what_was_there_before_leaves_no_mark(tmp_path: Path) -> None:
    sbom(tmp_path / "in/a.json", "pkg:pypi/one@1")
    sbom(tmp_path / "in/z.json", "pkg:pypi/gone@1")
    build([tmp_path / "in"], tmp_path / "grown")
    (tmp_path / "in/z.json").unlink()
    sbom(tmp_path / "in/0.json", "pkg:pypi/one@1", "pkg:pypi/two@2")
    assert build([tmp_path / "in"], tmp_path / "grown").read == 1
    build([tmp_path / "in"], tmp_path / "fresh")
    assert content(tmp_path / "grown") == content(tmp_path / "fresh")


def test_equal_components_are_stored_once(tmp_path: Path) -> None:
    for number in range(5):
        sbom(tmp_path / f"in/{number}.json", "pkg:pypi/one@1", f"pkg:pypi/own@{number}")
    built = build([tmp_path / "in"], tmp_path / "out")
    assert (built.releases, built.components, built.distinct) == (5, 10, 6)


def test_a_broken_file_is_listed_and_stops_nothing(tmp_path: Path) -> None:
    sbom(tmp_path / "in/good.json", "pkg:pypi/one@1")
    (tmp_path / "in/broken.json").write_text("{")
    built = build([tmp_path / "in"], tmp_path / "out")
    assert (built.releases, list(built.problems)) == (2, [str(tmp_path / "in/broken.json")])


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    sbom(tmp_path / "in/a.json", "pkg:pypi/one@1")
    with pytest.raises(ProblemsError, match=r"portfolio\.foreign"):
        build([tmp_path / "in"], tmp_path / "in")
    assert (tmp_path / "in/a.json").is_file()


@pytest.mark.parametrize(("name", "code"), [("none", "missing"), ("empty", "empty")])
def test_no_sboms_are_a_problem(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProblemsError, match=rf"portfolio\.{code}"):
        build([tmp_path / name], tmp_path / "out")
