# SPDX-License-Identifier: Apache-2.0
"""Every code that the source can report is in the table, and nothing else is."""

import re
from pathlib import Path

import medward.base
import medward.dossier
from medward.dossier.codes import CODES

SOURCES = [*Path(medward.dossier.__path__[0]).rglob("*.py"), *Path(medward.base.__path__[0]).rglob("*.py")]
BY_RULE = {
    "unknown-key",
    "unknown-word",
    "missing-key",
    "wrong-type",
    "wrong-value",
    "wrong-form",
    "empty",
    "more",
}
"""Rules of `medward.base.wording`, which become codes of whoever reads a document."""


def test_the_table_holds_exactly_the_codes_of_the_source() -> None:
    text = "".join(path.read_text() for path in SOURCES if path.name not in {"codes.py", "__init__.py"})
    written = set(re.findall(r'"((?:dossier|yaml)\.[a-z-]+)"', text)) - {"dossier.yaml"}
    assert written | {f"dossier.{rule}" for rule in BY_RULE} == set(CODES)


def test_every_rule_of_the_wording_is_counted_here() -> None:
    (wording,) = [path for path in SOURCES if path.name == "wording.py"]
    rules = set(re.findall(r'Words\("([a-z-]+)"', wording.read_text())) | {"wrong-value", "more"}
    assert rules == BY_RULE


def test_every_meaning_is_one_sentence() -> None:
    assert all(text[0].isupper() and text.endswith(".") and "\n" not in text for text in CODES.values())
    assert len(set(CODES.values())) == len(CODES)
