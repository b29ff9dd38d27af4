# SPDX-License-Identifier: Apache-2.0
"""How much processor time a call takes at its best, for tests that hold an input to an answer at once.

Not how long one waits: that depends on what else the machine does. The garbage collector is off meanwhile, since
what it collects is what other tests have left. Limits are far above what a call takes, and far below what it would
take if its effort grew with the square of its input.
"""

import gc
import time
from collections.abc import Callable

_RUNS = 3


def effort(action: Callable[[], object], enough: float = 0.0) -> float:
    """Processor seconds of the quickest of three calls; not repeated once one takes no more than `enough`."""
    best = float("inf")
    for _ in range(_RUNS):
        best = min(best, _once(action))
        if best <= enough:
            break
    return best


def _once(action: Callable[[], object]) -> float:
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        action()
        return time.process_time() - start
    finally:
        if collecting:
            gc.enable()
