# SPDX-License-Identifier: Apache-2.0
"""Settings of all tests: in CI, properties draw the same examples in every run and are not timed.

So a run that lands is a run that can be repeated. New examples are drawn on every developer's machine, and without
end by `make fuzz`.
"""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")
