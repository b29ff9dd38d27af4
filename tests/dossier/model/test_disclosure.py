# SPDX-License-Identifier: Apache-2.0
"""A case in a dossier begins with a report and goes on by allowed steps, each after the one before."""

from typing import Any

import pytest
from pydantic import ValidationError

from triage.disclosures import disclosed, disclosure, step

REPORTED = step("reported", "2026-03-02")
ACKNOWLEDGED = step("acknowledged", "2026-03-03")
TRIAGED = step("triaged", "2026-03-04")
AGAIN = ("fixed", "published", "fixed")


def test_a_case_keeps_the_order_of_its_steps() -> None:
    case = disclosure(
        REPORTED, ACKNOWLEDGED, TRIAGED, step("published", "2026-03-05"), step("fixed", "2026-03-06")
    )
    assert [one.stage for one in case.steps] == ["reported", "acknowledged", "triaged", "published", "fixed"]


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([ACKNOWLEDGED], "a case begins with a report"),
        ([REPORTED, TRIAGED], "'triaged' cannot follow 'reported'"),
        ([REPORTED, step("acknowledged", "2026-03-01")], "'acknowledged' (2026-03-01) is before"),
        ([REPORTED, ACKNOWLEDGED, step("closed", "2026-03-04")], "a case is closed with a reason"),
        ([REPORTED, ACKNOWLEDGED, step("closed", "2026-03-04", note="x"), TRIAGED], "cannot follow 'closed'"),
        (
            [
                REPORTED,
                ACKNOWLEDGED,
                TRIAGED,
                *[step(one, "2026-03-05") for one in ("fixed", "published", "fixed")],
            ],
            "'fixed' cannot follow 'published'",
        ),
    ],
)
def test_a_case_that_skips_or_goes_back_is_refused(steps: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        disclosure(*steps)
    assert message in str(caught.value)


def test_a_case_without_a_step_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        disclosure(**{**disclosed(), "steps": []})
