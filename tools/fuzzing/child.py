# SPDX-License-Identifier: Apache-2.0
"""One reader in a process of its own, which gives account of itself in three files that outlive it.

- `progress`: the number of the input that is being read, so that one that ends the process is known, and how many
  were read before it without an error.
- `told`: one JSON line for each finding that it survives, and one at the end.
- `trace`: the stack, where a signal ended it.

Limits are those of the operating system: address space, and processor time for each input. A signal that comes
when the time is up prints the stack and ends the process, also where it hangs inside of a library in C.
"""

import faulthandler
import json
import os
import resource
import signal
import struct
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from fuzzing.mutation import made
from fuzzing.reader import Finding, Kind, Limits, Reader
from medward.base.problems import ProblemsError

_STATM = Path("/proc/self/statm")
_CHECKED = 16
PROGRESS = struct.Struct(">QQ")


def read_all(reader: Reader, seed: int, numbers: Iterator[int], limits: Limits, files: Sequence[int]) -> None:
    """Give a reader its inputs, in this process; `files` are the descriptors of the three files, to be written."""
    progress, told, trace = files
    seeds = reader.seeds()
    _limit(limits, trace)
    inputs = accepted = 0
    slowest = 0.0
    for number in numbers:
        data = made(seed, reader.name, number, seeds)
        os.pwrite(progress, PROGRESS.pack(number, accepted), 0)
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        begun = time.process_time()
        finding = _read_one(reader, number, data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - begun)
        inputs, accepted = inputs + 1, accepted + (finding is True)
        if isinstance(finding, Finding):
            _tell(told, asdict(finding))
    _tell(told, {"inputs": inputs, "accepted": accepted, "slowest": slowest})


def _read_one(reader: Reader, number: int, data: bytes) -> Finding | bool:
    """True where the input was read, False where it was refused as documented."""
    try:
        reader.read(data)
    except MemoryError as error:
        return _finding("memory", number, error)
    except reader.allowed as error:
        empty = isinstance(error, ProblemsError) and not error.problems
        return _finding("crash", number, error) if empty or not str(error) else False
    except Exception as error:  # noqa: BLE001 - any error that is not documented is what is looked for
        return _finding("crash", number, error)
    return True


def _finding(kind: Kind, number: int, error: BaseException) -> Finding:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    text = "".join(traceback.format_exception(error, limit=-30))
    return Finding(kind, number, f"{type(error).__name__} at {place}", text[-8_000:])


def _limit(limits: Limits, trace: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _STATM.exists():
        used = int(_STATM.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = used + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    faulthandler.enable(trace)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    faulthandler.register(signal.SIGPROF, trace, chain=True)


def _tell(told: int, said: dict[str, object]) -> None:
    os.write(told, json.dumps(said).encode() + b"\n")


def until(first: int, inputs: int | None, deadline: float | None) -> Iterator[int]:
    """Numbers from `first` on: so many, or as long as the clock (`time.monotonic`) has not come to `deadline`."""
    number = first
    while inputs is None or number < inputs:
        if deadline is not None and number % _CHECKED == 0 and time.monotonic() >= deadline:
            return
        yield number
        number += 1
