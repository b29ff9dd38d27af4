# SPDX-License-Identifier: Apache-2.0
"""OSV's evaluation algorithm, written plainly and slowly, for tests to compare with.

It follows "Evaluation" in https://ossf.github.io/osv-schema/#evaluation line by line over the JSON of a record,
and shares nothing with the engine but the order of versions.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from medward.versions import InvalidVersionError

Key = Callable[[str], bytes]
Events = Sequence[Mapping[str, str]]
FIRST = b""


def affected_by(version: str, statements: Sequence[Mapping[str, Any]], key: Key) -> bool:
    """Whether any statement, all of the component's package, includes the version.

    Raises InvalidVersionError where a range, or the component's own version in a range, has no place in the order.
    """
    return any(
        included_in_versions(version, statement.get("versions") or (), key)
        or any(
            included_in_range(version, one["events"], key)
            for one in statement.get("ranges") or ()
            if one["type"] in {"ECOSYSTEM", "SEMVER"}
        )
        for statement in statements
    )


def included_in_versions(version: str, versions: Sequence[str], key: Key) -> bool:
    """Whether a version is enumerated, by text or in another spelling."""
    return any(version == listed or same(version, listed, key) for listed in versions)


def same(one: str, other: str, key: Key) -> bool:
    """Whether two texts are one version; two texts that the order refuses never are."""
    try:
        return key(one) == key(other)
    except InvalidVersionError:
        return False


def included_in_range(version: str, events: Events, key: Key) -> bool:
    """Whether one range holds a version."""
    own = key(version)
    if not before_limits(own, events, key):
        return False
    vulnerable = False
    for kind, text in sorted(_single(events), key=lambda event: _place(event[0], event[1], key)):
        placed = _place(kind, text, key)
        if kind == "introduced" and own >= placed:
            vulnerable = True
        elif (kind == "fixed" and own >= placed) or (kind == "last_affected" and own > placed):
            vulnerable = False
    return vulnerable


def before_limits(own: bytes, events: Events, key: Key) -> bool:
    """Whether a version is before any of the limits, where there are limits."""
    limits = [text for kind, text in _single(events) if kind == "limit"]
    return not limits or any("*" in limit or own < key(limit) for limit in limits)


def _single(events: Events) -> list[tuple[str, str]]:
    return [(kind, text) for event in events for kind, text in event.items()]


def _place(kind: str, text: str, key: Key) -> bytes:
    if (kind == "introduced" and text == "0") or (kind == "limit" and "*" in text):
        return FIRST
    return key(text)
