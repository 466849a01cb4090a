"""What lets a shopper buy with confidence: where it goes and what that costs."""

from tests.screenshots.studio import Studio, Window

from .buying import put_in_cart, two_stalls
from .scene import Scene
from .shop import goods, path_of

BY_AIR = "Lethem"


def choose_area(window: Window, name: str) -> None:
    window.open("/account/place/?next=/cart/")
    window.page.select_option("[name=area]", label=name)
    window.press("Show delivery there")
    window.page.wait_for_url("**/cart/")


def place(studio: Studio) -> None:
    window = studio.fresh()
    for thing in two_stalls(studio):
        put_in_cart(window, thing)
    window.open("/account/place/?next=/cart/")
    window.shoot("place-picker")
    choose_area(window, BY_AIR)
    window.shoot("cart-delivery-by-air")
    window.open(path_of(goods(studio)[0]))
    window.shoot("product-delivery-by-air")
    window.page.locator(".delivery-change").click()
    window.page.locator(".place-change form").wait_for()
    window.shoot("product-delivery-change")
    seawall = studio.market.read("/api/v1/products?seller=seawall-sport-stall&in_stock=1")
    never = next(each for each in seawall["results"] if not each["price_is_from"])  # type: ignore[index]
    window.open(path_of(never))
    window.shoot("product-not-delivered-there")
    put_in_cart(window, never)
    window.open("/cart/")
    window.shoot("cart-not-delivered-there")


def odd(studio: Studio) -> None:
    window = studio.fresh()
    for thing, name in (
        ("solar-home-kit-three-lamps", "product-odd-packages"),
        ("easter-kite-singing", "product-odd-season"),
    ):
        window.open(path_of({"slug": thing}))
        window.shoot(name)
    for thing in ("solar-home-kit-three-lamps", "cassareep-for-christmas-pepperpot"):
        put_in_cart(window, {"slug": thing})
    window.open("/cart/")
    window.shoot("cart-odd-goods")
    choose_area(window, BY_AIR)
    window.shoot("cart-odd-by-air")
    window.open("/checkout/")
    window.shoot("checkout-odd-goods")


def wishes(studio: Studio) -> None:
    window = studio.window("shopper")
    window.open(path_of(goods(studio)[0]))
    window.press("Save to a list")
    window.page.get_by_text("is on “My list”").first.wait_for()
    window.shoot("product-saved-to-a-list")
    window.open("/lists/")
    window.shoot("lists")
    window.page.get_by_role("link", name="My list").click()
    window.page.wait_for_url("**/lists/wsl_**")
    window.page.locator(".wish-more > summary").first.click()
    window.shoot("list")
    window.open("/lists/")
    window.page.get_by_role("link", name="Christmas at home").click()
    window.page.wait_for_url("**/lists/wsl_**")
    window.shoot("list-shared-by-me")
    studio.found["shared list"] = window.page.locator(".wish-link a").get_attribute("href") or ""
    stranger = studio.fresh()
    stranger.open(studio.found["shared list"])
    stranger.shoot("list-shared-with-me")


def table(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/shipping/zone/")
    window.page.locator("#result_list a[href*='/table/']").first.click()
    window.page.wait_for_url("**/table/**")
    option = window.page.locator("[name=place] option", has_text=BY_AIR).first
    window.page.select_option("[name=place]", option.get_attribute("value"))
    window.page.fill("[name=grams]", "3200")
    window.page.locator(".submit-row input[type=submit]").click()
    window.page.wait_for_url("**grams**")
    window.shoot("staff-delivery-table")


SCENES = [
    Scene(
        "delivery to a place",
        (
            "place-picker", "cart-delivery-by-air", "product-delivery-by-air", "product-delivery-change",
            "product-not-delivered-there", "cart-not-delivered-there",
        ),
        place,
    ),
    Scene(
        "odd goods",
        ("product-odd-packages", "product-odd-season", "cart-odd-goods", "cart-odd-by-air", "checkout-odd-goods"),
        odd,
    ),
    Scene(
        "wish lists",
        ("product-saved-to-a-list", "lists", "list", "list-shared-by-me", "list-shared-with-me"),
        wishes,
    ),
    Scene("staff: delivery table", ("staff-delivery-table",), table),
]  # fmt: skip
