# SPDX-License-Identifier: Apache-2.0
"""The packs that come with Medward."""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from medward.packs import reading
from medward.packs.framework import Framework

_SUFFIX = ".yaml"


def shipped_ids() -> tuple[str, ...]:
    """Ids of the shipped packs, sorted, without reading them."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(
        sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX) and name.count(".") == 1)
    )


@cache
def shipped_pack(pack: str) -> Framework:
    """One shipped pack. Raises KeyError when there is none of that id."""
    if pack not in shipped_ids():
        raise KeyError(pack)
    return reading.parse(_folder().joinpath(pack + _SUFFIX).read_bytes(), f"{pack}{_SUFFIX}")


def shipped() -> tuple[Framework, ...]:
    """Every shipped pack, by id."""
    return tuple(shipped_pack(pack) for pack in shipped_ids())


def _folder() -> Traversable:
    return resources.files("medward.packs").joinpath("frameworks")
