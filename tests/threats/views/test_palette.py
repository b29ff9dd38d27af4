# SPDX-License-Identifier: Apache-2.0
"""Contrasts as WCAG 2.2 asks for them, in colour and in grey."""

from itertools import product

import pytest

from medward.threats.views.palette import (
    ACTOR,
    FLOWS,
    INK,
    PAPER,
    PORT,
    PROCESS,
    STORE,
    ZONES,
    contrast,
    grey,
)

GROUNDS = (PAPER, PORT, PROCESS, STORE, ACTOR, *(ground for _, ground in ZONES.values()))


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_is_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_text_is_readable_on_every_ground() -> None:
    assert all(contrast(INK, ground) >= 4.5 for ground in GROUNDS)


def test_lines_are_seen_on_every_ground_in_colour_and_in_grey() -> None:
    strokes = [*FLOWS.values(), *(stroke for stroke, _ in ZONES.values())]
    for stroke, ground in product(strokes, GROUNDS):
        assert contrast(stroke.colour, ground) >= 3
        assert contrast(grey(stroke.colour), grey(ground)) >= 3


def test_flows_and_zones_are_told_apart_without_colour() -> None:
    assert len({stroke.dashes for stroke in FLOWS.values()}) == len(FLOWS)
    assert len({(stroke.dashes, stroke.width) for stroke, _ in ZONES.values()}) == len(ZONES)
