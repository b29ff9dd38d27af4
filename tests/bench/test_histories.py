# SPDX-License-Identifier: Apache-2.0
"""Made-up version histories: the same for the same seed, and made of versions that their scheme allows."""

from pathlib import Path

import pytest

from _histories import invented, real
from medward.versions import key, schemes


@pytest.mark.parametrize("scheme", schemes())
def test_histories_are_the_same_each_time_and_all_versions_are_sound(scheme: str) -> None:
    histories = invented(scheme, 40)
    assert histories == invented(scheme, 40)
    assert histories != invented(scheme, 40, seed=8)
    assert all(key(scheme, version) for history in histories for version in history)
    assert len({version for history in histories for version in history}) > 300


def test_there_are_no_real_histories_without_the_public_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MEDWARD_DATA", str(tmp_path))
    assert real("PyPI") == []
    monkeypatch.delenv("MEDWARD_DATA")
    assert real("PyPI") == []
