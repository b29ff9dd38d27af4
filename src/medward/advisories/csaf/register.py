# SPDX-License-Identifier: Apache-2.0
"""Which of several revisions of one document speaks: the newest, whatever the order in which they are found.

A document is one by its publisher and its tracking id (CSAF 2.0 section 3.2.1.12). Rules:

- The newest is the one with the highest `tracking.version` (a number, or numbers with dots), then with the latest
  `current_release_date`. Of two that are equal in both the first that was found stands.
- The same bytes twice are one document in two places.
- A document that its publisher has withdrawn, or replaced by others (categories `csaf_withdrawn` and
  `csaf_superseded` of CSAF 2.1), stands in place of its older revisions and says nothing of any product.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from medward.advisories.csaf.model import Advisory

T = TypeVar("T")
_NEVER = datetime.min.replace(tzinfo=UTC)
_NUMBERS = re.compile(r"(?<![0-9])[0-9]{1,18}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Registered(Generic[T]):
    """A document that was registered.

    Attributes:
        order: how new it is.
        digest: digest of its bytes.
        place: where it was found.
        held: what the caller keeps of it.
    """

    order: tuple[tuple[int, ...], datetime]
    digest: str
    place: str
    held: T


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """What became of a document that was offered.

    Attributes:
        stands: whether it speaks from now on.
        before: what was registered of the same document before it; None where nothing was.
        reason: where one of the two is laid aside, why, as one sentence without a full stop.
        same: whether both have the same bytes.
    """

    stands: bool
    before: Registered[T] | None = None
    reason: str = ""
    same: bool = False


class Register(Generic[T]):
    """Takes documents one after the other."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Registered[T]] = {}

    def offer(self, advisory: Advisory, digest: str, place: str, held: T) -> Offer[T]:
        """Register a document, where it is newer than what is known of it."""
        name = (advisory.publisher, advisory.id)
        before, one = self._known.get(name), Registered(age(advisory), digest, place, held)
        if before is None or one.order > before.order:
            self._known[name] = one
            reason = "" if before is None else f"{advisory.id} also stands in {place}, in a newer revision"
            return Offer(stands=True, before=before, reason=reason)
        if before.digest == digest:
            return Offer(stands=False, before=before, reason=f"it is the same as {before.place}", same=True)
        newer = "in a newer revision" if before.order > one.order else "in a revision that is as new"
        return Offer(stands=False, before=before, reason=f"{advisory.id} also stands in {before.place}, {newer}")

    def standing(self) -> list[Registered[T]]:
        """What stands, in the order in which documents were first found."""
        return list(self._known.values())


def age(advisory: Advisory) -> tuple[tuple[int, ...], datetime]:
    """How new a revision is, to be compared with another of the same document."""
    numbers = advisory.revision.partition("-")[0].partition("+")[0]
    return tuple(map(int, _NUMBERS.findall(numbers))), advisory.updated or _NEVER
