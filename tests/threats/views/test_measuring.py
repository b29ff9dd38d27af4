# SPDX-License-Identifier: Apache-2.0
"""Lines fit their room, lose nothing, and hold no character that does something."""

from hypothesis import given
from hypothesis import strategies as st

from medward.threats.views.measuring import shown, width, wrapped

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXTS, st.floats(min_value=20, max_value=300))
def test_every_line_fits_unless_one_character_alone_is_wider(text: str, room: float) -> None:
    assert all(width(line, 10) <= room or len(line) == 1 for line in wrapped(text, 10, room))


@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    assert "".join("".join(wrapped(text, 10, 60)).split()) == "".join(shown(text).split())


def test_what_turns_the_direction_of_writing_is_shown_and_not_done() -> None:
    assert shown("a\u202eb\nc") == "a\\u202eb c"


def test_bold_and_large_text_is_wider() -> None:
    assert width("Pump", 10) < width("Pump", 10, bold=True) < width("Pump", 20)
