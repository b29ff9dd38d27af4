# SPDX-License-Identifier: Apache-2.0
"""Running benchmarks by name: exit codes and results."""

import json
from pathlib import Path

import pytest

import run

FAST = """
from harness import Measurement

def measure():
    return [Measurement("read", {ours}, 10, "limit", "MB/s", 10)]
"""
BROKEN = """
from harness import PeerError

def measure():
    raise PeerError("the peer is not to be had")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "HERE", tmp_path)
    for name, text in {"trace": FAST.format(ours=200), "slow": FAST.format(ours=20), "broken": BROKEN}.items():
        (tmp_path / f"{name}.py").write_text(text)
    (tmp_path / "_shared.py").write_text("")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_every_module_is_a_benchmark_but_those_that_serve_others() -> None:
    assert run.names() == ["broken", "slow", "trace"]


def test_a_claim_that_holds_ends_with_zero_and_is_written(folder: Path) -> None:
    assert run.main(["trace"]) == 0
    result = json.loads((folder / "results/trace.json").read_text())
    assert result["benchmark"] == "trace"
    assert [one["ratio"] for one in result["measurements"]] == [20]
    assert set(result["machine"]) == {"python", "system", "cpus"}


def test_a_claim_that_does_not_hold_ends_with_one_and_is_written_too(folder: Path) -> None:
    assert run.main(["trace", "slow"]) == 1
    assert (folder / "results/slow.json").exists()


def test_a_benchmark_that_cannot_run_ends_with_two_and_the_others_still_run(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main([]) == 2
    assert "broken: the peer is not to be had" in capsys.readouterr().err
    assert (folder / "results/trace.json").exists()


@pytest.mark.usefixtures("folder")
def test_an_unknown_name_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["nothing"]) == 2
    assert "there are: broken, slow, trace" in capsys.readouterr().err


def test_the_real_folder_has_a_benchmark_of_versions() -> None:
    assert "versions" in run.names()
