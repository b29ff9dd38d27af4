# SPDX-License-Identifier: Apache-2.0
"""Sources are data: the shipped ones are complete, one's own are checked, and none leads out of the folder."""

import re
from pathlib import Path

import pytest
import yaml

from advisories.sync.publisher import LIMITS
from medward.advisories.parts import KEV_FILE
from medward.advisories.sync.sources import FilesSource, NvdSource, shipped, with_own
from medward.base.problems import ProblemsError

OWN = {**LIMITS, "kind": "csaf", "id": "maker", "url": "https://maker.example/pm.json", "path": "csaf/maker"}


def own(tmp_path: Path, **fields: object) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump({"schema": 1, "sources": [{**OWN, **fields}]}))
    return path


def test_the_shipped_sources_are_asked_over_https_and_say_their_licence() -> None:
    assert [source.id for source in shipped()] == [
        "osv",
        "cisa-kev",
        "epss",
        "nvd",
        "nvd-cpe",
        "cisa-csaf",
        "cve-list",
    ]
    for source in shipped():
        assert source.url.startswith("https://")
        assert source.licence
        assert source.citation.startswith("https://")


def test_the_shipped_sources_lie_where_the_database_is_built_from() -> None:
    paths = {source.id: source.path for source in shipped()}
    assert paths["osv"] == "osv/{part}/all.zip"
    assert paths["cisa-kev"] == KEV_FILE


def test_what_is_large_or_slow_is_fetched_on_request_alone() -> None:
    assert {source.id for source in shipped() if source.on_request} == {
        "nvd",
        "nvd-cpe",
        "cisa-csaf",
        "cve-list",
    }


def test_the_nvd_is_asked_as_often_as_it_allows() -> None:
    asked = [source for source in shipped() if isinstance(source, NvdSource)]
    assert [(one.holds, one.page) for one in asked] == [("vulnerabilities", 2_000), ("products", 10_000)]
    for nvd in asked:
        assert (nvd.rate.requests, nvd.rate.seconds) == (5, 30)
        assert nvd.key
        assert (nvd.key.rate.requests, nvd.key.rate.seconds) == (50, 30)


def test_osv_has_ecosystems_of_its_own() -> None:
    osv = next(source for source in shipped() if source.id == "osv")
    assert isinstance(osv, FilesSource)
    assert {"PyPI", "npm", "Maven", "Debian"} <= set(osv.parts)


def test_ones_own_sources_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    found = with_own(own(tmp_path))
    assert list(found)[-1] == "maker"
    assert len(found) == len(shipped()) + 1


def test_ones_own_source_replaces_the_shipped_one_of_its_id(tmp_path: Path) -> None:
    found = with_own(own(tmp_path, id="osv"))
    assert len(found) == len(shipped())
    assert found["osv"].url == OWN["url"]


def test_hosts_are_those_of_the_address_and_those_that_are_listed(tmp_path: Path) -> None:
    source = with_own(own(tmp_path, hosts=["files.maker.example"]))["maker"]
    assert source.own_host == "maker.example"
    assert source.all_hosts == {"maker.example", "files.maker.example"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("url", "http://maker.example/pm.json"),
        ("url", "https://me:secret@maker.example/pm.json"),
        ("url", "file:///etc/passwd"),
        ("path", "../elsewhere"),
        ("path", "/absolute"),
        ("path", "csaf/../../elsewhere"),
        ("path", ".sync/lock"),
        ("path", "sync-state.json"),
        ("path", "csaf/.hidden"),
        ("hosts", ["https://maker.example"]),
        ("rate", {"requests": 0, "seconds": 1}),
        ("max_bytes", 0),
        ("id", "Not An Id"),
        ("kind", "ftp"),
        ("unknown", 1),
    ],
)
def test_a_source_that_cannot_be_is_refused_with_its_key(tmp_path: Path, key: str, value: object) -> None:
    with pytest.raises(ProblemsError) as caught:
        with_own(own(tmp_path, **{key: value}))
    assert any(key in f"{problem.key} {problem.message}" for problem in caught.value.problems)
    assert "own.yaml" in str(caught.value)


@pytest.mark.parametrize("part", ["..", ".", "a/b", "a\\b", "", "a\n"])
def test_a_part_is_no_path(part: str) -> None:
    given = {**LIMITS, "kind": "files", "url": "https://a.example/{part}", "path": "osv/{part}/all.zip"}
    with pytest.raises(ValueError, match="parts"):
        FilesSource.model_validate({**given, "content": "archive", "parts": [part]})


def test_the_source_of_the_guide_is_valid(tmp_path: Path) -> None:
    guide = Path(__file__).parents[3] / "docs" / "how-to" / "sync-advisories.md"
    shown = re.search(r"```yaml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    (tmp_path / "own.yaml").write_text(shown[1])
    assert with_own(tmp_path / "own.yaml")["example-maker"].all_hosts == {"maker.example", "files.maker.example"}


def test_the_guide_lists_every_shipped_source_and_where_it_lies() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "how-to" / "sync-advisories.md").read_text(encoding="utf-8")
    for source in shipped():
        row = next(line for line in guide.splitlines() if line.startswith(f"| `{source.id}` |"))
        assert row.endswith(f"| {'no' if source.on_request else 'yes'} |")
        assert source.path.partition("/")[0] in row
