# SPDX-License-Identifier: Apache-2.0
"""Vendors' ranges: what is understood, how surely, and what is kept as text."""

import json
import os
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.vendor_text import MAX_TEXT, read
from medward.versions.vers import contains, spans, write


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vers:all/*", "vers:all/*"),
        ("All versions", "vers:all/*"),
        ("*", "vers:all/*"),
        ("all versions prior to 9.5.1", "vers:generic/<9.5.1"),
        ("Versions before v2.0", "vers:generic/<2.0"),
        ("<= 2.1", "vers:generic/<=2.1"),
        ("All versions < V4.3.8", "vers:generic/<4.3.8"),
        ("2.3.6 and  below", "vers:generic/<=2.3.6"),
        ("2.1 and all earlier versions", "vers:generic/<=2.1"),
        ("firmware version 3.2 or later", "vers:generic/>=3.2"),
        ("1.2+", "vers:generic/>=1.2"),
        ("up to and including 4.0", "vers:generic/<=4.0"),
        ("Versions 1.0 to 3.2 inclusive", "vers:generic/>=1.0|<=3.2"),
        ("from 1.0 until 3.2 exclusive", "vers:generic/>=1.0|<3.2"),
        ("between 1.0 and 3.2", "vers:generic/>=1.0|<=3.2"),
        ("> V3.0 < V4.0", "vers:generic/>3.0|<4.0"),
        (">= 1.1 | <= 1.3.2", "vers:generic/>=1.1|<=1.3.2"),
        ("2.0 | 2.1", "vers:generic/2.0|2.1"),
        ("1.0, 1.1 and 1.2", "vers:generic/1.0|1.1|1.2"),
        ("(Release 1.3.2 1.4.0)", "vers:generic/1.3.2|1.4.0"),
        ("5.x.x", "vers:generic/>=5|<6"),
        ("<= 12.2.x.x", "vers:generic/<12.3"),
        ("< 3.x", "vers:generic/<3"),
        ("1.3.0 Build 14", "vers:generic/1.3.0%20build%2014"),
        ("1.3.0 Build 14 and earlier", "vers:generic/<=1.3.0%20build%2014"),
        ("< 1.8.4 Service Pack 01", "vers:generic/<1.8.4%20sp%2001"),
        ("<=2023.3_Build_9342", "vers:generic/<=2023.3%20build%209342"),
        ("vers:npm/>=1.0.0|<2.0.0", "vers:npm/>=1.0.0|<2.0.0"),
    ],
)
def test_what_is_understood_as_a_whole_is_strong_or_exact(text: str, expected: str) -> None:
    found = read(text)
    assert found.range is not None, found.note
    assert write(found.range) == expected
    assert (found.text, found.note) == (text, "")
    assert found.confidence == ("exact" if text.startswith("vers:") else "strong")


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ("A.01 through C.03", "vers:generic/>=a.01|<=c.03", ""),
        ("prior to R8.4", "vers:generic/<r8.4", ""),
        ("Rev B-M", "vers:generic/>=b|<=m", ""),
        ("<= VM5.0", "vers:generic/<=vm5.0", ""),
        ("A.01 <= C.0x | 4.0", "vers:generic/>=a.01|<c.10|4.0", ""),
        ("MMT-1711 | MMT-1712", "vers:generic/mmt-1711|mmt-1712", ""),
        ("2131 and 2141", "vers:generic/2131|2141", ""),
        ("* (end-of-life 2011)", "vers:all/*", "left out: (end-of-life 2011)"),
        ("<= 1.54 (integrated into X)", "vers:generic/<=1.54", "left out: (integrated into x)"),
        ("6.x model 35700", "vers:generic/>=6|<7", "left out: model 35700"),
        ("Version A, Firmware A.03.09", "vers:generic/a.03.09", "left out: version a, firmware a.03.09"),
        ("9.x (with modules (1 | 2)", "vers:generic/>=9|<10", "left out: (with modules (1 | 2)"),
    ],
)
def test_what_may_mean_something_else_is_only_possible(text: str, expected: str, note: str) -> None:
    found = read(text)
    assert found.range is not None, found.note
    assert (write(found.range), found.confidence, found.note) == (expected, "possible", note)


def test_vers_all_with_bounds_is_read_as_the_vendor_s_own_notation() -> None:
    found = read("vers:all/>=V7.80<V9.40")
    assert found.range is not None
    assert write(found.range) == "vers:generic/>=7.80|<9.40"
    assert "takes no bounds" in found.note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "names no version"),
        ("distributed  < april 1, 2018", "speaks of dates"),
        ("<8/30/2024", "speaks of dates"),
        ("with wireless option (shipped between 2016-August 2018)", "speaks of dates"),
        ("Accu-Chek Inform II", "not clear"),
        ("882300 Gemini 16 Slice", "not clear"),
        ("no version", "not clear"),
        ("vers:npm/x|1.0.0", "SemVer wants"),
        ("1" * (MAX_TEXT + 1), "more than the"),
        ("x.x", "not clear"),
    ],
)
def test_what_is_not_understood_is_kept_as_text_with_the_reason(text: str, note: str) -> None:
    found = read(text)
    assert (found.text, found.range, found.confidence) == (text, None, None)
    assert note in found.note


def test_builds_and_service_packs_sort_after_their_release() -> None:
    found = read("1.3.0 Build 14 and earlier")
    assert found.range is not None
    inside = [text for text in ("1.2", "1.3.0", "1.3.0 build 9", "1.3.0 build 14") if contains(found.range, text)]
    assert len(inside) == 4
    assert not any(contains(found.range, text) for text in ("1.3.0 build 15", "1.3.1"))


words = st.sampled_from(
    ["all", "versions", "prior to", "<=", ">=", "<", "|", ",", "1.0", "2.x", "A.01", "and", "or", "earlier", "to",
     "through", "(", ")", "v", "build 3", "-", "vers:", "between", "x", "*", "inclusive", "0"]
)  # fmt: skip # a list of texts, not a table


@given(st.text() | st.lists(words, max_size=12).map(" ".join))
def test_any_text_is_answered_and_every_range_has_spans(text: str) -> None:
    found = read(text)
    assert found.text == text
    assert (found.range is None) == (found.confidence is None)
    assert found.note if found.range is None else spans(found.range) is not None


@pytest.mark.parametrize(
    "piece", ["1.", "x.", "(", "< ", "a ", "1 and ", "- ", "and ", "build 1 ", ".0x", " ", "1|", "v"]
)
def test_a_hostile_text_is_answered_at_once(piece: str) -> None:
    start = time.perf_counter()
    read(piece * (MAX_TEXT // len(piece)))
    assert time.perf_counter() - start < 0.5


def product_texts(prefix: str) -> Iterator[str]:
    """The names of all versions and version ranges in the product trees of CISA's advisories of one series."""
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "csaf/cisa-ot-white.zip") as files:
        for name in files.namelist():
            if name.endswith(".json") and f"/{prefix}" in name.lower():
                yield from versions_in(json.loads(files.read(name)).get("product_tree", {}))


def versions_in(branch: dict[str, Any]) -> Iterator[str]:
    if branch.get("category") in ("product_version", "product_version_range"):
        yield branch["name"]
    for one in branch.get("branches", []):
        yield from versions_in(one)


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_the_share_of_texts_of_medical_advisories_that_is_understood_does_not_fall() -> None:
    found = Counter(read(text).confidence for text in product_texts("icsma"))
    assert found.total() == 607
    assert found["exact"] == 258
    assert found["strong"] >= 200
    assert found[None] <= 72


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_the_share_of_texts_of_industrial_advisories_that_is_understood_does_not_fall() -> None:
    found = Counter(read(text).confidence for text in product_texts("icsa"))
    assert found.total() > 15_000
    assert found[None] <= 0.055 * found.total()
