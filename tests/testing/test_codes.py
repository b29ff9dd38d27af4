# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem is reported is in the table, and the table holds no other."""

import re
from pathlib import Path

from medward.testing.codes import TESTING_CODES

SOURCE = Path(__file__).parents[2] / "src" / "medward" / "testing"


def test_the_table_of_codes_is_complete() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py") if path.name != "codes.py")
    raised = {f"testing.{code}" for code in re.findall(r'\brefusal\(\s*(?:[\w.()]+, )?"([a-z-]+)"', text)}
    assert raised | set(re.findall(r'"(testing\.[a-z-]+)"', text)) == set(TESTING_CODES)
