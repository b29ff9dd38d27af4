# SPDX-License-Identifier: Apache-2.0
"""New decisions get ids that are free on the day of writing, whoever else writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from medward.dossier import load
from medward.triage.deciding import checked
from medward.triage.writing import written
from triage.disclosures import folder

SAID = {
    "vulnerability": "CVE-2099-0001",
    "component": "acme-tls@1.0",
    "status": "under_investigation",
    "reason": "Nobody has looked yet.",
    "author": "Product security",
    "date": "2026-03-02",
}


WRITES = f"""
import sys
from pathlib import Path
from medward.triage.deciding import checked
from medward.triage.writing import written
written(Path(sys.argv[1]), [checked({SAID!r} | dict(id="TR-001", component=sys.argv[2]))])
"""


def writes(path: Path, component: str) -> None:
    """Record one decision that was made while the dossier had none."""
    written(path, [checked({**SAID, "id": "TR-001", "component": component})])


def ids(path: Path) -> list[tuple[str, str | None]]:
    return [(one.id, one.component) for one in load(path).dossier.triage]


def test_an_id_that_is_free_stays(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    found = written(path, [checked({**SAID, "id": "TR-007"})])
    assert [one.id for one in found.made] == ["TR-007"]
    assert found.file == path / "triage.yaml"
    assert ids(path) == [("TR-007", "acme-tls@1.0")]


def test_an_id_that_was_taken_meanwhile_is_chosen_anew_and_the_rest_stays(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    writes(path, "first@1.0")
    late = [checked({**SAID, "id": name, "component": f"{name}@1.0"}) for name in ("TR-001", "TR-002")]
    found = written(path, late)
    assert [one.id for one in found.made] == ["TR-003", "TR-002"]
    assert ids(path) == [("TR-001", "first@1.0"), ("TR-002", "TR-002@1.0"), ("TR-003", "TR-001@1.0")]


def test_two_processes_that_chose_one_id_both_record(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    both = [subprocess.Popen([sys.executable, "-c", WRITES, str(path), f"part-{number}@1.0"]) for number in (1, 2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert {name for name, _ in ids(path)} == {"TR-001", "TR-002"}
    assert {component for _, component in ids(path)} == {"part-1@1.0", "part-2@1.0"}


def test_nothing_to_record_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to record"):
        written(folder(tmp_path, ""), [])
