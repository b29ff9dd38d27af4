# SPDX-License-Identifier: Apache-2.0
"""Version ranges as vendors write them in advisories, such as "all versions prior to 9.5.1".

What is understood becomes a range of the vers specification, with how sure that is; everything else is kept as
text, with the reason. Nothing is ever dropped in silence: a text that is not understood is not an empty range.

| confidence | when |
|---|---|
| exact | the text is itself a `vers:` string |
| strong | the whole text is understood, and its versions begin with a number |
| possible | a remark was left out ("(end-of-life 2011)"), or a version may name a model (`B.02`, `2131`) |

Understood are, in any case and with words such as "version", "firmware", "release" or "v" around them:

- all: `*`, "all versions", "any";
- one end: `<`, `<=`, `>`, `>=`, "prior to", "before", "up to", "through", "and earlier", "or below", "and later",
  `1.2+`;
- two ends: "1.0 to 3.2", "A.01 through C.03", "from … until …", "between … and …", `1.0 < 2.0`, with "inclusive"
  or "exclusive" (a lower end is inside, an upper one is unless "exclusive", "before" or `<` says otherwise);
- open ends: `1.x` is everything from 1 to below 2, `<= 12.2.x` everything below 12.3;
- lists of these between `|`, commas, "or", "and".

Not understood are dates of manufacture, names of models and options: they say which units, not which versions.
Texts longer than MAX_TEXT are kept unread.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from medward.versions.vers import Comparator, Constraint, Range, VersError, ordered, parse_loosely, spans

Confidence: TypeAlias = Literal["exact", "strong", "possible"]

MAX_TEXT = 1_000
SCHEME = "generic"


@dataclass(frozen=True, slots=True)
class VendorRange:
    """What a vendor's text says of versions.

    Attributes:
        text: the text as written.
        range: what was understood, or None.
        confidence: how sure that is, or None where nothing was understood.
        note: what was left out, or why nothing was understood, as a sentence without a full stop; or empty.
    """

    text: str
    range: Range | None
    confidence: Confidence | None
    note: str = ""


class _NotUnderstoodError(ValueError):
    """The text is no range; the message is the note."""


_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH})\b|\b[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}\b|\b(?:shipped|distributed|manufactured)\b"
)
_REMARK = re.compile(r"\s*\([^()]*\)|\s*\(.*$")
_WITH = re.compile(
    r"(?:^|\s+)(?:with|on|running on|model|replaced by)\s.*$|,?\s*part #.*$|^version [a-z],\s*(?=firmware)"
)
_ALL = re.compile(r"(?:all|any|\*)(?:\s+(?:versions?|releases?|firmware|software|models?))*")
_FILLER = re.compile(
    r"\b(?:all|any|the|versions?|vers?\.|releases?|firmware|software|sw|fw|bios|revisions?|rev\.?|starting|inclusive"
    r"|including|inclusively)(?=\s|$|[<>])[:\s]*"
)
_EDITION = re.compile(r"\b([0-9]+)(?:st|nd|rd|th) edition\b")
_V = (
    r"(?:v\.?\s?(?=[0-9]))?(?P<{0}>[a-z]{{0,4}}[-.]?[0-9][0-9a-z._+-]*|[a-z](?:\.[0-9a-z]+)*)"
    r"(?P<{0}_more>(?:\s(?:mr\s)?(?:build|sp|sr|patch|hotfix|hf|update|upd|[a-z])\s?\.?[0-9][0-9a-z.]*){{0,3}})"
)
_VERSION, _OTHER = _V.format("one"), _V.format("two")
_DOWN = "earlier|prior|below|older|lower|previous|before|under"
_UP = "later|newer|above|higher|up|onwards?|after|greater|beyond"
_DIRECTION = rf"(?:{_DOWN}|{_UP})"
_BELOW = (
    r"(?:<|prior to|before|earlier than|older than|lower than|less than|below|preceding|up to but not including)"
)
_UP_TO = r"(?:<=|=<|≤|up to and|up to|through|thru|until|to|no later than)"
_FROM = r"(?:>=|=>|≥|from|since|beginning with|starting with|starting from)"
_ABOVE = r"(?:>|after|later than|newer than|above|higher than|greater than)"
AND_DOWN = rf"(?:and|or|&)\s+(?:all\s+)?(?:{_DOWN})"
"""The words after a version that take in all before it: "and earlier", "or below"."""
AND_UP = rf"(?:and|or|&)\s+(?:all\s+)?(?:{_UP})"
"""The words after a version that take in all after it: "and later", "or above"."""
_EARLIER = rf"(?:and|or|&)?\s*(?:all\s+)?(?:{_DOWN})"
_LATER = rf"(?:and|or|&)?\s*(?:all\s+)?(?:{_UP})"
_TO = r"(?:-|–|through|thru|until|up to and|up to|to|<=|≤)"

_FORMS: tuple[tuple[str, tuple[Comparator, ...]], ...] = (
    (r"(?P<one>[a-z])\s?-\s?(?P<two>[a-z])", (">=", "<=")),
    (rf"(?:{_FROM}\s*)?{_VERSION}\s*{_UP_TO}\s*{_OTHER}", (">=", "<=")),
    (rf"(?:{_FROM}\s*)?{_VERSION}\s+{_TO}\s*{_OTHER}", (">=", "<=")),
    (rf"(?:{_FROM}\s*)?{_VERSION}\s*{_BELOW}\s*{_OTHER}", (">=", "<")),
    (rf"{_ABOVE}\s*{_VERSION}\s*{_UP_TO}\s*{_OTHER}", (">", "<=")),
    (rf"{_ABOVE}\s*{_VERSION}\s*{_BELOW}\s*{_OTHER}", (">", "<")),
    (rf"(?:between|from)\s+{_VERSION}\s+and\s+{_OTHER}", (">=", "<=")),
    (rf"{_UP_TO}\s*{_VERSION}", ("<=",)),
    (rf"{_BELOW}\s*{_VERSION}", ("<",)),
    (rf"{_FROM}\s*{_VERSION}", (">=",)),
    (rf"{_ABOVE}\s*{_VERSION}", (">",)),
    (rf"{_VERSION}\s+{_EARLIER}", ("<=",)),
    (rf"{_VERSION}(?:\s+{_LATER}|\s?\+)", (">=",)),
    (rf"=?\s*{_VERSION}", ("=",)),
)
_COMPILED = tuple((re.compile(form), signs) for form, signs in _FORMS)
_OPEN = re.compile(r"(?P<kept>[^x]*?)(?P<tens>\.0)?\.?x(?:\.x)*")
_LAST_NUMBER = re.compile(r"(.*?)([0-9]+)$")
_SEPARATOR = re.compile(rf"\s*(?:\||;|,|\b(?:or|and)\b(?!\s+(?:all\s+)?(?:{_DIRECTION}|including)\b))\s*")
_LIST_OF_NUMBERS = re.compile(r"v?[0-9]+(?:\.[0-9]+)+(?:\s+v?[0-9]+(?:\.[0-9]+)+)+")
_MODEL_LENGTH = 3


def read(text: str) -> VendorRange:
    """What a vendor's text says of versions. Never raises."""
    try:
        found, confidence, note = _read(text)
    except (_NotUnderstoodError, VersError) as error:
        return VendorRange(text, None, None, str(error))
    return VendorRange(text, found, confidence, note)


