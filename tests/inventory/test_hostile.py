# SPDX-License-Identifier: Apache-2.0
"""The worst inputs, in every format: each is read or is one clear problem, soon and without much memory.

What a single format can do beside that stands in its own test (document types of XML, texts of tag-value).
"""

import json
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from inventory.documents import ALL_SAMPLES, SAMPLES, cyclonedx, refused, spdx2, spdx3, tag_value
from medward.base.problems import ProblemsError
from medward.inventory import parse

JSON_SAMPLES = [name for name in ALL_SAMPLES if name.endswith(".json")]
STARTS = {
    "CycloneDX": b'{"bomFormat": "CycloneDX", "specVersion": "1.6", ',
    "SPDX 2": b'{"spdxVersion": "SPDX-2.3", ',
    "SPDX 3": b'{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", ',
    "no format": b'{"name": "x", ',
}
DEEP = 100_000


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """No test here may take long: what takes long on one of these takes for ever on the next."""
    started = time.process_time()
    yield
    assert time.process_time() - started < 30


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("bracket", [b"[", b'{"a": ', b'[{"components": '], ids=["lists", "objects", "both"])
def test_json_of_any_format_nested_too_deep_is_refused(start: bytes, bracket: bytes) -> None:
    assert refused(start + b'"x": ' + bracket * DEEP).code == "inventory.depth"


@pytest.mark.parametrize(
    ("start", "key"),
    [
        (STARTS["CycloneDX"], b"components"),
        (STARTS["CycloneDX"], b"metadata"),
        (STARTS["CycloneDX"], b"vulnerabilities"),
        (STARTS["SPDX 2"], b"packages"),
        (STARTS["SPDX 2"], b"annotations"),
        (STARTS["SPDX 3"], b"@graph"),
    ],
)
def test_depth_inside_a_section_is_refused_too(start: bytes, key: bytes) -> None:
    inner = b'[{"x": ' * DEEP + b"1" + b"}]" * DEEP
    problem = refused(start + b'"' + key + b'": ' + inner + b"}")
    assert problem.code in {"inventory.depth", "inventory.shape"}


def test_components_inside_components_to_the_bottom_are_refused() -> None:
    inner = b'{"name": "x", "components": [' * DEEP + b"]}" * DEEP
    assert refused(STARTS["CycloneDX"] + b'"components": [' + inner + b"]}").code == "inventory.depth"


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize(
    "end", [b"", b"\x00", b'"x": "\x00"}', b'"x": \xff}', b'"x": 1}}', b'"x": 1} {}', b'"x": NaN}']
)
def test_json_that_is_none_is_refused(start: bytes, end: bytes) -> None:
    assert refused(start + end).code in {"inventory.syntax", "inventory.binary"}


def test_huge_texts_numbers_and_keys_are_only_long() -> None:
    long = "x" * 5_000_000
    held = parse(cyclonedx({"name": long, "bom-ref": long, "licenses": [{"expression": long}], long: 1}), "x")
    assert len(held.components[0].name) == len(long)
    assert parse(spdx2([{"SPDXID": "SPDXRef-a", "name": long, "supplier": long}]), "x").components[0].name == long
    assert parse(spdx3({"type": "software_Package", "spdxId": long, "name": long}), "x").components[0].ref == long
    assert parse(tag_value(f"PackageName: {long}", ""), "x").components[0].name == long
    assert parse(STARTS["CycloneDX"] + b'"x": ' + b"9" * 1_000_000 + b"}", "x").components == ()


def test_one_ref_for_very_many_components_takes_time_in_proportion() -> None:
    same = [{"name": "a", "bom-ref": "same"}] * 50_000
    held = parse(cyclonedx(*same, dependencies=[{"ref": "same", "dependsOn": ["same"]}] * 50_000), "x")
    assert len(held.by_ref()) == 50_000
    assert len(held.relationships) == 1
    packages = [{"SPDXID": "SPDXRef-a", "name": "a"}] * 50_000
    assert len(parse(spdx2(packages), "x").by_ref()) == 50_000


def test_very_many_roots_take_time_in_proportion() -> None:
    roots = [f"urn:{number}" for number in range(100_000)]
    held = parse(spdx3({"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": roots}), "x")
    assert held.primary is None


def test_the_same_key_again_and_again_is_no_growth() -> None:
    again = b",".join([b'"components": [{"name": "a"}]'] * 50_000)
    assert len(parse(STARTS["CycloneDX"] + again + b"}", "x").components) == 1


def test_a_hostile_file_takes_memory_in_proportion() -> None:
    swarm = STARTS["CycloneDX"] + b'"components": [{"licenses": [' + b"{}," * 1_000_000 + b"{}]}]}"
    tracemalloc.start()
    parse(swarm, "x")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 * len(swarm)


WRONG: tuple[Any, ...] = (None, True, -1, 1.5, "", "NONE", "SPDXRef-zlib", [], [[]], [None], {}, {"name": []})


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in a JSON document."""
    yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(inner, (*path, key))


def with_value(document: Any, path: tuple[Any, ...], value: Any) -> bytes:
    """The document with another value in one place."""
    if not path:
        return json.dumps(value).encode()
    changed = json.loads(json.dumps(document))
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(changed).encode()


@pytest.mark.parametrize("name", JSON_SAMPLES)
def test_every_value_of_every_sample_may_be_wrong(name: str) -> None:
    document = json.loads((SAMPLES / name).read_bytes())
    read = refusals = 0
    for path in paths(document):
        for value in WRONG:
            try:
                held = parse(with_value(document, path, value), name)
            except ProblemsError as error:
                (problem,) = error.problems
                assert problem.message
                refusals += 1
            else:
                assert len(held.by_ref()) == len(held.all_components) + len(held.files)
                read += 1
    assert read > 200
    assert refusals > 200


@pytest.mark.parametrize("name", JSON_SAMPLES)
def test_a_wrong_type_in_what_is_read_is_named_by_its_path(name: str) -> None:
    document = json.loads((SAMPLES / name).read_bytes())
    listed = next(key for key in ("components", "packages", "@graph") if key in document)
    problem = refused(with_value(document, (listed, 1, "name"), {"not": "a text"}))
    assert (problem.code, problem.key) == ("inventory.shape", f"{listed}[1].name")
