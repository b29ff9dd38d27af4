# SPDX-License-Identifier: Apache-2.0
"""Paths that somebody asks for: filtered by where they begin and end; a name that leads nowhere is told."""

import pytest

from medward.base.problems import ProblemsError
from medward.threats.paths import attack_paths
from medward.threats.walking import asked
from medward.trace.build import build
from threat_systems import ward


def test_without_a_wish_all_paths_come_in_their_order() -> None:
    trace = build(ward())
    assert asked(trace) == attack_paths(trace).listed


def test_a_path_begins_and_ends_where_it_was_asked_for() -> None:
    trace = build(ward())
    one = asked(trace)[0]
    found = asked(trace, one.parts[0], one.asset)
    assert one in found
    assert {(path.parts[0], path.asset) for path in found} == {(one.parts[0], one.asset)}


def test_every_name_that_leads_nowhere_is_told_at_once() -> None:
    with pytest.raises(ProblemsError) as raised:
        asked(build(ward()), "I-NOWHERE", "AS-NOTHING")
    assert {one.key for one in raised.value.problems} == {"I-NOWHERE", "AS-NOTHING"}
