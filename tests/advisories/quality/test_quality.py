# SPDX-License-Identifier: Apache-2.0
"""The quality of matching may not fall: labelled cases against a stored baseline, which can only be made better.

`MEDWARD_QUALITY=accept pytest tests/advisories/quality` stores a better measure, or one over other labels, as the
new baseline. Where it is worse, it is refused; `MEDWARD_QUALITY=accept-worse` stores it all the same, for labels
that show what nobody had looked at.
"""

import os
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from packageurl import PackageURL

from advisories.evaluation import affected_by
from advisories.quality.hard import write_sources
from advisories.quality.measuring import (
    APPLIES,
    CLEAR,
    UNKNOWN,
    Label,
    Measure,
    answers,
    changed,
    labelled,
    measured,
    read_baseline,
    worse,
    write_baseline,
)
from advisories.sources import Json
from advisories.test_public_data import around, live_records, statements
from medward.advisories import build
from medward.versions import InvalidVersionError, key_function

HERE = Path(__file__).parent
LABELS = HERE / "labels.yaml"
PUBLIC_LABELS = HERE / "public_labels.yaml"
FEWEST = 150
FEWEST_PUBLIC = 60


def held(found: Measure, path: Path) -> None:
    """Compare a measure with its baseline, or store it where the environment asks for that."""
    accept = os.environ.get("MEDWARD_QUALITY", "")
    fallen = worse(found, read_baseline(path)) if path.exists() else []
    if accept == "accept-worse" or (accept == "accept" and not fallen):
        write_baseline(path, found)
    baseline = read_baseline(path)
    assert not worse(found, baseline), "\n".join([*worse(found, baseline), *changed(found, baseline)])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("quality")
    build(write_sources(root / "sources"), root / "a.duckdb")
    return root / "a.duckdb"


def test_matching_is_no_worse_than_its_baseline(database: Path) -> None:
    truths = labelled(LABELS)
    held(measured(truths, answers(truths, database)), HERE / "baseline.json")


def test_there_are_enough_labels_of_every_truth_and_ecosystem() -> None:
    truths = labelled(LABELS)
    kinds = {label.component.partition("/")[0].lower() for label in truths}
    assert len(truths) >= FEWEST
    assert {"pkg:pypi", "pkg:golang", "pkg:npm", "pkg:deb"} <= kinds
    assert all(list(truths.values()).count(truth) >= 15 for truth in (APPLIES, CLEAR, UNKNOWN))


ONE, TWO, THREE = (Label(f"pkg:pypi/p@{number}", "CVE-2099-1") for number in (1, 2, 3))
TRUTHS = {ONE: APPLIES, TWO: CLEAR, THREE: UNKNOWN}


def test_right_answers_are_without_mistakes() -> None:
    assert measured(TRUTHS, TRUTHS) == Measure(3, 1.0, 1.0, 0.3333, 0, {})


@pytest.mark.parametrize(
    ("label", "answer", "line"),
    [
        (TWO, APPLIES, "precision fell from 1.0 to 0.5"),
        (ONE, CLEAR, "recall fell from 1.0 to 0.0"),
        (ONE, UNKNOWN, "undecided rose from 0.3333 to 0.6667"),
        (TWO, UNKNOWN, "undecided rose from 0.3333 to 0.6667"),
        (THREE, CLEAR, "falsely_clean rose from 0 to 1"),
    ],
)
def test_a_wrong_answer_is_worse_and_named(label: Label, answer: str, line: str) -> None:
    baseline = measured(TRUTHS, TRUTHS)
    found = measured(TRUTHS, {**TRUTHS, label: answer})
    assert line in worse(found, baseline)
    assert changed(found, baseline) == [f"{label}: {TRUTHS[label]}, answered {answer}; before: right"]


def test_a_better_measure_is_accepted_and_a_worse_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, good = tmp_path / "baseline.json", measured(TRUTHS, TRUTHS)
    poor = replace(good, precision=0.5)
    write_baseline(path, poor)
    monkeypatch.setenv("MEDWARD_QUALITY", "accept")
    held(good, path)
    assert read_baseline(path) == good
    with pytest.raises(AssertionError, match=r"precision fell from 1\.0 to 0\.5"):
        held(poor, path)
    monkeypatch.setenv("MEDWARD_QUALITY", "accept-worse")
    held(poor, path)
    assert read_baseline(path) == poor


def test_without_being_asked_nothing_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, good = tmp_path / "baseline.json", measured(TRUTHS, TRUTHS)
    write_baseline(path, replace(good, recall=0.5))
    monkeypatch.delenv("MEDWARD_QUALITY", raising=False)
    held(good, path)
    assert read_baseline(path).recall == 0.5


def test_a_label_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.yaml"
    path.write_text(
        '- {id: CVE-2099-1, why: x, applies: ["pkg:pypi/p@1"], clear: ["pkg:pypi/p@1"]}\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="is labelled twice"):
        labelled(path)


@pytest.mark.data
def test_matching_of_the_public_records_of_pypi_is_no_worse_than_its_baseline(tmp_path: Path) -> None:
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    truths = evaluated(Path(folder))
    (tmp_path / "osv").mkdir()
    (tmp_path / "osv" / "PyPI").symlink_to(Path(folder, "osv", "PyPI"))
    build(tmp_path, tmp_path / "a.duckdb")
    found = answers(truths, tmp_path / "a.duckdb", of_records=True)
    held(measured(truths, found), HERE / "public_baseline.json")


@pytest.mark.data
def test_matching_of_hand_checked_public_records_is_no_worse_than_its_baseline(tmp_path: Path) -> None:
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    truths = labelled(PUBLIC_LABELS)
    assert len(truths) >= FEWEST_PUBLIC
    build(Path(folder), tmp_path / "a.duckdb")
    held(measured(truths, answers(truths, tmp_path / "a.duckdb")), HERE / "public_labels_baseline.json")


def evaluated(data: Path) -> dict[Label, str]:
    """Versions at and beside every event of every record, with what OSV's algorithm says, evaluated plainly."""
    said: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for (record, package), statement in statements(live_records(data, "PyPI"), "PyPI"):
        said[record, package].append(statement)
    return {
        Label(PackageURL("pypi", None, package, version).to_string(), record): _truth(version, described)
        for (record, package), described in said.items()
        for version in sorted({each for one in described for each in around(one) if _is_version(each)})
    }


def _is_version(text: str) -> bool:
    """Whether PyPI could hold it; ranges over commits have other words for their ends."""
    try:
        return bool(key_function("pypi")(text))
    except InvalidVersionError:
        return False


def _truth(version: str, described: list[Json]) -> str:
    """Unknown where a range has no place in the order, or where only commits are known."""
    kinds = {one["type"] for each in described for one in each.get("ranges") or ()}
    listed = any(each.get("versions") for each in described)
    try:
        if affected_by(version, described, key_function("pypi")):
            return APPLIES
    except InvalidVersionError:
        return UNKNOWN
    return CLEAR if listed or kinds - {"GIT"} else UNKNOWN
