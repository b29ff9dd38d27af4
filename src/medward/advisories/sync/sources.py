# SPDX-License-Identifier: Apache-2.0
"""What can be fetched, as data: the sources that come with Medward, and those of a file that a person wrote.

Rules:

- A source is asked over https; plain http is for a server on the same machine alone.
- Files come from the host of its address and from the hosts that it lists, and from no other.
- Its path leads below the folder of sources, always.
- Each states its rate, and limits on bytes and time of one file.
"""

from collections.abc import Iterable
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints

from medward.base import yamltext
from medward.base.validation import Form
from medward.packs.checks import Closed, Text
from medward.packs.validated import validated

MAX_REQUESTS = 1_000
PART = r"[A-Za-z0-9][A-Za-z0-9 ._:+-]*"
"""How a part is called: no path separator, and no dot at the beginning."""

SourceId: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=64),
    Form("an id in small letters, such as cisa-kev"),
]
Address: TypeAlias = Annotated[
    str,
    StringConstraints(
        pattern=r"^(https://[A-Za-z0-9.-]+(:[0-9]+)?|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)(/[^\s]*)?$",
        max_length=1_000,
    ),
    Form("an address that begins with https:// and holds no user name"),
]
Host: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9.-]+$", max_length=253), Form("a host name, such as www.example.org")
]
Below: TypeAlias = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z][a-z0-9-]*(/(\{part\}|[A-Za-z0-9][A-Za-z0-9_.-]*))*$",
        max_length=200,
    ),
    Form("a path below the folder of sources, such as osv/{part}/all.zip"),
]
Part: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=f"^{PART}$", max_length=100),
    Form("the name of an ecosystem as OSV writes it, such as PyPI or Debian:12"),
]
Bytes: TypeAlias = Annotated[int, Field(ge=1, le=64_000_000_000)]
Seconds: TypeAlias = Annotated[int, Field(ge=1, le=86_400)]


class Content(StrEnum):
    """What a file holds, which is checked before it replaces the old one."""

    ARCHIVE = "archive"
    NESTED_ARCHIVE = "nested-archive"
    KEV = "kev"
    EPSS = "epss"


class Rate(Closed):
    """How often a host may be asked."""

    requests: Annotated[int, Field(ge=1, le=MAX_REQUESTS)]
    """Number of requests."""
    seconds: Seconds
    """Seconds in which no more than these are made."""


class Key(Closed):
    """A key that the publisher gives to those who ask for one."""

    environment: Text
    """Environment variable that holds it."""
    header: Text
    """Header in which it is sent, to the host of the source's own address alone."""
    rate: Rate
    """How often the host may be asked by those who have one."""


class _Source(Closed):
    """What every source states."""

    id: SourceId
    """Id, as `--source` names it."""
    name: Text
    """Name that people know."""
    about: Text
    """What it is."""
    licence: Text
    """Licence of its data."""
    citation: Text
    """Where its publisher describes it."""
    url: Address
    """Where it is."""
    path: Below
    """Where it lies in the folder of sources."""
    hosts: tuple[Host, ...] = ()
    """Hosts besides that of `url` from which its files may come."""
    on_request: bool = False
    """Whether it is fetched only where it is named."""
    rate: Rate
    """How often its hosts are asked."""
    key: Key | None = None
    """A key that it takes."""
    busy: tuple[int, ...] = ()
    """Statuses besides the usual ones with which it says that it is asked too often."""
    max_bytes: Bytes
    """Bytes that one file may have."""
    max_seconds: Seconds
    """Seconds that one file may take, with all waiting."""

    @property
    def own_host(self) -> str:
        """The host of its address."""
        return urlsplit(self.url).hostname or ""

    @property
    def all_hosts(self) -> frozenset[str]:
        """Every host from which its files may come."""
        return frozenset({self.own_host, *self.hosts})


class FilesSource(_Source):
    """A source that is one file, or one for each of its parts."""

    kind: Literal["files"]
    """What kind of source it is."""
    content: Content
    """What its files hold."""
    records: Text = "*.json"
    """Names of the records in its archives."""
    parts: tuple[Part, ...] = ()
    """Parts that are fetched where nobody names others; they stand for `{part}` in `url` and `path`."""


class NvdSource(_Source):
    """A source that answers like the API 2.0 of the NVD."""

    kind: Literal["nvd"]
    """What kind of source it is."""
    holds: Literal["vulnerabilities", "products"] = "vulnerabilities"
    """What its pages hold: records of vulnerabilities, or names of the CPE dictionary."""
    page: Annotated[int, Field(ge=1, le=10_000)]
    """Records of one page; the NVD gives 2,000 vulnerabilities or 10,000 products at most."""
    window_days: Annotated[int, Field(ge=1, le=120)]
    """Days that one question for changes may span."""


class CsafSource(_Source):
    """A CSAF provider; `url` is its provider-metadata.json, `path` the folder for its documents."""

    kind: Literal["csaf"]
    """What kind of source it is."""


Source: TypeAlias = FilesSource | NvdSource | CsafSource


class SourceList(Closed):
    """A list of sources."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    sources: Annotated[tuple[Annotated[Source, Field(discriminator="kind")], ...], Field(min_length=1)]
    """The sources."""


def shipped() -> tuple[Source, ...]:
    """The sources that come with Medward, in their order."""
    data = resources.files("medward.packs").joinpath("sources", "public.yaml").read_bytes()
    return validated(SourceList, yamltext.parse(data, "public.yaml")).sources


def with_own(own: Path | None) -> dict[str, Source]:
    """The shipped sources by id, with those of a file of one's own in place of them. Raises ProblemsError."""
    mine: Iterable[Source] = validated(SourceList, yamltext.read(own, str(own))).sources if own else ()
    return {source.id: source for source in (*shipped(), *mine)}
