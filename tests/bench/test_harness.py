# SPDX-License-Identifier: Apache-2.0
"""The harness of the benchmarks: what a ratio means, whose turn it is, and a peer in an environment of its own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

import harness
from harness import Measurement, PeerError, interleaved, run_peer, show, timed

ECHO = "import json, sys\nprint('installing nothing')\nprint(json.dumps({'got': json.load(sys.stdin)}))\n"


@pytest.fixture
def peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A peer that needs no packages, so that its environment is made without a network."""
    folder = tmp_path / "echo"
    folder.mkdir()
    (folder / "requirements.lock").write_text("# nothing\n")
    (folder / "echo.py").write_text(ECHO)
    monkeypatch.setattr(harness, "PEERS", tmp_path)
    return folder


def test_a_higher_rate_and_a_shorter_time_both_have_a_ratio_above_one() -> None:
    assert Measurement("read", 50, 10, "peer 1", "MB/s", 10).ratio == 5
    assert Measurement("check", 2, 3, "limit", "s", 1, better="lower").ratio == 1.5


def test_a_claim_holds_from_the_wanted_ratio_on() -> None:
    assert Measurement("read", 100, 10, "peer 1", "MB/s", wanted=10).holds
    assert not Measurement("read", 99, 10, "peer 1", "MB/s", wanted=10).holds


@pytest.mark.parametrize("nothing", [0, -1, float("nan")])
def test_a_number_that_measures_nothing_is_refused(nothing: float) -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Measurement("read", nothing, 10, "peer 1", "MB/s", 10)
    with pytest.raises(ValueError, match="nothing was measured"):
        Measurement("read", 10, nothing, "peer 1", "MB/s", 10)


def test_a_measurement_is_written_with_its_ratio_and_notes() -> None:
    written = Measurement("read", 100, 10, "peer 1", "MB/s", 10, notes=("3 files",)).as_json()
    assert json.loads(json.dumps(written)) == {
        "claim": "read",
        "ours": 100,
        "peer": 10,
        "peer_name": "peer 1",
        "unit": "MB/s",
        "wanted": 10,
        "better": "higher",
        "notes": ["3 files"],
        "ratio": 10,
        "holds": True,
    }


def test_turns_alternate_and_the_first_of_each_does_not_count() -> None:
    order: list[str] = []
    ours, peers = iter([99, 1, 5, 3]), iter([99, 10, 30, 20])

    def turn(name: str, numbers: Iterator[int]) -> float:
        order.append(name)
        return float(next(numbers))

    assert interleaved(lambda: turn("ours", ours), lambda: turn("peer", peers), runs=3) == (3, 20)
    assert order == ["ours", "peer"] * 4


def test_work_is_timed_by_the_clock_on_the_wall() -> None:
    assert 0 <= timed(lambda: None) < 1


def test_a_peer_reads_the_payload_and_answers_with_its_last_line(peer: Path) -> None:
    assert run_peer("echo", "echo.py", {"pairs": [["1", "2"]]}) == {"got": {"pairs": [["1", "2"]]}}
    assert (peer / ".venv/bin/python").exists()


def test_the_environment_is_made_once_and_again_when_the_lock_changes(peer: Path) -> None:
    run_peer("echo", "echo.py", 1)
    left_behind = peer / ".venv/left-behind"
    left_behind.touch()
    run_peer("echo", "echo.py", 1)
    assert left_behind.exists()
    (peer / "requirements.lock").write_text("# still nothing\n")
    run_peer("echo", "echo.py", 1)
    assert not left_behind.exists()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import sys; sys.exit('no such advisory')", "no such advisory"),
        ("print('done')", "no JSON"),
        ("import time; time.sleep(60)", "did not finish"),
    ],
)
def test_a_peer_that_fails_says_why(peer: Path, script: str, said: str) -> None:
    run_peer("echo", "echo.py", 1)
    (peer / "echo.py").write_text(script)
    with pytest.raises(PeerError, match=said):
        run_peer("echo", "echo.py", 1, timeout=2)


def test_a_peer_sees_the_variables_it_is_given(peer: Path) -> None:
    (peer / "echo.py").write_text("import json, os\nprint(json.dumps(os.environ['PEER_CACHE']))\n")
    assert run_peer("echo", "echo.py", None, env={"PEER_CACHE": "/somewhere"}) == "/somewhere"


def test_the_table_names_every_claim_and_marks_what_does_not_hold() -> None:
    console = Console(record=True, width=120)
    slow = Measurement("sort [deb]", 90, 10, "peer 1", "versions/s", 10, notes=("2 disagreements",))
    show([slow, Measurement("read", 1234.5, 10, "peer 2", "MB/s", 10)], console)
    text = console.export_text()
    assert "sort [deb]" in text
    assert "NO" in text
    assert "1,234" in text
    assert "beside peer 1; 2 disagreements" in text
