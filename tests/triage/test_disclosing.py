# SPDX-License-Identifier: Apache-2.0
"""A case is recorded as one item of a dossier, or nothing has changed and one problem says why."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.triage.disclosing import DISCLOSURE_CODES, Report, Taken, advance_case, open_case
from medward.triage.disclosure import Stage
from triage.disclosures import folder

CAME_IN = Report("Crash", date(2026, 3, 2), "Product security", reporter="Mallory")
STEP = Taken(Stage.ACKNOWLEDGED, date(2026, 3, 3), "Product security", "Thanked.", "CVE-2099-0001", "M. Example")
FLOW = """
disclosures: [{id: CVD-1, title: Crash, steps: [{stage: reported, date: 2026-03-02, author: Product security}]}]
"""


def code(error: pytest.ExceptionInfo[ProblemsError]) -> str:
    (problem,) = error.value.problems
    return problem.code


def test_a_step_adds_what_is_known_since(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    name, file = open_case(load(path), CAME_IN)
    assert (name, file.name) == ("CVD-2026-001", "disclosures.yaml")
    assert advance_case(load(path), name, STEP) == file
    (case,) = load(path).dossier.disclosures
    assert (case.reporter, case.vulnerability, case.credit) == ("Mallory", "CVE-2099-0001", "M. Example")
    assert [step.note for step in case.steps] == [None, "Thanked."]


def test_ids_of_another_year_begin_anew(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    open_case(load(path), CAME_IN)
    later = Report("Leak", date(2027, 1, 5), "Product security")
    assert open_case(load(path), later)[0] == "CVD-2027-001"


def test_a_report_without_a_title_is_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    with pytest.raises(ProblemsError) as caught:
        open_case(load(path), Report(" ", date(2026, 3, 2), "Product security"))
    assert code(caught) == "disclosure.step"
    assert load(path).dossier.disclosures == ()


def test_a_folder_that_cannot_be_written_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = folder(tmp_path, "")
    monkeypatch.setattr("medward.triage.disclosing.record", refuse)
    with pytest.raises(ProblemsError) as caught:
        open_case(load(path), CAME_IN)
    assert code(caught) == "disclosure.unwritable"


def test_a_case_in_flow_style_is_refused_and_nothing_has_changed(tmp_path: Path) -> None:
    path = folder(tmp_path, FLOW)
    before = (path / "dossier.yaml").read_text()
    with pytest.raises(ProblemsError) as caught:
        advance_case(load(path), "CVD-1", STEP)
    assert code(caught) == "disclosure.form"
    assert (path / "dossier.yaml").read_text() == before


def test_the_table_of_codes_is_complete() -> None:
    source = Path(__file__).parents[2] / "src" / "medward" / "triage" / "disclosing.py"
    raised = re.findall(r'_problem\([^"]*"(disclosure\.[a-z]+)"', source.read_text(encoding="utf-8"))
    assert set(raised) == set(DISCLOSURE_CODES)


OPENS = """
import sys
from datetime import date
from pathlib import Path
from medward.dossier import load
from medward.triage.disclosing import Report, open_case
open_case(load(Path(sys.argv[1])), Report(sys.argv[2], date(2026, 3, 2), "Product security"))
"""


def test_the_id_is_chosen_from_what_the_dossier_holds_at_the_time_of_writing(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    before = load(path)
    assert open_case(before, CAME_IN)[0] == "CVD-2026-001"
    assert open_case(before, CAME_IN)[0] == "CVD-2026-002"


def test_two_processes_open_two_cases(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    both = [subprocess.Popen([sys.executable, "-c", OPENS, str(path), title]) for title in ("Crash", "Leak")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert [one.id for one in load(path).dossier.disclosures] == ["CVD-2026-001", "CVD-2026-002"]
