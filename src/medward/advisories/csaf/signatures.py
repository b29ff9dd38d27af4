# SPDX-License-Identifier: Apache-2.0
"""Detached OpenPGP signatures of documents (CSAF 2.0 section 7.1.19 and 7.1.20), verified by GnuPG.

`gpg` runs as a program of its own, in a temporary home that holds the provider's keys and nothing else: it reads
no options file, starts no agent, asks no key server, and is ended after `TIMEOUT` seconds. What it says is read
from its status lines alone, https://github.com/gpg/gnupg/blob/master/doc/DETAILS. Rules:

- A key is taken only where its own fingerprint is the one that the provider's metadata names.
- `valid`: the signature is good, by a key so named that has neither expired nor been revoked, over a digest that
  nobody can forge (not MD5, SHA-1 or RIPEMD-160).
- `invalid`: the document is not what was signed, the file is no detached signature, or the key was revoked. Such a
  document is always refused.
- `missing`: there is no signature. `unverifiable`: nobody can tell here: there is no program `gpg`, the key is not
  here, it is none of those that the provider names, or it has expired. Neither is ever taken for good; with
  `Policy.REQUIRE` such a document is refused too.
- A signature proves that the holder of the key made it. Whether the key is the provider's is as sure as the way on
  which its metadata came: over HTTPS from the provider, or with the same archive as the documents.
- Whether a key has expired is judged by `gpg`, at the time of the machine.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

SUFFIX = ".asc"
MAX_SIGNATURE = 256 * 1024
MAX_KEY = 4 * 1024 * 1024
TIMEOUT = 30
"""Seconds that one run of the program may take."""

_OPTIONS = (
    "--no-options",
    "--batch",
    "--no-tty",
    "--no-autostart",
    "--disable-dirmngr",
    "--no-auto-key-retrieve",
    "--no-auto-key-locate",
    "--trust-model",
    "always",
)
_STATUS = re.compile(r"^\[GNUPG:\] ([A-Z_]+)(?: (.*))?$", re.MULTILINE)
_FORGEABLE = {"1": "MD5", "2": "SHA-1", "3": "RIPEMD-160"}
_INVALID = {
    "BADSIG": "the document is not what was signed",
    "REVKEYSIG": "the key that made it was revoked",
    "EXPSIG": "it has expired",
}
_FOREIGN = "it was made by a key that its provider does not name here"
_HASH, _PRIMARY = 7, 9
"""Places in a VALIDSIG line: the digest's algorithm, and the fingerprint of the primary key."""
_FPR = 9
"""Place of the fingerprint in a line of `--with-colons`."""


class Signature(StrEnum):
    """What is known of a document's signature."""

    VALID = "valid"
    INVALID = "invalid"
    MISSING = "missing"
    UNVERIFIABLE = "unverifiable"


