"""How many packages goods travel in (C12)."""

from collections.abc import Iterable


def packages_of(things: Iterable[tuple[int, int]]) -> int:
    """Of (packages a piece, pieces) that one stall sends. What travels in several packages travels by itself; all the
    rest shares one."""
    alone, shared = 0, 0
    for packages, pieces in things:
        if packages > 1:
            alone += packages * pieces
        else:
            shared = 1
    return alone + shared
