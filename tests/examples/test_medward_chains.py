# SPDX-License-Identifier: Apache-2.0
"""Small weaknesses in a chain: what one reader lets through is carried to the end, where it could do harm.

Each chain begins with a file that somebody else could send, and ends where a person looks or a file is kept.
"""

import json
from pathlib import Path

import pytest

from examples.watching import Watched, watch
from medward.base.canonical import digest_bytes

MARKUP = "</td><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
STEERING = "\x1b[2J\x1b]0;owned\x07\r\u202egnp.exe\u200b\x9b31m"
HOSTILE = f"lib{MARKUP}{STEERING}"
DEVICE = """
format: 1
device:
  name: Pump
  manufacturer: Nobody
  intended_use: None
  clinical_function: None
  markets: [{jurisdiction: US, device_class: II, submission: 510k}]
  cyber_device: {contains_software: "yes", can_connect: "yes", could_be_vulnerable: "yes", reason: Made up}
"""
PATCHED = "A vulnerability that nobody may see"


def _sbom(name: str, version: str) -> bytes:
    component = {"type": "library", "name": name, "version": version, "purl": f"pkg:pypi/drip-core@{version}"}
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]}).encode()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier of somebody who means harm: a hostile SBOM, and hostile texts of its own."""
    folder = tmp_path / "dossier"
    (folder / "files").mkdir(parents=True)
    (folder / "files/sbom.json").write_bytes(_sbom(HOSTILE, "1.4.0"))
    (folder / "device.yaml").write_text(DEVICE)
    release = {"id": "R-1", "version": "1", "status": "current", "sboms": [{"file": "files/sbom.json"}]}
    threat = {"id": "T-1", "title": f"x{MARKUP}", "description": "x", "status": "accepted"}
    (folder / "rest.yaml").write_text(json.dumps({"releases": [release], "threats": [threat]}))
    return folder


@pytest.fixture
def advisories(tmp_path: Path) -> Path:
    """Advisories of somebody who means harm, on a component of the dossier."""
    folder = tmp_path / "sources/osv/PyPI"
    folder.mkdir(parents=True)
    affected = {
        "package": {"ecosystem": "PyPI", "name": "drip-core"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
    }
    record = {"id": "X-1", "modified": "2026-01-01T00:00:00Z", "summary": HOSTILE, "affected": [affected]}
    (folder / "X-1.json").write_text(json.dumps(record))
    return tmp_path / "sources"


def _shown(seen: Watched) -> str:
    """What a terminal would get: no character in it steers or hides."""
    text = seen.said.decode()
    assert "Traceback" not in text
    assert [char for char in text if not char.isprintable() and char != "\n"] == []
    return text


@pytest.mark.parametrize("command", [("sbom", "show"), ("sbom", "quality")], ids=" ".join)
def test_a_name_in_an_sbom_never_steers_the_terminal(
    command: tuple[str, ...], dossier: Path, tmp_path: Path
) -> None:
    seen = watch(tmp_path, *command, dossier / "files/sbom.json")

    assert seen.code in {0, 1}
    _shown(seen)


def test_names_and_advisories_together_never_steer_the_terminal(
    dossier: Path, advisories: Path, tmp_path: Path
) -> None:
    built = watch(tmp_path, "database", "build", "--from", advisories, "--output", "x.duckdb")
    matched = watch(tmp_path, "match", dossier / "files/sbom.json", "--database", "x.duckdb")
    checked = watch(tmp_path, "check", dossier, "--database", "x.duckdb", "--show", "all")

    _shown(built)
    assert "X-1" in _shown(matched)
    assert "X-1" in _shown(checked)


def test_names_and_advisories_together_are_never_markup_in_the_report(
    dossier: Path, advisories: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    watch(tmp_path, "database", "build", "--from", advisories, "--output", "x.duckdb")
    watch(tmp_path, "check", dossier, "--database", "x.duckdb", "--format", "html", "--output", report)
    page = report.read_text("utf-8")

    assert "X-1" in page
    assert "<script" not in page.lower()
    assert "<img" not in page.lower()
    assert "{{ 7*7 }}" in page
    assert [char for char in page if not char.isprintable() and char != "\n"] == []


@pytest.mark.parametrize("way", ["path", "link", "linked folder", "entity"])
def test_no_dossier_brings_a_file_from_outside_into_a_report(way: str, dossier: Path, tmp_path: Path) -> None:
    secret = tmp_path / "outside/secret.txt"
    secret.parent.mkdir()
    secret.write_text(PATCHED)
    file = "files/stolen.txt"
    if way == "path":
        file = "../outside/secret.txt"
    elif way == "link":
        (dossier / file).symlink_to(secret)
    elif way == "linked folder":
        (dossier / "files/door").symlink_to(secret.parent)
        file = "files/door/secret.txt"
    else:
        document = f'<!DOCTYPE bom [<!ENTITY x SYSTEM "{secret.as_uri()}">]><bom version="1"><x>&x;</x></bom>'
        (dossier / "files/sbom.json").write_text(document)
        (dossier / file).write_text("sound")
    digest = digest_bytes((PATCHED if way != "entity" else "sound").encode())
    piece = {
        "id": "E-1",
        "title": "Stolen",
        "evidence_kind": "review",
        "file": file,
        "digest": digest,
        "collector": "x",
        "collected": "2026-01-01",
    }
    (dossier / "evidence.yaml").write_text(json.dumps({"evidence": [piece]}))
    for output_format in ("text", "json", "html"):
        seen = watch(tmp_path, "check", dossier, "--format", output_format)

        assert secret not in seen.reads
        assert PATCHED.encode() not in seen.said
