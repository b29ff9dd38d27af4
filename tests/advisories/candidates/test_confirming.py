# SPDX-License-Identifier: Apache-2.0
"""A confirmation is one more item in the dossier: checked, remembered, and nothing else is touched."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dossier.samples import DEVICE, put
from medward.advisories.candidates.confirming import Confirmation, confirm
from medward.base.problems import ProblemsError
from medward.dossier import load

RELEASE = "releases: [{id: R-1, version: '1', status: current, sboms: [{file: files/a.json}]}]\n"
BY_HAND = """\
# Checked by the board.
identities:
  - component: pump core   # our own code
    none: true
    reason: We wrote it
    author: Architect
    date: 2026-01-05
"""


def sbom(*components: dict[str, Any]) -> str:
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components)})


def part(name: str, version: str = "1.0", **said: Any) -> dict[str, Any]:
    return {"type": "library", "bom-ref": f"{name}-{version}", "name": name, "version": version, **said}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    parts = sbom(part("tls", "1.0"), part("tls", "2.0"), part("pump core"), part("x", purl="pkg:generic/x@1.0"))
    return put(tmp_path, {"device.yaml": DEVICE + RELEASE, "files/a.json": parts})


def said(component: str = "tls", *names: str, **more: Any) -> Confirmation:
    return Confirmation(component, names, "Security engineer", "Read its licence", date(2026, 2, 3), **more)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(error: ProblemsError) -> list[str]:
    return [problem.code for problem in error.problems]


def test_a_confirmation_is_written_and_read_back(folder: Path) -> None:
    path, named = confirm(folder, said("tls", "pkg:npm/tls", "cna:Acme:TLS stack", expires=date(2027, 2, 3)))
    assert (path, named) == (folder / "identities.yaml", ("tls 1.0", "tls 2.0"))
    (identity,) = load(folder).dossier.identities
    assert (identity.component, identity.names) == ("tls", ("pkg:npm/tls", "Acme TLS stack"))
    assert (identity.author, identity.date, identity.expires) == (
        "Security engineer",
        date(2026, 2, 3),
        date(2027, 2, 3),
    )


def test_a_confirmation_joins_those_of_a_person_and_their_comments_stay(folder: Path) -> None:
    put(folder, {"names.yaml": BY_HAND})
    path, _ = confirm(folder, said("tls", "pkg:npm/tls"))
    assert path == folder / "names.yaml"
    assert path.read_text().startswith(BY_HAND)
    assert [one.component for one in load(folder).dossier.identities] == ["pump core", "tls"]


def test_that_nobody_names_it_is_recorded_where_no_name_is_given(folder: Path) -> None:
    confirm(folder, said("pkg:generic/x"))
    (identity,) = load(folder).dossier.identities
    assert (identity.component, identity.none) == ("pkg:generic/x", True)


def test_a_component_is_confirmed_once_unless_it_is_replaced(folder: Path) -> None:
    put(folder, {"names.yaml": BY_HAND})
    before = contents(folder)
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("pump core", "pkg:npm/pump"))
    assert codes(raised.value) == ["identify.confirmed"]
    assert contents(folder) == before
    confirm(folder, said("pump core", "pkg:npm/pump"), replacing=True)
    (identity,) = load(folder).dossier.identities
    assert identity.names == ("pkg:npm/pump",)
    assert (folder / "names.yaml").read_text().startswith("# Checked by the board.\nidentities:\n  - component:")


def test_a_confirmation_in_brackets_is_not_replaced(folder: Path) -> None:
    flow = "identities: [{component: tls, none: true, reason: r, author: a, date: 2026-01-05}]\n"
    before = contents(put(folder, {"names.yaml": flow}))
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("tls", "pkg:npm/tls"), replacing=True)
    assert codes(raised.value) == ["identify.fixed"]
    assert contents(folder) == before


def test_a_component_that_no_sbom_lists_is_refused_and_the_nearest_named(folder: Path) -> None:
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("pump cor", "pkg:npm/tls"))
    (problem,) = raised.value.problems
    assert (problem.code, problem.mend) == ("identify.unknown-component", "Write 'pump core'")
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("nothing like it at all"))
    assert raised.value.problems[0].mend.startswith("Write its purl without version")


def test_an_sbom_that_cannot_be_read_is_told_where_no_other_lists_the_component(folder: Path) -> None:
    release = RELEASE.replace("}]}]", "}, {file: files/b.json}]}]")
    put(folder, {"device.yaml": DEVICE + release, "files/b.json": "no SBOM"})
    assert confirm(folder, said("tls", "pkg:npm/tls"))[1]
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("absent", "pkg:npm/tls"))
    assert "identify.unknown-component" in codes(raised.value)
    assert len(raised.value.problems) > 1


@pytest.mark.parametrize("name", ["tls", "cna:Acme", "cna: :x", "npm/tls"])
def test_a_name_that_no_source_could_know_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("tls", name))
    assert codes(raised.value) == ["identify.name"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("pkg:npm", "wrong-form"), ("cpe:2.3:a:x", "wrong-form"), ("pkg:npm/tls@1.0", "needs")],
)
def test_what_would_not_load_is_undone(folder: Path, name: str, code: str) -> None:
    before = contents(folder)
    with pytest.raises(ProblemsError) as raised:
        confirm(folder, said("tls", name))
    assert codes(raised.value) == [f"dossier.{code}"]
    assert contents(folder) == before


def test_a_name_may_have_a_version_for_one_version_of_the_component(folder: Path) -> None:
    _, named = confirm(folder, said("tls@1.0", "pkg:npm/tls@1.0.1"))
    assert named == ("tls 1.0",)
