# SPDX-License-Identifier: Apache-2.0
"""Ids are valid, the same every time, and never shared."""

from hypothesis import given
from hypothesis import strategies as st

from medward.threats.exchange.ids import PREFIXES, Ids, is_valid

KEYS = st.tuples(st.sampled_from(sorted(PREFIXES)), st.text(max_size=80) | st.from_regex(r"[ab]\.x[0-9a-f]{10}"))


@given(st.lists(KEYS, unique=True, max_size=30))
def test_ids_are_valid_and_never_shared(keys: list[tuple[str, str]]) -> None:
    ids = Ids()
    given_ids = [ids.of(*key) for key in keys]
    assert len(set(given_ids)) == len(keys)
    assert all(map(is_valid, given_ids))


@given(st.lists(KEYS, unique=True, max_size=30))
def test_ids_do_not_depend_on_what_else_the_file_holds(keys: list[tuple[str, str]]) -> None:
    together = Ids()
    assert [together.of(*key) for key in keys] == [Ids().of(*key) for key in keys]


def test_readable_ids_stay_readable() -> None:
    assert Ids().of("zone", "web-dmz") == "Z-web-dmz"
    assert Ids().of("process", "Web server").startswith("P-Web-server.x")


def test_an_id_of_our_own_is_kept_unless_it_is_taken() -> None:
    ids = Ids()
    assert ids.keep("zone", "Z-PUMP")
    assert ids.of("zone", "Z-PUMP") == "Z-PUMP"
    assert not ids.keep("process", "Z-PUMP")
