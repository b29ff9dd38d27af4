# SPDX-License-Identifier: Apache-2.0
"""The same content has the same digest, however it is written; other content has another."""

import hashlib
import json
import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.samples import CHAIN, DEVICE, PROOF, REPORT, loaded, put, whole
from dossier.strategies import Content, Sample, samples
from medward.base.yamlwriting import write
from medward.dossier import load
from medward.dossier.content import content, revision, revision_bytes

ORDERED = {"essential_performance", "notes"}
"""Lists of free text: their order is content."""


def shuffled(value: object, rng: random.Random) -> object:
    """The same content in another order of keys and parts."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: rng.random())
        return {key: value[key] if key in ORDERED else shuffled(value[key], rng) for key in keys}
    if isinstance(value, list):
        return sorted((shuffled(item, rng) for item in value), key=lambda _: rng.random())
    return value


def split(content: Content, rng: random.Random, number: int) -> list[Content]:
    """The same content over several files: mappings by their keys at any depth, lists by their items."""
    parts: list[Content] = [{} for _ in range(number)]
    for key, value in content.items():
        if isinstance(value, dict) and value:
            for part, inner in zip(parts, split(value, rng, number), strict=True):
                if inner:
                    part[key] = inner
        elif isinstance(value, list) and value and key not in ORDERED:
            for item in value:
                rng.choice(parts).setdefault(key, []).append(item)
        else:
            rng.choice(parts)[key] = value
    return parts


@settings(max_examples=60, deadline=None)
@given(samples(), st.integers(1, 4), st.integers(0, 2**32))
def test_neither_files_nor_order_are_content(sample: Sample, number: int, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a repeatable shuffle, not a secret
    with tempfile.TemporaryDirectory() as name:
        one, many = Path(name, "one"), Path(name, "many")
        for folder in (one, many):
            sample.put_files(folder)
        put(one, {"all.yaml": write(sample.content)})
        other = shuffled(sample.content, rng)
        assert isinstance(other, dict)
        texts = {
            f"{rng.random()}/{index}.yaml": write(part) for index, part in enumerate(split(other, rng, number))
        }
        put(many, dict(texts))
        assert load(one).dossier == load(many).dossier == sample.dossier
        assert load(one).digest == load(many).digest


@settings(max_examples=60, deadline=None)
@given(samples(), samples())
def test_two_dossiers_have_one_digest_only_if_they_are_equal(left: Sample, right: Sample) -> None:
    same = revision(left.dossier, {}) == revision(right.dossier, {})
    assert same == (left.dossier == right.dossier)


def test_a_default_that_is_written_out_is_no_content(tmp_path: Path) -> None:
    short = loaded(tmp_path / "a", "harms: [{id: H, name: h, severity: minor}]")
    long = loaded(tmp_path / "b", "harms: [{id: H, name: h, severity: minor, many_patients: unknown}]\ntests: []\n"
                                  "architecture: {zones: []}")  # fmt: skip
    assert short.digest == long.digest
    assert "architecture" not in content(short.dossier)


def test_a_referenced_file_is_content_even_where_no_digest_is_stated(tmp_path: Path) -> None:
    more = "releases: [{id: R, version: '1', status: current, sboms: [{file: files/s.json}]}]"
    first = loaded(put(tmp_path / "a", {"files/s.json": "{}"}), more)
    second = loaded(put(tmp_path / "b", {"files/s.json": "[]"}), more)
    assert first.dossier == second.dossier
    assert first.digest != second.digest


def test_the_digest_is_the_sha_256_of_the_canonical_bytes(tmp_path: Path) -> None:
    got = load(whole(tmp_path))
    data = revision_bytes(got.dossier, got.files)
    assert got.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
    document = json.loads(data)
    assert document["content"]["device"]["name"] == "Drip 100"
    assert list(document["files"]) == ["files/report.txt"]


def test_the_digest_of_a_known_dossier_never_changes(tmp_path: Path) -> None:
    """A stored revision is addressed by its digest: a change here is a change of the format."""
    put(tmp_path, {"a.yaml": DEVICE + CHAIN + PROOF, "files/report.txt": REPORT})
    assert load(tmp_path).digest == DIGEST


DIGEST = "sha256:76d9f2dea208f1a66ff21ef9e813b574ca981d6ac6cfdbc57fab3c4b4664d18e"
