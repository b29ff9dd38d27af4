# SPDX-License-Identifier: Apache-2.0
"""Which characters the fonts of the PDF can show. PDF/A refuses a file with a character that no font has.

What cannot be shown is printed by its number, `[U+4E2D]`, so that it is never lost in silence. Whether a character
can be shown is found by asking typst, half by half, and kept for the life of the process.
"""

import typst

_ASCII = 128
_KNOWN: dict[str, bool] = {}


def shown(text: str, compiler: typst.Compiler) -> str:
    """The text with every character that no font has by its number."""
    if text.isascii():
        return text
    new = {char for char in text if ord(char) >= _ASCII} - _KNOWN.keys()
    _ask(sorted(new), compiler)
    return "".join(char if _KNOWN.get(char, True) else f"[U+{ord(char):04X}]" for char in text)


def _ask(chars: list[str], compiler: typst.Compiler) -> None:
    if not chars:
        return
    works = _compiles(chars, compiler)
    if works or len(chars) == 1:
        _KNOWN.update(dict.fromkeys(chars, works))
        return
    middle = len(chars) // 2
    _ask(chars[:middle], compiler)
    _ask(chars[middle:], compiler)


def _compiles(chars: list[str], compiler: typst.Compiler) -> bool:
    source = b"#set document(title: [t])\n#for char in sys.inputs.chars { [#char ] }"
    try:
        inputs = {"chars": "".join(chars)}
        compiler.compile(input=source, format="pdf", sys_inputs=inputs, pdf_standards=["a-2u"], timestamp=0)
    except typst.TypstError:
        return False
    return True
