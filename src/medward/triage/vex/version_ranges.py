# SPDX-License-Identifier: Apache-2.0
"""Whether a version lies in the range of versions that a statement names.

Rules:

- `vers:` strings are evaluated in the order that they name, where that is the order of the component's own
  versions, or the component has none of its own (it is named by CPE, by hash, or by a generic package URL).
- A text in a vendor's words ("prior to 9.5.1") and `vers:generic` name no order. They are decided where the
  generic order and the component's own say the same, and the text was understood as a whole.
- Everything else is undecided, with the reason: another order, a version that an order refuses, words that are not
  understood. An undecided range is never taken for "outside", nor for "inside".
"""

from dataclasses import dataclass

from medward.versions import scheme_of, vendor_text
from medward.versions.vers import Range, VersError, contains, ordered

_GENERIC = "generic"
_SEMVER = "semver"
_BY_SEMVER = frozenset({"cargo", "golang", "hex", "npm", "swift"})
"""Schemes whose order is that of Semantic Versioning, so that a range in either means the same."""


@dataclass(frozen=True, slots=True)
class Within:
    """Whether a version lies in a range.

    Attributes:
        inside: True, False, or None where that cannot be decided.
        every: whether the range holds every version, and so names none.
        reason: why it is undecided, as the end of a sentence; else empty.
    """

    inside: bool | None
    every: bool = False
    reason: str = ""


def within(text: str, version: str, package_type: str = "") -> Within:
    """Whether a version lies in the range. Never raises. `package_type` is that of its package URL, or empty."""
    read = vendor_text.read(text)
    if read.range is None:
        return _undecided(f"its range '{text[:80]}' is not understood: {read.note}")
    if read.confidence == "possible":
        return _undecided(
            f"its range '{text[:80]}' is not sure: {read.note or 'a version may be the name of a model'}"
        )
    if read.range.everything:
        return Within(inside=True, every=True)
    if not version:
        return _undecided("it names a range of versions, and the component states no version")
    own = (scheme_of(package_type) or "") if package_type else ""
    return _decided(read.range, version, "" if own == _GENERIC else own)


def _decided(named: Range, version: str, own: str) -> Within:
    orders = _orders(named.scheme, own)
    if not orders:
        return _undecided(f"its range is in the order '{named.scheme}', and the component's versions are '{own}'")
    try:
        said = {contains(ordered(order, named.constraints), version) for order in orders}
    except VersError as error:
        return _undecided(f"its range cannot be evaluated: {error}")
    if len(said) > 1:
        return _undecided(f"its range names no order, and the orders {' and '.join(orders)} say different things")
    return Within(inside=said.pop())


def _orders(stated: str, own: str) -> tuple[str, ...]:
    """The orders that must agree; none where the stated one is not the component's."""
    if stated == "none" or not own or stated == own:
        return (stated,)
    if stated == _GENERIC:
        return (_GENERIC, own)
    return (own,) if stated == _SEMVER and own in _BY_SEMVER else ()


def _undecided(reason: str) -> Within:
    return Within(inside=None, reason=reason)
