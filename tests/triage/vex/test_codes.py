# SPDX-License-Identifier: Apache-2.0
"""Every code under which a problem is reported is in the table, and the table holds no other."""

import re
from pathlib import Path

from medward.triage.vex.codes import VEX_CODES

SOURCE = Path(__file__).parents[3] / "src" / "medward"


def test_the_table_of_codes_is_complete() -> None:
    files = [*(SOURCE / "triage" / "vex").glob("*.py"), SOURCE / "cli" / "vex.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files if path.name != "codes.py")
    assert set(re.findall(r'"(vex\.[a-z-]+)"', text)) == set(VEX_CODES)
