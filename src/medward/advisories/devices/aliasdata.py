# SPDX-License-Identifier: Apache-2.0
"""The shipped alias data: makers, relabelled devices and words, from `medward/packs/aliases/`.

Facts with their sources, as YAML that people review. A file that is not as described here is refused with every
problem at its line.
"""

from functools import cache
from importlib import resources
from typing import Annotated, TypeAlias, TypeVar

from pydantic import StringConstraints

from medward.base import yamltext
from medward.base.validation import Form
from medward.packs.checks import Closed, Day
from medward.packs.validated import validated

UNVERIFIED = "unverified"
Page: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=rf"^(https?://\S+|{UNVERIFIED})$", max_length=500),
    Form("the address of a public page, or the word unverified"),
]


class Data(Closed):
    """What every file of alias data begins with."""

    id: str
    """Id of the file's content."""
    version: str
    """Version of the content."""
    reviewed: Day
    """The day on which a person last went through it."""


class Became(Closed):
    """Another maker that answers for the devices."""

    maker: str
    """Id of that maker."""
    since: str
    """Year, month or day from which."""
    source: str
    """The public statement that says so."""
    page: Page
    """Address of a public page on which it was checked, or `unverified`."""

    @property
    def cited(self) -> str:
        """The source, with the page or that nobody checked it, for people."""
        return f"{self.source}, {self.page}"


class Maker(Closed):
    """One maker."""

    id: str
    """Id, used by `became`."""
    names: tuple[str, ...]
    """Spellings; legal forms need not be repeated."""
    became: tuple[Became, ...] = ()
    """Makers that took over its devices, or some of them."""


class Makers(Data):
    """All makers that are known by more than one name."""

    makers: tuple[Maker, ...]
    """The makers."""


class Relabelled(Closed):
    """A device that is sold under another maker's name."""

    sold_by: str
    """Whose name stands on the label."""
    sold_as: str
    """Model on the label."""
    made_by: str
    """Who made it."""
    made_as: str
    """What the one who made it calls it."""
    since: str
    """Year, month or day from which this is known."""
    source: str
    """The public statement that says so."""
    page: Page
    """Address of a public page on which it was checked, or `unverified`."""

    @property
    def cited(self) -> str:
        """The source, with the page or that nobody checked it, for people."""
        return f"{self.source}, {self.page}"


class RelabelledDevices(Data):
    """All devices that are known to be relabelled."""

    devices: tuple[Relabelled, ...]
    """The devices."""


class Same(Closed):
    """One word written for others."""

    word: str
    """The word."""
    means: str
    """What stands in its place."""


class Words(Data):
    """Words of device names."""

    generic: frozenset[str]
    """Words that are dropped."""
    descriptive: frozenset[str]
    """Words that say what a device is."""
    same: tuple[Same, ...]
    """Words for other words."""


D = TypeVar("D", bound=Data)


@cache
def makers() -> Makers:
    """The shipped makers."""
    return _read("vendors.yaml", Makers)


@cache
def relabelled() -> RelabelledDevices:
    """The shipped relabelled devices."""
    return _read("devices.yaml", RelabelledDevices)


@cache
def device_words() -> Words:
    """The shipped words."""
    return _read("words.yaml", Words)


def _read(name: str, model: type[D]) -> D:
    data = resources.files("medward.packs").joinpath("aliases", name).read_bytes()
    return validated(model, yamltext.parse(data, name))
