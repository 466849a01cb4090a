"""axe over the staff site: nothing serious or critical and no page wider than its window, in every sight."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from catalog.domain import media
from catalog.domain.categories import create_category
from catalog.models import Attribute
from commerce.jobs.domain.enqueue import enqueue
from commerce.jobs.models import Job
from commerce.notifications.models import Email
from orders.models import Order
from tests.e2e.due_jobs import do_due_jobs
from tests.e2e.shopper import DESK, PHONE, Shopper, Visits, make_member
from tests.e2e.test_accessibility import OVERFLOW
from tests.factories.rates import make_jump, make_manual
from tests.factories.shop import make_area, make_cart, make_variant
from tests.screenshots.scenes.staff import LISTS

RUN = """async rules => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  const found = await axe.run(document, rules ? {runOnly: rules} : {})
  const grave = found.violations.filter(each => ['serious', 'critical'].includes(each.impact))
  return grave.map(each => [each.id, each.nodes[0].html])
}"""
SIGHTS = [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")]


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def desk(visits: Visits, paid_order: Callable[[], Order], settings: Any) -> Shopper:
    """Somebody of the staff at a site that has one of everything."""
    order = paid_order()
    do_due_jobs()
    make_area()
    mug = make_variant(option_values=["Blue"])
    mug.product.option_names = ["Colour"]
    mug.product.save(update_fields=["option_names"])
    media.add_picture(product=mug.product, content=png(), alt="A blue mug")
    create_category(name="Kitchen", slug="kitchen")
    Attribute.objects.create(code="colour", name="Colour")
    make_cart((mug, 1))
    settings.RATE_PAIRS, settings.RATES_SOURCE = [("USD", "GYD"), ("GYD", "BDT")], "frankfurter"
    make_jump()
    make_manual()
    enqueue("orders.send_confirmation", order=order.public_id)
    Job.objects.filter(state="ready").update(
        state="dead",
        attempts=3,
        last_error="ConnectionRefusedError: refused",
        last_traceback="Traceback: refused\n" * 9,
    )
    assert Email.objects.exists()
    staff = visits.shopper(width=DESK)
    staff.sign_in(make_member(is_staff=True, is_superuser=True).email)
    return staff


def in_every_sight(visits: Visits, page: Page) -> list[str]:
    """Everything in the light; in the dark the colours, which is all that differs."""
    page.wait_for_load_state("load")
    faults = []
    with visits.unheard():
        page.evaluate(AXE_FILE_PATH.read_text())
        for width, theme in SIGHTS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            found = page.evaluate(RUN, None if theme == "light" else ["color-contrast"])
            faults += [f"{width} {theme} {page.url} {rule}: {html[:160]}" for rule, html in found]
            sideways = page.evaluate(OVERFLOW)
            faults += [f"{width} {theme} {page.url} is {sideways} px wider than the window"] if sideways > 0 else []
    return faults


def look(visits: Visits, staff: Shopper, *paths: str) -> list[str]:
    faults = []
    for path in paths:
        staff.open(path)
        assert "/staff/" in staff.page.url
        faults += in_every_sight(visits, staff.page)
    return faults


def links(page: Page, selector: str) -> list[str]:
    return [link.get_attribute("href") or "" for link in page.locator(selector).all()]


@pytest.mark.timeout(400)  # dozens of pages, each looked at in both themes
def test_lists_and_what_they_lead_to(visits: Visits, desk: Shopper) -> None:
    faults = look(visits, desk, "/staff/", "/staff/orders/order/?q=zzzzqqqq", "/staff/catalog/product/?status=draft")
    faults += look(visits, desk, "/staff/operations/", "/staff/operations/counting/")
    for table in LISTS:
        faults += look(visits, desk, f"/staff/{table}/")
        rows = links(desk.page, "#result_list tbody th a")[:1]
        news = links(desk.page, f"a[href^='/staff/{table}/add/']")[:1]
        faults += look(visits, desk, *rows, *news)
    assert not faults, "\n".join(faults)


def test_acts_and_changes_in_bulk(visits: Visits, desk: Shopper) -> None:
    order = Order.objects.get()
    product = order.parts.get().lines.get().variant.product
    objects = [
        reverse("admin:orders_order_change", args=[order.pk]),
        reverse("admin:orders_sellerorder_change", args=[order.parts.get().pk]),
        reverse("admin:catalog_product_change", args=[product.pk]),
        reverse("admin:jobs_job_change", args=[Job.objects.filter(state="dead").latest("pk").pk]),
        reverse("admin:notifications_email_change", args=[Email.objects.latest("pk").pk]),
    ]
    faults = []
    for path in objects:
        desk.open(path)
        faults += look(visits, desk, *links(desk.page, ".acts a"), f"{path.removesuffix('change/')}history/")
    faults += look(visits, desk, reverse("admin:catalog_stocklevel_sheet"))
    for kind, value in (("price_chosen", "10"), ("stock_chosen", "3")):
        faults += bulk(visits, desk, kind, value)
    assert not faults, "\n".join(faults)


def bulk(visits: Visits, desk: Shopper, kind: str, value: str) -> list[str]:
    """The form of a change in bulk, its preview, and what it says when it is done."""
    page = desk.page
    desk.open("/staff/catalog/product/")
    page.locator("input.action-select").first.check()
    page.select_option("select[name=action]", kind)
    page.locator(".actions button[name=index]").first.click()
    page.wait_for_url("**/bulk/**")
    faults = in_every_sight(visits, page)
    page.fill("[name=value], [name=quantity]", value)
    if page.locator("[name=reason]").count():
        page.fill("[name=reason]", "counted on the shelf")
    page.get_by_role("button", name="Show what would change").click()
    page.locator(".preview").wait_for()
    faults += in_every_sight(visits, page)
    page.locator("form[action$='/application/'] [type=submit]").click()
    page.locator("form[action$='/reversal/']").wait_for()
    return faults + in_every_sight(visits, page)
