# SPDX-License-Identifier: Apache-2.0
"""Looking for names in the database: one query for all components, over names of packages and of products.

- A package or product is found where its name, or vendor and name together, have the same letters and digits as a
  form of the component's name; or where its name is spelled nearly alike: the first three characters equal, Jaro-
  Winkler similarity of at least 0.93, and one character of six different at most.
- A pair of purl2cpe leads from the name in its package URL to its CPE name.
- Only what at least one record names is found: any other name would find nothing.
- For each component the 40 nearest are kept; the work is bounded by joins over equal beginnings.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from medward.advisories.candidates.naming import forms
from medward.advisories.rows import Row
from medward.advisories.staging import Staging
from medward.inventory import Component

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WHOLE, SIMILAR = "whole", "similar"

_KNOWN = r"""
create temp macro compact(text) as regexp_replace(lower(strip_accents(text)), '[^0-9a-z]+', '', 'g');
create temp table sought as
    with counted as (select package, count(distinct record) as records from statement group by package),
    way as (
        -- what names products has the scheme of its versions behind a colon, which says nothing of the name
        select id, name, case when string_split(ecosystem, ':')[1] in ('CPE', 'CNA', 'CNA registry')
            then string_split(ecosystem, ':')[1] else ecosystem end as ecosystem
        from package
    ),
    named as (
        select way.id, ecosystem, name as written, records,
            case ecosystem when 'CPE' then string_split(replace(name, '\:', ' '), ':')[2]
                when 'CNA' then string_split(name, ':')[1]
                else regexp_extract(name, '([^/:]+)[/:][^/:]+$', 1) end as vendor,
            case ecosystem when 'CPE' then string_split(replace(name, '\:', ' '), ':')[3]
                when 'CNA' then string_split(name, ':')[2]
                else regexp_extract(regexp_replace(name, '/v[0-9]+$', ''), '([^/:]+)$', 1) end as product,
            '' as via
        from way join counted on counted.package = way.id
    )
    select id, ecosystem, written, records, vendor, product, via, compact(product) as text,
        case when ecosystem in ('CPE', 'CNA') then compact(vendor || product) else compact(written) end as whole
    from named
    union all
    select distinct named.id, named.ecosystem, written, records, named.vendor, named.product, purl,
        compact(regexp_extract(purl, '([^/]+)$', 1)), compact(regexp_extract(purl, '([^/]+/[^/]+)$', 1))
    from bridge join named on named.ecosystem = 'CPE' and named.written = bridge.named
"""
_FOUND = r"""
create temp table found as
    with hit as (
        select component, form, lost, sought.*, 'equal' as how, 1.0 as likeness
        from staged_wanted join sought using (text)
        union all
        select component, form, lost, sought.*, 'whole', 1.0
        from staged_wanted join sought on sought.whole = staged_wanted.text and sought.text <> staged_wanted.text
        union all
        select component, form, lost, sought.*, 'similar', jaro_winkler_similarity(sought.text, wanted.text)
        from staged_wanted wanted join sought
            on left(sought.text, 3) = left(wanted.text, 3) and sought.text <> wanted.text
        where via = '' and lost < 10 and length(wanted.text) >= 5
            and abs(length(sought.text) - length(wanted.text)) <= 2
            and damerau_levenshtein(sought.text, wanted.text) <= greatest(1, length(wanted.text) // 6)
            and jaro_winkler_similarity(sought.text, wanted.text) >= 0.93
    )
    from hit
    qualify row_number() over (
        partition by component order by how = 'similar', lost, likeness desc, records desc, written, via, form
    ) <= 40;
create temp table worded as
    select distinct package, lower(regexp_replace(text, '^(?:> )?[vV]?([0-9])', '\1')) as text from (
        select package, version as text from version
        union all select package, introduced from interval
        union all select package, until from interval
    ) where text not in ('', '0') and package in (select id from found);
"""
_ASKED = """
select found.component, form, lost, ecosystem, written, vendor, product, via, how, likeness, records,
    exists (
        from worded join staged_stated stated on stated.version = worded.text
        where worded.package = found.id and stated.component = found.component
    ) as occurs,
    (select max(try_cast(regexp_extract(worded.text, '^([0-9]{1,9})', 1) as bigint))
     from worded where worded.package = found.id) as newest
from found order by all
"""


class Wanted(Row, frozen=True):
    """A form of a component's name."""

    component: int
    text: str
    form: int
    lost: int


class Stated(Row, frozen=True):
    """A version of a component, without the `v` before it."""

    component: int
    version: str


class Found(NamedTuple):
    """A package or product whose name is that of a component, or nearly.

    Attributes:
        component: number of the component.
        form: number of the form of its name.
        lost: how much of the name the form leaves out.
        ecosystem: ecosystem of the package, or way of naming the product.
        written: the name in the database.
        vendor: vendor or namespace in it; empty where there is none.
        product: the rest of it.
        via: the package URL that purl2cpe pairs with it and by which it was found; else empty.
        how: `equal`, `whole` (with its vendor) or `similar`.
        likeness: Jaro-Winkler similarity.
        records: how many records name it.
        occurs: whether one of them names the component's version.
        newest: the greatest first number of the versions that they name; None where they name none.
    """

    component: int
    form: int
    lost: int
    ecosystem: str
    written: str
    vendor: str
    product: str
    via: str
    how: str
    likeness: float
    records: int
    occurs: bool
    newest: int | None


def search(
    connection: "DuckDBPyConnection", components: Sequence[Component], versions: Mapping[int, Iterable[str]]
) -> tuple[Found, ...]:
    """What the database knows under the names of components; `versions` are those of each, by its number.

    The connection must be fresh: temporary tables are left in it.
    """
    with Staging() as staging:
        for number, component in enumerate(components):
            staging.extend(
                Wanted(number, form.text, index, form.lost) for index, form in enumerate(forms(component))
            )
            staging.extend(
                Stated(number, text.lower().removeprefix("v")) for text in versions.get(number, ()) if text
            )
        staging.show(connection, Wanted, Stated)
        connection.execute(_KNOWN)
        connection.execute(_FOUND)
        return tuple(Found(*values) for values in connection.execute(_ASKED).fetchall())
