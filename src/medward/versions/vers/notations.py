# SPDX-License-Identifier: Apache-2.0
"""The ecosystems' notations for ranges, each read into alternatives of bounds.

| notation | of | reference |
|---|---|---|
| npm | npm | node-semver, "Ranges": `||`, blanks, `^`, `~`, `x`, `1 - 2` |
| cargo | cargo, pub, swift | The Cargo Book, "Specifying dependencies": commas, `^` where nothing stands |
| composer | composer | Composer, "Versions and constraints": as npm, `~1.2` up to 2, flags as `@beta` |
| conan | conan | Conan 2, "Version ranges": as npm, upper ends as `<2-` |
| gem | gem, hex | RubyGems, "Patterns": commas, `~>` |
| pypi | pypi | PEP 440, "Version specifiers": commas, `~=`, `==1.*` |
| brackets | maven, nuget | Maven, "Version Range Specification"; NuGet, "Version ranges": `[1,2)` |
| listed | openssl | versions between commas |
| nginx | nginx | nginx's security advisories: `1.5.0+, 1.4.1+`, `0.7.52-0.8.39` |
| compared | all others | bounds with `<`, `<<`, `<=`, `=`, `>=`, `>`, `>>`, `!=` between blanks or commas, `||` |

An empty list of bounds means every version. A bound with fewer than three numbers is filled up with zeros in the
notations in the manner of npm (`<=1.0` is `<=1.0.0`), as the tests of the vers specification have it.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from medward.versions.errors import MAX_LENGTH
from medward.versions.schemes import schemes
from medward.versions.vers.errors import VersError
from medward.versions.vers.spans import Comparator, Constraint

Bounds: TypeAlias = list[Constraint]
Alternatives: TypeAlias = list[Bounds]

_COMPARATORS: dict[str, Comparator] = {
    "": "=", "=": "=", "==": "=", "===": "=", "!=": "!=", "<>": "!=", "<": "<", "<<": "<", "<=": "<=", "=<": "<=",
    ">": ">", ">>": ">", ">=": ">=", "=>": ">=", "≤": "<=", "≥": ">=",
}  # fmt: skip # pairs, not a table
_BOUND = re.compile(
    r"(===|==|=<|=>|<>|<<|>>|<=|>=|!=|~>|~=|[=<>~^≤≥]|)\s*([^\s,<>=!~^≤≥](?:[^\s,<>=!^≤≥]|!(?!=))*)[\s,]*"
)
_CORE = re.compile(
    r"v?([0-9]+)(?:\.([0-9]+|[xX*]))?(?:\.([0-9]+|[xX*]))?(?:\.([0-9]+|[xX*]))?([-+].*|[a-zA-Z].*)?"
)
_CARETED = re.compile(_BOUND.pattern.replace("!^≤", "!≤"))
"""The same where a version may hold a caret, as that of an RPM package does (`1.2^git1`)."""
_STABILITY = re.compile(r"(.*)@(dev|alpha|beta|rc|stable)", re.IGNORECASE)
_UNSTABLE = re.compile(r"[0-9]-?(?:dev|alpha|beta|rc|a|b)[0-9.-]*$", re.IGNORECASE)
_WILD = frozenset("xX*")
_COMPLETE = 3


def _tokens(text: str, bound: re.Pattern[str] = _BOUND) -> list[tuple[str, str]]:
    """Operator and version of each bound. Raises VersError where the text is more than that."""
    found, place = [], 0
    while place < len(text):
        match = bound.match(text, place)
        if match is None or match.end() == place:
            raise VersError(f"it is not clear what {text[place : place + 40]!r} means in a range")
        if len(match[2]) > MAX_LENGTH:
            raise VersError(f"a version has {len(match[2]):,} characters, more than the {MAX_LENGTH:,} allowed")
        found.append((match[1], match[2]))
        place = match.end()
    return found


def _bound(operator: str, version: str) -> Constraint:
    if operator not in _COMPARATORS:
        raise VersError(f"the operator '{operator}' is not known in this notation")
    return Constraint(_COMPARATORS[operator], version)


def _alternatives(text: str, of: Callable[[str], Bounds], separator: str = r"\|\|?") -> Alternatives:
    parts = [part.strip() for part in re.split(separator, text)]
    if not all(parts):
        raise VersError("the range, or one of its alternatives, is empty")
    return [[] if part in _WILD else of(part) for part in parts]


def compared(text: str) -> Alternatives:
    """Bounds with comparators alone."""
    return _alternatives(text, lambda part: [_bound(*token) for token in _tokens(part, _CARETED)])


def _numbers(version: str) -> tuple[list[int], str, bool]:
    """The numbers of a version, what follows them, and whether an `x` stands in place of one."""
    match = _CORE.fullmatch(version) if len(version) <= MAX_LENGTH else None
    if match is None:
        raise VersError(f"{version[:40]!r} is no version of numbers between dots")
    written = [part for part in match.groups()[:4] if part]
    numbers = [int(part) for part in written if part not in _WILD]
    return numbers, match[5] or "", len(numbers) < len(written)


def _dotted(numbers: list[int], fill: int) -> str:
    return ".".join(map(str, numbers + [0] * (fill - len(numbers))))


def _raised(numbers: list[int], place: int) -> list[int]:
    """The next number at a place, and none after it."""
    kept = (numbers + [0] * place)[: place + 1]
    return [*kept[:-1], kept[-1] + 1]


def _caret_place(numbers: list[int]) -> int:
    """The first number that is not 0, which may not change; the last one where all are 0."""
    return next((place for place, number in enumerate(numbers) if number), len(numbers) - 1)


def _tilde_place(numbers: list[int], *, composer: bool) -> int:
    if composer:
        return max(len(numbers) - 2, 0)
    return min(1, len(numbers) - 1)


class _Dialect:
    """A notation in the manner of npm.

    Attributes:
        fill: how many numbers a version is filled up to.
        upper: what is put after an upper end that the notation itself makes.
        bare: what a version without an operator means.
    """

    def __init__(self, fill: int, upper: str, bare: str, *, composer: bool = False) -> None:
        self.fill, self.upper, self.bare, self.composer = fill, upper, bare, composer

    def read(self, text: str) -> Alternatives:
        """Alternatives between `||`."""
        return _alternatives(text, self._bounds)

    def _bounds(self, part: str) -> Bounds:
        hyphened = re.fullmatch(r"(\S+)\s+-\s+(\S+)", part)
        if hyphened:
            return [*self._bounds(f">={hyphened[1]}"), *self._upper_bound(hyphened[2])]
        return [bound for token in _tokens(part) for bound in self._bound(*token)]

    def _upper_bound(self, version: str) -> Bounds:
        """The second end of `1 - 2`: missing numbers are open."""
        numbers, after, _ = _numbers(version)
        if len(numbers) < _COMPLETE:
            return self._wild("<=", numbers)
        return [Constraint("<=", _dotted(numbers, self.fill) + after)]

    def _bound(self, operator: str, version: str) -> Bounds:
        if self.composer and (flagged := _STABILITY.fullmatch(version)):
            version = _with_stability(operator, flagged[1] or "*", flagged[2].lower())
        if version in _WILD:
            return []
        numbers, after, wild = _numbers(version)
        operator = operator or ("=" if wild else self.bare)
        if operator in ("~", "~>", "^"):
            caret = _caret_place(numbers) if operator == "^" else _tilde_place(numbers, composer=self.composer)
            return self._run(numbers, after, caret)
        if wild:
            return self._wild(operator, numbers)
        return [_bound(operator, _dotted(numbers, self.fill) + after)]

    def _run(self, numbers: list[int], after: str, place: int) -> Bounds:
        start = _dotted(numbers, self.fill) + ("" if after == "-" else after)
        return [Constraint(">=", start), Constraint("<", self._upper(_raised(numbers, place)))]

    def _wild(self, operator: str, numbers: list[int]) -> Bounds:
        """A bound on numbers of which the last ones are open."""
        start, end = _dotted(numbers, self.fill), self._upper(_raised(numbers, len(numbers) - 1))
        bounds: dict[str, Bounds] = {
            "=": [Constraint(">=", start), Constraint("<", end)],
            ">=": [Constraint(">=", start)],
            ">": [Constraint(">=", end)],
            "<": [Constraint("<", start)],
            "<=": [Constraint("<", end)],
        }
        if operator not in bounds:
            raise VersError(f"the operator '{operator}' takes no 'x'")
        return bounds[operator]

    def _upper(self, numbers: list[int]) -> str:
        return _dotted(numbers, self.fill) + self.upper


def _with_stability(operator: str, version: str, flag: str) -> str:
    """A version with a stability flag of Composer, `2.0@beta`.

    The flag says which releases may be installed. It is part of the version only where that is compared and states
    no stability of its own: `>=2.0@beta` begins at 2.0-beta, `^2.0@beta` where `^2.0` does.
    """
    compares = operator in {"<", "<=", ">", ">=", "!=", "<>"}
    if not compares or flag == "stable" or version in _WILD or _UNSTABLE.search(version):
        return version
    return f"{version}-{flag}"


def conan(text: str) -> Alternatives:
    """Conan's notation: options after a comma do not count, nor does a hyphen that asks for pre-releases."""
    expression = text.partition(",")[0].strip()
    if expression in ("*", "*-", ""):
        if not text:
            raise VersError("the range is empty")
        return [[Constraint(">=", "0.0.0")]]
    return _alternatives(expression, lambda part: [bound for token in _tokens(part) for bound in _conan(*token)])


