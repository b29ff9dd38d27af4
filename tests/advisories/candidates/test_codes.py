# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem is reported is in the table, and the table holds no other."""

import re
from pathlib import Path

from medward.advisories.candidates.codes import IDENTIFY_CODES

SOURCE = Path(__file__).parents[3] / "src" / "medward"


def test_the_table_of_codes_is_complete() -> None:
    confirming = (SOURCE / "advisories" / "candidates" / "confirming.py").read_text(encoding="utf-8")
    cli = (SOURCE / "cli" / "identify.py").read_text(encoding="utf-8")
    raised = {f"identify.{name}" for name in re.findall(r'_problem\([\w.]+, "([a-z-]+)"', confirming)}
    assert raised | set(re.findall(r'"(identify\.[a-z-]+)"', cli)) == set(IDENTIFY_CODES)
