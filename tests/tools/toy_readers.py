# SPDX-License-Identifier: Apache-2.0
"""Readers with one planted bug each, and one without, which the fuzzer must tell apart."""

import ctypes
import time

from fuzzing.reader import Reader

CHUNK = 64 * 1024 * 1024


class RefusedError(ValueError):
    """The one error that these readers document."""


def seeds() -> tuple[bytes, ...]:
    return (b'{"name": "pump", "size": 3}', b'{"name": "tube", "parts": [1, 2]}')


def sound(data: bytes) -> None:
    if not data.startswith(b"{"):
        raise RefusedError("this is not an object")


def undocumented(data: bytes) -> int:
    return 1 // data.count(b"pump")


def falls(data: bytes) -> None:
    if b"[" in data:
        ctypes.string_at(0)


def loops(data: bytes) -> None:
    while b"tube" in data:
        pass


def sleeps(data: bytes) -> None:
    while b"tube" in data:
        time.sleep(1)


def grows(data: bytes) -> None:
    kept = []
    while b"tube" in data:
        # Zeroed by the kernel and never touched, so the memory limit comes long before the time limit.
        kept.append(bytes(CHUNK))


def wordless(data: bytes) -> None:
    if b"tube" in data:
        raise RefusedError


READERS = tuple(
    Reader(read.__name__, seeds, read, (RefusedError,))
    for read in (sound, undocumented, falls, loops, sleeps, grows, wordless)
)
