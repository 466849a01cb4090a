"""Signing in and up, and what a shopper keeps."""

from playwright.sync_api import Route

from tests.screenshots.studio import Studio, Window

from .scene import Scene, pages

DOOR = pages(
    "door",
    "guest",
    {
        "account-sign-in": "/account/login/",
        "account-sign-up": "/account/signup/",
        "account-password-forgotten": "/account/password/reset/",
    },
)
HOME = pages(
    "account",
    "shopper",
    {
        "account": "/account/",
        "account-profile": "/account/profile/",
        "account-addresses": "/account/addresses/",
        "account-address-new": "/account/addresses/new/",
        "account-email": "/account/email/",
        "account-password-change": "/account/password/change/",
        "account-orders": "/orders/",
        "account-cart-empty": "/cart/",
        "account-sign-out": "/account/logout/",
    },
)


def submit(window: Window) -> None:
    window.page.locator("main form button[type=submit]").last.click()
    window.page.wait_for_load_state("load")


def mistakes(studio: Studio) -> None:
    window = studio.window("guest")
    window.open("/account/login/")
    window.page.fill("[name=login]", "nobody@example.com")
    window.page.fill("[name=password]", "not-the-password")
    submit(window)
    window.shoot("account-sign-in-refused")
    window.open("/account/password/reset/")
    window.page.fill("[name=email]", "nobody@example.com")
    submit(window)
    window.shoot("account-password-mail-sent")
    member = studio.window("shopper")
    member.open("/account/addresses/new/")
    submit(member)
    member.shoot("account-address-with-errors")


def signing_up(studio: Studio) -> None:
    window = studio.fresh()
    window.open("/account/signup/")
    window.page.fill("[name=email]", f"somebody-{studio.sight.width}-{id(window)}@example.com")
    window.page.fill("[name=password1]", "a-long-password-of-mine")
    submit(window)
    window.shoot("account-sign-up-code")
    window.page.locator("main form input:not([type=hidden])").first.fill("000000")
    window.press("Confirm")
    window.page.wait_for_load_state("load")
    window.shoot("account-sign-up-code-wrong")
    window.page.context.close()


def old_form(studio: Studio) -> None:
    """A browser that does not tell where its form comes from."""
    window = studio.fresh()
    window.open("/account/login/")
    window.page.route("**/account/login/", _without_origin)
    window.page.fill("[name=login]", "nobody@example.com")
    window.page.fill("[name=password]", "whatever-it-is")
    submit(window)
    window.shoot("error-form-too-old")
    window.page.context.close()


def _without_origin(route: Route) -> None:
    """The browser itself would always add them."""
    told = route.request.all_headers()
    quiet = {name: value for name, value in told.items() if name not in ("origin", "sec-fetch-site")}
    route.fulfill(response=route.fetch(headers=quiet))


MISTAKES = ("account-sign-in-refused", "account-password-mail-sent", "account-address-with-errors")
SCENES = [
    DOOR,
    HOME,
    Scene("mistakes", MISTAKES, mistakes),
    Scene("signing up", ("account-sign-up-code", "account-sign-up-code-wrong"), signing_up),
    Scene("old form", ("error-form-too-old",), old_form),
]
