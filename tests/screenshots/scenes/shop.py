"""The storefront: home, lists, products, stalls, and the pages that explain."""

from tests.screenshots.studio import PHONE, Studio

from .scene import Scene, pages

PLAIN = pages(
    "shop",
    "guest",
    {
        "shop-home": "/",
        "shop-category": "/c/apparel/",
        "shop-category-filtered": "/c/apparel/?in_stock=1&price_max=5000",
        "shop-search": "/search/?q=mug",
        "shop-search-misspelt": "/search/?q=enamle+mgu",
        "shop-search-nothing": "/search/?q=zzzzqqqq",
        "shop-sellers": "/sellers/",
        "shop-collections": "/collections/",
        "shop-collection": "/collections/presents-that-travel-well/",
        "shop-terms": "/pages/terms/",
        "shop-privacy": "/pages/privacy/",
        "shop-returns": "/pages/returns/",
        "shop-stories": "/stories/",
        "shop-story": "/stories/how-to-choose-a-hammock/",
        "shop-page": "/pages/how-it-works/",
        "error-gone": "/wholesale-2024",
        "error-404": "/p/nobody-sells-this/",
        "error-address-unknown": "/nowhere/",
        "error-order-of-somebody-else": "/orders/ord_00000000000000000000000000/",
    },
)


def goods(studio: Studio, *, most: int = 20) -> list[dict]:
    """Products that can be had and sent, as the API tells them."""
    found = studio.market.read(f"/api/v1/products?limit={most}&in_stock=1")
    return [each for each in found["results"] if kind_of(each) == "arrives"]  # type: ignore[index]


def kind_of(thing: dict) -> str:
    return (thing["availability"] or {}).get("kind", "")


def path_of(thing: dict) -> str:
    return f"/p/{thing['slug']}/"


def product(studio: Studio) -> None:
    things = goods(studio)
    window = studio.window("guest")
    window.open(path_of(next(thing for thing in things if not thing["price_is_from"])))
    window.shoot("product")
    window.open(path_of(next(thing for thing in things if thing["price_is_from"])))
    window.shoot("product-with-options")
    window.open(things[0]["seller"]["url"])
    window.shoot("shop-seller")


def sold_out(studio: Studio) -> None:
    """The first thing that is not to be had, page by page of the API."""
    address = "/api/v1/products?limit=50"
    while address:
        found: dict = studio.market.read(address)  # type: ignore[assignment]
        gone = [each for each in found["results"] if kind_of(each) == "soldout"]
        if gone:
            window = studio.window("guest")
            window.open(path_of(gone[0]))
            window.shoot("product-sold-out")
            return
        address = (found["next"] or "").removeprefix(studio.market.url)
    studio.album.trouble("product-sold-out: nothing is sold out in this market")


def menu(studio: Studio) -> None:
    window = studio.window("guest")
    window.open("/")
    window.page.locator(".menu > summary").click()
    window.shoot("shop-menu-open")


def filters(studio: Studio) -> None:
    """A sheet on phones; beside the list at a desk."""
    window = studio.window("guest")
    window.open("/c/apparel/")
    if studio.sight is PHONE:
        window.page.locator("a[href='#filters']").first.click()
    window.shoot("shop-filters-open")


def offline(studio: Studio) -> None:
    """What a device shows again when the network is away."""
    window, thing = studio.window("guest"), goods(studio)[0]
    window.open("/offline/")
    window.shoot("offline-nothing")
    window.page.wait_for_function("navigator.serviceWorker.controller !== null")
    for path in (path_of(thing), "/cart/"):
        window.open(path)
        window.page.wait_for_timeout(500)
    window.page.context.set_offline(True)
    window.open(path_of(thing))
    window.shoot("offline-product")
    window.open("/search/")
    window.shoot("offline")
    window.page.context.set_offline(False)


SCENES = [
    PLAIN,
    Scene("products", ("product", "product-with-options", "shop-seller"), product),
    Scene("sold out", ("product-sold-out",), sold_out),
    Scene("menu", ("shop-menu-open",), menu),
    Scene("filters", ("shop-filters-open",), filters),
    Scene("offline", ("offline-nothing", "offline-product", "offline"), offline),
]