def _conan(operator: str, version: str) -> Bounds:
    version = version.removesuffix("-")
    if operator not in ("~", "^"):
        return [_bound(operator, version)]
    numbers, _, _ = _numbers(version)
    place = _caret_place(numbers) if operator == "^" else min(1, len(numbers) - 1)
    return [Constraint(">=", version), Constraint("<", _dotted(_raised(numbers, place), 0) + "-")]


def gem(text: str) -> Alternatives:
    """RubyGems' notation; `~> 2.0.8` lets the last number grow."""
    return _alternatives(text, lambda part: [bound for token in _tokens(part) for bound in _gem(*token)])


def _gem(operator: str, version: str) -> Bounds:
    if operator != "~>":
        return [_bound(operator, version)]
    numbers = [int(part) for part in re.findall(r"(?:^|(?<=\.))[0-9]+", re.split(r"[-.]?[A-Za-z-]", version)[0])]
    if not numbers:
        raise VersError(f"'~>' wants a version that begins with a number, not {version!r}")
    end = _raised(numbers, max(len(numbers) - 2, 0))
    return [Constraint(">=", version), Constraint("<", _dotted(end, 0))]


def pypi(text: str) -> Alternatives:
    """PEP 440's specifiers."""
    return _alternatives(text, lambda part: [bound for token in _tokens(part) for bound in _pypi(*token)])


