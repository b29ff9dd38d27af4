# SPDX-License-Identifier: Apache-2.0
"""`medward pack map` says what meeting one framework gives for another, with every reason."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli.pack import app
from medward.packs import shipped_pack

CROSSWALK = """\
schema: 1
kind: crosswalk
id: ours
from: hipaa-security-rule
to: nis2
judged_by: Two of us read both texts
relations:
  - {from: "308-a-6-ii", to: "21-2-b", is: intersects, because: both ask to answer incidents}
  - {from: "312-d", to: "21-2-j", is: subset, because: the first asks for sign-in alone}
  - {from: "308-a-8", to: "21-2-f", is: superset, because: the first asks who does it as well}
"""


def mapped(folder: Path, *options: str, text: str = CROSSWALK) -> Result:
    file = folder / "ours.yaml"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(app, ["map", "hipaa-security-rule", "nis2", "--crosswalk", str(file), *options])


def test_what_is_open_comes_first_and_the_last_line_counts(tmp_path: Path) -> None:
    said = mapped(tmp_path).stdout
    assert said.index("Open:") < said.index("In part:") < said.index("Covered:")
    number = len(shipped_pack("nis2").requirements)
    last = said.strip().splitlines()[-1]
    assert last == (
        f"Of the {number} requirements of nis2, given that hipaa-security-rule is met: "
        f"1 covered, 2 partly, {number - 3} open"
    )


def test_each_relation_says_why(tmp_path: Path) -> None:
    said = mapped(tmp_path).stdout
    assert "  312-d: subset, because the first asks for sign-in alone" in said


def test_programs_get_every_route(tmp_path: Path) -> None:
    document = json.loads(mapped(tmp_path, "--format", "json").stdout)
    assert (document["from"], document["to"]) == ("hipaa-security-rule", "nis2")
    (found,) = [one for one in document["requirements"] if one["requirement"] == "21-2-f"]
    assert found["coverage"] == "covered"
    assert found["routes"] == [
        {
            "from": "hipaa-security-rule:308-a-8",
            "relation": "superset",
            "steps": [
                {
                    "to": "nis2:21-2-f",
                    "relation": "superset",
                    "because": "the first asks who does it as well",
                    "crosswalk": "ours",
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("to: nis2", "to: nis3", "there is no pack 'nis3'"),
        ('to: "21-2-b"', 'to: "21-2-z"', "'nis2' has no requirement '21-2-z'"),
        ("is: subset", "is: part", "[pack.unknown-word]"),
        ("kind: crosswalk", "kind: framework", "ours.yaml:2"),
    ],
)
def test_a_crosswalk_that_cannot_be_used_is_exit_code_2(
    before: str, after: str, said: str, tmp_path: Path
) -> None:
    result = mapped(tmp_path, text=CROSSWALK.replace(before, after))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_pack_that_does_not_exist_is_exit_code_2_with_the_nearest() -> None:
    result = CliRunner().invoke(app, ["map", "nis", "nis2"])
    assert result.exit_code == 2
    assert "Did you mean nis2?" in result.stderr


def test_the_overlap_can_be_had_as_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "overlap.svg"
    assert mapped(tmp_path, "--picture", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"<?xml")
    refused = mapped(tmp_path, "--picture", str(file / "inside"))
    assert refused.exit_code == 2
    assert "the picture cannot be written" in refused.stderr
