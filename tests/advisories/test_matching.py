# SPDX-License-Identifier: Apache-2.0
"""Every component ends in one status with its reason, and what matches is what OSV's algorithm calls affected."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.evaluation import affected_by, included_in_range
from advisories.sources import SAMPLES, Json, affected, archive, folder, inventory, record, span
from medward.advisories import ComponentMatch, Status, build, match, match_all, vulnerabilities_of
from medward.advisories.sync.state import FileState, State
from medward.base.problems import ProblemsError
from medward.inventory import Component
from medward.versions import InvalidVersionError, KeyFunction, key_function


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("samples") / "a.duckdb"
    build(SAMPLES, database)
    return database


def matched(database: Path, purl: str) -> ComponentMatch:
    (component,) = match(inventory(purl), database).components
    return component


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        (
            "pkg:pypi/drip-core@1.0",
            "1 vulnerability includes 1.0, 1 of them known to be exploited: CVE-2099-0001",
        ),
        ("pkg:pypi/Drip.Core@2.0.2", "1 vulnerability includes 2.0.2"),
        ("pkg:pypi/alarm-tones@1.1.0", "1 vulnerability includes 1.1.0: CVE-2099-0002"),
        ("pkg:pypi/alarm-tones@2019-legacy", "1 vulnerability includes 2019-legacy: CVE-2099-0002"),
        ("pkg:pypi/dripp-core@0.0.1", "1 vulnerability includes 0.0.1: MAL-2099-1"),
        ("pkg:pypi/dripp-core@no-version", "1 vulnerability includes no-version: MAL-2099-1"),
        ("pkg:pypi/dripp-core", "1 vulnerability includes every version: MAL-2099-1"),
        ("pkg:golang/example.org/pump/gateway@v1.2.9", "1 vulnerability includes 1.2.9: CVE-2099-0010"),
        ("pkg:golang/std@go1.20.3", "1 vulnerability includes 1.20.3: CVE-2099-0010"),
        ("pkg:deb/debian/libinfuse1@2.4-1?upstream=infuse&distro=debian-12", "1 vulnerability includes 2.4-1"),
        ("pkg:npm/%40pump/drip@3.1.0", "1 vulnerability includes 3.1.0"),
        ("pkg:opam/viewer@1.9", "1 vulnerability includes 1.9: OSEC-2099-01"),
    ],
)
def test_affected_components(samples: Path, purl: str, reason: str) -> None:
    found = matched(samples, purl)
    assert (found.status, bool(found.findings)) == (Status.AFFECTED, True)
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        (
            "pkg:pypi/drip-core@1.4.3",
            "OSV PyPI (newest record of 2099-03-05) has 2 records on drip-core, and none includes 1.4.3",
        ),
        (
            "pkg:pypi/alarm-tones@1.2",
            "OSV PyPI (newest record of 2099-03-05) has 1 record on alarm-tones, and none includes 1.2",
        ),
        ("pkg:pypi/unheard-of@1.0", "OSV PyPI (newest record of 2099-03-05) has no record on unheard-of"),
        (
            "pkg:golang/stdlib@1.20.4",
            "OSV Go (its records carry no date of change) has 1 record on stdlib, and none includes 1.20.4",
        ),
        (
            "pkg:deb/debian/libinfuse1@1:2.4-1+deb12u2?upstream=infuse&distro=bookworm",
            "OSV Debian (newest record of 2099-01-20) has 1 record on infuse, and none includes 1:2.4-1+deb12u2",
        ),
        (
            "pkg:deb/debian/other@1.0?arch=source&distro=debian-12",
            "OSV Debian (newest record of 2099-01-20) has no record on other",
        ),
    ],
)
def test_components_that_are_not_affected(samples: Path, purl: str, reason: str) -> None:
    found = matched(samples, purl)
    assert (found.status, found.reason, found.findings) == (Status.NOT_AFFECTED, reason, ())


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        ("pkg:pypi/drip-core", "it has no version"),
        ("pkg:pypi/drip-core@not-one", "'not-one' is not a version under the scheme 'pypi'"),
        ("pkg:pypi/unheard-of@not-one", "'not-one' is not a version under the scheme 'pypi'"),
        ("pkg:generic/drip-core@1.0", "no advisory source names packages of its type 'generic'"),
        ("not a purl", "its package URL cannot be read"),
        ("pkg:deb/debian/infuse@1.0", "its package URL does not say which release of Debian"),
        (
            "pkg:deb/debian/libinfuse1@2.4-1?distro=debian-12",
            "no record names libinfuse1, which may be a binary package",
        ),
    ],
)
def test_components_that_cannot_be_identified(samples: Path, purl: str, reason: str) -> None:
    found = matched(samples, purl)
    assert (found.status, found.findings) == (Status.UNIDENTIFIED, ())
    assert found.reason.startswith(reason)


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        ("pkg:npm/other@1.0.0", "the database has no source for npm"),
        ("pkg:npm/%40pump/drip@3.2.0", "the database has no source for npm"),
        ("pkg:cargo/other@1.0.0", "the database has no source for crates.io"),
        ("pkg:deb/debian/infuse@1.0?distro=debian-13", "the database has no source for Debian:13"),
        ("pkg:pypi/bed-link@1.0", "PYSEC-2099-4 cannot be decided: it has only ranges over commits"),
        (
            "pkg:opam/viewer@2.0",
            "OSEC-2099-01 cannot be decided: '2:0' is not a version under the scheme 'opam'",
        ),
    ],
)
def test_components_that_no_source_covers(samples: Path, purl: str, reason: str) -> None:
    found = matched(samples, purl)
    assert (found.status, found.findings) == (Status.NOT_COVERED, ())
    assert found.reason.startswith(reason)


def test_an_affected_component_says_which_records_leave_it_open(tmp_path: Path) -> None:
    records = [
        record("X-1", affected("PyPI", "p", span("introduced 0"))),
        record("X-2", affected("PyPI", "p", span("introduced no-version"))),
        record("X-3", affected("PyPI", "p", span("introduced 0"), span("introduced no-version"))),
    ]
    build(folder(tmp_path / "s", *records), tmp_path / "a.duckdb")
    assert matched(tmp_path / "a.duckdb", "pkg:pypi/p@1").reason == (
        "2 vulnerabilities include 1: X-1, X-3; X-2 cannot be decided"
    )


def test_all_records_that_leave_a_component_open_are_named(tmp_path: Path) -> None:
    records = [record(f"X-{number}", affected("PyPI", "p", span("fixed 1"))) for number in range(6)]
    build(folder(tmp_path / "s", *records), tmp_path / "a.duckdb")
    assert matched(tmp_path / "a.duckdb", "pkg:pypi/p@1").reason == (
        "X-0 cannot be decided: a range has no 'introduced' event; nor can X-1, X-2, X-3 and 2 more"
    )


def test_a_component_without_a_package_url_says_what_it_has(samples: Path) -> None:
    plain = inventory("")
    named = inventory("")
    cpe = Component(ref="c", name="openssl", cpes=("cpe:2.3:a:openssl:openssl:1.1.1:*:*:*:*:*:*:*",))
    reports = match_all([plain, type(named)(**{**_fields(named), "components": (cpe,)})], samples)
    assert [report.components[0].reason for report in reports] == [
        "it has no package URL",
        "the database has no source for CPE names, and it has no package URL",
    ]
    assert [report.components[0].status for report in reports] == [Status.UNIDENTIFIED, Status.NOT_COVERED]


def _fields(one: object) -> Json:
    return {name: getattr(one, name) for name in one.__struct_fields__}  # type: ignore[attr-defined]


def test_the_primary_component_counts_where_it_has_a_package_url(samples: Path) -> None:
    plain = inventory("pkg:pypi/drip-core@9")
    primary = Component(ref="device", name="pump", purl="pkg:pypi/drip-core@1.0")
    device = Component(ref="device", name="pump", version="3.2")
    with_url = type(plain)(**{**_fields(plain), "primary": primary})
    without = type(plain)(**{**_fields(plain), "primary": device})
    assert [one.component for one in match(with_url, samples).components] == ["device", "pkg:pypi/drip-core@9"]
    assert [one.component for one in match(without, samples).components] == ["pkg:pypi/drip-core@9"]


def test_components_come_back_in_their_order_with_what_the_inventory_says_of_them(samples: Path) -> None:
    purls = ("pkg:pypi/drip-core@1.0", "pkg:npm/other@1", "pkg:pypi/drip-core@1.0")
    report = match(inventory(*purls), samples)
    assert [one.purl for one in report.components] == list(purls)
    assert [one.status for one in report.components] == [Status.AFFECTED, Status.NOT_COVERED, Status.AFFECTED]
    assert len(report.findings) == 2


def test_many_inventories_give_the_same_as_each_alone(samples: Path) -> None:
    each = [inventory(f"pkg:pypi/drip-core@1.{minor}", "pkg:pypi/alarm-tones@1.0") for minor in range(6)]
    assert match_all(each, samples) == tuple(match(one, samples) for one in each)


def test_an_empty_inventory_has_no_components(samples: Path) -> None:
    assert match(inventory(), samples).components == ()
    assert match_all([], samples) == ()


def test_only_the_numbers_for_those_who_want_numbers(samples: Path) -> None:
    purls = ["pkg:pypi/drip-core@1.0", "pkg:pypi/drip-core@9", "nonsense", "pkg:pypi/drip-core@1.0"]
    assert vulnerabilities_of(purls, samples) == (("CVE-2099-0001",), (), (), ("CVE-2099-0001",))
    assert vulnerabilities_of([], samples) == ()


def test_without_a_database_nothing_is_matched(tmp_path: Path) -> None:
    for asked in (inventory("pkg:pypi/drip-core@1.0"), inventory()):
        with pytest.raises(ProblemsError, match=r"database\.missing"):
            match(asked, tmp_path / "none.duckdb")


def test_records_that_could_not_be_read_stand_in_every_reason_that_rests_on_them(tmp_path: Path) -> None:
    archive(tmp_path / "s/osv/PyPI/all.zip", {"a.json": b"{", "b.json": b'{"id": "X-1", "affected": []}'})
    build(tmp_path / "s", tmp_path / "a.duckdb")
    assert matched(tmp_path / "a.duckdb", "pkg:pypi/p@1").reason == (
        "OSV PyPI (its records carry no date of change; 1 could not be read) has no record on p"
    )


NOON = datetime(2099, 3, 1, 12, tzinfo=UTC)


def failed(root: Path, path: str) -> Path:
    """A source folder of which a file could not be renewed."""
    state = State(root)
    state.files[path] = FileState("osv", succeeded=NOON, failed=NOON + timedelta(days=1), error="nobody answers")
    state.save()
    return root


def test_a_source_that_failed_stands_in_every_reason_that_rests_on_it(tmp_path: Path) -> None:
    root = folder(tmp_path / "s", record("X-1", affected("PyPI", "p", span("introduced 0", "fixed 2"))))
    folder(root, record("X-2"), ecosystem="Go")
    build(failed(root, "osv/PyPI/all.zip"), tmp_path / "a.duckdb")
    doubt = (
        "which could not be renewed on 2099-03-02 (nobody answers), and was last known to be current on 2099-03-01"
    )
    clean, hit, other = (
        matched(tmp_path / "a.duckdb", purl) for purl in ("pkg:pypi/p@2", "pkg:pypi/p@1", "pkg:golang/a/b@1.0")
    )
    assert (clean.status, clean.doubt) == (Status.NOT_AFFECTED, f"OSV PyPI, {doubt}")
    assert clean.reason.startswith(f"OSV PyPI (newest record of 2099-01-01; {doubt}) has 1 record on p")
    assert (hit.status, hit.doubt) == (Status.AFFECTED, f"OSV PyPI, {doubt}")
    assert hit.reason.endswith(f"; there may be more, for it rests on OSV PyPI, {doubt}")
    assert (other.status, other.doubt) == (Status.NOT_AFFECTED, "")
    assert "renewed" not in other.reason


def test_an_empty_part_covers_nothing(tmp_path: Path) -> None:
    archive(tmp_path / "s/osv/PyPI/all.zip", {})
    build(tmp_path / "s", tmp_path / "a.duckdb")
    assert matched(tmp_path / "a.duckdb", "pkg:pypi/p@1").status is Status.NOT_COVERED


def test_an_advisory_without_a_release_holds_for_every_release(tmp_path: Path) -> None:
    root = folder(
        tmp_path / "s",
        record("DSA-1", affected("Debian", "infuse", span("introduced 0", "fixed 2.0"))),
        ecosystem="Debian",
    )
    build(root, tmp_path / "a.duckdb")
    assert matched(tmp_path / "a.duckdb", "pkg:deb/debian/infuse@1.0?distro=debian-13").status is Status.AFFECTED
    assert (
        matched(tmp_path / "a.duckdb", "pkg:deb/debian/infuse@2.0?distro=debian-13").status is Status.NOT_AFFECTED
    )


def test_a_part_of_one_release_covers_that_release_alone(tmp_path: Path) -> None:
    statements = [affected(f"Debian:{number}", "infuse", span("introduced 0", "fixed 2.0")) for number in (11, 12)]
    build(folder(tmp_path / "s", record("DSA-1", *statements), ecosystem="Debian:12"), tmp_path / "a.duckdb")
    statuses = {
        number: matched(tmp_path / "a.duckdb", f"pkg:deb/debian/infuse@2.0?distro=debian-{number}").status
        for number in (11, 12)
    }
    assert statuses == {11: Status.NOT_COVERED, 12: Status.NOT_AFFECTED}


LEGACY = "legacy-1"
SPELLINGS = ["0", "0.9", "1", "1.0", "1.0.0", "1.0rc1", "1.1", "1.1.post1", "2.dev0", "2", LEGACY]
TEXTS = st.sampled_from(SPELLINGS)
KINDS = st.sampled_from(["introduced", "fixed", "last_affected", "limit"])
RANGES = st.builds(
    lambda events, kind: span(*events, kind=kind),
    st.lists(st.builds(lambda kind, text: f"{kind} {text}", KINDS, TEXTS), max_size=5),
    st.sampled_from(["ECOSYSTEM", "ECOSYSTEM", "SEMVER", "GIT"]),
)
STATEMENTS = st.builds(
    lambda name, ranges, versions: affected("PyPI", name, *ranges, versions=versions),
    st.sampled_from(["p", "q"]),
    st.lists(RANGES, max_size=2),
    st.lists(TEXTS, max_size=3),
)
RECORDS = st.lists(st.lists(STATEMENTS, max_size=3), min_size=1, max_size=4)


@settings(deadline=None, max_examples=30)
@given(RECORDS)
def test_what_matches_is_what_the_algorithm_of_osv_calls_affected(
    tmp_path_factory: pytest.TempPathFactory, generated: list[list[Json]]
) -> None:
    root, key = tmp_path_factory.mktemp("generated"), key_function("pypi")
    records = [record(f"X-{number}", *statements) for number, statements in enumerate(generated)]
    database = root / "a.duckdb"
    build(folder(root / "s", *records), database)
    versions = ["0", "0.9", "1.0.0", "1.0rc1", "1.1", "1.1.post1", "2.dev0", "2.0", "3", LEGACY]
    purls = {f"pkg:pypi/{name}@{version}": (name, version) for name in "pq" for version in versions}
    for component in match(inventory(*purls), database).components:
        name, version = purls[component.purl]
        plain = {one["id"] for one in records if _plainly(version, name, one, key)}
        assert {found for finding in component.findings for found in finding.records} == plain, component.purl


def _plainly(version: str, name: str, one: Json, key: KeyFunction) -> bool:
    """The plain algorithm; what has no place in the order is held by nothing but a range of all versions."""
    for statement in one["affected"]:
        if statement["package"]["name"] != name:
            continue
        parts = [{"versions": statement["versions"]}, *({"ranges": [each]} for each in statement["ranges"])]
        for part in parts:
            try:
                if affected_by(version, [part], key):
                    return True
            except InvalidVersionError:
                if _everything(part, key):
                    return True
    return False


def _everything(part: Json, key: KeyFunction) -> bool:
    """Whether one range holds every version: at, just after, before and beyond each that the tests know."""
    return any(_holds(one["events"], key) for one in part.get("ranges", ()) if one["type"] != "GIT")


def _holds(events: list[dict[str, str]], key: KeyFunction) -> bool:
    known = [text for text in SPELLINGS if text != LEGACY]
    points = ["0.dev0", *known, *(f"{text}+after" for text in known), "99"]
    try:
        return all(included_in_range(point, events, key) for point in points)
    except InvalidVersionError:
        return False
