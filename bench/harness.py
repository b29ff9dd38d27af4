# SPDX-License-Identifier: Apache-2.0
"""What every benchmark stands on: one measured claim, a peer in an environment of its own, fair timing, a table.

A benchmark is a module `bench/<name>.py` with a function `measure() -> list[Measurement]`; `bench/run.py` runs it.
Rules of a fair measurement:

- ours and the peer's do the same work on the same input, in the same run of the program;
- `interleaved` takes turns between both, after one unmeasured turn of each, and compares the medians;
- a peer times only its own work (not its start, its imports or the reading of the payload);
- what makes the comparison unequal, or the results different, is said in `notes`.

A peer lives in `bench/peers/<peer>/`: `requirements.in` (what is asked for), `requirements.lock` (what is
installed, with hashes), and scripts that read one JSON value on stdin and print one JSON value as the last line of
stdout. Its `.venv` is made at the first use and again whenever the lock changes; nothing of a peer is installed
beside Medward. The lock is made, in that folder, with
`uv pip compile --universal --generate-hashes --no-header --no-emit-index-url -o requirements.lock requirements.in`

A claim without a peer (a limit on time, a growth) is measured against that limit: `peer` is the limit, `peer_name`
says so and `wanted` is 1.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from medward.base.canonical import Json, digest_file

PEERS = Path(__file__).parent / "peers"
MAX_ERROR = 4000


class PeerError(RuntimeError):
    """A peer could not be installed, failed, or printed no JSON; the message ends with what it said on stderr."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One claim, measured. Raises ValueError where a number is not above zero: then nothing was measured.

    Attributes:
        claim: what is compared, such as "PyPI versions compared".
        ours: our median, in `unit`.
        peer: the peer's median in the same unit, or the limit where there is no peer.
        peer_name: the peer with its version, or "limit".
        unit: such as "MB/s", "comparisons/s" or "s".
        wanted: the smallest `ratio` that holds the claim.
        better: "higher" for rates, "lower" for times and sizes.
        notes: what a reader must know beside the numbers (input, recall and precision, disagreements).
    """

    claim: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    wanted: float
    better: Literal["higher", "lower"] = "higher"
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.ours > 0 and self.peer > 0):
            raise ValueError(
                f"{self.claim}: nothing was measured (ours {self.ours}, {self.peer_name} {self.peer})"
            )

    @property
    def ratio(self) -> float:
        """How many times better ours is than the peer; above 1 is better, whatever the unit."""
        return self.ours / self.peer if self.better == "higher" else self.peer / self.ours

    @property
    def holds(self) -> bool:
        """Whether the claim holds."""
        return self.ratio >= self.wanted

    def as_json(self) -> Json:
        """The measurement with its ratio, for `bench/results/`."""
        return {**asdict(self), "ratio": self.ratio, "holds": self.holds}


def timed(work: Callable[[], object]) -> float:
    """Seconds that `work` takes, by the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(ours: Callable[[], float], peer: Callable[[], float], runs: int = 5) -> tuple[float, float]:
    """Medians of `runs` turns of each, taken in turns after one unmeasured turn of each.

    Each callable does its work once and returns what it measured (seconds, or a rate), both in the same unit.
    """
    ours()
    peer()
    turns = [(ours(), peer()) for _ in range(runs)]
    return statistics.median(turn[0] for turn in turns), statistics.median(turn[1] for turn in turns)


def run_peer(
    peer: str, script: str, payload: object, *, env: Mapping[str, str] | None = None, timeout: float = 900
) -> Any:
    """Run `bench/peers/<peer>/<script>` in the peer's environment, with `payload` as JSON on stdin.

    Args:
        peer: folder name under `bench/peers`.
        script: file name of the script in that folder.
        payload: any value that JSON can say.
        env: environment variables to add, such as a cache folder that the peer wants.
        timeout: seconds until the peer is stopped.

    Returns:
        The JSON value in the last line that the script printed.

    Raises:
        PeerError: the environment could not be made, the script failed or took too long, or printed no JSON.
    """
    python = _environment(peer)
    command = [str(python), str(PEERS / peer / script)]
    output = _run(command, json.dumps(payload), timeout, {**os.environ, **(env or {})})
    last = output.rstrip().rpartition("\n")[2]
    try:
        return json.loads(last)
    except ValueError as error:
        raise PeerError(f"{peer}/{script} printed no JSON as its last line: {last[:200]!r}") from error


def show(measurements: Sequence[Measurement], console: Console | None = None) -> None:
    """Print the measurements as one table, and under it the notes of each."""
    to = console or Console()
    table = Table(box=box.SIMPLE)
    for heading in ("claim", "unit"):
        table.add_column(heading)
    for heading in ("ours", "peer", "ratio", "wanted"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("holds", no_wrap=True)
    for one in measurements:
        holds = "[green]yes[/green]" if one.holds else "[bold red]NO[/bold red]"
        numbers = (_number(one.ours), _number(one.peer), f"{one.ratio:,.1f}x", f"{one.wanted:g}x")
        table.add_row(escape(one.claim), escape(one.unit), *numbers, holds)
    to.print(table)
    for one in measurements:
        notes = "; ".join((f"beside {one.peer_name}", *one.notes))
        to.print(f"[bold]{escape(one.claim)}[/bold]: {escape(notes)}", soft_wrap=True, highlight=False)


def _environment(peer: str) -> Path:
    """The Python of the peer's environment, which is made first where it is missing or made from another lock."""
    folder = PEERS / peer
    lock, stamp, python = (
        folder / "requirements.lock",
        folder / ".venv" / ".lock-digest",
        folder / ".venv/bin/python",
    )
    digest = digest_file(lock)
    if stamp.is_file() and stamp.read_text() == digest:
        return python
    print(f"Installing the peer {peer} into {folder / '.venv'} ...", file=sys.stderr)
    uv = str(Path(sys.executable).parent / "uv")
    _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder / ".venv")], "", 300)
    install = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", str(python)]
    _run([*install, "--requirement", str(lock)], "", 900)
    stamp.write_text(digest)
    return python


def _run(command: list[str], text: str, timeout: float, env: Mapping[str, str] | None = None) -> str:
    """The stdout of a command that succeeded; PeerError with the end of its stderr otherwise."""
    try:
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, timeout=timeout, check=True, env=env
        )
    except subprocess.CalledProcessError as error:
        said = str(error.stderr)[-MAX_ERROR:]
        raise PeerError(f"{' '.join(command)} ended with {error.returncode}:\n{said}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerError(f"{' '.join(command)} did not finish: {error}") from error
    return done.stdout


def _number(value: float) -> str:
    """Three digits that matter: 0.0123, 4.56, 1,234."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
