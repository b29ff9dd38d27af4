# SPDX-License-Identifier: Apache-2.0
"""No credential lies in the repository: keys, tokens and passwords are looked for in every file of it.

The patterns are those that issuers publish for their own tokens, and assignments of a literal to a name that
sounds like a secret. A list of patterns finds what it knows and nothing else.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = {".venv", ".git", "__pycache__", "node_modules", "build", "dist", ".hypothesis"}
ALLOWED = {"not-a-secret"}
"""A literal that says of itself that it is none."""
RESERVED = re.compile(rb"(?:.+\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)|127(?:\.\d+){3}")
"""Hosts of examples and tests, which are nobody's (RFC 2606, RFC 6761)."""
PATTERNS = {
    "private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"),
    "cloud access key": re.compile(rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "token of a code host": re.compile(rb"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,}|glpat-[\w-]{20})\b"),
    "token of a package index": re.compile(rb"\b(?:pypi-AgE[\w-]{50,}|npm_[A-Za-z0-9]{36})\b"),
    "token of a chat": re.compile(rb"\bxox[abprs]-[A-Za-z0-9-]{20,}\b"),
    "signed web token": re.compile(rb"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}"),
    "address with a password": re.compile(rb"\b[a-z]+://[\w.-]+:[\w.-]{6,}@(?P<host>[\w-]+\.[\w.-]+)"),
    "password": re.compile(
        rb"(?i)\b(?:password|passwd|secret|api_?key|access_?token)\b['\"]?\s*[:=]\s*['\"](?P<value>[^'\"\s]{8,})['\"]"
    ),
}
FAKE = {
    "private key": "-----BEGIN RSA PRIVATE " + "KEY-----\n" + "A" * 64,
    "cloud access key": "AK" + "IA" + "B" * 16,
    "token of a code host": "gh" + "p_" + "a1" * 18,
    "token of a package index": "np" + "m_" + "a1" * 18,
    "token of a chat": "xo" + "xb-" + "1" * 24,
    "signed web token": "ey" + "J" + "a" * 20 + ".ey" + "J" + "b" * 20 + "." + "c" * 30,
    "address with a password": "https" + "://somebody:letmein99" + "@index.org",
    "password": "pass" + "word = 'correcthorse'",
}


def _files() -> list[Path]:
    """What would be committed; where git does not know, every file but what is made."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not IGNORED & set(path.parts)]


def _found(data: bytes) -> set[str]:
    """Kinds of credentials in these bytes."""
    return {kind for kind, pattern in PATTERNS.items() for match in pattern.finditer(data) if not _allowed(match)}


def _allowed(match: re.Match[bytes]) -> bool:
    named = match.groupdict(b"")
    return named.get("value", b"").decode("utf-8", "replace") in ALLOWED or bool(
        RESERVED.fullmatch(named.get("host", b""))
    )


@pytest.mark.parametrize("kind", PATTERNS)
def test_each_kind_of_credential_would_be_found(kind: str) -> None:
    assert kind in _found(FAKE[kind].encode())


def test_what_says_of_itself_that_it_is_none_is_not_reported() -> None:
    assert _found(b"password = 'not-a-secret'") == set()
    assert _found(b"https://me:letmein99" + b"@proxy.example.org/") == set()


def test_no_file_of_the_repository_holds_a_credential() -> None:
    files = _files()

    assert ROOT / "pyproject.toml" in files
    assert {
        path.relative_to(ROOT).as_posix(): kinds for path in files if (kinds := _found(path.read_bytes()))
    } == {}
