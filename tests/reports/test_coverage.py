# SPDX-License-Identifier: Apache-2.0
"""An unasked component never looks clean."""

from medward.reports.coverage import sentence
from reports.factories import coverage, without_database


def test_every_component_is_in_one_of_the_four_counts() -> None:
    assert sentence(coverage()) == (
        "release 3.2.0: 12 components: 3 affected, 6 not affected, 1 unidentified, 2 not covered"
    )


def test_without_a_database_no_count_is_given() -> None:
    (one,) = without_database().coverage
    assert sentence(one) == (
        "release 3.2.0: 12 components, none of them asked about: there was no advisory database"
    )
