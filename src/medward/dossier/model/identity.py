# SPDX-License-Identifier: Apache-2.0
"""The names of components that somebody confirmed: what a component of an SBOM is called by public sources.

Many SBOMs give a component a name and nothing else, and no advisory source can be asked about that. Who finds out
which product it is confirms it once, and it holds for the component in every release from then on. Rules:

- A confirmation names the component by something, or says that no public source names it (`none: true`, such as
  for code of the maker's own); never both.
- A name states no version: the component's own version is asked about. Only where the key of the component has a
  version may a name have one too, since it holds for that version alone.
- The text of a package URL is well formed by ECMA-427, that of a CPE name by NIST IR 7695, section 6.2.
"""

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from medward.base.validation import Broken, Form
from medward.dossier.model.parts import (
    CONTROLS,
    NAMED,
    ComponentKey,
    Day,
    Model,
    Ruled,
    Text,
    UniqueSorted,
    in_order,
    needs,
)
from medward.dossier.model.risk import EvidenceIds

_LITERAL = r"-*(?:[a-zA-Z0-9._]|\\[!-,/:-@\[-`{-~-])(?:[a-zA-Z0-9._-]|\\[!-,/:-@\[-`{-~-])*"
"""A value of a CPE name without wildcards, which is neither ANY nor NA."""
_VALUE = rf"(?:\*|-|{_LITERAL})"
CPE = rf"^cpe:2\.3:[aho]:{_LITERAL}:{_LITERAL}(?::{_VALUE}){{8}}$"
"""A CPE name whose part, vendor and product are written out."""
PURL = rf"^pkg:[a-zA-Z][a-zA-Z0-9.-]*/[^\s{CONTROLS}]+$"
_VERSION_OF_CPE = 5
ANY = "*"


def _read(text: str) -> str:
    """The package URL, where it can be read by the rules of its type as well."""
    from packageurl import PackageURL

    try:
        PackageURL.from_string(text)
    except ValueError as error:
        message = f"this is not a package URL: {str(error).rstrip('.')}"
        mend = "Write it as its registry does, such as `pkg:pypi/requests`"
        raise PydanticCustomError("dossier.wrong-form", "{said}", {"said": message, "mend": mend}) from error
    return text


Purl: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=1_000, pattern=PURL),
    Form("a package URL, such as `pkg:npm/lodash` or `pkg:maven/org.apache.logging.log4j/log4j-core`"),
    AfterValidator(_read),
]
CpeName: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=1_000, pattern=CPE),
    Form("a CPE 2.3 name with its vendor and product, such as `cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*`"),
]


class VendorProduct(Model):
    """A product as makers write it in CVE records."""

    vendor: Text
    """The vendor, in the words of the records."""
    product: Text
    """The product, in the words of the records."""


def _by_words(products: tuple[VendorProduct, ...]) -> tuple[VendorProduct, ...]:
    return tuple(sorted(set(products), key=lambda one: (one.vendor, one.product)))


class Identity(Ruled):
    """What public sources call one component, or that none of them names it, as somebody confirmed."""

    component: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=1_000, pattern=NAMED),
        Form("the component's purl, or its name as its SBOM gives it: `busybox`, `group/name` or `supplier/name`"),
        ComponentKey(versioned=False),
    ]
    """The component: its purl without version, or `name`, `group/name` or `supplier/name`; with `@version` where
    this holds for that version alone."""
    purls: Annotated[tuple[Purl, ...], UniqueSorted] = ()
    """Package URLs by which sources know it, without version."""
    cpes: Annotated[tuple[CpeName, ...], UniqueSorted] = ()
    """CPE 2.3 names by which sources know it, with `*` for the version."""
    products: Annotated[tuple[VendorProduct, ...], AfterValidator(_by_words)] = ()
    """Vendor and product by which makers name it in CVE records; they find vulnerabilities and never clear it."""
    none: StrictBool = False
    """True where somebody searched and no public source names it, such as for code of the maker's own."""
    reason: Text
    """How that is known: what was compared, and with what."""
    author: Text
    """Role of who confirmed it."""
    date: Day
    """Day of the confirmation."""
    expires: Day | None = None
    """Day after which it must be confirmed again."""
    evidence: EvidenceIds = ()
    """Evidence for the reason."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it confirms, as people read it."""
        return (*self.purls, *self.cpes, *(f"{one.vendor} {one.product}" for one in self.products))

    @property
    def versioned(self) -> bool:
        """Whether it holds for one version of the component alone."""
        return has_version(self.component)

    def broken(self) -> Iterator[Broken]:
        """Names or `none: true`; versions only for one version of the component; expiry after confirmation."""
        if not self.names and not self.none:
            yield needs("purls", "nothing is confirmed; give `purls`, `cpes` or `products`, or `none: true`")
        if self.names and self.none:
            message = "`none: true` says that no public source names it, and names are given"
            yield Broken("none", "dossier.needs", message, "Take `none` out, or the names")
        if not self.versioned:
            yield from self._versioned()
        yield from in_order("date", self.date, "expires", self.expires)

    def _versioned(self) -> Iterator[Broken]:
        """Names with a version, for a component of any version."""
        stated = {
            "purls": [text for text in self.purls if has_version(text)],
            "cpes": [text for text in self.cpes if text.split(":")[_VERSION_OF_CPE] != ANY],
        }
        for key, texts in stated.items():
            for text in texts:
                message = f"'{text}' states a version, and '{self.component}' is of any version"
                mend = "Leave the version out of it, or add `@version` to the component"
                yield Broken(key, "dossier.needs", message, mend)


def has_version(text: str) -> bool:
    """Whether a purl or a name ends in `@version`; the `@` of a scope, as in `@scope/name`, begins none."""
    plain = text.partition("?")[0].partition("#")[0]
    return plain.rfind("@") > max(plain.rfind("/"), 0)
