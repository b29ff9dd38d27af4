# SPDX-License-Identifier: Apache-2.0
"""A link in a report leads to a web page and does nothing else."""

import pytest

from medward.reports.page.web import is_web_address


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "https://example.org/",
        "https://example.org:8443/a?b=c&d=%20e#f",
        "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
    ],
)
def test_plain_web_addresses_become_links(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://example.org/",
        "//example.org",
        "https://user:password@example.org/",
        "https://example.org/a b",
        "https://exämple.org/",
        "https://example.org/\u202e",
        "https://example.org/\n",
        " https://example.org/",
        "HTTPS:alert",
    ],
)
def test_nothing_else_does(text: str) -> None:
    assert not is_web_address(text)
