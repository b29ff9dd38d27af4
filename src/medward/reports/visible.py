# SPDX-License-Identifier: Apache-2.0
"""Foreign text made harmless to look at: nothing in it can steer a terminal, reorder a line or hide.

Rules:

- Control characters are shown as their pictures (`NUL` as U+2400, `ESC` as U+241B) and never sent.
- Characters that reverse, hide or reorder text (bidirectional controls, zero-width spaces, tags, byte order marks)
  and halves of surrogate pairs are shown by number, `[U+202E]`; see Unicode Technical Report 36 on deceptive text.
- The zero-width joiner and non-joiner stay, because Persian, Hindi and emoji need them.
- Line breaks, tabs and runs of spaces become one space.

Escaping for HTML is not done here: the templates do it, always.
"""

import re

PICTURES = 0x2400
DELETE = 0x7F
DELETE_PICTURE = "\u2421"
FIRST_PRINTABLE = 0x20

_WHITE = re.compile(r"[ \t\n\v\f\r\u2028\u2029]+")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\uffff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """`text` on one line, with everything in it visible. Idempotent."""
    return _HIDDEN.sub(_shown, _WHITE.sub(" ", text))


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < FIRST_PRINTABLE:
        return chr(PICTURES + code)
    return DELETE_PICTURE if code == DELETE else f"[U+{code:04X}]"
