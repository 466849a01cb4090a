"""Signing in and up, and what a shopper keeps."""

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
    """A form whose token is not ours."""
    window = studio.fresh()
    window.open("/account/login/")
    window.page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(each => each.value = 'old')")
    window.page.fill("[name=login]", "nobody@example.com")
    window.page.fill("[name=password]", "whatever-it-is")
    submit(window)
    window.shoot("error-form-too-old")
    window.page.context.close()


MISTAKES = ("account-sign-in-refused", "account-password-mail-sent", "account-address-with-errors")
SCENES = [
    DOOR,
    HOME,
    Scene("mistakes", MISTAKES, mistakes),
    Scene("signing up", ("account-sign-up-code", "account-sign-up-code-wrong"), signing_up),
    Scene("old form", ("error-form-too-old",), old_form),
]
