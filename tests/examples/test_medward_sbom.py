# SPDX-License-Identifier: Apache-2.0
"""Medward's own SBOM is what the lock file says, byte for byte, and the tool that writes it overlooks nothing."""

import datetime as dt
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from medward.dossier import Loaded
from medward.inventory import read

ROOT = Path(__file__).resolve().parents[2]
SBOM = ROOT / "examples/medward/files/medward.cdx.json"
DAY = dt.date(2026, 11, 23)

LOCK = """\
used==1.0 \\
    --hash=sha256:aa00000000000000000000000000000000000000000000000000000000000000 \\
    --hash=sha256:0100000000000000000000000000000000000000000000000000000000000000
    # via medward (pyproject.toml)
deep==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:0200000000000000000000000000000000000000000000000000000000000000
    # via
    #   used
    #   tool
tool==3.0 \\
    --hash=sha256:0300000000000000000000000000000000000000000000000000000000000000
    # via medward (pyproject.toml:dev)
"""
TABLE = "name,supplier,licence\nused,The used project,MIT\ndeep,Deep Ltd,Apache-2.0 OR MIT\ntool,Tools,ISC\n"
PROJECT = '[project]\nname = "medward"\nversion = "9.9"\n'


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom_of_medward", ROOT / "tools/sbom_of_medward.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with a lock file, a table and a project."""
    (tmp_path / "examples/medward/files").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text(LOCK)
    (tmp_path / "examples/medward/files/components.csv").write_text(TABLE)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return tmp_path


def _built(repository: Path) -> Any:
    return json.loads(TOOL.build(repository, DAY))


def test_the_sbom_in_the_repository_is_the_one_that_the_lock_file_gives() -> None:
    there = SBOM.read_bytes()

    assert TOOL.build(ROOT, TOOL.made_on(there)) == there


def test_every_library_is_locked_with_one_version_and_hashes() -> None:
    locked = TOOL.parse_lock((ROOT / "requirements.lock").read_text("utf-8"))

    assert len({one.name for one in locked}) == len(locked)
    assert all(one.hashes for one in locked)
    assert "--require-hashes" in (ROOT / "tools/install.sh").read_text("utf-8")


def test_it_is_read_whole_and_says_what_is_only_for_developers(own: Loaded) -> None:
    (release,) = own.dossier.releases
    inventory = read(own.folder / release.sboms[0].file)
    scopes = {one["name"]: one["scope"] for one in json.loads(SBOM.read_bytes())["components"]}

    assert inventory.primary is not None
    assert inventory.primary.name == "medward"
    assert inventory.notes == ()
    assert all(one.hashes and one.licences and one.supplier for one in inventory.components)
    assert (scopes["pydantic"], scopes["lxml"]) == ("required", "required")
    assert (scopes["pytest"], scopes["mypy"]) == ("excluded", "excluded")


def test_what_medward_needs_through_others_is_needed_too(repository: Path) -> None:
    scopes = {one["name"]: one["scope"] for one in _built(repository)["components"]}

    assert scopes == {"used": "required", "deep": "required", "tool": "excluded"}


def test_the_product_hangs_on_what_it_needs_itself_and_not_on_tools(repository: Path) -> None:
    needs = {one["ref"]: one.get("dependsOn", []) for one in _built(repository)["dependencies"]}

    assert needs == {
        "pkg:pypi/deep@2.0": [],
        "pkg:pypi/medward@9.9": ["pkg:pypi/used@1.0"],
        "pkg:pypi/tool@3.0": ["pkg:pypi/deep@2.0"],
        "pkg:pypi/used@1.0": ["pkg:pypi/deep@2.0"],
    }


def test_hashes_are_sorted_markers_kept_and_expressions_told_from_ids(repository: Path) -> None:
    components = {one["name"]: one for one in _built(repository)["components"]}

    assert [one["content"][:2] for one in components["used"]["hashes"]] == ["01", "aa"]
    assert components["deep"]["properties"] == [{"name": "medward:marker", "value": "sys_platform == 'win32'"}]
    assert components["deep"]["licenses"] == [{"expression": "Apache-2.0 OR MIT"}]
    assert components["used"]["licenses"] == [{"license": {"id": "MIT"}}]


def test_the_same_input_gives_the_same_bytes_and_a_change_another_serial_number(repository: Path) -> None:
    before = TOOL.build(repository, DAY)
    again = TOOL.build(repository, DAY)
    (repository / "pyproject.toml").write_text(PROJECT.replace("9.9", "10.0"))
    after = TOOL.build(repository, DAY)

    assert before == again
    assert json.loads(before)["serialNumber"] != json.loads(after)["serialNumber"]
    assert TOOL.made_on(before) == DAY


def test_a_component_without_supplier_and_licence_stops_the_tool(repository: Path) -> None:
    (repository / "examples/medward/files/components.csv").write_text("name,supplier,licence\nused,x,MIT\n")

    with pytest.raises(ValueError, match="no row for deep, tool"):
        TOOL.build(repository, DAY)


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        ("used>=1.0\n", "not an entry"),
        ("used==1.0 \\\n    # via medward (pyproject.toml)\n", "has no hash"),
        ("used==1.0 \\\n    --hash=md5:00\n", "no part of an entry"),
        ("    # via nobody\n", "before the first entry"),
        (f"{LOCK}lost==1 \\\n    --hash=sha256:{'0' * 64}\n    # via nobody\n", "needed by 'nobody'"),
    ],
)
def test_a_lock_file_in_another_form_is_refused(repository: Path, lock: str, said: str) -> None:
    (repository / "requirements.lock").write_text(lock)
    table = f"{TABLE}lost,x,MIT\n"
    (repository / "examples/medward/files/components.csv").write_text(table)

    with pytest.raises(ValueError, match=said):
        TOOL.build(repository, DAY)


def test_the_tool_asks_for_the_day() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools/sbom_of_medward.py"], capture_output=True, text=True, check=False
    )

    assert run.returncode == 1
    assert "Name the day" in run.stderr
