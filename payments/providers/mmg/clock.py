"""MMG's times: Guyana's wall clock with a "Z" behind it, which is not what a "Z" means."""

from datetime import datetime

from .window import GEORGETOWN

WRITTEN = "%Y-%m-%dT%H:%M:%S.000Z"


def wall_clock(unix: int) -> str:
    """As MMG writes it: 15:26 in Georgetown is `15:26Z`."""
    return datetime.fromtimestamp(unix, GEORGETOWN).strftime(WRITTEN)


def unix_of(written: object) -> int | None:
    """Seconds since 1970, or None for what is no time."""
    try:
        told = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return int(told.replace(tzinfo=GEORGETOWN).timestamp())
