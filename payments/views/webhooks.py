"""The door for providers: verify, store, 200."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ..domain import webhooks

MAX_BYTES = 256 * 1024


@csrf_exempt  # a provider has no cookie; its signature over the raw body is the check
@require_POST
def receive(request: HttpRequest, provider: str) -> HttpResponse:
    """Answered at once; a job asks the provider what has become of it."""
    if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
        return JsonResponse({"error": "too large"}, status=413)
    webhooks.receive(provider_name=provider, body=request.body, headers=request.headers)
    return JsonResponse({"received": True})
