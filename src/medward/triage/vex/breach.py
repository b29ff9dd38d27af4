# SPDX-License-Identifier: Apache-2.0
"""What a rule finds wrong in a document; the same value for every format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One broken rule.

    Attributes:
        rule: its number or name, such as `6.1.13` or `openvex.action`.
        path: where in the document.
        message: what is wrong, as one sentence without a full stop.
    """

    rule: str
    path: str
    message: str
