# SPDX-License-Identifier: Apache-2.0
"""Taking a report into a dossier: all or nothing, once for each report, the newest result, and what changed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from medward.base.canonical import digest_file
from medward.base.problems import ProblemsError
from medward.dossier import load
from medward.dossier.model.proof import Disposition, Test, TestResult
from medward.testing.adding import Added, Wanted, add

PUMP = Path(__file__).parents[2] / "examples" / "infusion-pump"
SAMPLES = Path(__file__).parent / "samples"
DAY = date(2026, 11, 1)
NEW = Wanted(title="Tests of the link", verifies=("SR-001",), tool="Runner 1.2")


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    folder = tmp_path / "pump"
    shutil.copytree(PUMP, folder)
    return folder


def junit(folder: Path, day: str, **cases: bool) -> Path:
    """A report in which each case passed or failed."""
    file = folder.parent / f"run-{day}.xml"
    said = "".join(
        f"<testcase name='{name}'>{'' if good else '<failure/>'}</testcase>" for name, good in cases.items()
    )
    file.write_text(f"<testsuite name='link' timestamp='{day}T10:00:00'>{said}</testsuite>")
    return file


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first(pump: Path, **cases: bool) -> Added:
    return add(pump, junit(pump, "2026-10-01", **cases), NEW, DAY)


def known_test(pump: Path, name: str) -> Test:
    return next(one for one in load(pump).dossier.tests if one.id == name)


def test_a_new_test_has_its_result_from_the_report(pump: Path) -> None:
    made = first(pump, locks=True, opens=False)
    known = known_test(pump, made.test)
    assert (known.result, known.date, known.verifies) == (TestResult.FAILED, date(2026, 10, 1), ("SR-001",))
    assert known.tool is not None
    assert known.tool.startswith("Runner 1.2 (as told by")
    evidence = next(one for one in load(pump).dossier.evidence if one.id == made.evidence)
    assert evidence.digest == digest_file(pump / evidence.file)
    assert known.evidence == (made.evidence,)
    anomaly = next(one for one in load(pump).dossier.anomalies if one.id == made.anomalies[0])
    assert (anomaly.reported_as, anomaly.found_by, anomaly.disposition) == (
        "link::opens", (made.test,), Disposition.OPEN,
    )  # fmt: skip


def test_the_same_report_again_changes_nothing(pump: Path) -> None:
    made = first(pump, locks=True)
    before = everything(pump)
    again = first(pump, locks=True)
    assert (again.changed, again.test, again.evidence) == (False, made.test, made.evidence)
    named = add(pump, pump / made.file, Wanted(test=made.test), DAY)
    assert not named.changed
    assert everything(pump) == before


def test_a_newer_report_replaces_the_result_and_tells_the_difference(pump: Path) -> None:
    made = first(pump, locks=True, opens=False, shuts=True, stays=False)
    newer = add(pump, junit(pump, "2026-10-09", locks=False, opens=True), Wanted(test=made.test), DAY)
    assert newer.comparison.better == ("no longer reported: Test failed: link::opens",)
    assert newer.comparison.worse == (
        "new: Test failed: link::locks", "no longer run: link::shuts", "no longer run: link::stays",
    )  # fmt: skip
    assert len(newer.anomalies) == 1
    known = known_test(pump, made.test)
    assert (known.date, known.evidence) == (date(2026, 10, 9), (made.evidence, newer.evidence))


def test_what_was_mended_is_better_and_keeps_its_disposition(pump: Path) -> None:
    made = first(pump, locks=False)
    newer = add(pump, junit(pump, "2026-10-09", locks=True), Wanted(test=made.test), DAY)
    assert newer.comparison.worse == ()
    assert newer.comparison.better[0] == "the result was failed, and is passed"
    assert next(one for one in load(pump).dossier.anomalies if one.id == made.anomalies[0]).disposition == "open"


def test_an_anomaly_that_was_called_fixed_and_is_back_is_open_again(pump: Path) -> None:
    made = first(pump, locks=False)
    text = (pump / "anomalies.yaml").read_text()
    head, _, tail = text.partition(f"id: {made.anomalies[0]}")
    (pump / "anomalies.yaml").write_text(f"{head}id: {made.anomalies[0]}{tail.replace('open', 'fixed')}")
    newer = add(pump, junit(pump, "2026-10-09", locks=False), Wanted(test=made.test), DAY)
    assert newer.anomalies == made.anomalies
    assert load(pump).dossier.anomalies[-1].disposition is Disposition.OPEN


def test_comments_of_the_dossier_stay(pump: Path) -> None:
    comments = [line for line in (PUMP / "tests.yaml").read_text().splitlines() if line.strip().startswith("#")]
    first(pump, locks=True)
    assert all(line in (pump / "tests.yaml").read_text() for line in comments)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(), "testing.needs"),
        (Wanted(test="TE-999"), "testing.unknown-test"),
        (Wanted(test="TE-001", title="Other"), "testing.taken"),
        (Wanted(title="New", verifies=("SR-999",)), "dossier"),
        (Wanted(title="New", release="REL-9"), "dossier"),
        (Wanted(title="New", day=date(2026, 1, 1)), "testing.day"),
    ],
)
def test_what_the_dossier_does_not_take_changes_nothing(pump: Path, wanted: Wanted, code: str) -> None:
    before = everything(pump)
    with pytest.raises(ProblemsError, match=code):
        add(pump, junit(pump, "2026-10-01", locks=False), wanted, DAY)
    assert everything(pump) == before


@pytest.mark.parametrize(("day", "code"), [("2026-09-01", "testing.older"), ("2027-01-01", "testing.day")])
def test_an_older_report_and_one_of_a_day_to_come_are_refused(pump: Path, day: str, code: str) -> None:
    made = first(pump, locks=True)
    with pytest.raises(ProblemsError, match=code):
        add(pump, junit(pump, day, locks=False), Wanted(test=made.test), DAY)


def test_a_report_that_contradicts_itself_is_no_evidence(pump: Path) -> None:
    file = pump.parent / "bad.xml"
    file.write_text("<testsuite tests='9'><testcase name='a'/></testsuite>")
    before = everything(pump)
    with pytest.raises(ProblemsError, match=r"testing\.contradiction"):
        add(pump, file, NEW, DAY)
    assert everything(pump) == before


def test_coverage_is_evidence_and_proves_no_test(pump: Path) -> None:
    alone = add(pump, SAMPLES / "coverage.json", Wanted(), DAY)
    assert (alone.changed, alone.test) == (True, "")
    before = known_test(pump, "TE-001")
    named = add(pump, SAMPLES / "trace.lcov", Wanted(test="TE-001", day=date(2026, 1, 1)), DAY)
    after = known_test(pump, "TE-001")
    assert (after.result, after.date, after.tool) == (before.result, before.date, before.tool)
    assert set(after.evidence) - set(before.evidence) == {named.evidence}
    with pytest.raises(ProblemsError, match="coverage proves no test"):
        add(pump, SAMPLES / "cobertura.xml", Wanted(title="Coverage"), DAY)


def test_a_report_that_tells_no_day_needs_one(pump: Path) -> None:
    log = SAMPLES / "clean.libfuzzer.log"
    with pytest.raises(ProblemsError, match="tells no day"):
        add(pump, log, Wanted(title="Fuzzing of frames"), DAY)
    made = add(pump, log, Wanted(title="Fuzzing of frames", day=date(2026, 3, 1)), DAY)
    assert known_test(pump, made.test).result is TestResult.PASSED


def test_nothing_run_is_inconclusive(pump: Path) -> None:
    assert known_test(pump, first(pump).test).result is TestResult.INCONCLUSIVE


def test_a_report_inside_the_dossier_stays_where_it_is(pump: Path) -> None:
    inside = pump / "files" / "run.xml"
    inside.write_bytes(junit(pump, "2026-10-01", locks=True).read_bytes())
    assert add(pump, inside, NEW, DAY).file == "files/run.xml"


def test_another_report_of_the_same_name_gets_a_number(pump: Path) -> None:
    made = first(pump, locks=True)
    other = add(pump, junit(pump, "2026-10-01", locks=True, opens=True), Wanted(test=made.test), DAY)
    assert (made.file, other.file) == ("files/evidence/run-2026-10-01.xml", "files/evidence/run-2026-10-01-2.xml")
