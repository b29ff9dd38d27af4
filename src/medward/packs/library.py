# SPDX-License-Identifier: Apache-2.0
"""The packs that come with Medward.

A check that names none asks those that are asked by default. Which these are is seen without reading the others,
so that a pack that nobody claims costs no time.
"""

import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from medward.packs import reading
from medward.packs.framework import Framework

_SUFFIX = ".yaml"
_WHEN_NAMED = re.compile(rb"^asked: *when_named *$", re.MULTILINE)


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
    return reading.parse(_bytes(pack), f"{pack}{_SUFFIX}")


def shipped() -> tuple[Framework, ...]:
    """Every shipped pack, by id."""
    return tuple(shipped_pack(pack) for pack in shipped_ids())


def asked_by_default() -> tuple[Framework, ...]:
    """The shipped packs that are asked where nobody names one, by id."""
    return tuple(shipped_pack(pack) for pack in shipped_ids() if not _WHEN_NAMED.search(_bytes(pack)))


def _bytes(pack: str) -> bytes:
    return _folder().joinpath(pack + _SUFFIX).read_bytes()


def _folder() -> Traversable:
    return resources.files("medward.packs").joinpath("frameworks")
