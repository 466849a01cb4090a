"""The way back from a provider whose pages lead to one fixed address, whatever was paid there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from commerce.kernel.errors import NotFound

from ..domain import webhooks
from ..errors import BadWebhook
from ..queries.named import attempts_named


@require_GET
@never_cache
def returned(request: HttpRequest, provider: str) -> HttpResponse:
    """The address carries what the provider also tells by webhook, and is believed as little: it says which attempt to
    ask about. The page that the attempt came from does so, for whoever may open it."""
    try:
        body = request.META.get("QUERY_STRING", "").encode()
        notice = webhooks.receive(provider_name=provider, body=body, headers=request.headers)
    except (BadWebhook, NotFound):
        return render(request, "payments/returned.html", status=400)
    attempt = attempts_named(provider, notice.refs[:1]).first()
    return redirect(attempt.return_url) if attempt else render(request, "payments/returned.html", status=404)