def _pypi(operator: str, version: str) -> Bounds:
    if operator == "~=":
        release = re.match(r"(?:[0-9]+!)?([0-9]+(?:\.[0-9]+)+)", version)
        if release is None:
            raise VersError(f"'~=' wants a release of two numbers at least, not {version!r}")
        return [Constraint(">=", version), Constraint("<", _next_prefix(version, release[1].rpartition(".")[0]))]
    if not version.endswith(".*"):
        return [_bound(operator, version)]
    prefix = version.removesuffix(".*")
    end = _next_prefix(prefix, prefix.rpartition("!")[2])
    if operator not in ("==", "="):
        raise VersError(f"the operator '{operator}' takes no '.*' here")
    return [Constraint(">=", f"{prefix}.dev0"), Constraint("<", end)]


def _next_prefix(version: str, release: str) -> str:
    epoch = f"{version.partition('!')[0]}!" if "!" in version else ""
    numbers = [int(part) for part in release.removeprefix("v").split(".") if part.isdigit()]
    if not numbers:
        raise VersError(f"{version!r} is no prefix of a version")
    return f"{epoch}{_dotted(_raised(numbers, len(numbers) - 1), 0)}.dev0"


_INTERVAL = re.compile(
    r"\s*(?:([\[(])\s*([^\[\](),]*?)\s*(?:(,)\s*([^\[\](),]*?)\s*)?([\])])|([^\[\](),\s]+))\s*(?:,|$)"
)


def brackets(bare: Comparator, text: str) -> Alternatives:
    """Intervals in brackets, square ones with their end; `bare` is what a version without brackets means."""
    found: Alternatives = []
    place = 0
    while place < len(text) or not found:
        match = _INTERVAL.match(text, place)
        if match is None or match.end() == place:
            raise VersError(f"it is not clear what {text[place : place + 40]!r} means in a range")
        found.append([Constraint(bare, match[6])] if match[6] else _interval(match))
        place = match.end()
    return found


def _interval(match: re.Match[str]) -> Bounds:
    opening, low, comma, high, closing, _ = match.groups()
    if not comma:
        if opening + closing != "[]" or not low:
            raise VersError("an interval of one version is written '[1.0]'")
        return [Constraint("=", low)]
    bounds = [Constraint(">=" if opening == "[" else ">", low)] if low else []
    return [*bounds, Constraint("<=" if closing == "]" else "<", high)] if high else bounds


def listed(text: str) -> Alternatives:
    """Versions between commas; `*` for all."""
    return _alternatives(text, lambda part: [Constraint("=", part)], ",")


def nginx(text: str) -> Alternatives:
    """nginx's notation: `1.4.1+` is that version and later ones of its branch, where even branches are stable."""
    return _alternatives("*" if text.lower() == "all" else text, _nginx, ",")


def _nginx(part: str) -> Bounds:
    if part.endswith("+"):
        numbers, _, _ = _numbers(part[:-1])
        start = Constraint(">=", part[:-1])
        stable = len(numbers) > 1 and numbers[1] % 2 == 0
        return [start, Constraint("<", _dotted(_raised(numbers, 1), 3))] if stable else [start]
    low, hyphen, high = part.partition("-")
    return [Constraint(">=", low.strip()), Constraint("<=", high.strip())] if hyphen else [Constraint("=", part)]


_CARGO = _Dialect(3, "", "^")
_OWN: dict[str, Callable[[str], Alternatives]] = {
    "cargo": _CARGO.read,
    "composer": _Dialect(0, "-dev", "=", composer=True).read,
    "conan": conan,
    "gem": gem,
    "hex": gem,
    "maven": partial(brackets, "="),
    "nginx": nginx,
    "npm": _Dialect(3, "", "=").read,
    "nuget": partial(brackets, ">="),
    "openssl": listed,
    "pub": _CARGO.read,
    "pypi": pypi,
    "swift": _CARGO.read,
}
NOTATIONS: dict[str, Callable[[str], Alternatives]] = {scheme: _OWN.get(scheme, compared) for scheme in schemes()}
"""The reader of each scheme's notation."""
