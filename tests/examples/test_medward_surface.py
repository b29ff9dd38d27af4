# SPDX-License-Identifier: Apache-2.0
"""Every way into Medward is listed in its dossier and tried: with sound input, with rubbish, and under watch.

The watch sees what Python asks of the system (`watching`): no command but `database sync` may reach the network,
none may start a program, and none may write anything but what it was told to.
"""

from pathlib import Path

import pytest

from examples.watching import Watched, watch
from medward.cli import COMMANDS
from medward.dossier import Loaded

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SBOM = EXAMPLES / "medward/files/medward.cdx.json"
PACK = ROOT / "src/medward/packs/frameworks/fda-524b.yaml"

WAYS = {
    "check": {"I-DOSSIER", "I-SBOM", "I-DATABASE", "I-PACK", "I-REPORT"},
    "dossier": {"I-DOSSIER"},
    "sbom": {"I-SBOM"},
    "match": {"I-SBOM", "I-DATABASE", "I-DOSSIER"},
    "identify": {"I-DOSSIER", "I-SBOM", "I-DATABASE"},
    "triage": {"I-DOSSIER", "I-SBOM", "I-DATABASE", "I-PACK"},
    "vex": {"I-VEX", "I-DOSSIER", "I-SBOM"},
    "disclosure": {"I-DOSSIER"},
    "threats": {"I-DOSSIER", "I-PACK"},
    "threat-model": {"I-THREAT-MODEL", "I-DOSSIER"},
    "views": {"I-DOSSIER", "I-REPORT"},
    "plan": {"I-DOSSIER", "I-SBOM", "I-DATABASE", "I-PACK"},
    "explain": {"I-DOSSIER", "I-SBOM", "I-DATABASE", "I-PACK"},
    "package": {"I-DOSSIER", "I-SBOM", "I-DATABASE", "I-PACK", "I-REPORT"},
    "risk": {"I-DOSSIER", "I-SBOM", "I-DATABASE"},
    "evidence": {"I-TOOL-REPORT", "I-DOSSIER"},
    "units": {"I-UNITS", "I-DATABASE"},
    "database": {"I-ADVISORIES", "I-DATABASE", "I-PUBLISHERS"},
    "portfolio": {"I-SBOM", "I-UNITS", "I-DATABASE", "I-ADVISORIES", "I-PORTFOLIO"},
    "pack": {"I-PACK"},
}
"""Command or group → the interfaces of the dossier through which foreign bytes come in or go out."""
RUBBISH = {
    "nothing": b"",
    "zeros": bytes(4096),
    "letters": b"rubbish " * 500,
    "open brackets": b"[" * 100_000,
    "cut JSON": b'{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "a',
    "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
    "aliases": b"a: &a [x, x]\nb: [*a, *a]\n",
    "an empty archive": b"PK\x05\x06" + bytes(18),
}


@pytest.fixture
def database(tmp_path: Path, sample_database: Path) -> Path:
    """The sample, beside which temporary files may be made."""
    copy = tmp_path / "sample.duckdb"
    copy.write_bytes(sample_database.read_bytes())
    return copy


def test_every_command_is_in_the_list_of_ways_in_and_each_way_in_the_dossier(own: Loaded) -> None:
    listed = {one.id for one in own.dossier.architecture.interfaces}

    assert set(COMMANDS) <= set(WAYS)
    assert {way for ways in WAYS.values() for way in ways} <= listed


def test_every_way_in_is_attacked_by_a_test_of_the_dossier(own: Loaded) -> None:
    (surface,) = (one for one in own.dossier.tests if one.tool == "pytest tests/examples/test_medward_surface.py")

    assert {way for ways in WAYS.values() for way in ways} - {"I-PUBLISHERS"} <= set(surface.verifies)


@pytest.mark.parametrize(
    "arguments",
    [
        ("dossier", "show", EXAMPLES / "medward"),
        ("sbom", "show", SBOM),
        ("sbom", "quality", SBOM),
        ("pack", "check", PACK),
        ("database", "info", "sample.duckdb"),
        ("match", SBOM, "--database", "sample.duckdb"),
        ("check", EXAMPLES / "infusion-pump", "--database", "sample.duckdb", "--fail-on", "never"),
    ],
    ids=lambda arguments: " ".join(str(one) for one in arguments[:2] if isinstance(one, str)),
)
@pytest.mark.usefixtures("database")
def test_a_command_that_reads_writes_nothing_and_reaches_nobody(
    arguments: tuple[str | Path, ...], tmp_path: Path
) -> None:
    seen = watch(tmp_path, *arguments)

    assert seen.code in {0, 1}, seen.said.decode()
    assert seen.reaches == ()
    assert _elsewhere(seen, tmp_path / "temporary") == set()


def test_a_command_that_writes_writes_what_it_was_told_and_nothing_else(tmp_path: Path) -> None:
    made, report = tmp_path / "made.duckdb", tmp_path / "report.html"
    built = watch(tmp_path, "database", "build", "--from", EXAMPLES / "advisories", "--output", made)
    checked = watch(
        tmp_path, "check", EXAMPLES / "medward", "--database", made, "--format", "html", "--output", report
    )

    assert made.is_file()
    assert report.is_file()
    assert built.reaches == checked.reaches == ()
    assert {path.parent for path in _elsewhere(built, tmp_path / "temporary")} <= {tmp_path}
    assert {path.parent for path in _elsewhere(checked, tmp_path / "temporary")} <= {tmp_path}
    assert {path.name for path in tmp_path.iterdir()} == {"made.duckdb", "report.html", "temporary", "note.json"}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
@pytest.mark.parametrize(
    "command",
    [
        ("sbom", "show"),
        ("match", "--database", "sample.duckdb"),
        ("pack", "check"),
        ("database", "info"),
        ("vex", "check"),
        ("units", "match", "--advisories", "."),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.usefixtures("database")
def test_rubbish_is_bad_input_in_few_words(command: tuple[str, ...], rubbish: bytes, tmp_path: Path) -> None:
    (tmp_path / "rubbish").write_bytes(rubbish)
    seen = watch(tmp_path, *command, "rubbish")

    assert seen.code in {1, 2}
    assert b"Traceback" not in seen.said
    assert len(seen.said) < 2_000
    assert seen.reaches == ()
    assert Path("/etc/hostname") not in seen.reads


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_a_dossier_of_rubbish_is_bad_input_in_few_words(rubbish: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "device.yaml").write_bytes(rubbish)
    seen = watch(tmp_path, "check", folder)

    assert seen.code == 2
    assert b"Traceback" not in seen.said
    assert len(seen.said) < 4_000
    assert seen.reaches == ()


def _elsewhere(seen: Watched, temporary: Path) -> set[Path]:
    """Files that were written, but for temporary ones and what throws everything away."""
    return {path for path in seen.writes if not path.is_relative_to(temporary) and path != Path("/dev/null")}
