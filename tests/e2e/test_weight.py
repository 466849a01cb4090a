"""How heavy the first view is: what a phone or a desk with an empty cache downloads over a slow line, heads included,
over the whole demo market. Weights are the same on every machine; times are not, and `./stabroek bench --browser` tells
them."""

import sys
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from catalog.models import Product
from loadtests.bench.browser.ledger import KINDS, Ledger
from loadtests.bench.browser.line import GOALS, slow_line
from tests.e2e.shopper import DESK, PHONE, Visits

SCREENS = ((PHONE, 2), (DESK, 1), (DESK, 2))  # width in CSS pixels, pixels of the screen for one of them


@pytest.mark.timeout(600)
def test_first_views_are_light(visits: Visits, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    call_command("load_demo", stdout=StringIO())
    shown = Product.objects.filter(lead_picture__isnull=False, status="active").order_by("pk")
    paths = {"home": "/", "list": "/search/", "product": shown[0].get_absolute_url()}
    rows = [(name, *screen, *first_view(visits, path, *screen)) for screen in SCREENS for name, path in paths.items()]
    heads = "".join(f"{head:>10}" for head in ("screen", "HTML", "files", *KINDS, "all"))
    table = [f"{'page':10}{heads}"]
    table += [f"{row[0]:10}{row[1]:>8}x{row[2]}" + "".join(f"{figure:>10}" for figure in row[3:]) for row in rows]
    sys.stdout.write("\n".join(table) + "\n")
    assert [row for row in rows if row[-1] >= GOALS.bytes] == []


def first_view(visits: Visits, path: str, width: int, scale: int) -> tuple[int, ...]:
    """Bytes of HTML as it is read, number of files, and over the line bytes of each kind and of everything, for a
    browser that has nothing yet."""
    guest = visits.shopper(width=width, scale=scale)
    devtools = guest.page.context.new_cdp_session(guest.page)
    slow_line(devtools)
    ledger = Ledger(devtools)
    answers: list[Response] = []
    guest.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    guest.open_whole(path)
    pictures = {answer.headers["content-type"] for answer in answers if "/media/" in answer.url}
    html = len(visits.market.record.pages[-1].html)
    guest.page.context.close()
    visits.contexts.remove(guest.page.context)
    assert pictures == {"image/avif"}
    sizes = [ledger.bytes[kind] for kind in KINDS]
    return html, ledger.requests, *sizes, sum(sizes)
