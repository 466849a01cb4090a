"""What staff plan: times and prices of a product, and a collection whose rule is looked at before it is saved."""

from tests.screenshots.studio import Studio

from .scene import Scene
from .staff_acts import act, do

PRODUCT = "Street football"


def product(studio: Studio) -> None:
    window = studio.window("staff")
    window.open(f"/staff/catalog/product/?q={PRODUCT.replace(' ', '+')}")
    page = (window.page.locator("#result_list tbody th a").first.get_attribute("href") or "").split("?")[0]
    window.open(page)
    window.shoot("staff-product-planned")
    act(window, "Plan a price")
    window.shoot("staff-act-price")
    window.page.fill("[name=price]", "2500")
    do(window)
    window.shoot("staff-act-price-overlaps")
    window.open(page)
    act(window, "Set times")
    window.shoot("staff-act-times")


def rule(studio: Studio) -> None:
    window = studio.window("staff")
    window.open("/staff/catalog/collection/?kind__exact=rule")
    window.page.locator("#result_list tbody th a").first.click()
    window.page.wait_for_load_state("load")
    button = window.page.locator("input[formaction$='/preview/']")
    button.evaluate("button => button.removeAttribute('formtarget')")
    button.click()
    window.page.wait_for_load_state("load")
    window.shoot("staff-collection-preview")


SCENES = [
    Scene(
        "staff: planning",
        ("staff-product-planned", "staff-act-price", "staff-act-price-overlaps", "staff-act-times"),
        product,
    ),
    Scene("staff: rule", ("staff-collection-preview",), rule),
]
