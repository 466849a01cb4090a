"""What staff do: acts on orders, parcels and products, bulk changes, the sheet of stock."""

import re
import tempfile
from pathlib import Path

from tests.screenshots.studio import Studio, Window

from .buying import BUYING
from .scene import Scene


def order_page(studio: Studio) -> str:
    """The staff page of the order that was bought."""
    window = studio.window("staff")
    public_id = studio.found["order"].strip("/").split("/")[-1]
    window.open(f"/staff/orders/order/?q={public_id}")
    return (window.page.locator("#result_list tbody th a").first.get_attribute("href") or "").split("?")[0]


def act(window: Window, words: str) -> None:
    """To the page of an act, by the beginning of its button."""
    window.page.get_by_role("link", name=re.compile(f"^{words}")).first.click()
    window.page.locator("form.act").wait_for()


def do(window: Window) -> None:
    window.page.locator("form.act .submit-row input[type=submit]").click()
    window.page.wait_for_load_state("load")


def parcels(studio: Studio) -> None:
    """Send and deliver what was bought, and look at the order with its shopper's eyes in between."""
    window, shopper = studio.window("staff"), studio.window("guest")
    page = order_page(studio)
    window.open(page)
    window.shoot("staff-order-paid")
    act(window, "Cancel the order")
    window.shoot("staff-act-cancel")
    for words, name in (("Mark as sent", "sent"), ("Mark as delivered", "delivered")):
        window.open(page)
        while window.page.get_by_role("link", name=re.compile(f"^{words}")).count():
            act(window, words)
            window.shoot(f"staff-act-{name}")
            if name == "sent":
                window.page.fill("[name=carrier]", "Laparkan")
                window.page.fill("[name=tracking_number]", "LPK 2048 117")
            do(window)
            look_at_order(studio, shopper, f"order-partly-{name}")
            window.open(page)
        look_at_order(studio, shopper, f"order-{name}")
        window.shoot(f"staff-order-{name}")


def look_at_order(studio: Studio, shopper: Window, name: str) -> None:
    if studio.album.wants(name):
        shopper.open(studio.found["order"])
        shopper.shoot(name)


def refund(studio: Studio) -> None:
    window, shopper = studio.window("staff"), studio.window("guest")
    page = order_page(studio)
    window.open(page)
    act(window, "Refund")
    window.shoot("staff-act-refund")
    window.page.fill("[name=reason]", "One cup arrived chipped.")
    window.page.check("[name=what][value=amount]")
    window.page.fill("[name=amount]", "0")
    do(window)
    window.shoot("staff-act-refund-with-errors")
    window.page.check("[name=what][value=things]")
    window.page.locator("select[name^=line_]").first.select_option("1")
    do(window)
    window.shoot("staff-order-refunded")
    look_at_order(studio, shopper, "order-refunded")


def bulk(studio: Studio) -> None:
    """Three prices up, looked at before, done, and taken back."""
    window = studio.window("staff")
    window.open("/staff/catalog/product/")
    for row in range(3):
        window.page.locator("input.action-select").nth(row).check()
    window.shoot("staff-product-list-chosen")
    window.page.select_option("select[name=action]", "price_chosen")
    window.page.locator(".actions button[name=index]").first.click()
    window.page.locator("[name=value]").wait_for()
    window.shoot("staff-bulk-prices")
    window.page.fill("[name=value]", "10")
    window.page.locator("main form [type=submit]").first.click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-bulk-prices-preview")
    window.page.locator("form[action$='/application/'] [type=submit]").click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-bulk-prices-done")
    window.page.locator("form[action$='/reversal/'] [type=submit]").click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-bulk-prices-undone")


def sheet(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/catalog/stocklevel/sheet/")
    window.shoot("staff-stock-sheet")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stock.csv"
        file.write_text("sku,change,reason\nNO-SUCH-SKU,12,counted on the shelf\n,x,\n")
        window.page.set_input_files("[name=file]", file)
        window.page.locator("main form [type=submit]").first.click()
        window.page.wait_for_load_state("load")
    window.shoot("staff-stock-sheet-preview")


def product_acts(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/catalog/product/")
    page = window.page.locator("#result_list tbody th a").first.get_attribute("href") or ""
    for words, name in (("Add a picture", "picture"), ("Change stock", "stock"), ("Archive", "archive")):
        window.open(page)
        if window.page.get_by_role("link", name=re.compile(f"^{words}")).count():
            act(window, words)
            window.shoot(f"staff-act-{name}")


STEPS = ("sent", "delivered")
PARCELS = Scene(
    "staff: parcels",
    (
        "staff-order-paid", "staff-act-cancel", *(f"staff-act-{step}" for step in STEPS),
        *(f"staff-order-{step}" for step in STEPS), *(f"order-partly-{step}" for step in STEPS),
        *(f"order-{step}" for step in STEPS),
    ),
    parcels, (BUYING,),
)  # fmt: skip
REFUND = Scene(
    "staff: refund",
    ("staff-act-refund", "staff-act-refund-with-errors", "staff-order-refunded", "order-refunded"),
    refund, (BUYING,),
)  # fmt: skip
BULK = ("", "-preview", "-done", "-undone")
SCENES = [
    PARCELS,
    REFUND,
    Scene("staff: bulk", ("staff-product-list-chosen", *(f"staff-bulk-prices{step}" for step in BULK)), bulk),
    Scene("staff: sheet", ("staff-stock-sheet", "staff-stock-sheet-preview"), sheet),
    Scene("staff: products", ("staff-act-picture", "staff-act-stock", "staff-act-archive"), product_acts),
]
