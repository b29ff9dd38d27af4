# SPDX-License-Identifier: Apache-2.0
"""OSV's algorithm as benchmarks evaluate it: the truth must be plain enough to be checked by hand."""

from collections.abc import Mapping, Sequence

import pytest

from _osv import affects, names, quality, statements, told, truth, without_github
from medward.versions import key_function

PYPI = key_function("pypi")


def _ranged(
    *events: Mapping[str, str], versions: Sequence[str] = (), kind: str = "ECOSYSTEM"
) -> dict[str, object]:
    package = {"ecosystem": "PyPI", "name": "Some.Package"}
    return {"package": package, "ranges": [{"type": kind, "events": list(events)}], "versions": list(versions)}


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.9", False), ("1.0", True), ("1.4.9", True), ("1.5", False), ("2.0", True), ("2.1", True), ("2.2", False)],
)
def test_a_range_holds_what_lies_between_its_events(version: str, expected: bool) -> None:
    events = ({"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"last_affected": "2.1"})
    assert affects(_ranged(*events), version, PYPI) is expected


def test_enumerated_versions_are_compared_by_text_and_by_order() -> None:
    statement = _ranged(versions=["1.0", "not a version"])
    assert affects(statement, "1.0.0", PYPI)
    assert affects(statement, "not a version", PYPI)
    assert not affects(statement, "1.1", PYPI)


def test_only_a_range_that_never_ends_holds_what_is_no_version() -> None:
    assert affects(_ranged({"introduced": "0"}), "no version", PYPI)
    assert not affects(_ranged({"introduced": "0"}, {"fixed": "9"}), "no version", PYPI)


def test_a_range_with_a_version_that_is_none_holds_nothing() -> None:
    assert not affects(_ranged({"introduced": "0"}, {"fixed": "no version"}), "1.0", PYPI)


def test_a_range_over_commits_holds_nothing() -> None:
    assert not affects(_ranged({"introduced": "0"}, kind="GIT"), "1.0", PYPI)


def test_a_withdrawn_record_says_nothing_and_packages_go_by_their_normal_names() -> None:
    said = _ranged({"introduced": "0"})
    records = [{"id": "A-1", "affected": [said]}, {"id": "A-2", "withdrawn": "2020", "affected": [said]}]
    assert [id_ for id_, _ in statements(records, "PyPI")["some-package"]] == ["A-1"]
    assert not statements(records, "Go")


def test_aliases_count_as_one_vulnerability() -> None:
    said = _ranged({"introduced": "0"}, {"fixed": "2"})
    records = [
        {"id": "PYSEC-1", "aliases": ["CVE-2020-1", "GHSA-a"], "affected": [said]},
        {"id": "OTHER-1", "aliases": ["CVE-2020-1"], "affected": [said]},
    ]
    named = names(records)
    pairs = [("some_package", "1.0"), ("some-package", "2.0"), ("other", "1.0")]
    affected, fixed, unknown = truth(records, pairs, named)
    assert affected == {named["CVE-2020-1"]}
    assert fixed == unknown == frozenset()
    assert without_github(records)[0]["aliases"] == ["CVE-2020-1"]


def test_go_is_ordered_as_its_own_modules_are() -> None:
    package = {"ecosystem": "Go", "name": "example.org/Module"}
    events = [{"introduced": "1.0.0"}, {"fixed": "1.2.0-rc.2"}]
    record = {"id": "GO-1", "affected": [{"package": package, "ranges": [{"type": "SEMVER", "events": events}]}]}
    pairs = [("example.org/Module", one) for one in ("1.2.0-rc.1", "1.2.0-rc.2", "1.2.0", "0.9.0")]
    found = truth([record], pairs, names([record]), "Go")
    assert [bool(ids) for ids in found] == [True, False, False, False]


def test_quality_is_recall_and_precision_over_pairs() -> None:
    true = [frozenset({"a", "b"}), frozenset({"c"}), frozenset[str]()]
    found = [frozenset({"a"}), frozenset({"c"}), frozenset({"d", "e"})]
    assert quality(found, true) == (2 / 3, 0.5)
    assert told(true, true) == "recall 1.0000, precision 1.0000"
