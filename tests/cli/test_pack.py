# SPDX-License-Identifier: Apache-2.0
"""`medward pack` lists, shows and checks packs, for people and for programs, with exit codes to rely on."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from medward.cli.pack import app
from medward.packs import digest, shipped, shipped_ids, shipped_pack

SHIPPED = Path(str(resources.files("medward.packs").joinpath("frameworks")))
PACK = """\
schema: 1
kind: framework
id: small-law
version: "2026"
title: A small law
issuer: Nobody
jurisdiction: US
nature: law
status: in_force
in_force_from: 2026-01-15
citation: "1 SMALL 1"
licence: Apache-2.0
wording: paraphrase
sections: [{id: first, title: First}]
requirements:
  - id: first.threats
    title: Threats
    text: Threats are decided.
    citation: "1 SMALL 1(a)"
    section: first
    rationale: A proposed threat is an open question.
    roles: [maker]
    check: {fact: threats.decided}
"""
EXAMPLES = """\
schema: 1
kind: examples
framework: small-law
as_of: 2026-06-01
examples:
  - requirement: first.threats
    gives: GIVES
    because: An empty list proves nothing.
"""


def medward(*arguments: str) -> Result:
    """Run `medward pack` with these arguments."""
    return CliRunner().invoke(app, arguments)


def written(folder: Path, pack: str = PACK, gives: str = "") -> str:
    """A pack in a file, with one worked example where a verdict is given."""
    path = folder / "small-law.yaml"
    path.write_text(pack, encoding="utf-8")
    if gives:
        (folder / "small-law.examples.yaml").write_text(EXAMPLES.replace("GIVES", gives), encoding="utf-8")
    return str(path)


def test_list_names_every_pack_with_its_status_on_a_day() -> None:
    result = medward("list", "--as-of", "2026-01-01")
    assert result.exit_code == 0
    assert "fda-524b  Section 524B" in result.stdout
    assert "US, law, version 2023-03-29, 13 requirements; on 2026-01-01: in force" in result.stdout
    assert "on 2026-01-01: not in force before 2026-02-03" in result.stdout


def test_list_says_which_packs_are_asked_only_when_named() -> None:
    said = medward("list", "--as-of", "2026-06-01").stdout
    assert (
        "international, standard, version 2018, 47 requirements; on 2026-06-01: in force; asked only when" in said
    )
    listed = json.loads(medward("list", "--as-of", "2026-06-01", "--format", "json").stdout)["packs"]
    asked = {one["id"] for one in listed if one["asked"] != "when_named"}
    assert asked == {"fda-524b", "fda-premarket-cybersecurity"}


def test_list_as_json_has_the_digest_of_each_pack() -> None:
    listed = json.loads(medward("list", "--as-of", "2026-06-01", "--format", "json").stdout)
    assert listed["as_of"] == "2026-06-01"
    assert [one["digest"] for one in listed["packs"]] == [digest(pack) for pack in shipped()]
    proposed = {one["id"] for one in listed["packs"] if one["legal_status"] == "proposed"}
    assert proposed == {"circia-proposed", "com-2025-1023", "hipaa-rewrite-proposed"}
    assert {one["legal_status"] for one in listed["packs"]} == {"in_force", "proposed"}


def test_list_is_of_today_where_no_day_is_given() -> None:
    assert medward("list").exit_code == 0


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert medward("list", "--as-of", "2026-02-30").exit_code == 2


@pytest.mark.parametrize("pack", shipped_ids())
def test_show_has_every_requirement_with_its_citation_and_its_words(pack: str) -> None:
    result = medward("show", pack)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for requirement in shipped_pack(pack).requirements:
        assert f"{pack}:{requirement.id} {requirement.title}" in said
        assert f"Where: {requirement.citation}" in said
        assert requirement.text in said
    assert said.count("How it is decided: ") == len(shipped_pack(pack).requirements)


def test_show_fits_the_width_of_a_terminal() -> None:
    lines = medward("show", "fda-premarket-cybersecurity").stdout.splitlines()
    assert [line for line in lines if line.startswith(" ") and len(line) > 100] == []


def test_show_says_how_one_requirement_is_decided() -> None:
    result = medward("show", "fda-524b:b3.sbom")
    assert "fda-524b:b3.sbom  Software bill of materials" in result.stdout
    assert "How it is decided: this is true: " in result.stdout
    assert "b4.regulation" not in result.stdout


def test_show_as_json_gives_check_and_words() -> None:
    shown: dict[str, Any] = json.loads(medward("show", "fda-524b:b2a.cycle", "--format", "json").stdout)
    (requirement,) = shown["requirements"]
    assert shown["id"] == "fda-524b"
    assert requirement["check"]["document"]["kind"] == "plan"
    assert requirement["decided"][0].startswith("there is a plan with its routine_patch_days")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fda-524", "There is no pack fda-524. Did you mean fda-524b?"),
        ("xyz", "`medward pack list` names the packs."),
        ("fda-524b:b3.sbo", "There is no requirement b3.sbo. Did you mean b3.sbom?"),
        ("fda-524b:zzzzzz", "`medward pack show fda-524b` shows them all."),
    ],
)
def test_show_of_what_does_not_exist_names_what_does(name: str, said: str) -> None:
    result = medward("show", name)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_check_accepts_what_is_shipped() -> None:
    result = medward("check", *(str(SHIPPED / f"{pack}.yaml") for pack in shipped_ids()))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "13 requirements, 38 of 38 worked examples agree" in result.stdout


def test_check_of_a_pack_without_examples_says_so(tmp_path: Path) -> None:
    result = medward("check", written(tmp_path))
    assert result.exit_code == 0
    assert "small-law, 1 requirement, no worked examples" in result.stdout


def test_an_example_that_agrees_is_counted(tmp_path: Path) -> None:
    result = medward("check", written(tmp_path, gives="unknown"), "--format", "json")
    assert result.exit_code == 0
    (report,) = json.loads(result.stdout)["packs"]
    assert (report["examples"], report["agreeing"]) == (1, 1)


def test_an_example_that_disagrees_is_exit_code_1_with_its_place(tmp_path: Path) -> None:
    result = medward("check", written(tmp_path, gives="met"))
    assert result.exit_code == 1
    assert "small-law.examples.yaml:6: examples[0]:" in result.stderr
    assert "first.threats is to be met and is unknown" in result.stderr
    assert "0 of 1 worked examples agree" in result.stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("nature: law", "nature: lwa", "[pack.unknown-word]"),
        ("threats.decided", "threats.decidd", "there is no fact 'threats.decidd'. Write 'threats.decided'"),
        ("{fact: threats.decided}", "{document: {kind: plann}}", "there is no kind of part 'plann'. Write 'plan'"),
        ("id: small-law", "id: large-law", "[pack.file-name]"),
    ],
)
def test_a_pack_that_cannot_be_used_is_exit_code_2(before: str, after: str, said: str, tmp_path: Path) -> None:
    result = medward("check", written(tmp_path, PACK.replace(before, after)))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_pack_that_cannot_be_used_does_not_stop_the_others(tmp_path: Path) -> None:
    result = medward("check", str(tmp_path / "none.yaml"), str(SHIPPED / "fda-524b.yaml"))
    assert result.exit_code == 2
    assert "yaml.unreadable" in result.stderr
    assert "fda-524b, 13 requirements" in result.stdout


def test_problems_are_json_where_that_is_asked(tmp_path: Path) -> None:
    result = medward("check", str(tmp_path / "none.yaml"), "--format", "json")
    (problem,) = json.loads(result.stderr)["problems"]
    assert problem["code"] == "yaml.unreadable"


@pytest.mark.parametrize(("option", "title"), [((), "Framework"), (("--examples",), "Examples")])
def test_the_schemas_are_printed(option: tuple[str, ...], title: str) -> None:
    schema = json.loads(medward("schema", *option).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == title


def test_a_text_that_is_mistaken_for_one_on_security_is_said_to_be_another() -> None:
    result = medward("show", "iec-60601-1-10")
    assert result.exit_code == 2
    assert "physiologic closed-loop" in result.stderr
    assert "iec-81001-5-1" in result.stderr


def test_the_list_says_what_is_no_pack_and_why() -> None:
    (one,) = json.loads(medward("list", "--format", "json").stdout)["mistaken"]
    assert one["id"] == "iec-60601-1-10"
    assert "not about cybersecurity" in one["note"]
    assert "iec-60601-1-10  no pack" in medward("list").stdout
