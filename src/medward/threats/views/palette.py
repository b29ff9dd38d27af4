# SPDX-License-Identifier: Apache-2.0
"""Colours and line styles. Colour alone never says anything: each has a line style, a shape or a word beside it.

Tests hold the contrasts that WCAG 2.2 (level AA) asks for: 4.5 to 1 for text, 3 to 1 for lines that carry meaning,
in colour and in grey, on every ground on which they can stand.
"""

from dataclasses import dataclass

from medward.dossier.model.architecture import Trust
from medward.threats.views.drawing import Protection

INK = "#1a1a1a"
PAPER = "#ffffff"
PROCESS = "#e8f0f8"
STORE = "#f3ecdf"
ACTOR = "#f1f1f1"
PORT = "#ffffff"
FAMILY = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn.

    Attributes:
        colour: its colour.
        width: its width in points.
        dashes: lengths of dashes and gaps; empty for a line without gaps.
    """

    colour: str
    width: float
    dashes: str = ""


FLOWS = {
    Protection.PROTECTED: Stroke("#1f4e79", 2.0),
    Protection.OPEN: Stroke("#9c2a00", 1.7, "9 5"),
    Protection.UNKNOWN: Stroke("#5b2c83", 1.9, "2 4"),
}
ZONES = {
    Trust.TRUSTED: (Stroke(INK, 2.0), "#eef6ee"),
    Trust.SEMI_TRUSTED: (Stroke("#4a4a4a", 1.2), "#faf7ea"),
    Trust.UNTRUSTED: (Stroke("#4a4a4a", 1.2, "12 3 3 3"), "#fbf1f0"),
}
"""For each degree of trust, the line around a zone and its ground."""


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def grey(colour: str) -> str:
    """The grey of the same luminance, as a printer without colours prints it."""
    value = _luminance(colour)
    channel = 12.92 * value if value <= _KNEE_LIGHT else 1.055 * value ** (1 / 2.4) - 0.055
    return f"#{round(channel * 255):02x}" + f"{round(channel * 255):02x}" * 2


_KNEE = 0.04045
_KNEE_LIGHT = 0.0031308


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _KNEE else ((channel + 0.055) / 1.055) ** 2.4
