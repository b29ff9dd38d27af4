# SPDX-License-Identifier: Apache-2.0
"""The example dossiers load, and can be written out and read back."""

from pathlib import Path

import pytest

from medward.dossier import load
from medward.dossier.saving import save

EXAMPLES = sorted({path.parent for path in Path(__file__).parents[2].glob("examples/*/*.yaml")})


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: str(folder.name))
def test_an_example_loads_and_survives_a_round_trip(folder: Path, tmp_path: Path) -> None:
    given = load(folder)
    saved = save(given.dossier, tmp_path / "saved", files_from=folder)
    assert saved.dossier == given.dossier
    assert saved.digest == given.digest


def test_there_are_examples() -> None:
    assert EXAMPLES
