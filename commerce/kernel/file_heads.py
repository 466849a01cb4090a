"""Heads of pictures and static files, of which a page may show fifty: short, for they come over the line as well.

What only documents heed (policies, frames, languages) and what tells one answer from another is taken off; a page that
says that a file is not there keeps it all.
"""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

FILES = (settings.STATIC_URL, f"{settings.MEDIA_URL}pictures/")
GIVEN = (200, 304)
UNHEEDED = (
    "Content-Security-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Referrer-Policy", "Content-Language",
    "Content-Disposition", "X-Request-Id",
)  # fmt: skip


def shorten(request: HttpRequest, response: HttpResponseBase) -> None:
    if request.path.startswith(FILES) and response.status_code in GIVEN:
        for name in UNHEEDED:
            del response.headers[name]
