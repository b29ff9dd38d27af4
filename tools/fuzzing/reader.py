# SPDX-License-Identifier: Apache-2.0
"""What is known of a reader that is fuzzed, and of what was found in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["crash", "hang", "memory"]


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of the table.

    Attributes:
        name: its name, and that of the folder in which findings are saved.
        seeds: good inputs, from which broken ones are made; at least one.
        read: reads one input; what it returns is thrown away.
        allowed: the errors that it documents. Any other exception is a crash.
    """

    name: str
    seeds: Callable[[], tuple[bytes, ...]]
    read: Callable[[bytes], object]
    allowed: tuple[type[Exception], ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reader may use.

    Attributes:
        seconds: processor time for one input.
        memory: bytes of address space, beyond what the process has before the first input.
        stalled: seconds by the clock without a new input, after which a process that uses no time is ended.
    """

    seconds: float = 5.0
    memory: int = 256 * 1024 * 1024
    stalled: float = 120.0


@dataclass(frozen=True, slots=True)
class Finding:
    """An input that a reader does not stand.

    Attributes:
        kind: an undocumented error or the end of the process, too much time, too much memory.
        number: number of the input under its seed.
        where: what went wrong and at which line, by which findings are told apart.
        trace: the stack at that moment, as text.
    """

    kind: Kind
    number: int
    where: str
    trace: str


@dataclass(frozen=True, slots=True)
class Run:
    """One reader's run.

    Attributes:
        reader: its name.
        inputs: how many inputs it was given.
        accepted: how many of them it read without an error.
        slowest: seconds that the slowest input took.
        findings: each place once, with the first input that led there.
    """

    reader: str
    inputs: int
    accepted: int
    slowest: float
    findings: tuple[Finding, ...]
