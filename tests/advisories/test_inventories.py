# SPDX-License-Identifier: Apache-2.0
"""Components are matched with the digests of the files that they hold; the product only where it has a name."""

import json
from pathlib import Path

import pytest

from advisories.csaf.documents import document, product
from advisories.portfolio.test_matching import plainly, written
from medward.advisories import Status, build, match
from medward.advisories.inventories import matched_components
from medward.advisories.portfolio.building import build as build_portfolio
from medward.advisories.portfolio.matching import match_portfolio
from medward.inventory import Component, Hash, Inventory, Relationship
from medward.inventory.reader import read

BAD, GOOD = "a" * 64, "b" * 64


def inventory(
    primary: Component,
    *relationships: Relationship,
    components: tuple[Component, ...] = (),
    files: tuple[Component, ...] = (),
) -> Inventory:
    return Inventory(
        format="SPDX",
        spec_version="2.3",
        encoding="JSON",
        digest="",
        primary=primary,
        relationships=relationships,
        components=components,
        files=files,
    )


@pytest.mark.parametrize(
    ("primary", "confirmed", "matched"),
    [
        (Component(ref="p", name="Pump"), (), False),
        (Component(ref="p", name="Pump"), ("p",), True),
        (Component(ref="p", name="Pump", purl="pkg:generic/pump"), (), True),
        (Component(ref="p", name="Pump", cpes=("cpe:2.3:h:acme:pump:*:*:*:*:*:*:*:*",)), (), True),
    ],
)
def test_the_product_is_matched_where_it_has_a_name(
    primary: Component, confirmed: tuple[str, ...], matched: bool
) -> None:
    assert (primary in matched_components(inventory(primary), confirmed)) is matched


def test_the_digests_of_a_file_count_for_the_component_that_contains_it_and_for_no_other() -> None:
    one, other = Component(ref="1", name="one", hashes=(Hash("MD5", "c" * 32),)), Component(ref="2", name="other")
    files = (
        Component(ref="f", name="./f", kind="file", hashes=(Hash("SHA-256", BAD),)),
        Component(ref="g", name="./g", kind="file", hashes=(Hash("SHA-256", GOOD),)),
    )
    links = (
        Relationship("1", "contains", "f"),
        Relationship("2", "describes", "g"),
        Relationship("f", "contains", "g"),
    )
    found = matched_components(
        inventory(Component(ref="p", name="p"), *links, components=(one, other), files=files)
    )
    assert [component.hashes for component in found] == [(Hash("MD5", "c" * 32), Hash("SHA-256", BAD)), ()]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of one advisory, which names a file by its digest."""
    hashes = [{"file_hashes": [{"algorithm": "sha256", "value": BAD}], "filename": "driver.so"}]
    advice = document(product("Acme", "Driver", "9", product_identification_helper={"hashes": hashes}))
    path = tmp_path / "sources" / "csaf" / "acme" / "2099" / "acme-1.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(advice), encoding="utf-8")
    build(tmp_path / "sources", tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


def spdx(path: Path) -> Path:
    """An SPDX document of three packages: one with the digest itself, one with a file that has it, one without."""

    def digest(value: str) -> list[dict[str, str]]:
        return [{"algorithm": "SHA256", "checksumValue": value}]

    def package(name: str, **more: object) -> dict[str, object]:
        about = {"SPDXID": f"SPDXRef-{name}", "name": name, "versionInfo": "1", "downloadLocation": "NOASSERTION"}
        return {**about, **more}

    written_ = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": "pump",
        "documentNamespace": "https://example.org/pump",
        "creationInfo": {"created": "2099-01-01T00:00:00Z", "creators": ["Tool: none"]},
        "packages": [
            package("itself", checksums=digest(BAD)),
            package("holder", hasFiles=["SPDXRef-file"]),
            package("clean", checksums=digest(GOOD)),
        ],
        "files": [{"SPDXID": "SPDXRef-file", "fileName": "./driver.so", "checksums": digest(BAD)}],
    }
    path.write_text(json.dumps(written_), encoding="utf-8")
    return path


def test_packages_of_spdx_are_found_by_their_own_digests_and_by_those_of_their_files(
    database: Path, tmp_path: Path
) -> None:
    found = {one.name: one for one in match(read(spdx(tmp_path / "pump.spdx.json")), database).components}
    assert {name: one.status for name, one in found.items()} == {
        "itself": Status.AFFECTED,
        "holder": Status.AFFECTED,
        "clean": Status.UNIDENTIFIED,
    }
    assert [finding.path for finding in found["holder"].findings] == ["hash"]
    assert [finding.confidence for finding in found["holder"].findings] == ["exact"]


def test_a_portfolio_finds_packages_by_their_files_too(database: Path, tmp_path: Path) -> None:
    file = spdx(tmp_path / "pump.spdx.json")
    build_portfolio([file], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", database, tmp_path / "out")
    assert written(tmp_path / "out") == plainly([file], database)
