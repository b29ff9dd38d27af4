# SPDX-License-Identifier: Apache-2.0
"""OpenPGP keys of our own making, by the real program `gpg`; tests skip with a reason where it is missing."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pytest

from medward.advisories.csaf.signatures import PublishedKey, program

needs_gpg = pytest.mark.skipif(not program(), reason="the program gpg is not installed, so nothing can be signed")


class Signer:
    """One key pair, without a passphrase, in a home of its own."""

    def __init__(self, home: Path, name: str, expire: str = "never", clock: str = "") -> None:
        self._home = home
        self._name = name
        self._clock = ("--faked-system-time", clock) if clock else ()
        self._run("--quick-generate-key", f"{name} <{name}@example.org>", "ed25519", "sign", expire)

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the primary key."""
        lines = self._run("--with-colons", "--list-keys", self._name).decode().splitlines()
        return next(line.split(":")[9] for line in lines if line.startswith("fpr:"))

    @cached_property
    def key(self) -> bytes:
        """The public key, armoured."""
        return self._run("--armor", "--export", self._name)

    @property
    def published(self) -> PublishedKey:
        """The key as its provider names it."""
        return PublishedKey(self.fingerprint, self.key)

    def sign(self, data: bytes, *options: str) -> bytes:
        """A detached signature."""
        return self._run(*options, "--local-user", self._name, "--armor", "--detach-sign", given=data)

    def inline(self, data: bytes) -> bytes:
        """A whole signed message, which is no detached signature."""
        return self._run("--local-user", self._name, "--armor", "--sign", given=data)

    def _run(self, *arguments: str, given: bytes = b"") -> bytes:
        options = ("--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", *self._clock)
        command = [program(), "--homedir", str(self._home), *options, *arguments]
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@contextmanager
def keyring() -> Iterator[Path]:
    """A home for signers; its path is short, because the agent's socket lies in it."""
    with tempfile.TemporaryDirectory(prefix="k") as home:
        yield Path(home)
        ended = ["gpgconf", "--homedir", home, "--kill", "gpg-agent"]
        subprocess.run(ended, check=False, capture_output=True)
