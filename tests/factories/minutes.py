"""Time for what is counted by the minute or the hour of the clock."""

import time

from commerce.kernel.clock import database_now

NEEDED_SECONDS = 20


def begin_early_in_a_minute() -> None:
    """What follows is counted in one minute, so in one hour: late in one, the next is waited for."""
    if (left := 60 - database_now().second) < NEEDED_SECONDS:
        time.sleep(left)
