# SPDX-License-Identifier: Apache-2.0
"""The starter loads, claims nothing, and every example in it is true."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from dossier.samples import put
from medward.base.canonical import digest_bytes
from medward.base.problems import ProblemsError
from medward.base.yamltext import parse
from medward.dossier import load
from medward.dossier.model import Dossier
from medward.dossier.model.parts import filled
from medward.dossier.schema import schema
from medward.dossier.starter import begin, starter_text
from medward.dossier.summary import summary


def test_a_starter_loads_and_says_nothing_about_the_device(tmp_path: Path) -> None:
    begin(tmp_path / "new")
    got = load(tmp_path / "new")
    assert summary(got).counts == {}
    device = got.dossier.device
    for text in (device.name, device.manufacturer, device.intended_use, device.clinical_function):
        assert not filled(text)
    assert not any(filled(answer) for answer in device.cyber_device.model_dump().values())
    assert len(summary(got).unwritten) == 5


def test_an_editor_finds_the_schema_beside_it(tmp_path: Path) -> None:
    written = begin(tmp_path)
    assert [path.name for path in written] == ["dossier.schema.json", "dossier.yaml", "files"]
    first = written[1].read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=dossier.schema.json"
    assert json.loads(written[0].read_text()) == schema()


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"mine.txt": "mine"})
    with pytest.raises(ProblemsError, match=r"dossier\.folder-not-empty"):
        begin(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def examples() -> str:
    """The starter with every example taken out of its comment."""
    lines = starter_text().splitlines()[1:]
    return "\n".join(re.sub(r"^#(?!#)", "", line) for line in lines)


def test_every_example_loads_once_it_is_taken_out_of_its_comment(tmp_path: Path) -> None:
    report = b"report"
    text = examples().replace(f"sha256:{'0' * 64}", digest_bytes(report))
    put(tmp_path, {"dossier.yaml": text, "files/settings-tests.pdf": report, "files/sbom.cdx.json": "{}"})
    got = load(tmp_path)
    assert set(got.dossier.model_fields_set) == set(Dossier.model_fields), "every top-level key has an example"


def test_every_example_fits_the_schema() -> None:
    value = parse(examples().encode(), "starter").value
    assert [error.message for error in jsonschema.Draft202012Validator(schema()).iter_errors(value)] == []
