# SPDX-License-Identifier: Apache-2.0
"""Where long words may break: digests, addresses and ids that are wider than their line or their column.

Rules:

- A place to break is a zero-width space. It is put into long words only, so that all others can be found and
  copied.
- A long word may break after a joint such as `/` or `-`.
- What is still long between two joints may break after every fourth letter, where it has a digit in it, as a
  digest has, or is longer than any word of a language. Other words are left to hyphenation.
- Nothing breaks before a mark that belongs to the letter before it.
"""

import re

BREAK = "\u200b"
IN_LINE, IN_CELL = 30, 13
"""From this length on a word is long: in a line of the page, in a cell of a table."""
_JOINT = re.compile(r"(?<=[/:@._+=\]-])(?=[\w\[])")
_RUN = re.compile(rf"[^\s{BREAK}]{{25,}}|(?=[^\s{BREAK}]*\d)[^\s{BREAK}]{{9,}}")
_CODE = re.compile(rf"[^\s{BREAK}]{{9,}}")
_LETTERS = re.compile(r"\S{4}(?=[\w!-~])")


def breakable(text: str, least: int, *, code: bool = False) -> str:
    """`text`, whose words of `least` or more letters may break; `code` is never hyphenated, so any run breaks."""
    run = _CODE if code else _RUN
    return re.sub(rf"\S{{{least},}}", lambda word: run.sub(_broken, _JOINT.sub(BREAK, word.group())), text)


def _broken(run: re.Match[str]) -> str:
    return _LETTERS.sub(rf"\g<0>{BREAK}", run.group())
