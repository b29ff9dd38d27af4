# SPDX-License-Identifier: Apache-2.0
"""Converted documents, held against files that people have read.

The version of Medward, and the ids that follow from it, are left out of the comparison. After a wanted change,
write the files anew with `MEDWARD_WRITE_GOLDEN=1` and read the difference.
"""

import os
import re
from pathlib import Path

import pytest

from inventory.documents import SAMPLES
from medward import __version__
from medward.inventory import read
from medward.inventory.convert import Target, convert

GOLDEN = Path(__file__).parent / "golden"
UUID = re.compile(r"urn:uuid:[0-9a-f-]{36}")
CASES = [
    ("cyclonedx-1.6.json", Target.SPDX),
    ("cyclonedx-1.6.json", Target.CYCLONEDX),
    ("spdx-2.3.spdx", Target.CYCLONEDX),
    ("spdx-3.0.json", Target.SPDX),
]


@pytest.mark.parametrize(("name", "target"), CASES)
def test_a_converted_sample_is_the_document_that_was_read(name: str, target: Target) -> None:
    converted = convert(read(SAMPLES / name), target)
    lost = "".join(f"{line}\n" for line in converted.lost)
    text = UUID.sub("urn:uuid:…", converted.data.decode()).replace(__version__, "<version>")
    golden = GOLDEN / f"{name.replace('.', '-')}-to-{target}.txt"
    if os.environ.get("MEDWARD_WRITE_GOLDEN"):
        golden.write_text(f"{text}\n{lost}", encoding="utf-8")
    assert f"{text}\n{lost}" == golden.read_text(encoding="utf-8")
