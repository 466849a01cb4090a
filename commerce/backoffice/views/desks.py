"""The first page: what waits for somebody, and for how long."""

from typing import Any

from ..queries.desks import all_desks


def context() -> dict[str, Any]:
    """What templates/admin/index.html needs."""
    found = all_desks()
    return {"desks": found, "waiting": sum(1 for desk in found if desk.count)}
