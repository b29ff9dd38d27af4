# SPDX-License-Identifier: Apache-2.0
"""Old and new side by side on one short line: of a long text, only the words that differ and their neighbours."""

from medward.base.canonical import Json

MAX_SHORT = 60
NEIGHBOURS = 3
"""Words that are shown on each side of what differs."""


def short(value: Json) -> str:
    """A value on one line; text that is more than one word stands in quotes."""
    text = " ".join(str(value).split())
    cut = text if len(text) <= MAX_SHORT else f"{text[: MAX_SHORT - 1].rstrip()}…"
    return f"'{cut}'" if " " in text else cut


def from_to(before: Json, after: Json) -> str:
    """`accepted → mitigated`, or `'… is signed with …' → '… is checked with …'`."""
    old, new = str(before).split(), str(after).split()
    if old == new:
        return "is laid out in other lines"
    if len(str(before)) <= MAX_SHORT and len(str(after)) <= MAX_SHORT:
        return f"{short(before)} → {short(after)}"
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return f"{_window(old, start, end)} → {_window(new, start, end)}"


def _common(left: list[str], right: list[str]) -> int:
    """How many words two texts have in common from their beginning."""
    count = 0
    while count < min(len(left), len(right)) and left[count] == right[count]:
        count += 1
    return count


def _window(words: list[str], start: int, end: int) -> str:
    """The words between `start` from the front and `end` from the back, with neighbours, cut where many."""
    first, last = max(0, start - NEIGHBOURS), min(len(words), len(words) - end + NEIGHBOURS)
    text = " ".join(words[first:last])
    if len(text) > 2 * MAX_SHORT:
        text = f"{text[:MAX_SHORT].rstrip()} … {text[-MAX_SHORT:].lstrip()}"
    return f"'{'… ' if first else ''}{text}{' …' if last < len(words) else ''}'"
