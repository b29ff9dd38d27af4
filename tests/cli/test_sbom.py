# SPDX-License-Identifier: Apache-2.0
"""`medward sbom`: what it prints for people and for programs, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from inventory.documents import ALL_SAMPLES, SAMPLES, cyclonedx
from medward.cli import application
from medward.inventory import read

APP = application(["sbom"])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(APP, ["sbom", *map(str, arguments)])


def as_json(*arguments: object) -> Any:
    """What a command prints for programs."""
    return json.loads(run(*arguments, "--format", "json").stdout)


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """An SBOM that leaves nothing out."""
    hashes = [{"alg": "SHA-256", "content": "a" * 64}]
    pump = {
        "type": "device",
        "bom-ref": "pump",
        "name": "pump",
        "version": "3.2.0",
        "supplier": {"name": "Example Medical"},
        "cpe": "cpe:2.3:h:example:pump:3.2.0:*:*:*:*:*:*:*",
        "hashes": hashes,
        "licenses": [{"license": {"name": "Example Medical Proprietary"}}],
    }
    curl = {
        "type": "library",
        "bom-ref": "curl",
        "name": "libcurl",
        "version": "8.6.0",
        "supplier": {"name": "curl project"},
        "purl": "pkg:generic/curl@8.6.0",
        "hashes": hashes,
        "licenses": [{"license": {"id": "curl"}}],
        "properties": [
            {"name": "cdx:fda:level-of-support", "value": "actively maintained"},
            {"name": "cdx:fda:end-of-support-date", "value": "2027-01-31"},
        ],
    }
    metadata = {
        "timestamp": "2026-03-01T10:00:00Z",
        "authors": [{"name": "Example Medical"}],
        "tools": [{"name": "example-builder"}],
        "lifecycles": [{"phase": "build"}],
        "component": pump,
    }
    path = tmp_path / "complete.json"
    path.write_bytes(cyclonedx(curl, metadata=metadata, dependencies=[{"ref": "pump", "dependsOn": ["curl"]}]))
    return path


def test_show_says_what_an_sbom_is_and_holds() -> None:
    result = run("show", SAMPLES / "cyclonedx-1.6.json")
    assert result.exit_code == 0
    lines = [line.split(maxsplit=1) for line in result.stdout.splitlines()[1:]]
    stated = {words[0]: words[1] for words in lines}
    assert "CycloneDX 1.6, JSON" in result.stdout.splitlines()[0]
    assert stated["about"] == "Pump Gateway 3.2.0 (device)"
    assert stated["by"] == "Example Medical Product Security"
    assert stated["components"] == "4: library 3, application 1"
    assert stated["packages"] == "4: generic 3, no package URL 1"
    assert stated["relationships"] == "5: depends_on 4, contains 1"
    assert stated["complete"] == "complete"
    assert stated["files"] == "-"
    assert stated["note"] == "not taken over: vulnerabilities (1)"


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_sample_is_shown_in_both_forms(name: str) -> None:
    assert run("show", SAMPLES / name).exit_code == 0
    found = as_json("show", SAMPLES / name)
    assert found["digest"] == read(SAMPLES / name).digest
    assert {one["name"] for one in found["components"]} == {"openssl", "libcurl", "drug-library", "zlib"}


def test_quality_tells_what_is_missing_and_who_asks_for_it() -> None:
    result = run("quality", SAMPLES / "cyclonedx-1.6.json")
    assert result.exit_code == 1
    rows = {" ".join(line.split()) for line in result.stdout.splitlines()}
    assert "component name 5 0 NTIA 2021, NTIA Framing, CISA 2026, FDA 2026" in rows
    assert "level of support 1 3 FDA 2026" in rows
    assert "1 components cannot be looked up anywhere:" not in result.stdout
    assert "2 components cannot be looked up anywhere:" in result.stdout
    assert "zlib 1.3.1: supplier, hash, level of support, end-of-support date" in rows
    assert "https://www.fda.gov/media/119933/download" in result.stdout


def test_quality_ends_with_0_only_when_nothing_is_missing(complete: Path) -> None:
    result = run("quality", complete)
    assert result.exit_code == 0
    assert "lack something" not in result.stdout
    assert as_json("quality", complete)["complete"] is True


def test_quality_of_an_sbom_without_components_is_never_good(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_bytes(cyclonedx())
    assert run("quality", empty).exit_code == 1
    assert as_json("quality", empty)["complete"] is False


def test_a_long_list_is_cut_in_the_text_and_whole_in_json(tmp_path: Path) -> None:
    many = tmp_path / "many.json"
    many.write_bytes(cyclonedx(*({"name": f"lib{number}"} for number in range(30))))
    text = run("quality", many).stdout
    assert "30 components cannot be looked up anywhere:" in text
    assert "and 10 more; `--format json` has all" in text
    assert len(as_json("quality", many)["components"]) == 30


def test_diff_of_the_same_product_in_two_formats_ends_with_0_where_both_say_the_same() -> None:
    result = run("diff", SAMPLES / "cyclonedx-1.4.json", SAMPLES / "cyclonedx-1.6.xml")
    assert result.exit_code == 0
    assert result.stdout == "0 added, 0 removed, 0 changed, 5 unchanged\n"


def test_diff_tells_what_came_went_and_changed(tmp_path: Path) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    shared = {"name": "curl", "purl": "pkg:generic/curl", "hashes": [{"alg": "MD5", "content": "aa"}]}
    before.write_bytes(cyclonedx({**shared, "version": "8.5.0"}, {"name": "zlib", "version": "1.2"}))
    changed = {**shared, "version": "8.6.0", "licenses": [{"license": {"id": "curl"}}], "hashes": []}
    after.write_bytes(cyclonedx(changed, {"name": "xz", "version": "5.6"}))
    result = run("diff", before, after)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "+ xz 5.6",
        "- zlib 1.2",
        "~ curl 8.5.0: version 8.5.0 → 8.6.0; licences - → curl",
        "1 added, 1 removed, 1 changed, 0 unchanged",
    ]
    found = as_json("diff", before, after)
    assert [one["attribute"] for one in found["changed"][0]["changes"]] == ["version", "licences", "hashes"]


def test_another_hash_under_the_same_version_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, content in zip(paths, ("aa", "bb"), strict=True):
        path.write_bytes(cyclonedx({"name": "x", "version": "1", "hashes": [{"alg": "MD5", "content": content}]}))
    assert "~ x 1: hashes MD5:aa → MD5:bb" in run("diff", *paths).stdout


@pytest.mark.parametrize("target", ["cyclonedx-1.6", "spdx-2.3"])
def test_convert_writes_a_file_that_reads_back(target: str, tmp_path: Path) -> None:
    output = tmp_path / "out" / "converted.json"
    result = run("convert", SAMPLES / "spdx-2.3.spdx", "--to", target, "--output", output)
    assert result.exit_code == 0
    assert f"written as {target}" in result.stdout
    assert "1 x file of an SPDX package" in result.stdout
    assert len(read(output).components) == 4


def test_convert_says_when_nothing_was_lost(complete: Path, tmp_path: Path) -> None:
    output = tmp_path / "again.json"
    result = run("convert", complete, "--to", "cyclonedx-1.6", "--output", output)
    assert "nothing was lost or changed on the way" in result.stdout
    found = as_json("convert", complete, "--to", "spdx-2.3", "--output", output)
    assert found == {
        "file": str(complete),
        "output": str(output),
        "format": "spdx-2.3",
        "lost": ["1 x lifecycle in which the SBOM was made"],
    }


def test_convert_to_an_unknown_format_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    result = run("convert", tmp_path / "missing.json", "--to", "swid", "--output", tmp_path / "out.json")
    assert result.exit_code == 2
    assert "cyclonedx-1.6, spdx-2.3" in " ".join(result.stderr.split())


def test_a_file_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    source = SAMPLES / "cyclonedx-1.6.json"
    result = run("convert", source, "--to", "spdx-2.3", "--output", blocked / "out.json")
    assert result.exit_code == 2
    assert "inventory.unwritable" in result.stderr


COMMANDS = {
    "show": ["show", "{}"],
    "quality": ["quality", "{}"],
    "diff": ["diff", "{}", str(SAMPLES / "spdx-2.3.json")],
    "convert": ["convert", "{}", "--to", "spdx-2.3", "--output", "unused.json"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("output_format", ["text", "json"])
def test_a_file_that_is_no_sbom_ends_with_2_and_its_problem_on_stderr(
    command: list[str], output_format: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"bomFormat": "CycloneDX", "specVersion": "0.9"}')
    result = run(*(word.format(bad) for word in command), "--format", output_format)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "inventory.version" in result.stderr


def test_control_characters_of_a_file_never_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.json"
    path.write_bytes(cyclonedx({"name": "x\u001b[2J\u202e", "version": "1\r\n2"}))
    for text in (run("quality", path).stdout, run("diff", path, SAMPLES / "spdx-2.3.json").stdout):
        assert "\x1b[2J" not in text
        assert "\u202e" not in text
        assert "\\x1b[2J" in text
