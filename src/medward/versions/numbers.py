# SPDX-License-Identifier: Apache-2.0
"""Numbers as bytes whose order is the order of the numbers: the brick that every version key is built of.

The first byte of a number lies between 0x10 and 0xBF, so that a scheme has bytes below and above for its own
marks. No number's bytes are the start of another's, so what follows never disturbs the order. Leading zeros do not
count: `007` and `7` have the same bytes. Only the bytes of zero end in 0x10.

| number | bytes |
|---|---|
| 0 to 159 | one byte, 0x10 to 0xAF |
| up to 14 digits | 0xB0 + the count of digits, then the digits in ASCII |
| up to 65,535 digits | 0xBF, the count of digits as two bytes, then the digits in ASCII |
"""

from medward.versions.learned import Learned

_FIRST, _COUNTED, _LONG = 0x10, 0xB0, 0xBF
_ONE_BYTE = _COUNTED - _FIRST
_THREE_DIGITS = 3
_MOST_COUNTED = _LONG - _COUNTED - 1


def encoded(digits: str) -> bytes:
    """The bytes of a number written in ASCII digits. Raises KeyError for any other text."""
    if not (digits.isascii() and digits.isdigit()):
        raise KeyError(digits)
    significant = digits.lstrip("0")
    size = len(significant)
    if size <= _THREE_DIGITS and int(significant or "0") < _ONE_BYTE:
        return bytes((_FIRST + int(significant or "0"),))
    lead = bytes((_COUNTED + size,)) if size <= _MOST_COUNTED else b"%c%b" % (_LONG, size.to_bytes(2, "big"))
    return lead + significant.encode("ascii")


NUMBERS = Learned(encoded)
ZERO = encoded("0")
