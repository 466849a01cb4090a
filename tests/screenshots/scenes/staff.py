"""The staff site: every list, its empty form, one object of it, and the list with nothing in it."""

from tests.screenshots.studio import Studio, Window

from .buying import BUYING, CANCELLED
from .scene import Scene, pages

# Every table of the staff site; a test compares this with the site itself.
LISTS = (
    "accounts/area", "accounts/user", "backoffice/statementreport", "cart/cart", "catalog/answer",
    "catalog/attribute", "catalog/category", "catalog/collection", "catalog/hold", "catalog/importrun",
    "catalog/product", "catalog/question", "catalog/review", "catalog/scheduledprice", "catalog/searchredirect",
    "catalog/searchtally", "catalog/stocklevel", "catalog/stockmovement", "catalog/synonym", "content/banner",
    "content/page", "content/redirect", "currencies/jump", "currencies/rate", "jobs/event", "jobs/job",
    "notifications/bouncedaddress", "notifications/declinedmail", "notifications/email", "orders/order",
    "orders/sellerorder", "payments/bankaccount", "payments/banktransfer", "payments/cashpromise",
    "payments/collection", "payments/dispute", "payments/payment", "payments/paymentattempt",
    "payments/paymentmethod", "payments/paymentrequest", "payments/refund", "payments/remittance",
    "payments/webhookevent", "sellers/seller", "shipping/zone", "wishlists/wishlist",
)  # fmt: skip
KINDS = ("list", "object", "new", "nothing-found")


# Where two apps have a table of one name.
CALLED = {"payments/collection": "parcel-cash"}


def name_of(table: str, kind: str) -> str:
    return f"staff-{CALLED.get(table, table.partition('/')[2])}-{kind}"


def names_of(table: str) -> tuple[str, ...]:
    return tuple(name_of(table, kind) for kind in KINDS)


def table_scene(table: str) -> Scene:
    def play(studio: Studio) -> None:
        look_at(studio, studio.window("staff"), table)

    return Scene(f"staff: {table}", names_of(table), play, (BUYING, CANCELLED) if needs_orders(table) else ())


def needs_orders(table: str) -> bool:
    return table.partition("/")[0] in ("orders", "payments", "notifications", "jobs", "cart")


def look_at(studio: Studio, window: Window, table: str) -> None:
    page = f"/staff/{table}/"
    window.open(page)
    window.shoot(name_of(table, "list"))
    rows = window.page.locator("#result_list tbody th a")
    first = rows.first.get_attribute("href") if rows.count() else None
    has_search = window.page.locator("#searchbar").count()
    can_add = window.page.locator(f"a[href^='{page}add/']").count()
    if has_search and studio.album.wants(name_of(table, "nothing-found")):
        window.open(f"{page}?q=zzzzqqqq")
        window.shoot(name_of(table, "nothing-found"))
    if can_add and studio.album.wants(name_of(table, "new")):
        window.open(f"{page}add/")
        window.shoot(name_of(table, "new"))
    if first and studio.album.wants(name_of(table, "object")):
        window.open(first)
        window.shoot(name_of(table, "object"))


def desks(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/")
    window.shoot("staff-desks")
    window.open("/staff/nowhere/")
    window.shoot("staff-404")


def money(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/money/")
    window.shoot("staff-money-before")
    window.page.locator(".submit-row input[type=submit]").click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-money")


def form_mistakes(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/catalog/product/add/")
    window.page.locator("input[name=_save]").click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-product-new-with-errors")


SCENES = [
    Scene("staff: desks", ("staff-desks", "staff-404"), desks, (BUYING,)),
    *(table_scene(table) for table in LISTS),
    pages("staff: redirects from a file", "staff", {"staff-redirect-import": "/staff/content/redirect/import/"}),
    pages(
        "staff: operations",
        "staff",
        {"staff-operations": "/staff/operations/", "staff-operations-counting": "/staff/operations/counting/"},
    ),
    Scene("staff: money proof", ("staff-money-before", "staff-money"), money, (BUYING, CANCELLED)),
    Scene("staff: mistakes", ("staff-product-new-with-errors",), form_mistakes),
]
