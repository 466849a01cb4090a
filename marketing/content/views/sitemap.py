"""robots.txt and the sitemap, written line by line."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from commerce.kernel.conditional import public_answer

from ..queries import indexing, sitemap
from ..queries.sitemap import Entry

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
DAY, HOUR = 86_400, 3_600
PARTS = {
    "categories": sitemap.shelves,
    "collections": sitemap.collections,
    "stalls": sitemap.stalls,
    "pages": sitemap.texts,
}


@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    text = "\n".join(indexing.robots_lines()) + "\n"
    return public_answer(request, HttpResponse(text, content_type="text/plain; charset=utf-8"), seconds=DAY)


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    products = [f"products-{number}" for number in range(1, len(sitemap.product_parts()) + 1)]
    parts = (f"<sitemap><loc>{settings.SITE_URL}/sitemap-{name}.xml</loc></sitemap>\n" for name in (*PARTS, *products))
    text = f"{HEAD}<sitemapindex {SPACE}>\n{''.join(parts)}</sitemapindex>\n"
    return public_answer(request, HttpResponse(text, content_type=XML), seconds=HOUR)


@require_safe
def part(request: HttpRequest, name: str) -> HttpResponseBase:
    return streamed(PARTS[name]())


@require_safe
def products(request: HttpRequest, number: int) -> HttpResponseBase:
    found = sitemap.products(number)
    if found is None:
        raise Http404
    return streamed(found)


def streamed(entries: Iterable[Entry]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines(entries), content_type=XML)
    response.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return response


def lines(entries: Iterable[Entry]) -> Iterator[str]:
    yield f"{HEAD}<urlset {SPACE}>\n"
    for entry in entries:
        changed = f"<lastmod>{entry.changed.isoformat(timespec='seconds')}</lastmod>" if entry.changed else ""
        yield f"<url><loc>{escape(settings.SITE_URL + entry.path)}</loc>{changed}</url>\n"
    yield "</urlset>\n"
