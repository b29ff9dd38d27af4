# SPDX-License-Identifier: Apache-2.0
"""Codes of the threat commands: each that is raised has its meaning, and each with a meaning is raised."""

import re
from pathlib import Path

from medward import threats
from medward.threats.codes import THREAT_CODES

FOLDER = Path(str(threats.__file__)).parent


def test_every_code_is_raised_somewhere_and_every_raised_one_is_explained() -> None:
    modules = [FOLDER / f"{name}.py" for name in ("proposing", "reviewing", "walking")]
    raised = {code for path in modules for code in re.findall(r'"(threats\.[a-z]+)"', path.read_text("utf-8"))}
    assert raised == set(THREAT_CODES)


def test_every_meaning_is_one_sentence() -> None:
    assert all(meaning.endswith(".") and "\n" not in meaning for meaning in THREAT_CODES.values())