def _read(text: str) -> tuple[Range, Confidence, str]:
    if len(text) > MAX_TEXT:
        raise _NotUnderstoodError(f"it has {len(text):,} characters, more than the {MAX_TEXT:,} that are read")
    plain = " ".join(text.lower().replace("service pack", "sp").replace("_build_", " build ").split())
    if plain.startswith("vers:all/") and plain != "vers:all/*":
        found, confidence, note = _bounded(plain.removeprefix("vers:all/"))
        return found, confidence, note or "'vers:all/' takes no bounds; they are read as the vendor's own"
    if plain.startswith("vers:"):
        found = parse_loosely(text)
        spans(found)
        return found, "exact", ""
    return _bounded(plain[1:-1] if plain.startswith("(") and plain.find(")") == len(plain) - 1 else plain)


def _bounded(plain: str) -> tuple[Range, Confidence, str]:
    """What a text in lower case says in words and comparators."""
    kept = _WITH.sub("", _REMARK.sub("", plain)).strip()
    note = "" if kept == plain else f"left out: {_left_out(plain, kept)}"
    if _DATE.search(kept or plain):
        raise _NotUnderstoodError("it speaks of dates, not of versions")
    if _ALL.fullmatch(kept):
        return Range("all", (Constraint("*"),)), "possible" if note else "strong", note
    constraints = [bound for part in _parts(_EDITION.sub(r"\1", kept)) for bound in _bounds(part)]
    if not constraints:
        raise _NotUnderstoodError("it names no version")
    found = ordered(SCHEME, constraints)
    spans(found)
    return found, "strong" if not note and all(map(_surely_a_version, constraints)) else "possible", note


