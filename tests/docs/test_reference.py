# SPDX-License-Identifier: Apache-2.0
"""The generated reference is what the code says, and nothing that a user can meet is undocumented."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from medward.cli import COMMANDS
from medward.compliance.facts import FACTS
from medward.packs import shipped

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE_AREAS = (
    "yaml|dossier|pack|inventory|database|sources|units|vex|portfolio|identify|testing|risk|threats|threat-model"
    "|triage|disclosure"
)
SHORTENED = ("inventory", "testing")
"""Packages whose `refusal(...)` puts the area in front of the code."""
NOT_CODES = {"dossier.schema", "dossier.yaml", "database.info", "portfolio.json", "threats.yaml"}


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference"] = module
    spec.loader.exec_module(module)
    return module


def text(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_generated_page_is_up_to_date(reference: ModuleType) -> None:
    stale = [name for name, page in reference.PAGES.items() if text(name) != page()]
    assert not stale, f"run `make docs`: {stale}"


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## `medward ([a-z-]+)", text("commands.md"), re.MULTILINE)
    assert set(sections) == set(COMMANDS)


def test_every_fact_is_documented() -> None:
    assert all(f"`{name}`" in text("facts.md") for name in FACTS)


def test_every_requirement_of_every_pack_is_documented() -> None:
    page = text("packs.md")
    assert all(f"## `{pack.id}`" in page for pack in shipped())
    assert all(f"| `{one.id}` |" in page for pack in shipped() for one in pack.requirements)


def test_every_problem_code_in_the_source_is_documented() -> None:
    page = text("problems.md")
    assert used_codes()
    assert [code for code in sorted(used_codes()) if f"`{code}`" not in page] == []


def used_codes() -> set[str]:
    """Texts in the source that are problem codes, and those that `refusal(...)` makes."""
    found: set[str] = set()
    for path in (ROOT / "src" / "medward").rglob("*.py"):
        if "facts" in path.parts:  # what stands there with a dot is a key of the dossier
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if re.fullmatch(rf"({CODE_AREAS})\.[a-z]+(-[a-z]+)*", node.value) else set()
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("refusal"):
                found |= set(shortened(path, node))
    return found - NOT_CODES


def shortened(path: Path, call: ast.Call) -> Iterator[str]:
    """The codes that a call of `refusal` names without their area."""
    for argument in call.args[:2]:
        if isinstance(argument, ast.Constant) and re.fullmatch(r"[a-z]+", str(argument.value)):
            yield from (f"{area}.{argument.value!s}" for area in SHORTENED if area in path.parts)


def test_every_setting_is_documented() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"\bMEDWARD_[A-Z]+\b", source)) - {"MEDWARD_COMPLETE"}
    assert settings
    assert all(f"`{name}`" in text("commands.md") for name in settings)
