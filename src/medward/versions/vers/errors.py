# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a range of versions."""


class VersError(ValueError):
    """A range that cannot be read, written or asked; the message says why, as one sentence without a full stop."""
