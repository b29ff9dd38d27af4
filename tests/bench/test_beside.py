# SPDX-License-Identifier: Apache-2.0
"""What peers are asked must say the same as what we are asked."""

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from _beside import Sample, configurations, product, sample, stretches
from _portfolios import Histories, components, pair
from medward.inventory import Component

KNOWN: Histories = {
    "PyPI": [("some-package", ("1.0", "2.0"))],
    "Go": [("example.org/module", ("1.2.0",))],
    "CPE": [("a:maker:thing", ("3.1",))],
}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("introduced", "0"), ("fixed", "2")], [[("<", "2")]]),
        ([("introduced", "1"), ("last_affected", "2")], [[(">=", "1"), ("<=", "2")]]),
        ([("introduced", "3"), ("introduced", "1"), ("fixed", "2")], [[(">=", "1"), ("<", "2")], [(">=", "3")]]),
        ([("introduced", "1"), ("fixed", "2"), ("fixed", "4")], [[(">=", "1"), ("<", "2")]]),
        ([("introduced", "0")], []),
        ([("introduced", "1"), ("fixed", "no version")], []),
    ],
)
def test_a_range_becomes_stretches_that_never_overlap(
    events: Sequence[tuple[str, str]], expected: list[list[tuple[str, str]]]
) -> None:
    assert stretches([{kind: text} for kind, text in events], "PyPI") == expected


def test_the_truth_of_a_sample_stands_at_the_place_of_its_component() -> None:
    package = {"ecosystem": "PyPI", "name": "one"}
    events = [{"introduced": "0"}, {"fixed": "2"}]
    said = {"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}
    record = {"id": "PYSEC-1", "aliases": ["CVE-2020-1"], "affected": [said]}
    purls = ("pkg:golang/one@v1.0.0", "pkg:pypi/one@1.0", "pkg:pypi/one@2.0")
    listed = [Component(ref="", name="one", purl=purl) for purl in purls]
    whole = sample(listed, {"PyPI": [record], "Go": []})
    assert [bool(ids) for ids in whole.true] == [False, True, False]
    part = whole.only("PyPI")
    assert (len(part.listed), part.pairs[0], bool(part.true[0])) == (2, ("PyPI", "one", "1.0"), True)
    assert isinstance(part, Sample)
    assert whole.answers([["PYSEC-1", "CVE-2020-1"], ["NEW-1"]])[0] == part.true[0]


def test_a_drawn_component_gives_back_what_it_was_drawn_from() -> None:
    for one in components(KNOWN, 50, {"PyPI": 0.5, "Go": 0.5}):
        ecosystem, package, version = pair(one)
        assert package == KNOWN[ecosystem][0][0]
        assert version == one.version
        assert one.purl.endswith(version)


def test_a_product_is_split_as_its_name_is_written() -> None:
    (one,) = components(KNOWN, 1, {"CPE": 1.0})
    assert product(one) == ("maker", "thing", one.version)
    escaped = Component(ref="", name="", version="1", cpes=("cpe:2.3:a:a\\:b:c:1:*:*:*:*:*:*:*",))
    assert product(escaped) == ("a\\:b", "c", "1")


def test_a_configuration_becomes_an_element_with_id_and_score(tmp_path: Path) -> None:
    record = {"_annotation": {"cve_id": "CVE-2020-1"}, "cve": {"configurations": [{"nodes": []}]}}
    path = tmp_path / "nvd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2020/CVE-2020-1.json", json.dumps(record))
    (element,) = configurations(path)
    assert element["cve"]["id"] == "CVE-2020-1"
    assert element["cve"]["configurations"] == [{"nodes": []}]
    assert element["cve"]["descriptions"][0]["value"]
