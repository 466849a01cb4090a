"""More pieces for a lower price, with the tax of each stall; files that were bought."""

from tests.screenshots.studio import Studio

from .buying import press_add
from .scene import Scene
from .shop import path_of

BULK, MUG = {"slug": "hymn-book-words-edition"}, {"slug": "enamel-mug-cream"}


def bulk(studio: Studio) -> None:
    window = studio.fresh()
    for thing, number in ((BULK, "12"), (MUG, "4")):
        window.open(path_of(thing))
        if thing is BULK:
            window.shoot("product-bulk-prices")
        window.page.fill("#quantity", number)
        press_add(window)
    window.open("/cart/")
    window.shoot("cart-bulk-prices")
    window.open("/checkout/")
    window.shoot("checkout-bulk-prices")


def files(studio: Studio) -> None:
    """The shopper's own order of a download, paid a month ago at most."""
    window = studio.window("shopper")
    window.open("/orders/")
    found = window.page.locator(".order-row", has_text="E-book").first
    window.open(found.get_by_role("link").first.get_attribute("href") or "")
    window.shoot("order-with-files")


def downloads(studio: Studio) -> None:
    """Nothing but a download: no parcel, no place, no day."""
    window = studio.fresh()
    window.open("/search/?q=e-book")
    window.open(window.page.locator(".card a").first.get_attribute("href") or "")
    window.shoot("product-download")
    press_add(window)
    window.open("/cart/")
    window.shoot("cart-downloads-only")
    window.open("/checkout/")
    window.shoot("checkout-downloads-only")


SCENES = [
    Scene("bulk prices", ("product-bulk-prices", "cart-bulk-prices", "checkout-bulk-prices"), bulk),
    Scene("downloads", ("product-download", "cart-downloads-only", "checkout-downloads-only"), downloads),
    Scene("files", ("order-with-files",), files),
]
