# SPDX-License-Identifier: Apache-2.0
"""Golden files: what a report of the small hand-made assessment looks like, byte for byte.

`MEDWARD_GOLDEN=write pytest tests/reports` writes them again; look at the difference before you commit it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def golden() -> Callable[[str, bytes], None]:
    """Compares bytes with a golden file, or writes it where the environment asks for that."""

    def compare(name: str, made: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("MEDWARD_GOLDEN") == "write":
            path.write_bytes(made)
        assert made.decode() == path.read_text(encoding="utf-8")

    return compare