class Policy(StrEnum):
    """What is asked of signatures."""

    CHECK = "check"
    """Refuse what is `invalid`; read the rest, and say how it stands."""
    REQUIRE = "require"
    """Refuse everything that is not `valid`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a document's signature stands.

    Attributes:
        signature: the outcome.
        reason: why it is not valid, as the end of a sentence; empty where it is.
    """

    signature: Signature
    reason: str = ""

    def refusal(self, policy: Policy) -> str:
        """Why the document is refused, as one sentence without a full stop; empty where it is not."""
        if self.signature is Signature.INVALID:
            return f"its signature is invalid: {self.reason}"
        if policy is Policy.REQUIRE and self.signature is not Signature.VALID:
            return f"its signature is {self.signature}: {self.reason}"
        return ""


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A key as its provider names it, with what is here of it.

    Attributes:
        fingerprint: as the metadata state it, in capital letters; empty where they state none.
        data: the key, armoured or not; empty where it is not here.
    """

    fingerprint: str
    data: bytes = b""


class UnverifiableError(Exception):
    """Nothing can be said of a signature; the message says why, as the end of a sentence."""


def program() -> str:
    """The path of GnuPG on this machine; empty where there is none."""
    return shutil.which("gpg") or ""


class Verifier:
    """Verifies signatures against the keys of one provider; the program first runs for the first signature.

    Attributes:
        notes: keys that are of no use, each as one sentence without a full stop.
    """

    def __init__(self, keys: Iterable[PublishedKey], gpg: str | None = None) -> None:
        self.notes: list[str] = []
        self._keys = tuple(keys)
        self._gpg = program() if gpg is None else gpg
        self._stack = ExitStack()
        self._home: Path | None = None
        self._trusted: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        self._home = None

    def check(self, data: bytes, signature: bytes | None) -> Checked:
        """How the signature of a document stands; None for a document that has none."""
        if signature is None:
            return Checked(Signature.MISSING, "its provider publishes none beside it")
        try:
            return self._checked(data, signature)
        except UnverifiableError as error:
            return Checked(Signature.UNVERIFIABLE, str(error))

    def _checked(self, data: bytes, signature: bytes) -> Checked:
        home = self._begun()
        file = home / "signature"
        file.write_bytes(signature)
        said = self._run(home, ("--status-fd", "1", "--verify", str(file), "-"), data)
        return _judged(dict(_STATUS.findall(said)), said.count("[GNUPG:] NEWSIG"), self._trusted)

    def _begun(self) -> Path:
        """The home of the program, with the provider's keys. Raises UnverifiableError."""
        if not self._gpg:
            raise UnverifiableError("there is no program gpg on this machine")
        if not self._keys:
            raise UnverifiableError("its provider names no key here")
        if self._home is None:
            home = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="medward-gpg-")))
            for key in self._keys:
                self._take(home, key)
            self._home = home
        if not self._trusted:
            raise UnverifiableError(self.notes[0])
        return self._home

    def _take(self, home: Path, key: PublishedKey) -> None:
        """Import a key whose fingerprint is the named one; note any other."""
        name = f"the key {key.fingerprint}"
        if not key.fingerprint:
            self.notes.append("a key of its provider is named without a fingerprint that can be read")
        elif not key.data:
            self.notes.append(f"{name} that its provider names is not here")
        elif len(key.data) > MAX_KEY:
            self.notes.append(f"{name} has more than the {MAX_KEY:,} bytes allowed")
        elif key.fingerprint not in self._fingerprints(home, key.data):
            self.notes.append(f"the file of {name} holds another key")
        else:
            self._run(home, ("--import",), key.data)
            self._trusted.add(key.fingerprint)

    def _fingerprints(self, home: Path, data: bytes) -> set[str]:
        """The fingerprints of the primary keys in a file."""
        said = self._run(home, ("--with-colons", "--import-options", "show-only", "--import"), data)
        kinds = [line.split(":") for line in said.splitlines()]
        return {
            after[_FPR]
            for before, after in pairwise(kinds)
            if before[0] == "pub" and after[0] == "fpr" and len(after) > _FPR
        }

    def _run(self, home: Path, arguments: Sequence[str], data: bytes) -> str:
        """What the program writes. Raises UnverifiableError where it cannot run, or does not end."""
        command = [self._gpg, "--homedir", str(home), *_OPTIONS, *arguments]
        try:
            ended = subprocess.run(  # noqa: S603 - a fixed program with arguments of our own, and no shell
                command,
                input=data,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
                cwd=home,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(home)},
            )
        except subprocess.TimeoutExpired as error:
            raise UnverifiableError(f"the program gpg did not end within {TIMEOUT} seconds") from error
        except OSError as error:
            raise UnverifiableError(f"the program gpg cannot run: {error.strerror}") from error
        return ended.stdout.decode("utf-8", "replace")


def _judged(said: dict[str, str], signatures: int, trusted: set[str]) -> Checked:
    """What the status lines of one verification mean; `said` is keyword → its arguments."""
    for keyword, reason in _INVALID.items():
        if keyword in said:
            return Checked(Signature.INVALID, reason)
    if "VALIDSIG" in said:
        return _by_key(said, signatures, trusted)
    if "NO_PUBKEY" in said:
        return Checked(Signature.UNVERIFIABLE, _FOREIGN)
    if "ERRSIG" in said:
        return Checked(Signature.UNVERIFIABLE, "the program gpg cannot check a signature of its kind")
    return Checked(Signature.INVALID, "the file beside the document is no detached signature")


def _by_key(said: dict[str, str], signatures: int, trusted: set[str]) -> Checked:
    """A signature that fits its document: by whom, and how."""
    values = said["VALIDSIG"].split()
    if signatures != 1 or len(values) <= _PRIMARY:
        return Checked(Signature.UNVERIFIABLE, "there are several signatures in one file")
    if values[_PRIMARY] not in trusted:
        return Checked(Signature.UNVERIFIABLE, _FOREIGN)
    if forgeable := _FORGEABLE.get(values[_HASH]):
        return Checked(Signature.INVALID, f"it is over a {forgeable} digest, which can be forged")
    if "EXPKEYSIG" in said:
        return Checked(Signature.UNVERIFIABLE, "the key that made it has expired")
    if "GOODSIG" not in said:
        return Checked(Signature.UNVERIFIABLE, "the program gpg does not call it good")
    return Checked(Signature.VALID)
