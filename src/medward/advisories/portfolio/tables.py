# SPDX-License-Identifier: Apache-2.0
"""The tables of a portfolio: what thousands of releases hold, each distinct component once.

A portfolio is a folder with one Parquet file for each struct below; a struct's fields are its columns. Two
components of whatever releases are one row of `component` where everything but their reference is equal, so that
what is true of one is made, stored and asked once.

`FORMAT` is the version of this layout and stands in `portfolio.json`: a portfolio of another format is refused and
must be built again. It must grow whenever a table, a route to a source, or the sortable key of any
version scheme changes.
"""

from medward.advisories.rows import Row

FORMAT = 2


class Release(Row, frozen=True):
    """One SBOM file.

    `file` is its path below the folder that was named; `problem` says why it could not be read, empty where it
    could: then it has components that nobody knows of, which is not the same as none. `confirmations` is the
    digest of the identities of its dossier, with which the file was read; empty without any.
    """

    id: int
    file: str
    digest: str
    product: str
    version: str
    supplier: str
    components: int
    problem: str
    confirmations: str = ""


class Occurrence(Row, frozen=True):
    """That a release holds a component under a reference."""

    release: int
    ref: str
    component: int


class Component(Row, frozen=True):
    """What is the same in all occurrences of a component, and what of it is asked under other projects' names.

    Attributes:
        id: its number in this portfolio.
        digest: over the nine values that follow, by which it is known again.
        identities: what dossiers confirm of its names, of whatever day, each as JSON: see
            `medward.dossier.model.identity`. Which of them count is decided on the day of a match.
        bare: its package URL without version, by which purl2cpe knows it; empty without one.
        named_version: the version under which products of its name are asked about.
        named_key: the sortable key of that version; None where it has none.
        distribution: it is a package of a distribution, whose own source alone decides about it.
        readable_cpes: how many of its CPE names can be read.
    """

    id: int
    digest: str
    name: str
    version: str
    group: str
    supplier: str
    kind: str
    purl: str
    cpes: tuple[str, ...]
    hashes: tuple[str, ...]
    identities: tuple[str, ...]
    bare: str
    named_version: str
    named_key: bytes | None
    distribution: bool
    readable_cpes: int


class Name(Row, frozen=True):
    """A CPE name of a component that can be read, as text and by product; `alone` where it has no package URL."""

    component: int
    named: str
    text: str
    alone: bool


class Question(Row, frozen=True):
    """What a source must be asked about a component: a route and one ecosystem of it.

    Attributes:
        component: number of the component.
        route: number of the route in the component.
        path: the route's path.
        ecosystem: one name under which a source may hold advisories.
        ecosystems: all of them, joined by line ends, the most exact first.
        package: the name in the form in which the ecosystem compares names.
        version: the version; empty where there is none.
        key: its sortable key; None where it has none.
        rank: how sure an answer can be at most: 0 exact, 1 strong, 2 possible.
        attributes: update, edition and the five after it of its CPE name, joined by colons; empty without a name.
        product: it names a product and not a package of a registry.
        own: it rests on an identifier of the component's own or on a confirmed name, which can clear it.
        placed: the version has a place in its order, or no order is known.
        binary: the name may be that of a binary package, under which the source has no advisories.
    """

    component: int
    route: int
    path: str
    ecosystem: str
    ecosystems: str
    package: str
    version: str
    key: bytes | None
    rank: int
    attributes: str
    product: bool
    own: bool
    placed: bool
    binary: bool


STORED: tuple[type[Row], ...] = (Release, Occurrence, Component, Name, Question)


class Extra(Question, frozen=True):
    """Not stored: a question about a package that is paired with a CPE name of the component.

    Of a component with a confirmation that holds these are all questions, in the place of those that are stored.
    """


class Said(Row, frozen=True):
    """Not stored: a component of whose names a confirmation holds; `unnamed` where it is that there is none."""

    component: int
    unnamed: bool


class SaidName(Row, frozen=True):
    """Not stored: a CPE name of a component that somebody confirmed, as text and by product."""

    component: int
    named: str
    text: str


class Pairing(Row, frozen=True):
    """Not stored: that purl2cpe pairs a package URL with a product, of the one part that the name has."""

    purl: str
    package: str
    attributes: str


class Covered(Row, frozen=True):
    """Not stored: that the database has a source for ecosystems, as `Question.ecosystems` joins them."""

    ecosystems: str


class Ordered(Row, frozen=True):
    """Not stored: the sortable key of a version in an order that records state."""

    ecosystem: str
    version: str
    key: bytes


class Relevant(Row, frozen=True):
    """Not stored: a CPE name that a condition may ask for, with a number."""

    number: int
    text: str


class Placement(Row, frozen=True):
    """Not stored: the set of CPE names that a release has, of those that conditions may ask for."""

    release: int
    platforms: int


class Verdict(Row, frozen=True):
    """Not stored: how sure a hit by a product is. The columns before `worth` are all that decides it.

    `asked` is the set of CPE names where a condition asks for one, else 0.
    """

    path: str
    rank: int
    attributes: str
    ecosystem: str
    version: str
    terms: int
    introduced: str
    ending: str
    until: str
    asked: int
    worth: int


class Unsure(Row, frozen=True):
    """Not stored: a range that may hold a version all the same: see `medward.advisories.misses`."""

    version: str
    introduced: str
    ending: str
    until: str
    scheme: str


class Generic(Row, frozen=True):
    """Not stored: the key of a fixed version in the generic order, in which those of all products are told."""

    fixed: str
    at: bytes
