# SPDX-License-Identifier: Apache-2.0
"""Every code of a pack's problem is in the table, and every one in the table is used."""

import re
from collections.abc import Iterable
from pathlib import Path

import medward
from medward.base import validation, wording
from medward.packs.codes import CODES, PACK_CODES

SOURCES = Path(medward.__file__).parent
OF_PACKS = [*(SOURCES / "packs").glob("*.py"), SOURCES / "compliance" / "pack_report.py"]
GENERAL = Path(wording.__file__), Path(validation.__file__)
"""Where the rules stand that every reader shares."""


def quoted(paths: Iterable[Path]) -> set[str]:
    """Every text in quotes that could be a code, or the half of one behind `pack.`."""
    texts = (path.read_text(encoding="utf-8") for path in paths if path.name != "codes.py")
    return {word for text in texts for word in re.findall(r'["}.]((?:pack\.)?[a-z]+(?:-[a-z]+)*)"', text)}


def test_codes_that_are_written_out_are_in_the_table() -> None:
    assert {word for word in quoted(OF_PACKS) if word.startswith("pack.")} <= set(PACK_CODES)


def test_codes_of_the_table_are_used() -> None:
    used = {word.removeprefix("pack.") for word in quoted([*OF_PACKS, *GENERAL])}
    assert {code.removeprefix("pack.") for code in PACK_CODES} <= used


def test_each_code_has_a_sentence() -> None:
    assert all(meaning.endswith(".") and len(meaning) > 10 for meaning in CODES.values())
