# SPDX-License-Identifier: Apache-2.0
"""Laws of building and matching that hold whatever the records say."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisories.sources import Json, affected, catalogue, entry, folder, inventory, record, span
from medward.advisories import MatchReport, Status, build, match

VERSIONS = ("0.9", "1.0", "1.5", "2.0rc1", "2.0", "3.1")
ASKED = inventory(*(f"pkg:pypi/{name}@{version}" for name in ("p", "q") for version in VERSIONS))

RANGES = st.builds(
    lambda low, high: span(f"introduced {low}", f"fixed {high}"),
    st.sampled_from(VERSIONS),
    st.sampled_from(VERSIONS),
)
STATEMENTS = st.builds(
    lambda name, one, versions: affected("PyPI", name, one, versions=versions),
    st.sampled_from(["p", "q"]),
    RANGES,
    st.lists(st.sampled_from(VERSIONS), max_size=2),
)
RECORDS = st.lists(
    st.tuples(
        st.lists(STATEMENTS, min_size=1, max_size=2),
        st.lists(st.sampled_from(["CVE-2099-0001", "CVE-2099-0002", "GHSA-x"]), max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
).map(
    lambda drawn: [
        record(f"X-{number}", *statements, aliases=aliases, **({"withdrawn": "2099-01-01"} if withdrawn else {}))
        for number, (statements, aliases, withdrawn) in enumerate(drawn)
    ]
)
FEW = settings(deadline=None, max_examples=15)


def matched(root: Path, records: list[Json], *, packed: bool = True) -> MatchReport:
    database = root / "a.duckdb"
    build(catalogue(folder(root / "s", *records, packed=packed), entry("CVE-2099-0002")), database)
    return match(ASKED, database)


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> "Roots":
    return Roots(tmp_path_factory)


class Roots:
    """A fresh folder for each example of a property."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory

    def new(self) -> Path:
        """The folder of one more example."""
        return self._factory.mktemp("law")


@FEW
@given(RECORDS.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_the_order_and_the_packing_of_records_change_nothing(
    roots: Roots, orders: tuple[list[Json], list[Json]]
) -> None:
    one, other = matched(roots.new(), orders[0]), matched(roots.new(), orders[1], packed=False)
    assert one.components == other.components
    assert one.database.digest == other.database.digest


@FEW
@given(RECORDS)
def test_a_record_on_another_package_changes_no_finding(roots: Roots, records: list[Json]) -> None:
    other = record("Y-1", affected("PyPI", "elsewhere", span("introduced 0")))
    assert matched(roots.new(), records).components == matched(roots.new(), [*records, other]).components


@FEW
@given(RECORDS)
def test_one_more_record_takes_no_finding_away(roots: Roots, records: list[Json]) -> None:
    fewer, more = matched(roots.new(), records[:-1] or records), matched(roots.new(), records)
    for one, other in zip(fewer.components, more.components, strict=True):
        before = {name for finding in one.findings for name in finding.records}
        assert before <= {name for finding in other.findings for name in finding.records}


@FEW
@given(RECORDS)
def test_every_component_ends_in_one_status_that_fits_its_findings(roots: Roots, records: list[Json]) -> None:
    live = [one for one in records if "withdrawn" not in one]
    for component in matched(roots.new(), records).components:
        assert component.reason
        assert (component.status is Status.AFFECTED) == bool(component.findings)
        assert component.status in {Status.AFFECTED, Status.NOT_AFFECTED} or not live


@FEW
@given(RECORDS)
def test_every_finding_stands_on_views_of_its_own_records(roots: Roots, records: list[Json]) -> None:
    withdrawn = {one["id"] for one in records if "withdrawn" in one}
    for finding in matched(roots.new(), records).findings:
        views = [view.record for view in finding.views]
        assert len(views) == len(set(views))
        assert [view.record for view in finding.views if view.matches] == list(finding.records)
        assert not withdrawn.intersection(views)
        assert finding.vulnerability not in finding.aliases
        assert set(finding.records) <= {finding.vulnerability, *finding.aliases}
        assert (finding.known_exploited is not None) == (
            "CVE-2099-0002" in {finding.vulnerability, *finding.aliases}
        )


@FEW
@given(RECORDS)
def test_no_vulnerability_is_found_twice_on_one_component(roots: Roots, records: list[Json]) -> None:
    for component in matched(roots.new(), records).components:
        ids = [finding.vulnerability for finding in component.findings]
        assert len(ids) == len(set(ids))
