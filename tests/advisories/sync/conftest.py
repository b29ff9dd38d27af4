# SPDX-License-Identifier: Apache-2.0
"""A publisher's server, a clock that does not run by itself, and no proxy of the machine between them."""

from collections.abc import Iterator

import pytest

from advisories.sync.publisher import MovedClock, Publisher, publisher

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher() as one:
        yield one
