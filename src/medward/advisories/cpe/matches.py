# SPDX-License-Identifier: Apache-2.0
"""One CPE match criterion as a claim: the product that it names, the versions, and on what it holds.

Criteria are those of the NVD's API 2.0 (`cpeMatch`), which CVE records use too (`cpeApplicability`). Rules:

- Bounds are placed in the generic order: from `versionStartIncluding`, after `versionStartExcluding`, up to
  `versionEndIncluding`, before `versionEndExcluding`. A bound that the order refuses, or an end that begins with a
  word, makes the claim a doubt about every version.
- A name with a version names that version. One without (ANY), with NA or with a pattern, and without bounds, names
  no version that could be compared: the claim holds for every version, with that doubt.
- The values after the version are kept as they are, to be related to the component's own.
- A name without a written-out vendor and product can be looked up by nobody; it gives no claim.
"""

from medward.advisories.claims import CPE, Claim, Terms, begins_with_word, every_version, placed, placed_or_none
from medward.advisories.cpe.conditions import Criterion
from medward.advisories.cpe.names import ANY, NA, Cpe, CpeError, is_literal, literal, parse
from medward.advisories.ranges import Ending, Interval
from medward.versions import LOWEST, InvalidVersionError

NO_VERSION = "its CPE name states no version"
_REST = Cpe._fields.index("update")
_NOTHING = ":".join([ANY] * 7)


def claim(criterion: Criterion, conditions: str = "") -> Claim | None:
    """The claim of one vulnerable criterion; None where its name names no product that can be looked up."""
    try:
        name = parse(criterion.cpe)
    except CpeError:
        return None
    if not name.has_product or name.part in {ANY, NA}:
        return None
    terms = Terms(attributes=attributes(name), conditions=conditions)
    if _bounded(criterion):
        return _between(criterion, name, terms)
    if is_literal(name.version):
        version = literal(name.version)
        return Claim(CPE, name.named, versions=((placed_or_none(version), version),), terms=terms)
    return _doubted(name, terms, _unversioned(name.version))


def _between(criterion: Criterion, name: Cpe, terms: Terms) -> Claim:
    """The claim of a criterion with bounds."""
    try:
        intervals = _interval(criterion)
    except InvalidVersionError as error:
        return _doubted(name, terms, f"its bounds cannot be compared: {error}")
    if begins_with_word(criterion.end_excluding or criterion.end_including or "0"):
        return _doubted(name, terms, "its bounds are words, which cannot be compared with numbers")
    if not intervals:
        return _doubted(name, terms, "its bounds hold nothing in the generic order")
    return Claim(CPE, name.named, intervals=intervals, terms=terms)


def attributes(name: Cpe) -> str:
    """The values after the version, joined; empty where all of them are ANY."""
    joined = ":".join(name[_REST:])
    return "" if joined == _NOTHING else joined


def _bounded(criterion: Criterion) -> bool:
    return bool(
        criterion.start_including
        or criterion.start_excluding
        or criterion.end_including
        or criterion.end_excluding
    )


def _unversioned(version: str) -> str:
    if version == ANY:
        return NO_VERSION
    return (
        "its CPE name says that versions do not apply"
        if version == NA
        else f"its CPE name has the pattern {version}"
    )


def _doubted(name: Cpe, terms: Terms, doubt: str) -> Claim:
    return Claim(CPE, name.named, intervals=(every_version(),), terms=terms._replace(doubt=doubt))


def _interval(criterion: Criterion) -> tuple[Interval, ...]:
    """The run of versions between the bounds; none where it is empty. Raises InvalidVersionError."""
    low, introduced = LOWEST, "0"
    if criterion.start_including:
        low, introduced = placed(criterion.start_including), criterion.start_including
    elif criterion.start_excluding:
        low, introduced = placed(criterion.start_excluding) + b"\x00", f"> {criterion.start_excluding}"
    high, ending, until = _end(criterion)
    return (Interval(low, high, introduced, ending, until),) if high is None or low < high else ()


def _end(criterion: Criterion) -> tuple[bytes | None, Ending, str]:
    if criterion.end_excluding:
        return placed(criterion.end_excluding), "fixed", criterion.end_excluding
    if criterion.end_including:
        return placed(criterion.end_including) + b"\x00", "last_affected", criterion.end_including
    return None, "", ""
