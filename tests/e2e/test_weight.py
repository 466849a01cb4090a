"""How heavy the first view is: what a phone with an empty cache downloads, over the demo market with its pictures."""

import gzip
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from catalog.models import Product
from tests.e2e.shopper import PHONE, Visits

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


@pytest.mark.timeout(300)
def test_first_views_are_light(visits: Visits, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("load_demo", stdout=StringIO())
    product = Product.objects.filter(lead_picture__isnull=False, status="active").order_by("pk")[0]
    rows = []
    for name, path in (("home", "/"), ("list", "/search/?q=mug"), ("product", product.get_absolute_url())):
        guest = visits.shopper(width=PHONE)
        answers: list[Response] = []
        guest.page.on("response", lambda answer, kept=answers: kept.append(answer))
        guest.page.goto(guest.base + path)
        sizes = {answer.url: line_bytes(answer) for answer in answers if answer.status == 200}
        html = len(visits.market.record.pages[-1].html)
        rows.append((name, html, len(sizes), sum(sizes.values())))
        assert any("/media/" in url for url in sizes), "no picture was loaded"
        guest.page.context.close()
        visits.contexts.remove(guest.page.context)
    table = [f"{'page':10}{'HTML':>9}{'files':>7}{'first view':>12}"]
    table += [f"{name:10}{html:>9}{files:>7}{total:>12}" for name, html, files, total in rows]
    sys.stdout.write("\n".join(table) + "\n")
    assert {name: total for name, _, _, total in rows if total > FIRST_VIEW_MOST} == {}