def _surely_a_version(bound: Constraint) -> bool:
    """Whether it begins with a number, and is not a long number by itself, which may be a model's."""
    alone = bound.comparator == "=" and "." not in bound.version and len(bound.version) >= _MODEL_LENGTH
    return bound.version[:1].isdigit() and not alone


def _left_out(plain: str, kept: str) -> str:
    return plain.removeprefix(kept).strip() if plain.startswith(kept) else plain


def _parts(text: str) -> list[str]:
    """The alternatives of a list; 'between 1 and 2' is one."""
    if text.startswith(("between ", "from ")):
        return [text]
    bare = _FILLER.sub("", text)
    listed = bare.split() if _LIST_OF_NUMBERS.fullmatch(bare) else _SEPARATOR.split(text)
    return [part for part in (one.strip(" .:") for one in listed) if part]


def _bounds(part: str) -> list[Constraint]:
    """The bounds of one alternative. Raises _NotUnderstoodError."""
    exclusive = part.endswith(" exclusive")
    bare = " ".join(_FILLER.sub(" ", f"{part} ").replace(" exclusive", "").split())
    for form, signs in _COMPILED:
        if match := form.fullmatch(bare):
            closed: tuple[Comparator, ...] = (">=", "<") if exclusive and signs == (">=", "<=") else signs
            return _constraints(match, closed)
    raise _NotUnderstoodError(f"it is not clear what '{part[:60]}' says of versions")


def _constraints(match: re.Match[str], signs: tuple[Comparator, ...]) -> list[Constraint]:
    said = match.groupdict("")
    return [
        bound
        for sign, group in zip(signs, ("one", "two"), strict=False)
        for bound in _constraint(sign, said[group] + said.get(f"{group}_more", ""))
    ]


def _constraint(sign: Comparator, version: str) -> list[Constraint]:
    """A bound, whose version may have open places (`1.x`)."""
    version = version.rstrip(".-+_ ")
    opened = _OPEN.fullmatch(version)
    if opened is None:
        return [Constraint(sign, version)]
    low, high = _open_ends(opened["kept"].rstrip("."), tens=bool(opened["tens"]))
    bounds: dict[Comparator, list[Constraint]] = {
        "<": [Constraint("<", low)],
        "<=": [Constraint("<", high)],
        ">": [Constraint(">=", high)],
        ">=": [Constraint(">=", low)],
    }
    return bounds.get(sign, [Constraint(">=", low), Constraint("<", high)])


def _open_ends(kept: str, *, tens: bool) -> tuple[str, str]:
    """The first version of an open one, and the first after it; `C.0x` ends before `C.10`."""
    if tens:
        return f"{kept}.00", f"{kept}.10"
    last = _LAST_NUMBER.fullmatch(kept)
    if last is None:
        raise _NotUnderstoodError(f"it is not clear where '{kept[:60]}.x' ends")
    return kept, f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"
