"""Ends the children when their parent is gone, however it went.

A small process of its own that reads the parent's orders from a pipe: ``+ GROUP SIGNAL`` when a child starts,
``- GROUP`` when it has been waited for. The end of the pipe means that the parent is dead: the groups get
their signal, newest first, and a second later SIGKILL. This also reaches grandchildren, and works where the
kernel has no parent-death signal (macOS). Standard library only, run as ``python -I -S guardian.py``.
"""

import os
import signal
import sys
import time

GRACE = 1.0


def send(group: int, number: int) -> bool:
    """Signal a process group; False when it is gone."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def end_all(groups: dict[int, int]) -> None:
    """Give every group its signal, wait a moment, and kill what is left."""
    waiting = [group for group in reversed(groups) if send(group, groups[group])]
    deadline = time.monotonic() + GRACE
    while waiting and time.monotonic() < deadline:
        time.sleep(0.02)
        waiting = [group for group in waiting if send(group, 0)]
    for group in waiting:
        send(group, signal.SIGKILL)


def main() -> None:
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: dict[int, int] = {}
    for line in sys.stdin:
        order, *numbers = line.split()
        if order == "+":
            groups[int(numbers[0])] = int(numbers[1])
        else:
            groups.pop(int(numbers[0]), None)
    end_all(groups)


if __name__ == "__main__":
    main()
