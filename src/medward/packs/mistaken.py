# SPDX-License-Identifier: Apache-2.0
"""Texts that people cite for cybersecurity and that are about something else, with those that they meant.

No pack exists for them, and none should: a verdict on such a text would say nothing about security. Who asks for
one is told what it is about instead of only that it is not there.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistaken:
    """One text that is often mistaken for one on cybersecurity.

    Attributes:
        id: how a pack of it would be called.
        citation: how it is cited.
        about: what it is about, to follow "is about".
        meant: what people mean who cite it, each with the id of the pack that asks it.
    """

    id: str
    citation: str
    about: str
    meant: tuple[tuple[str, str], ...]

    def told(self) -> str:
        """What who asks for it should know, in two sentences."""
        meant = " or ".join(f"{citation} (pack {pack})" for citation, pack in self.meant)
        return f"{self.citation} is about {self.about}, not about cybersecurity. You may mean {meant}."


MISTAKEN = (
    Mistaken(
        "iec-60601-1-10",
        "IEC 60601-1-10",
        "physiologic closed-loop controllers in medical electrical equipment",
        (("IEC 81001-5-1", "iec-81001-5-1"), ("IEC TR 60601-4-5 with IEC 62443-4-2", "iec-62443-4-2")),
    ),
)
"""Every such text, by id."""


def mistaken(name: str) -> Mistaken | None:
    """The text that a name means, written as an id or as a citation: `IEC 60601-1-10`; None for any other."""
    wanted = "-".join(name.lower().split())
    return next((one for one in MISTAKEN if wanted in {one.id, one.id.removeprefix("iec-")}), None)
