"""For probes and load balancers: alive, and ready to serve. No session, no page, nothing secret."""

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..queries import pulse


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else: restarting us would not bring a database back."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 without the database. Without the cache or the broker the shop is slower, not closed: 200, "degraded"."""
    looks = [pulse.database(), pulse.cache(), pulse.broker()]
    has_database = looks[0].is_well
    status = "ready" if all(look.is_well for look in looks) else "degraded" if has_database else "unavailable"
    body = {
        "status": status,
        "dependencies": {look.name: told(look) for look in looks},
        "oldest_runnable_job_seconds": oldest_job() if has_database else None,
    }
    return JsonResponse(body, status=200 if has_database else 503)


def told(look: pulse.Look) -> dict[str, object]:
    words: dict[str, object] = {"status": "well" if look.is_well else "away", "ms": look.milliseconds}
    return words | ({"error": look.error} if look.error else {})


def oldest_job() -> float | None:
    try:
        return pulse.oldest_runnable_seconds()
    except Error:
        return None
