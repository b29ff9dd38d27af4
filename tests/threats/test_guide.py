# SPDX-License-Identifier: Apache-2.0
"""The library and the examples that the guide shows are valid and give what they say."""

import re
from pathlib import Path

from medward.packs.threat_library import parse, read_examples
from medward.threats.binding import unknown_names
from medward.threats.fields import FIELDS
from medward.threats.worked import run, unproven

GUIDE = (Path(__file__).parents[2] / "docs/how-to/write-a-threat-pack.md").read_text(encoding="utf-8")
LIBRARY, EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_library_of_the_guide_is_proved_by_its_examples(tmp_path: Path) -> None:
    library = parse(LIBRARY.encode(), "our-threats.yaml")
    path = tmp_path / "our-threats.examples.yaml"
    path.write_text(EXAMPLES, encoding="utf-8")
    examples = read_examples(path, library)
    assert [wrong for threat in library.threats for wrong in unknown_names(threat)] == []
    assert [one for one in run(library, examples) if not one.agrees] == []
    assert list(unproven(library, examples)) == []


def test_every_field_that_the_guide_lists_exists() -> None:
    known = {field for fields in FIELDS.values() for field in fields}
    table = GUIDE.partition("| field | of | says |")[2].partition("\n\n")[0]
    fields = [
        name for row in table.splitlines() if "|" in row for name in re.findall(r"`([a-z_.]+)`", row.split("|")[1])
    ]
    assert fields
    assert set(fields) <= known
