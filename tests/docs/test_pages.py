# SPDX-License-Identifier: Apache-2.0
"""Written pages: their links lead somewhere, their indexes are complete, their commands exist."""

import re
from pathlib import Path

import pytest

from medward.cli import COMMANDS
from medward.packs import read

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("README.md"))
    if ".venv" not in path.parts
)
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)(#[^)\s]*)?\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = [match.group(1) for match in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    shown = re.findall(
        r"^\s+(?:\$ )?(?:\.venv/bin/)?medward ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [command for command in shown if command not in COMMANDS] == []


@pytest.mark.parametrize("folder", ["decisions", "explanation", "how-to", "reference", "security"])
def test_an_index_lists_every_page_of_its_folder(folder: str) -> None:
    index = (ROOT / "docs" / folder / "README.md").read_text(encoding="utf-8")
    pages = [page.name for page in (ROOT / "docs" / folder).iterdir() if page.name != "README.md"]
    assert [page for page in pages if f"]({page})" not in index] == []


def test_every_decision_tells_what_it_costs() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert records
    assert [name(record) for record in records if "Negative: " not in record.read_text(encoding="utf-8")] == []


def test_the_repository_names_no_machine_path() -> None:
    said = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert re.findall(r"/(?:home|root|work|Users)/\w+", said) == []


def test_the_pack_of_the_guide_is_valid(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "how-to" / "write-a-pack.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert shown
    pack = tmp_path / "our-procedure.yaml"
    pack.write_text(shown[1], encoding="utf-8")
    assert read(pack).id == "our-procedure"
