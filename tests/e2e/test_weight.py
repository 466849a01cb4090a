"""How heavy the first view is: what a phone or a desk with an empty cache downloads, over the whole demo market."""

import gzip
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from catalog.models import Product
from tests.e2e.shopper import DESK, PHONE, Visits

SCREENS = ((PHONE, 2), (DESK, 1), (DESK, 2))  # width in CSS pixels, pixels of the screen for one of them
FIRST_VIEW_MOST = 170_000  # bytes over the line, compressed
TEXT = ("text/", "application/javascript", "application/json", "application/manifest", "image/svg")


def line_bytes(answer: Response) -> int:
    """Bytes of a body over the line: as sent when it is compressed, else as a compressing proxy would send it."""
    body = answer.body()
    sizes = answer.request.sizes()["responseBodySize"]
    kind = answer.headers.get("content-type", "")
    if answer.headers.get("content-encoding") or not kind.startswith(TEXT):
        return sizes or len(body)
    return len(gzip.compress(body))


@pytest.mark.timeout(600)
def test_first_views_are_light(visits: Visits, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("load_demo", stdout=StringIO())
    product = Product.objects.filter(lead_picture__isnull=False, status="active").order_by("pk")[0]
    paths = {"home": "/", "list": "/search/", "product": product.get_absolute_url()}
    rows = [(name, *screen, *first_view(visits, path, *screen)) for screen in SCREENS for name, path in paths.items()]
    table = [f"{'page':10}{'screen':>10}{'HTML':>9}{'files':>7}{'pictures':>10}{'first view':>12}"]
    table += [f"{n:10}{w:>8}x{x}{html:>9}{files:>7}{shown:>10}{all_:>12}" for n, w, x, html, files, shown, all_ in rows]
    sys.stdout.write("\n".join(table) + "\n")
    assert [row for row in rows if row[-1] > FIRST_VIEW_MOST] == []


def first_view(visits: Visits, path: str, width: int, scale: int) -> tuple[int, int, int, int]:
    """Bytes of HTML, number of files, bytes of pictures and of everything, for a browser that has nothing yet."""
    guest = visits.shopper(width=width, scale=scale)
    answers: list[Response] = []
    guest.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    guest.page.goto(guest.base + path, wait_until="networkidle")
    found = [answer for answer in answers if answer.status == 200]
    sizes = {answer.url: line_bytes(answer) for answer in found}
    pictures = {answer.url: answer.headers["content-type"] for answer in found if "/media/" in answer.url}
    html = len(visits.market.record.pages[-1].html)
    guest.page.context.close()
    visits.contexts.remove(guest.page.context)
    assert set(pictures.values()) == {"image/avif"}
    return html, len(sizes), sum(sizes[url] for url in pictures), sum(sizes.values())
