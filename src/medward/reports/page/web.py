# SPDX-License-Identifier: Apache-2.0
"""Which addresses of advisories may become links: a link in a report leads to a web page and does nothing else."""

import re

_WEB = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?(/[!-~]*)?")


def is_web_address(text: str) -> bool:
    """Whether `text` is a plain `https` address of visible ASCII, without user name or password in it."""
    return _WEB.fullmatch(text) is not None
