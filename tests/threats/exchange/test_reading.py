# SPDX-License-Identifier: Apache-2.0
"""Files that are refused, with code and line; nothing outside a file is opened and nothing grows."""

import pytest

from medward.base.problems import Problem, ProblemsError
from medward.threats.exchange import Format, parse
from medward.threats.exchange.source import MAX_BYTES

ALIASES = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{here}: &{here} [{', '.join([f'*{there}'] * 10)}]\n".encode()
    for there, here in zip("abcdefg", "bcdefgh", strict=True)
)


def refused(data: bytes, wanted: Format | None = None) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        parse(data, "model", wanted)
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "format", 0),
        (b"just text", "format", 0),
        (b"[]", "format", 0),
        (b'{"a": 1}', "format", 0),
        (b'{\n "otmVersion": ', "syntax", 2),
        (b'{"otmVersion": "1", "otmVersion": "2"}', "shape", 0),
        (b'{"otmVersion": NaN}', "shape", 0),
        (b"otmVersion: 1\nproject: [", "syntax", 3),
        (b"otmVersion: 1\nproject: *no\n", "alias", 2),
        (b"otmVersion: 1\ncomponents: 3\n", "shape", 2),
        (b"otmVersion: 1\ntrustZones:\n- {id: a, name: A}\n- {id: a, name: B}\n", "duplicate", 4),
        (b"otmVersion: !!python/object:os.system 1\n", "shape", 1),
        (b"\xff\xfe{}", "encoding", 1),
        (b"<a/>", "format", 0),
        (b"<a>", "syntax", 1),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "doctype", 0),
        (b"[" * 100 + b"]" * 100, "depth", 0),
        (b"a: " + b"[" * 100 + b"]" * 100, "depth", 1),
        (ALIASES, "size", 6),
        (b" " * (MAX_BYTES + 1), "size", 0),
    ],
)
def test_what_is_no_model_is_refused_with_code_and_line(data: bytes, code: str, line: int) -> None:
    problem = refused(data)
    assert (problem.code, problem.place.line) == (f"threat-model.{code}", line)


def test_a_named_format_is_held_to() -> None:
    assert refused(b"otmVersion: 0.2.0\n", Format.PYTM).code == "threat-model.format"


def test_zones_in_a_circle_are_cut_and_told() -> None:
    data = b"""otmVersion: 0.2.0
trustZones:
- {id: a, name: A, risk: {trustRating: 1}, parent: {trustZone: b}}
- {id: b, name: B, risk: {trustRating: 1}, parent: {trustZone: a}}
"""
    imported = parse(data, "model")
    assert sorted(zone.inside or "" for zone in imported.architecture.zones) == ["", "Z-a"]
    assert any("inside itself" in lost.reason for lost in imported.lost)


def test_characters_that_a_dossier_refuses_are_left_out_and_told() -> None:
    data = b'{"otmVersion": "1", "trustZones": [{"id": "\\ud800", "name": "a\\u0000b", "risk": {}}]}'
    imported = parse(data, "model")
    assert [zone.name for zone in imported.architecture.zones] == ["ab"]
    assert any("cannot be printed" in lost.reason for lost in imported.lost)


@pytest.mark.parametrize(
    "own", ["{kind: flow}", "{kind: zone, id: X}", "{kind: zone, trust: 3}", "{kind: [zone]}", "3"]
)
def test_an_attribute_that_this_program_does_not_write_is_passed_over_and_told(own: str) -> None:
    zone = f"{{id: a, name: A, risk: {{trustRating: 1}}, attributes: {{medward: {own}}}}}"
    imported = parse(f"otmVersion: 0.2.0\ntrustZones:\n- {zone}\n".encode(), "model")
    assert [one.id for one in imported.architecture.zones] == ["Z-a"]
    assert any("medward" in lost.key for lost in imported.lost)
