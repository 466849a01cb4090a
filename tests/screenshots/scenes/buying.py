"""From an empty cart to a paid order, with every mistake on the way."""

import re

from tests.screenshots.studio import Studio, Window

from .scene import Scene
from .shop import goods, path_of

GOOD_CARD, POOR_CARD = "4242 4242 4242 4242", "4000 0000 0000 9995"
TYPED = {
    "email": "guest@example.com", "full_name": "Shanta Persaud", "phone": "600 1234",
    "street": "12 Robb Street", "landmark": "opposite the market",
}  # fmt: skip


def put_in_cart(window: Window, thing: dict) -> None:
    window.open(path_of(thing))
    press_add(window)


def press_add(window: Window) -> None:
    """What the product page shows goes into the cart."""
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        window.page.locator("form#buy button[type=submit]").click()


def fill(window: Window) -> None:
    """Every field of the checkout that is there; a thing for download asks for no address."""
    for name, value in TYPED.items():
        if window.page.locator(f"[name={name}]").count():
            window.page.fill(f"[name={name}]", value)
    if window.page.locator("select[name=area]").count():
        window.page.select_option("[name=area]", index=1)
    window.page.check("[name=terms]")


def press_pay(window: Window) -> None:
    window.page.locator("main form button[type=submit]").last.click()


def pay_by_card(window: Window, number: str) -> None:
    """On the provider's hosted page."""
    window.page.fill("#number", number)
    window.page.fill("#expiry", "12 / 34")
    window.page.fill("#cvc", "123")
    window.page.get_by_role("button", name=re.compile("^Pay")).click()


def to_the_provider(studio: Studio, window: Window) -> str:
    """Press pay on a filled checkout until the provider's page is there; the order's address."""
    press_pay(window)
    window.page.wait_for_load_state("load")
    if "/c/pay/" not in window.page.url:
        # Delivery to the area chosen changed the total; it is shown and agreed to.
        window.shoot("checkout-total-changed")
        press_pay(window)
        window.page.wait_for_url("**/c/pay/**")
    back = window.page.get_by_role("link", name="Back to the shop").get_attribute("href") or ""
    return re.sub(r"payment/.*", "", back.removeprefix(studio.market.url))


def two_stalls(studio: Studio) -> list[dict]:
    """Two simple things of two sellers."""
    simple = [thing for thing in goods(studio, most=50) if not thing["price_is_from"]]
    other = next(thing for thing in simple if thing["seller"] != simple[0]["seller"])
    return [simple[0], other]


def buying(studio: Studio) -> None:
    window = studio.window("guest")
    window.open("/cart/")
    window.shoot("cart-empty")
    for thing in two_stalls(studio):
        put_in_cart(window, thing)
    window.shoot("product-added-to-cart")
    window.open("/cart/")
    window.shoot("cart-two-sellers")
    window.open("/checkout/")
    window.shoot("checkout")
    press_pay(window)
    window.page.wait_for_load_state("load")
    window.shoot("checkout-with-errors")
    fill(window)
    window.shoot("checkout-filled")
    studio.found["order"] = to_the_provider(studio, window)
    window.shoot("pay-at-the-simulator")
    paying(studio, window)


def paying(studio: Studio, window: Window) -> None:
    pay_by_card(window, POOR_CARD)
    window.page.get_by_role("alert").first.wait_for()
    window.shoot("pay-declined-at-the-simulator")
    window.page.get_by_role("link", name="Back to the shop").click()
    window.page.wait_for_url("**/orders/**")
    window.shoot("order-card-declined")
    window.press("Pay")
    window.page.wait_for_url("**/c/pay/**")
    pay_by_card(window, GOOD_CARD)
    window.page.wait_for_url("**/thanks/")
    window.shoot("order-confirmation")
    window.open(studio.found["order"])
    window.shoot("order-paid")


def cancelled(studio: Studio) -> None:
    """A second order, looked at while it waits for its money, paid, and cancelled by the shopper."""
    window = studio.window("guest")
    put_in_cart(window, two_stalls(studio)[0])
    window.open("/checkout/")
    fill(window)
    order = to_the_provider(studio, window)
    pay_page = window.page.url
    window.open(order)
    window.shoot("order-waits-for-payment")
    window.open(pay_page)
    pay_by_card(window, GOOD_CARD)
    window.page.wait_for_url("**/thanks/")
    window.open(order)
    window.page.locator("summary", has_text="Cancel this order").click()
    window.shoot("order-cancel-asked")
    window.page.get_by_role("button", name=re.compile("^Cancel order")).click()
    window.page.wait_for_load_state("load")
    window.shoot("order-cancelled")


def transferring(studio: Studio) -> None:
    """A third order, to be paid by bank transfer: what the shopper reads, a wrong slip, a right one."""
    window = studio.window("guest")
    put_in_cart(window, two_stalls(studio)[0])
    window.open("/checkout/")
    fill(window)
    window.page.check("[name=payment][value=bank]")
    window.shoot("checkout-by-transfer")
    press_pay(window)
    window.page.wait_for_load_state("load")
    if "/orders/" not in window.page.url:  # delivery to the area chosen changed the total
        press_pay(window)
        window.page.wait_for_url("**/orders/**")
    window.shoot("order-waits-for-transfer")
    window.page.set_input_files("[name=slip]", {"name": "slip.txt", "mimeType": "text/plain", "buffer": b"paid"})
    window.page.get_by_role("button", name="Show the slip").click()
    window.page.locator("#slip-error").wait_for()
    window.shoot("order-slip-refused")
    slip = {"name": "slip.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a slip"}
    window.page.set_input_files("[name=slip]", slip)
    window.page.get_by_role("button", name="Show the slip").click()
    window.page.get_by_text("We have your slip").wait_for()
    window.shoot("order-slip-shown")


BUYING = Scene(
    "buying",
    (
        "cart-empty", "product-added-to-cart", "cart-two-sellers", "checkout", "checkout-with-errors",
        "checkout-filled", "checkout-total-changed", "pay-at-the-simulator", "pay-declined-at-the-simulator",
        "order-card-declined", "order-confirmation", "order-paid",
    ),
    buying,
)  # fmt: skip
CANCELLED = Scene(
    "cancelling", ("order-waits-for-payment", "order-cancel-asked", "order-cancelled"), cancelled, (BUYING,)
)
TRANSFERRING = Scene(
    "transferring",
    ("checkout-by-transfer", "order-waits-for-transfer", "order-slip-refused", "order-slip-shown"),
    transferring,
    (BUYING,),
)
SCENES = [BUYING, CANCELLED, TRANSFERRING]
