"""The measure of things: a Django view that does nothing, as large as a page."""

from django.conf import settings

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="bare" * 13, ALLOWED_HOSTS=["*"], MIDDLEWARE=[])

from django.core.wsgi import get_wsgi_application  # noqa: E402 - needs the settings
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

BODY = b"x" * 16_000


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY)


urlpatterns = [path("", page)]
application = get_wsgi_application()
